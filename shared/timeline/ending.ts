import type { Race } from '../race/race.ts';
import { endsLap, finishOf } from './course.ts';
import { factsOf } from './facts.ts';
import { clockInOrder, clockOf, entrantIn, firstClock, lastPassed } from './search.ts';

/**
 * How a race ends for an entrant, as known at a moment: by its own full distance; by a flag, at the
 * first passing of the line from then on (motor racing, and time-limited races that finish the lap
 * under way); or by a whistle, after which only whole laps count.
 */
export type Ending =
  | { readonly kind: 'distance' }
  | { readonly kind: 'flag'; readonly from: number }
  | { readonly kind: 'whistle'; readonly at: number };

const BY_DISTANCE: Ending = { kind: 'distance' };

export function endingAt(race: Race, at: number): Ending {
  const laps = race.definition?.laps;
  if (laps === undefined) return BY_DISTANCE;
  if (laps.limit.kind === 'count') {
    return laps.finish === 'leader'
      ? flagFrom(firstCompetitor(race, race.finish, at))
      : BY_DISTANCE;
  }
  const ended = race.ended;
  if (ended === null || ended > at) return BY_DISTANCE;
  if (laps.limit.lastLap === 'completed') return { kind: 'whistle', at: ended };
  return laps.finish === 'own' ? flagFrom(ended) : flagFrom(leaderHome(race, ended, at));
}

function flagFrom(from: number | null): Ending {
  return from === null ? BY_DISTANCE : { kind: 'flag', from };
}

/** When the first competitor came to a point; null before. Whoever it is takes the flag. */
function firstCompetitor(race: Race, point: number | null, at: number): number | null {
  const column = race.columns[point ?? -1];
  const { isPacemaker } = factsOf(race);
  for (let i = 0; column !== undefined && i < column.count; i++) {
    const clock = clockInOrder(column, i);
    if (clock > at) return null;
    if (isPacemaker[entrantIn(column.order, i)] !== 1) return clock;
  }
  return null;
}

/** The time is up: the flag falls when the first completes the lap that the leader was on. */
function leaderHome(race: Race, ended: number, at: number): number | null {
  let point = race.points.length - 1;
  while (point >= 0 && !(endsLap(race, point) && firstClock(race.columns[point]) < ended)) point--;
  do point++;
  while (point < race.points.length && !endsLap(race, point));
  return firstCompetitor(race, point, at);
}

/** The first passing of the line in [from, until]; −1 for none. */
function lineFrom(race: Race, entrant: number, window: { from: number; until: number }): number {
  for (let point = 0; point < race.columns.length; point++) {
    const clock = clockOf(race.columns[point], entrant);
    if (clock >= window.from && clock <= window.until && endsLap(race, point)) return point;
  }
  return -1;
}

/** The last point that counts for an entrant at a moment; −1 for none. */
export function lastCounted(race: Race, ending: Ending, entrant: number, at: number): number {
  if (ending.kind === 'distance') return lastPassed(race, entrant, at);
  if (ending.kind === 'flag') {
    const home = lineFrom(race, entrant, { from: ending.from, until: at });
    return home >= 0 ? home : lastPassed(race, entrant, at);
  }
  let point = lastPassed(race, entrant, ending.at);
  while (
    point >= 0 &&
    !(endsLap(race, point) && clockOf(race.columns[point], entrant) <= ending.at)
  )
    point--;
  return point;
}

/** Whether an entrant whose last counted point is `point` has finished. */
export function isHome(race: Race, ending: Ending, entrant: number, point: number): boolean {
  if (ending.kind === 'whistle') return true;
  if (point >= 0 && point === finishOf(race)) return true;
  return (
    ending.kind === 'flag' &&
    point >= 0 &&
    endsLap(race, point) &&
    clockOf(race.columns[point], entrant) >= ending.from
  );
}
