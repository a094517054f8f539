import { round, unitOf } from './rounding.ts';
import { MICROS_PER_MILLI, MICROS_PER_SECOND } from './time.ts';
import type { Instant, Micros, RaceTime } from './time.ts';

/** Only these functions make text of times; `parse.ts` reads it back. */

const MINUS = '\u2212';
const PER_MINUTE = 60;
const PER_HOUR = 3600;

export interface Digits {
  /** Decimals of a second to show: what the source knows, never more. */
  readonly digits: number;
}

/**
 * A race time as results print it: `45.30`, `3:29.74`, `27:14.3`, `2:05:08`, `−0.42`; a hand time
 * ends in h. Decimals beyond `digits` are dropped, never rounded up: rounding is the sport's
 * business (`officialTime`).
 */
export function formatRaceTime(
  time: RaceTime,
  { digits, hand = false }: Digits & { readonly hand?: boolean },
): string {
  return signed(time, digits, 'down', '') + (hand ? 'h' : '');
}

/** A gap or interval: `+0.18`, `+1:02.3`, `+0.00`, `−0.42`. To the nearest, as it compares two times. */
export function formatGap(gap: Micros, { digits }: Digits): string {
  return signed(gap, digits, 'nearest', '+');
}

/** A length of time in seconds only: `0.03`, `54.99`, `209.74`, `−0.42`. To the nearest. */
export function formatSeconds(length: Micros, { digits }: Digits): string {
  const shown = round(Math.abs(length), unitOf(digits), 'nearest');
  return sign(length, shown, '') + seconds(shown, digits);
}

/**
 * A running clock: `0:12.4`, `3:29.7`, `1:02:03.4`, `−0:05.2` before the gun. It never shows a time
 * that has not come, so it cuts towards the past on both sides of zero.
 */
export function formatClock(time: RaceTime, { digits = 1 }: Partial<Digits> = {}): string {
  const shown = round(time, unitOf(digits), 'down');
  const length = Math.abs(shown);
  const text = sixties(length, digits);
  return sign(time, length, '') + (length < MICROS_PER_SECOND * PER_MINUTE ? clocked(text) : text);
}

/** The time of day of a moment at a venue: `21:53:29.74`. `zone` is an IANA name. */
export function formatInstant(
  at: Instant,
  zone: string,
  { digits = 0 }: Partial<Digits> = {},
): string {
  const shown = round(at, unitOf(digits), 'down');
  const day = timeOfDay(zone).format(new Date(Math.floor(shown / MICROS_PER_MILLI)));
  const beyond = shown - round(shown, MICROS_PER_SECOND, 'down');
  return day + seconds(beyond, digits).slice(1);
}

/** Date, time of day and zone of a moment: `23 Nov 2026, 13:29:48 CET`. `zone` is an IANA name. */
export function formatMoment(at: Instant, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    dateStyle: 'medium',
    timeStyle: 'long',
  }).format(new Date(Math.floor(at / MICROS_PER_MILLI)));
}

const timesOfDay = new Map<string, Intl.DateTimeFormat>();

function timeOfDay(zone: string): Intl.DateTimeFormat {
  const known = timesOfDay.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'medium' });
  timesOfDay.set(zone, made);
  return made;
}

function signed(time: Micros, digits: number, direction: 'down' | 'nearest', plus: string): string {
  const shown = round(Math.abs(time), unitOf(digits), direction);
  return sign(time, shown, plus) + sixties(shown, digits);
}

/** What is shown as zero has no minus. */
function sign(time: Micros, shown: Micros, plus: string): string {
  return time < 0 && shown > 0 ? MINUS : plus;
}

/** `9.58`, `3:29.74`, `2:05:08`: seconds, then minutes and hours as far as they are needed. */
function sixties(length: Micros, digits: number): string {
  const whole = Math.floor(length / MICROS_PER_SECOND);
  const rest = length - whole * MICROS_PER_SECOND;
  if (whole < PER_MINUTE) return seconds(length, digits);
  const last = two(seconds((whole % PER_MINUTE) * MICROS_PER_SECOND + rest, digits));
  const minutes = Math.floor(whole / PER_MINUTE) % PER_MINUTE;
  const hours = Math.floor(whole / PER_HOUR);
  return hours > 0 ? `${hours}:${two(String(minutes))}:${last}` : `${minutes}:${last}`;
}

function seconds(length: Micros, digits: number): string {
  const whole = String(Math.floor(length / MICROS_PER_SECOND));
  if (digits === 0) return whole;
  const rest = Math.floor((length % MICROS_PER_SECOND) / unitOf(digits));
  return `${whole}.${String(rest).padStart(digits, '0')}`;
}

function clocked(text: string): string {
  return `0:${two(text)}`;
}

/** Two figures before the point. */
function two(text: string): string {
  return text.length === 1 || text[1] === '.' ? `0${text}` : text;
}
