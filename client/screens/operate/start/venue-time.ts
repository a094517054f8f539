import { parseRaceTime } from '../../../../shared/time/parse.ts';
import {
  instant,
  MICROS_PER_MILLI,
  MICROS_PER_SECOND,
  type Instant,
  type Micros,
} from '../../../../shared/time/time.ts';

export type VenueTime =
  | { readonly ok: true; readonly at: Instant; readonly digits: number }
  | { readonly ok: false; readonly reason: 'notATime' | 'noSuchHour' };

const DAY_US = 86_400 * MICROS_PER_SECOND;
const CLOCK = /^\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?$/;

/**
 * The moment of a clock time such as `19:50`, `19:50:03` or `19:50:03.42` on a date (`2024-05-30`) in an
 * IANA zone. An hour that summer time skipped does not exist; of one that came twice, the first is meant.
 */
export function instantAtVenue(date: string, clock: string, zone: string): VenueTime {
  const text = clock.trim();
  const parsed = CLOCK.test(text)
    ? parseRaceTime(text.split(':').length === 2 ? `${text}:00` : text)
    : null;
  const midnight = Date.parse(`${date}T00:00:00Z`) * MICROS_PER_MILLI;
  if (parsed?.ok !== true || parsed.time >= DAY_US || Number.isNaN(midnight))
    return { ok: false, reason: 'notATime' };
  const shown = midnight + parsed.time;
  // Offsets of the day before and after: one of them holds, unless the hour was skipped.
  const candidates = [shown - DAY_US, shown + DAY_US].map((near) => shown - offsetOf(near, zone));
  const fits = candidates.filter((at) => at + offsetOf(at, zone) === shown);
  if (fits.length === 0) return { ok: false, reason: 'noSuchHour' };
  const digits = text.split(':').length === 2 ? 0 : parsed.digits;
  return { ok: true, at: instant(Math.min(...fits)), digits };
}

/** The date at a venue, `2024-05-30`. */
export function dateAtVenue(at: Instant, zone: string): string {
  return new Date((at + offsetOf(at, zone)) / MICROS_PER_MILLI).toISOString().slice(0, 10);
}

/** What a venue's clock is ahead of UTC (µs). */
function offsetOf(at: number, zone: string): Micros {
  const ms = Math.floor(at / MICROS_PER_MILLI);
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(ms);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return (shown - Math.floor(ms / 1_000) * 1_000) * MICROS_PER_MILLI;
}
