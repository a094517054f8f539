import { MICROS_PER_SECOND, type Instant, type Micros } from '../time/time.ts';
import type { Expected } from './expected.ts';

/** How closely an arrival can be told (X7). */
export type ToldArrival =
  /** To the second, with its error. Not positive: it may be now. */
  | { readonly how: 'close'; readonly inUs: Micros; readonly bandUs: Micros }
  /** About so many minutes; 0 for any minute now. */
  | { readonly how: 'minutes'; readonly minutes: number }
  /** Not at all. */
  | { readonly how: 'open' };

const MINUTE = 60 * MICROS_PER_SECOND;
/** An error beyond this is no longer told in seconds. */
const CLOSE_US = MINUTE;
/** An error beyond this share of the whole way to the point tells nothing. */
const OPEN_SHARE = 0.25;

/** When somebody comes, told no closer than it is known: an error larger than the news is no news. */
export function toldArrival(one: Expected, now: Instant): ToldArrival {
  const bandUs = Math.max(one.at - one.earliest, one.latest - one.at);
  const inUs = one.at - now;
  if (bandUs > OPEN_SHARE * (one.at - one.since)) return { how: 'open' };
  if (bandUs <= CLOSE_US) return { how: 'close', inUs, bandUs };
  return { how: 'minutes', minutes: Math.max(0, Math.round(inUs / MINUTE)) };
}
