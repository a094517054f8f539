import type { Frames } from '../components/frames.ts';
import type { Instant } from '../../shared/time/time.ts';

export interface FrameLoopPorts {
  /** The moment to draw. */
  readonly at: () => Instant;
  /** Whether that moment moves by itself. */
  readonly moving: () => boolean;
  /** Whether anyone can see it. */
  readonly visible: () => boolean;
  readonly request: (call: () => void) => number;
  readonly cancel: (request: number) => void;
}

export interface FrameLoop {
  readonly frames: Frames;
  /** Something jumped, or began to move: draw once, and go on if it moves. */
  readonly poke: () => void;
  readonly stop: () => void;
}

/** The one animation loop of a race: it sleeps while nothing moves and while nobody looks. */
export function frameLoop(ports: FrameLoopPorts): FrameLoop {
  const draws = new Set<(at: Instant) => void>();
  let request: number | null = null;

  function run(): void {
    request = null;
    const at = ports.at();
    for (const draw of draws) draw(at);
    if (ports.moving()) poke();
  }

  function poke(): void {
    if (request !== null || draws.size === 0 || !ports.visible()) return;
    request = ports.request(run);
  }

  return {
    frames(draw) {
      draws.add(draw);
      poke();
      return () => void draws.delete(draw);
    },
    poke,
    stop() {
      if (request !== null) ports.cancel(request);
      request = null;
      draws.clear();
    },
  };
}
