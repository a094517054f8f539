import type { Instant } from '../../shared/time/time.ts';
import type { Motion } from '../../shared/timeline/answers.ts';

/**
 * Where a dot is drawn while its estimate is being corrected. The drawn distance follows the true
 * one at the entrant's own speed and closes what is left within half a second; it never runs
 * backwards while time runs forwards, so a dot that was drawn too far waits for its runner.
 */
export interface Glide {
  /** The distance to draw. `wallMs` is any steadily rising clock. */
  readonly follow: (motion: Motion, at: Instant, wallMs: number) => number;
}

/** Two drawings of one moment nearer than this are one, made twice as the list of entrants changed. */
export const SAME_BREATH_MS = 100;
const CLOSING_MS = 160;
/** Above any playing speed (64×): a longer way through view time is a seek, and seeks do not glide. */
const FASTEST_PLAY = 70;
/** A correction longer than this much running is shown at once; a glide that far would be a tale. */
const LONGEST_GLIDE_S = 6;

export function glide(): Glide {
  let last: { distanceM: number; at: Instant; wallMs: number } | null = null;

  function drawn(motion: Motion, at: Instant, wallMs: number): number {
    if (last === null) return motion.distanceM;
    if (at === last.at && wallMs - last.wallMs < SAME_BREATH_MS) return last.distanceM;
    if (isSeek(last, { at, wallMs })) return motion.distanceM;
    const passedS = (at - last.at) / 1e6;
    const wallS = (wallMs - last.wallMs) / 1e3;
    const expected = last.distanceM + motion.speedMps * passedS;
    const error = motion.distanceM - expected;
    if (Math.abs(error) > Math.max(motion.speedMps, 1) * LONGEST_GLIDE_S) return motion.distanceM;
    const left = Math.exp((-wallS * 1e3) / CLOSING_MS);
    return Math.max(last.distanceM, motion.distanceM - error * left);
  }

  return {
    follow(motion, at, wallMs) {
      const distanceM = drawn(motion, at, wallMs);
      const again = at === last?.at && distanceM === last.distanceM;
      if (!again) last = { distanceM, at, wallMs };
      return distanceM;
    },
  };
}

interface Drawn {
  readonly at: Instant;
  readonly wallMs: number;
}

/** View time went back, stood still, or further than any playing speed takes it. */
export function isSeek(last: Drawn, next: Drawn): boolean {
  const passedS = (next.at - last.at) / 1e6;
  const wallS = (next.wallMs - last.wallMs) / 1e3;
  return passedS <= 0 || passedS > FASTEST_PLAY * wallS + 0.05;
}
