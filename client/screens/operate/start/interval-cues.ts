import { instant, MICROS_PER_SECOND, type Instant } from '../../../../shared/time/time.ts';
import type { IntervalStart } from './start-state.ts';

/** What is heard of a start: at ten seconds and each of the last five, and longer as one may go. */
export type Cue = 'count' | 'go';

const COUNTED_S = [10, 5, 4, 3, 2, 1] as const;
/** Whoever looks away for longer is told nothing late: a cue that is not on time is wrong. */
const LATE_US = 300_000;

/** What is due after `before` and up to `now`; of several, that of who goes. */
export function cueBetween(
  starts: readonly Pick<IntervalStart, 'at'>[],
  before: Instant,
  now: Instant,
): Cue | null {
  const from = Math.max(before, now - LATE_US);
  const isDue = (at: Instant | null, seconds: number): boolean => {
    if (at === null) return false;
    const moment = instant(at - seconds * MICROS_PER_SECOND);
    return moment > from && moment <= now;
  };
  if (starts.some(({ at }) => isDue(at, 0))) return 'go';
  return starts.some(({ at }) => COUNTED_S.some((seconds) => isDue(at, seconds))) ? 'count' : null;
}
