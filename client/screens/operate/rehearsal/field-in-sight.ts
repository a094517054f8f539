import type { Race } from '../../../../shared/race/race.ts';
import type { SimulatedField } from '../../../../shared/feeding/simulated-field.ts';
import type { Micros } from '../../../../shared/time/time.ts';

/** A runner near the line: so many metres before it, negative behind it. */
export interface InSight {
  readonly entrant: number;
  readonly metresToGo: number;
}

/** How far one sees: before the line, and behind it. */
export const SIGHT = { beforeM: 80, behindM: 12 } as const;

interface Leg {
  readonly entrant: number;
  readonly from: Micros;
  readonly to: Micros;
  readonly fromM: number;
  readonly toM: number;
  readonly endsHere: boolean;
  readonly startsHere: boolean;
}

/** Who is in sight of a line at a moment since the gun, nearest first; straight between points. */
export function sightOf(
  race: Race,
  field: SimulatedField,
  line: string,
): (sinceUs: Micros) => readonly InSight[] {
  const legs = legsOf(race, field, line);
  return (sinceUs) =>
    legs.flatMap((leg) => inSight(leg, sinceUs)).sort((a, b) => a.metresToGo - b.metresToGo);
}

function inSight(leg: Leg, sinceUs: Micros): readonly InSight[] {
  if (sinceUs < leg.from || sinceUs >= leg.to) return [];
  const part = (sinceUs - leg.from) / (leg.to - leg.from);
  const run = part * (leg.toM - leg.fromM);
  const toGo = leg.toM - leg.fromM - run;
  if (leg.endsHere && toGo <= SIGHT.beforeM) return [{ entrant: leg.entrant, metresToGo: toGo }];
  if (leg.startsHere && run <= SIGHT.behindM) return [{ entrant: leg.entrant, metresToGo: -run }];
  return [];
}

function legsOf(race: Race, { crossings }: SimulatedField, line: string): readonly Leg[] {
  const last = new Map<number, { time: Micros; distanceM: number; here: boolean }>();
  const legs = crossings.map(({ entrant, point, time }): Leg => {
    const { distanceM = 0, line: at } = race.points[point] ?? {};
    const before = last.get(entrant) ?? { time: 0, distanceM: 0, here: false };
    const here = at === line;
    last.set(entrant, { time, distanceM, here });
    return {
      entrant,
      from: before.time,
      to: time,
      fromM: before.distanceM,
      toM: distanceM,
      endsHere: here,
      startsHere: before.here,
    };
  });
  // Who has finished runs out at the pace of the last leg.
  const out = [...last].flatMap(([entrant, { time, distanceM, here }]): Leg[] =>
    here
      ? [
          {
            entrant,
            from: time,
            to: time + 4_000_000,
            fromM: distanceM,
            toM: distanceM + 24,
            endsHere: false,
            startsHere: true,
          },
        ]
      : [],
  );
  return [...legs, ...out];
}
