import { MICROS_PER_SECOND, instant, type Instant, type Micros } from '../../shared/time/time.ts';

/**
 * The stretch of time that a scrubber shows. Its right end is a round figure beyond what can be
 * seen, so that it neither creeps while a race is live nor gives away how long a past race took.
 * Who has seen the end has nothing left to be kept from: then it ends where the race ends.
 */
export interface ScrubberScale {
  readonly from: Instant;
  readonly to: Instant;
}

const ROUND_SECONDS = [
  15, 30, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200, 9000,
  10_800, 14_400, 18_000, 21_600, 28_800, 36_000, 43_200, 86_400,
];

/** `zero` is where race time counts from; `until` must be in sight. */
export function scrubberScale(span: {
  readonly start: Instant;
  readonly zero: Instant;
  readonly until: Instant;
  readonly endSeen?: boolean;
}): ScrubberScale {
  const elapsed = Math.max(0, span.until - span.zero);
  if (span.endSeen === true && elapsed > 0) return { from: span.start, to: span.until };
  return { from: span.start, to: instant(span.zero + roundUp(elapsed)) };
}

function roundUp(elapsed: Micros): Micros {
  const seconds = elapsed / MICROS_PER_SECOND;
  const round = ROUND_SECONDS.find((one) => one >= seconds) ?? Math.ceil(seconds / 86_400) * 86_400;
  return round * MICROS_PER_SECOND;
}

/** How far along the scrubber a moment is, 0 to 1. */
export function shareOf(at: Instant, { from, to }: ScrubberScale): number {
  if (to <= from) return 0;
  return Math.min(1, Math.max(0, (at - from) / (to - from)));
}

/** The moment at a share of the scrubber's length. */
export function momentAt(share: number, { from, to }: ScrubberScale): Instant {
  return instant(Math.round(from + Math.min(1, Math.max(0, share)) * (to - from)));
}
