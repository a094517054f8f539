import { MICROS_PER_SECOND, raceTime, type Micros, type RaceTime } from './time.ts';

/**
 * How each sport makes the official time out of the reading. The reading stays; the official time
 * is computed from it whenever it is shown. Ranks come from readings, never from these.
 */
export type RoundingRule = keyof typeof ROUNDING;

interface Rounding {
  readonly direction: 'up' | 'down' | 'nearest';
  readonly digits: number;
  /** Marked with an h, as hand times are. */
  readonly hand: boolean;
}

export const ROUNDING = {
  // World Athletics TR 19.23, track up to 10,000 m: the next longer 0.01 s unless exact.
  'athletics-track': { direction: 'up', digits: 2, hand: false },
  // TR 19.23, longer races on the track: the next longer 0.1 s.
  'athletics-long-track': { direction: 'up', digits: 1, hand: false },
  // TR 19.23, partly or wholly outside the stadium, and TR 19.24 for transponders: the next longer second.
  'athletics-road': { direction: 'up', digits: 0, hand: false },
  // TR 19.10, hand times on the track: the next longer 0.1 s.
  'athletics-hand': { direction: 'up', digits: 1, hand: true },
  // World Aquatics: hundredths, what is beyond them is dropped.
  swimming: { direction: 'down', digits: 2, hand: false },
  // FIS timing: hundredths, what is beyond them is dropped.
  alpine: { direction: 'down', digits: 2, hand: false },
  // World Rowing publishes hundredths; no rule on what is beyond them is known to us.
  rowing: { direction: 'nearest', digits: 2, hand: false },
  // Timing sheets of motor racing show thousandths, cut off.
  motor: { direction: 'down', digits: 3, hand: false },
  // Track cycling, short track: thousandths.
  thousandths: { direction: 'down', digits: 3, hand: false },
  // Orienteering and mass rides: whole seconds, the rest dropped.
  seconds: { direction: 'down', digits: 0, hand: false },
} as const satisfies Record<string, Rounding>;

/** A time with the decimals of a second that its source knows. */
export interface KnownTime {
  readonly time: RaceTime;
  readonly digits: number;
  /** How it came to be known; `manual`: by a person's hand. */
  readonly kind?: string;
}

export interface OfficialTime {
  readonly time: RaceTime;
  readonly digits: number;
  readonly hand: boolean;
}

/**
 * The official time of a reading. A reading that knows fewer digits than the rule gives keeps its
 * own: nothing is made more precise than its source. One that was taken by hand is rounded by the
 * rule for hand times, whatever the clock that it was taken with shows.
 */
export function officialTime(rule: RoundingRule, reading: KnownTime): OfficialTime {
  const byHand = reading.kind === 'manual';
  const { direction, digits: given, hand }: Rounding = ROUNDING[byHand ? handRule(rule) : rule];
  // Books that give hand times give them to the hundredth at most; without one a hand knows tenths.
  const most = byHand && given > 2 ? HAND_DIGITS : given;
  const digits = Math.min(most, reading.digits);
  const time = raceTime(round(reading.time, unitOf(digits), direction));
  return { time, digits, hand: hand || byHand };
}

/**
 * To how many decimals of a second a time is known. A hand knows tenths, whatever the clock that it
 * was taken with shows: two hand times are no thousandths apart.
 */
export function knownDigits({ kind, digits }: Omit<KnownTime, 'time'>): number {
  return kind === 'manual' ? Math.min(HAND_DIGITS, digits) : digits;
}

/** What is between two times, and to how many decimals it is told. */
interface Between {
  readonly us: Micros;
  readonly digits: number;
}

/**
 * What is shown between two times at one point (SPEC O13): who reads a board subtracts what stands on
 * it, so it is the difference of the official times. Only where these have decimals, instruments read
 * both finer than that, and no hand started the clock, it is that of the readings, in its own decimals.
 */
export function gapBetween(rule: RoundingRule, ahead: KnownTime, behind: KnownTime): Between {
  return ROUNDING[rule].digits === 0
    ? shownBetween(rule, ahead, behind)
    : marginBetween(rule, ahead, behind);
}

/** The margin at the line (SPEC O13): of two readings it is known as finely as they are, also of whole seconds. */
export function marginBetween(rule: RoundingRule, ahead: KnownTime, behind: KnownTime): Between {
  const { digits: given, hand }: Rounding = ROUNDING[rule];
  const digits = Math.min(ahead.digits, behind.digits);
  const byHand = hand || ahead.kind === 'manual' || behind.kind === 'manual';
  return !byHand && digits > given
    ? { us: behind.time - ahead.time, digits }
    : shownBetween(rule, ahead, behind);
}

function shownBetween(rule: RoundingRule, ahead: KnownTime, behind: KnownTime): Between {
  const us = behind.time - ahead.time;
  const [first, second] = [officialTime(rule, ahead), officialTime(rule, behind)];
  const shown = second.time - first.time;
  return {
    // Of a hand time and a finer one, the rounding of the one never turns their order round.
    us: us >= 0 ? Math.max(shown, 0) : Math.min(shown, 0),
    digits: Math.min(first.digits, second.digits),
  };
}

const HAND_DIGITS = 1;

/** Nobody is told apart by less (World Athletics TR 21). */
export const THOUSANDTH = 3;

/**
 * Whether two times are the same thousandth, or the same as far as the coarser of them is known: as
 * they are shown, with what is beyond cut off. This is what a tie is, wherever one is told.
 */
export function areLevel(a: Omit<KnownTime, 'kind'>, b: Omit<KnownTime, 'kind'>): boolean {
  const unit = unitOf(Math.min(THOUSANDTH, a.digits, b.digits));
  return Math.floor(a.time / unit) === Math.floor(b.time / unit);
}

/** The rule for hand times. TR 19.10: on the track to 0.1 s; outside the stadium they are rounded as others are. */
export function handRule(rule: RoundingRule): RoundingRule {
  return rule === 'athletics-track' || rule === 'athletics-long-track' ? 'athletics-hand' : rule;
}

/** Which readings an official time can have come from; an open end is excluded. */
export interface ReadingInterval {
  readonly low: RaceTime;
  readonly high: RaceTime;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

/**
 * The readings that the rule turns into `official`: (t − q, t] where it rounds up, [t, t + q) where
 * it drops, with q one unit of the last digit. A time with more digits than the rule gives was never
 * rounded by it and is its own reading.
 */
export function readingInterval(
  rule: RoundingRule,
  official: RaceTime,
  digits: number,
): ReadingInterval {
  const { direction, digits: given }: Rounding = ROUNDING[rule];
  if (digits > given) return { low: official, high: official, lowOpen: false, highOpen: false };
  const unit = unitOf(digits);
  const below = { up: unit, down: 0, nearest: unit / 2 }[direction];
  return {
    low: raceTime(official - below),
    high: raceTime(official - below + unit),
    lowOpen: direction === 'up',
    highOpen: direction !== 'up',
  };
}

/** Microseconds in one unit of the last of `digits` decimals of a second. */
export function unitOf(digits: number): Micros {
  return MICROS_PER_SECOND / 10 ** digits;
}

/** A whole number of units; halves go up. */
export function round(time: Micros, unit: Micros, direction: Rounding['direction']): Micros {
  const over = ((time % unit) + unit) % unit;
  const down = time - over;
  if (direction === 'up') return over === 0 ? down : down + unit;
  return direction === 'nearest' && over * 2 >= unit ? down + unit : down;
}
