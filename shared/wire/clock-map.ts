import { instant, type Instant } from '../time/time.ts';
import type { ClockMap } from './messages.ts';

/** Where a race's live edge stands at a server instant. */
export function raceInstantAt(clock: ClockMap, server: Instant): Instant {
  return instant(Math.round(clock.race + (server - clock.server) * clock.rate));
}
