import type { Instant } from '../../shared/time/time.ts';

/**
 * Calls `draw` once per animation frame while something moves, and once after every jump, with the
 * view time; returns how to stop. What moves every frame draws from here and never through React.
 */
export type Frames = (draw: (at: Instant) => void) => () => void;
