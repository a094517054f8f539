import type { Race } from '../../../../shared/race/race.ts';
import { rankedColumn } from '../../../../shared/timeline/ranked-column.ts';

interface Kept {
  readonly revision: number;
  readonly byPoint: Map<number, ReadonlyMap<number, number>>;
}

const kept = new WeakMap<Race, Kept>();

/** The position of an entrant among those who have come to a point; null for pacemakers and whoever is out. */
export function positionOf(race: Race, point: number, entrant: number): number | null {
  let known = kept.get(race);
  if (known?.revision !== race.revision)
    kept.set(race, (known = { revision: race.revision, byPoint: new Map() }));
  let positions = known.byPoint.get(point);
  if (positions === undefined) known.byPoint.set(point, (positions = positionsAt(race, point)));
  return positions.get(entrant) ?? null;
}

/** Equal ranking times share a position and use up as many as they are. */
function positionsAt(race: Race, point: number): ReadonlyMap<number, number> {
  const positions = new Map<number, number>();
  let count = 0;
  let last = { time: Number.NaN, position: 0 };
  for (const entrant of rankedColumn(race, point)) {
    const line = race.entrants[entrant];
    if (line === undefined || line.entrant.role === 'pacemaker' || line.status !== null) continue;
    const clock = race.columns[point]?.clock[entrant] ?? Number.NaN;
    const time = clock - (line.origin ?? Number.NaN);
    count += 1;
    if (time !== last.time) last = { time, position: count };
    positions.set(entrant, last.position);
  }
  return positions;
}
