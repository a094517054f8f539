import type { Race } from '../race/race.ts';
import type { Micros, RaceTime } from '../time/time.ts';
import type { SimulatedCrossing, SimulatedField } from './simulated-field.ts';

/** How well an operator fed what truly happened at one line. */
export interface Score {
  /** Crossings that have happened there. */
  readonly happened: number;
  /** Of those, the ones with a split of the right entrant within `WITHIN_US`. */
  readonly right: number;
  /** Crossings without a split of that entrant. */
  readonly missed: readonly SimulatedCrossing[];
  /** Splits of an entrant that are farther from the truth. */
  readonly wrong: readonly WrongSplit[];
  /** Splits at this line that nobody ran. */
  readonly invented: number;
  /** Taps that are nobody's yet. */
  readonly unassigned: number;
  /** How far the right ones are off, whichever way: the middling one, and what 95 of 100 stay within; null without any. */
  readonly errorUs: { readonly p50: Micros; readonly p95: Micros } | null;
  /** 0 to 100: the right ones of all that happened, less one for each invented or unassigned. */
  readonly points: number;
}

export interface WrongSplit {
  readonly crossing: SimulatedCrossing;
  /** The split's time minus the true one. */
  readonly byUs: Micros;
}

/** A hand is right when it is not farther off than this: half a second is another runner. */
const WITHIN_US: Micros = 500_000;

/** Compares the splits of a race with what happened at `line` in [from, until], both since the gun. */
export function scoreOf(
  race: Race,
  field: Pick<SimulatedField, 'crossings'>,
  {
    line,
    from,
    until,
  }: { readonly line: string; readonly from: RaceTime; readonly until: RaceTime },
): Score {
  const here = field.crossings.filter(
    (crossing) => crossing.line === line && crossing.time >= from && crossing.time <= until,
  );
  const missed: SimulatedCrossing[] = [];
  const wrong: WrongSplit[] = [];
  const errors: Micros[] = [];
  for (const crossing of here) {
    const split = race.split(crossing.entrant, crossing.point);
    if (split === null) missed.push(crossing);
    else {
      const byUs = split.clock - (race.zero ?? 0) - crossing.time;
      if (Math.abs(byUs) <= WITHIN_US) errors.push(Math.abs(byUs));
      else wrong.push({ crossing, byUs });
    }
  }
  errors.sort((a, b) => a - b);
  const invented = splitsAt(race, line) - (here.length - missed.length);
  const unassigned = race.loose.filter(
    (loose) => loose.line === line && loose.why === 'unknownEntrant',
  ).length;
  const share = here.length === 0 ? 100 : (100 * errors.length) / here.length;
  return {
    happened: here.length,
    right: errors.length,
    missed,
    wrong,
    invented,
    unassigned,
    errorUs: errors.length === 0 ? null : { p50: part(errors, 0.5), p95: part(errors, 0.95) },
    points: Math.max(0, Math.round(share) - invented - unassigned),
  };
}

function splitsAt(race: Race, line: string): number {
  return race.points.reduce(
    (sum, point) => sum + (point.line === line ? (race.columns[point.index]?.count ?? 0) : 0),
    0,
  );
}

/** `rising` is not empty. */
function part(rising: readonly Micros[], share: number): Micros {
  return rising[Math.ceil(rising.length * share) - 1] ?? 0;
}
