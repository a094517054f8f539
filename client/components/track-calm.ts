import type { Instant } from '../../shared/time/time.ts';

export interface Calm {
  /** For the frames. */
  readonly draw: (at: Instant) => void;
  readonly stop: () => void;
}

const STEP_MS = 1000;

/**
 * Draws every frame, or, where the reader asked for reduced motion, once a second and then once
 * more for the last of the frames that were passed over.
 */
export function calmly(draw: (at: Instant) => void): Calm {
  const reduced = window.matchMedia('(prefers-reduced-motion: reduce)');
  let drawnMs = Number.NEGATIVE_INFINITY;
  let timer: number | undefined;

  function drawNow(at: Instant) {
    window.clearTimeout(timer);
    timer = undefined;
    drawnMs = performance.now();
    draw(at);
  }

  let latest: Instant | null = null;
  return {
    draw(at) {
      if (!reduced.matches) return drawNow(at);
      latest = at;
      const waits = drawnMs + STEP_MS - performance.now();
      if (waits <= 0) return drawNow(at);
      timer ??= window.setTimeout(() => latest !== null && drawNow(latest), waits);
    },
    stop: () => window.clearTimeout(timer),
  };
}
