import type { Race } from '../../../shared/race/race.ts';
import { lengthOf } from '../../../shared/timeline/course.ts';
import { passedBy } from '../../../shared/timeline/search.ts';
import { MICROS_PER_SECOND, type Instant } from '../../../shared/time/time.ts';

/** Stretches that a course is cut into to show how many are where. */
export const STRETCHES = 100;
/** Nobody is drawn past a point that has not reported. */
const SHORT_OF = 0.99;

/**
 * How many are in each of a hundred equal stretches of the course. Whoever passed a point and not
 * the next runs on at the speed of the way so far and waits short of the next: an estimate, fit for a
 * picture of a crowd and for nothing else. One pass over the field, whatever the moment.
 */
export function densityAt(race: Race, at: Instant): Float64Array | null {
  const { definition, zero } = race;
  const length = definition === null ? null : lengthOf(definition);
  if (definition === null || length === null || zero === null) return null;
  const counts = new Float64Array(STRETCHES);
  const put = (distanceM: number) => {
    const stretch = Math.min(STRETCHES - 1, Math.floor((distanceM / length) * STRETCHES));
    counts[stretch] = (counts[stretch] ?? 0) + 1;
  };
  const usual = (definition.speed.minMps + definition.speed.maxMps) / 2 / MICROS_PER_SECOND;
  putStarters(race, at, usual, put);
  race.columns.forEach((column, index) => {
    const here = race.points[index]?.distanceM ?? 0;
    const next = race.points[index + 1]?.distanceM;
    if (next === undefined) return;
    const passed = passedBy(column, at);
    for (let place = 0; place < passed; place += 1) {
      const entrant = column.order[place] ?? 0;
      if (isBeyond(race, entrant, index, at)) continue;
      const clock = column.clock[entrant] ?? 0;
      const origin = race.entrants[entrant]?.origin ?? zero;
      const speed = here > 0 && clock > origin ? here / (clock - origin) : usual;
      put(Math.min(here + speed * (at - clock), here + (next - here) * SHORT_OF));
    }
  });
  return counts;
}

/** Between the start and the first point. */
function putStarters(
  race: Race,
  at: Instant,
  speed: number,
  put: (distanceM: number) => void,
): void {
  const first = race.points[0]?.distanceM ?? 0;
  if (first === 0) return;
  for (const { index, origin, status } of race.entrants) {
    if (origin === null || origin > at || (status !== null && status.from <= at)) continue;
    if (!isBeyond(race, index, -1, at)) put(Math.min(speed * (at - origin), first * SHORT_OF));
  }
}

/** Has passed any later point; NaN compares as not passed. */
function isBeyond(race: Race, entrant: number, point: number, at: Instant): boolean {
  for (let later = point + 1; later < race.columns.length; later += 1) {
    if ((race.columns[later]?.clock[entrant] ?? Number.NaN) <= at) return true;
  }
  return false;
}

/** The same, kept for a moment: a crowd need not be counted sixty times a second. */
export function densityKeeper(race: Race, nowMs: () => number, everyMs = 200) {
  let kept: Float64Array | null = null;
  let keptMs = Number.NEGATIVE_INFINITY;
  let keptAt = Number.NaN;
  return (at: Instant): Float64Array | null => {
    const now = nowMs();
    if (at === keptAt || now - keptMs < everyMs) return kept;
    kept = densityAt(race, at);
    keptMs = now;
    keptAt = at;
    return kept;
  };
}
