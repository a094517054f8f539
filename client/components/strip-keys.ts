import type { Micros } from '../../shared/time/time.ts';
import type { StripScale, StripView } from './strip-scale.ts';
import { nextReading, timeToPx, zoomAt } from './strip-scale.ts';

export interface StripKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

export interface KeyAnswer {
  readonly us: Micros | null;
  readonly view: StripView | null;
}

const STEP_US = 1000;
const COARSE_US = 10_000;
const FINE_US = 100;
export const ZOOM_STEP = 1.6;

/** What a key does while the hairline has the focus; null leaves the key to the page. */
export function hairlineKey(
  event: StripKey,
  now: {
    readonly us: Micros;
    readonly times: readonly Micros[];
    readonly scale: StripScale;
    readonly limits: StripView;
  },
): KeyAnswer | null {
  if (event.ctrlKey || event.metaKey) return null;
  const { us, times, scale, limits } = now;
  const step = event.shiftKey ? COARSE_US : event.altKey ? FINE_US : STEP_US;
  const to = (next: Micros | null): KeyAnswer => ({ us: next, view: null });
  const zoom = (factor: number): KeyAnswer => ({
    us: null,
    view: zoomAt(scale, factor, timeToPx(scale, us), limits),
  });
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return to(us - step);
    case 'ArrowRight':
    case 'ArrowUp':
      return to(us + step);
    case 'n':
    case 'N':
    case 'PageDown':
      return to(nextReading(times, us, 1));
    case 'p':
    case 'P':
    case 'PageUp':
      return to(nextReading(times, us, -1));
    case 'Home':
      return to(Math.min(...times));
    case 'End':
      return to(Math.max(...times));
    case '+':
    case '=':
      return zoom(ZOOM_STEP);
    case '-':
      return zoom(1 / ZOOM_STEP);
    default:
      return null;
  }
}
