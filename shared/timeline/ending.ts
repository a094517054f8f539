import type { Race } from '../race/race.ts';
import { endsLap } from './course.ts';
import { countsAt, factsOf } from './facts.ts';
import { clockInOrder, clockOf, entrantIn, lastPassed } from './search.ts';

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
    return laps.finish === 'leader' ? flagFrom(winnerClock(race, at)) : BY_DISTANCE;
  }
  const ended = race.ended;
  if (ended === null || ended > at) return BY_DISTANCE;
  if (laps.limit.lastLap === 'completed') return { kind: 'whistle', at: ended };
  return laps.finish === 'own' ? flagFrom(ended) : flagFrom(leaderHome(race, ended, at));
}

function flagFrom(from: number | null): Ending {
  return from === null ? BY_DISTANCE : { kind: 'flag', from };
}

/** When the first competitor still in the race came to the finish; null before. */
function winnerClock(race: Race, at: number): number | null {
  const column = race.columns[race.finish ?? -1];
  if (column === undefined) return null;
  const facts = factsOf(race);
  for (let i = 0; i < column.count; i++) {
    const clock = clockInOrder(column, i);
    if (clock > at) return null;
    if (countsAt(facts, entrantIn(column.order, i), clock)) return clock;
  }
  return null;
}

/** When the one who led as the time ran out came to the line again; null before. */
function leaderHome(race: Race, ended: number, at: number): number | null {
  const facts = factsOf(race);
  const running = race.entrants
    .map((line) => line.index)
    .filter((entrant) => countsAt(facts, entrant, ended))
    .map((entrant) => ({ entrant, point: lastPassed(race, entrant, ended) }))
    .filter(({ point }) => point >= 0)
    .sort(
      (a, b) =>
        b.point - a.point ||
        clockOf(race.columns[a.point], a.entrant) - clockOf(race.columns[b.point], b.entrant),
    );
  for (const { entrant, point } of running) {
    const home = lineFrom(race, entrant, { from: ended, until: at, after: point });
    if (home >= 0) return clockOf(race.columns[home], entrant);
    if (countsAt(facts, entrant, at)) return null;
  }
  return null;
}

/** The first passing of the line in [from, until]; −1 for none. */
function lineFrom(
  race: Race,
  entrant: number,
  window: { from: number; until: number; after?: number },
): number {
  for (let point = window.after ?? 0; point < race.columns.length; point++) {
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
  if (ending.kind === 'distance') return point >= 0 && point === race.finish;
  return point >= 0 && endsLap(race, point) && clockOf(race.columns[point], entrant) >= ending.from;
}
