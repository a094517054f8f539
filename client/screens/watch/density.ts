import type { Race } from '../../../shared/race/race.ts';
import { lengthOf } from '../../../shared/timeline/course.ts';
import { passedBy } from '../../../shared/timeline/search.ts';
import { isOutAt } from '../../../shared/timeline/view.ts';
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
  // From the last point back: who has been met there is not looked at again.
  const met = new Uint8Array(race.entrants.length);
  for (let index = race.columns.length - 1; index >= 0; index -= 1) {
    const column = race.columns[index];
    if (column === undefined) continue;
    const here = race.points[index]?.distanceM ?? 0;
    const next = race.points[index + 1]?.distanceM;
    const passed = passedBy(column, at);
    for (let place = 0; place < passed; place += 1) {
      const entrant = column.order[place] ?? 0;
      if (met[entrant] === 1) continue;
      met[entrant] = 1;
      if (isOutAt(race, entrant, at)) continue;
      if (next === undefined) continue;
      const clock = column.clock[entrant] ?? 0;
      const origin = race.entrants[entrant]?.origin ?? zero;
      const speed = here > 0 && clock > origin ? here / (clock - origin) : usual;
      put(Math.min(here + speed * (at - clock), here + (next - here) * SHORT_OF));
    }
  }
  putStarters(race, { at, speed: usual, met }, put);
  return counts;
}

/** Between the start and the first point. */
function putStarters(
  race: Race,
  moment: { readonly at: Instant; readonly speed: number; readonly met: Uint8Array },
  put: (distanceM: number) => void,
): void {
  const { at, speed, met } = moment;
  const first = race.points[0]?.distanceM ?? 0;
  if (first === 0) return;
  for (const { index, origin, status } of race.entrants) {
    if (origin === null || origin > at || (status !== null && status.from <= at)) continue;
    if (met[index] !== 1) put(Math.min(speed * (at - origin), first * SHORT_OF));
  }
}

/** While it is played slowly, a crowd is the same for so long. */
const SLOW_MS = 1_000;
const SLOW_US = 2 * MICROS_PER_SECOND;

/** The same, kept for a moment: a crowd need not be counted sixty times a second. */
export function densityKeeper(race: Race, nowMs: () => number, everyMs = 200) {
  let kept: Float64Array | null = null;
  let keptMs = Number.NEGATIVE_INFINITY;
  let keptAt = Number.NaN;
  return (at: Instant): Float64Array | null => {
    const now = nowMs();
    const waits = Math.abs(at - keptAt) < SLOW_US ? Math.max(everyMs, SLOW_MS) : everyMs;
    if (at === keptAt || now - keptMs < waits) return kept;
    kept = densityAt(race, at);
    keptMs = now;
    keptAt = at;
    return kept;
  };
}
