import type { Race } from '../../../shared/race/race.ts';
import { finishOf, lapLength } from '../../../shared/timeline/course.ts';
import { instant, MICROS_PER_SECOND, type Instant } from '../../../shared/time/time.ts';

/** When the first one began the last lap, a moment before it; null where there are no laps. */
export function lastLapStart(race: Race): Instant | null {
  const { definition } = race;
  const finish = finishOf(race);
  if (definition === null || finish === null) return null;
  const lapM = lapLength(definition);
  const endM = race.points[finish]?.distanceM ?? 0;
  if (lapM === null || endM <= lapM) return null;
  const bell = race.points.findLast((point) => point.distanceM <= endM - lapM + 1);
  const first = bell === undefined ? null : firstClock(race, bell.index);
  return first === null ? null : instant(first - 2 * MICROS_PER_SECOND);
}

/** When the first one came to the finish; null before. */
export function lastSplit(race: Race): Instant | null {
  const finish = finishOf(race);
  return finish === null ? null : firstClock(race, finish);
}

function firstClock(race: Race, point: number): Instant | null {
  const column = race.columns[point];
  const first = column?.order[0];
  if (column === undefined || first === undefined || column.count === 0) return null;
  return instant(column.clock[first] ?? Number.NaN);
}
