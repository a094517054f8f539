import type { Race } from '../race/race.ts';
import { MICROS_PER_SECOND, raceTime, type Micros, type RaceTime } from '../time/time.ts';
import { numbers } from '../random/numbers.ts';

/** A race that nobody runs, to practise on: who crosses which line when, and what goes wrong. */
export interface SimulatedField {
  /** The rehearsal begins here; what happens before is not asked for. */
  readonly from: RaceTime;
  /** What truly happens, by time, from the gun on. */
  readonly crossings: readonly SimulatedCrossing[];
  /** What a chip mat at the operator's line sends, by the time at which it arrives. */
  readonly mat: readonly MatRead[];
  /** From when to when after the gun the device has no network. */
  readonly dropped: readonly (readonly [from: RaceTime, to: RaceTime])[];
  /** So long after the gun its entry arrives. */
  readonly gunLateUs: Micros;
}

export interface SimulatedCrossing {
  readonly entrant: number;
  /** Index into `race.points`. */
  readonly point: number;
  readonly line: string;
  readonly time: RaceTime;
}

export interface MatRead {
  readonly entrant: number;
  readonly line: string;
  readonly time: RaceTime;
  /** When it reaches the server; a late one comes long after it was read. */
  readonly arrives: RaceTime;
}

export interface SimulateOptions {
  /** Where the operator stands. */
  readonly line: string;
  readonly seed: number;
  readonly faults: SimulatedFaults;
  /** `end`: 15 s before the first comes to the line for the last time. */
  readonly beginAt: 'gun' | 'end';
}

export interface SimulatedFaults {
  readonly droppedLink: boolean;
  readonly lateGun: boolean;
  /** A chip mat that doubles, misses and delays what it reads. */
  readonly mat: boolean;
}

const DOUBLED = 0.1;
const MISSED = 0.06;
const DELAYED = 0.08;
const DROP_US: Micros = 12 * MICROS_PER_SECOND;
const LATE_GUN_US: Micros = 4 * MICROS_PER_SECOND;
const DELAY_US: Micros = 9 * MICROS_PER_SECOND;
const BEFORE_FIRST_US: Micros = 15 * MICROS_PER_SECOND;

/**
 * A field that comes in packs: most runners hold on to somebody, so the line is crowded and then quiet,
 * as lines are. The same race and seed give the same field everywhere. Crossings are of competitors and
 * pacemakers that are listed and have no status; of an open-ended race, the points it has now.
 */
export function simulateField(
  race: Race,
  { line, seed, faults, beginAt }: SimulateOptions,
): SimulatedField {
  const random = numbers(seed);
  const crossings = runners(race, random)
    .flatMap((runner) => crossingsOf(race, runner, random))
    .sort((a, b) => a.time - b.time || a.entrant - b.entrant);
  const all = crossings.filter((crossing) => crossing.line === line);
  const from = beginAt === 'end' ? beforeFirstHome(all) : raceTime(0);
  const here = all.filter(({ time }) => time >= from);
  return {
    from,
    crossings,
    mat: faults.mat ? here.flatMap((crossing) => readsOf(crossing, random)).sort(byArrival) : [],
    dropped: faults.droppedLink ? [dropOf(here, from)] : [],
    gunLateUs: faults.lateGun ? LATE_GUN_US : 0,
  };
}

function beforeFirstHome(here: readonly SimulatedCrossing[]): RaceTime {
  const last = here.reduce((furthest, { point }) => Math.max(furthest, point), 0);
  const first = here.find(({ point }) => point === last)?.time ?? 0;
  return raceTime(Math.max(0, first - BEFORE_FIRST_US));
}

interface Runner {
  readonly entrant: number;
  readonly mps: number;
  /** Starts so long after the gun. */
  readonly offsetUs: Micros;
}

function runners(race: Race, random: () => number): readonly Runner[] {
  const { speed } = race.definition ?? { speed: { minMps: 4, maxMps: 8 } };
  const middle = speed.minMps + (speed.maxMps - speed.minMps) * 0.45;
  let pack = middle;
  return race.entrants
    .filter(({ listed, status }) => listed && status === null)
    .map(({ index, entrant }) => {
      // Two in three hold on to the pack before them.
      if (random() < 1 / 3) pack = middle * (1.06 - 0.16 * random());
      const mps = pack * (1 + 0.006 * (random() - 0.5));
      return { entrant: index, mps, offsetUs: entrant.startOffsetUs ?? 0 };
    });
}

function crossingsOf(
  race: Race,
  { entrant, mps, offsetUs }: Runner,
  random: () => number,
): SimulatedCrossing[] {
  let at = 0;
  let before = 0;
  return race.points.map(({ index, line, distanceM }) => {
    const pace = mps * (1 + 0.02 * (random() - 0.5));
    at += ((distanceM - before) / pace) * MICROS_PER_SECOND;
    before = distanceM;
    return { entrant, point: index, line, time: raceTime(offsetUs + Math.round(at)) };
  });
}

function readsOf({ entrant, line, time }: SimulatedCrossing, random: () => number): MatRead[] {
  if (random() < MISSED) return [];
  const late = random() < DELAYED ? DELAY_US : 0;
  const read = { entrant, line, time, arrives: raceTime(time + 300_000 + late) };
  if (random() >= DOUBLED) return [read];
  const again = raceTime(time + 180_000);
  return [read, { ...read, time: again, arrives: raceTime(again + 300_000 + late) }];
}

/** While the most come at once, for that is when it hurts. */
function dropOf(
  here: readonly SimulatedCrossing[],
  begin: RaceTime,
): readonly [from: RaceTime, to: RaceTime] {
  const crowd = ({ time }: SimulatedCrossing) =>
    here.filter((other) => other.time >= time && other.time < time + DROP_US).length;
  const busiest = here.reduce<SimulatedCrossing | null>(
    (best, one) => (best === null || crowd(one) > crowd(best) ? one : best),
    null,
  );
  const from = raceTime(Math.max(0, (busiest?.time ?? begin) - MICROS_PER_SECOND));
  return [from, raceTime(from + DROP_US)];
}

function byArrival(a: MatRead, b: MatRead): number {
  return a.arrives - b.arrives;
}
