import { useEffect, useRef } from 'react';
import type { Instant } from '../../shared/time/time.ts';
import type { Frames } from './frames.ts';

/**
 * A text that may change every frame, written past React: the race clock, a lag, an age. `text` is
 * asked with the view time; nothing is touched while it stays the same.
 */
export function Clock({
  frames,
  text,
  label,
  className,
}: {
  readonly frames: Frames;
  readonly text: (at: Instant) => string;
  readonly label: string;
  readonly className?: string | undefined;
}) {
  const element = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      frames((at) => {
        const shown = text(at);
        if (element.current !== null && element.current.textContent !== shown) {
          element.current.textContent = shown;
        }
      }),
    [frames, text],
  );
  // A timer is silent by its nature: nobody is read a clock.
  return <span ref={element} role="timer" aria-label={label} className={className} />;
}
