import type { Instant } from '../../shared/time/time.ts';
import { instant } from '../../shared/time/time.ts';
import type { Frames } from './frames.ts';

/** Frames that a test shows one by one. */
export interface TestFrames {
  readonly frames: Frames;
  /** Draws a moment, in seconds since the gun at zero. */
  readonly show: (second: number) => void;
}

export function testFrames(second = 0): TestFrames {
  const draws = new Set<(at: Instant) => void>();
  let now = instant(second * 1e6);
  return {
    frames(draw) {
      draws.add(draw);
      draw(now);
      return () => draws.delete(draw);
    },
    show(next) {
      now = instant(Math.round(next * 1e6));
      for (const draw of draws) draw(now);
    },
  };
}

/** Waits until a drawing has found its size: ten frames of the browser in which `count` stood still. */
export async function settled(count: () => number): Promise<void> {
  let [still, last] = [0, count()];
  while (still < 10) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    still = count() === last ? still + 1 : 0;
    last = count();
  }
}
