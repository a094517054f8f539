import { MICROS_PER_MILLI, instant, type Instant } from '../shared/time/time.ts';

/** The server's clock: what the system said at the start, monotonic from there on. */
export function serverNow(): Instant {
  return instant(Math.round((performance.timeOrigin + performance.now()) * MICROS_PER_MILLI));
}
