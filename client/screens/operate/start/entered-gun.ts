import type { RaceDefinition } from '../../../../shared/race/definition.ts';
import { unitOf } from '../../../../shared/time/rounding.ts';
import { parseRaceTime } from '../../../../shared/time/parse.ts';
import { instant, type Instant, type Micros } from '../../../../shared/time/time.ts';
import { HAND_BAND_US } from './start-state.ts';
import { instantAtVenue } from './venue-time.ts';

export type EnteredGun =
  | { readonly ok: true; readonly at: Instant; readonly bandUs: Micros }
  | { readonly ok: false; readonly reason: 'notATime' | 'noSuchHour' | 'notAWatch' | 'inFuture' };

/** The gun by a clock of the venue. Of a time to the second, the gun was somewhere in that second. */
export function gunByClock(
  { zone }: Pick<RaceDefinition, 'zone'>,
  date: string,
  clock: string,
  now: Instant,
): EnteredGun {
  const read = instantAtVenue(date, clock, zone);
  if (!read.ok) return read;
  if (read.at > now) return { ok: false, reason: 'inFuture' };
  const minutes = clock.trim().split(':').length === 2;
  const unit = minutes ? 60 * unitOf(0) : unitOf(read.digits);
  return { ok: true, at: read.at, bandUs: Math.max(unit, unitOf(2)) };
}

/** The gun by a watch that was started with it and showed `watch` at `pressed`: by hand twice. */
export function gunByWatch(watch: string, pressed: Instant): EnteredGun {
  const read = parseRaceTime(watch);
  if (!read.ok || read.time < 0) return { ok: false, reason: 'notAWatch' };
  return {
    ok: true,
    at: instant(pressed - read.time),
    bandUs: HAND_BAND_US + Math.max(unitOf(Math.min(read.digits, 6)), unitOf(1)),
  };
}
