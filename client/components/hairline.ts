import type { Micros } from '../../shared/time/time.ts';

/**
 * Where the hairline stands, outside React: whoever shows it watches it and writes what it reads
 * into the page, so that moving it renders nothing.
 */
export interface Hairline {
  readonly at: () => Micros;
  readonly set: (us: Micros) => void;
  /** Calls `draw` at once and after every move; returns how to stop. */
  readonly watch: (draw: (us: Micros) => void) => () => void;
}

export function makeHairline(start: Micros): Hairline {
  let us = start;
  const watchers = new Set<(us: Micros) => void>();
  return {
    at: () => us,
    set(to) {
      us = to;
      for (const draw of watchers) draw(us);
    },
    watch(draw) {
      watchers.add(draw);
      draw(us);
      return () => watchers.delete(draw);
    },
  };
}
