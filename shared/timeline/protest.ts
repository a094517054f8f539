import type { Declaration } from '../race/race.ts';
import { MICROS_PER_SECOND, instant, type Instant, type Micros } from '../time/time.ts';

/** World Athletics TR 8.2: within 30 minutes of the official announcement of the result. */
export const PROTEST_US: Micros = 30 * 60 * MICROS_PER_SECOND;

/** The `source` of a message that notes a protest. */
export const PROTEST = 'protest';
/** Of one that came after the time for it, or after the result was official. */
export const LATE_PROTEST = 'late protest';

/** Whether a protest can still be made. */
export type ProtestClock =
  /** Nothing has been announced. */
  | { readonly state: 'none' }
  | { readonly state: 'running'; readonly since: Instant; readonly leftUs: Micros }
  | { readonly state: 'over'; readonly since: Instant; readonly until: Instant }
  /** The result has been made official. */
  | { readonly state: 'closed'; readonly since: Instant };

/**
 * The clock of protests: it runs from the announcement of the provisional result, anew from each
 * that replaces it and from an amended one, and is closed when the result is official.
 */
export function protestClock(
  declared: readonly Declaration[],
  now: Instant,
  lengthUs: Micros = PROTEST_US,
): ProtestClock {
  const last = declared.filter(({ at }) => at <= now).at(-1);
  if (last === undefined) return { state: 'none' };
  if (last.state === 'official') return { state: 'closed', since: last.at };
  const leftUs = last.at + lengthUs - now;
  if (leftUs > 0) return { state: 'running', since: last.at, leftUs };
  return { state: 'over', since: last.at, until: instant(last.at + lengthUs) };
}
