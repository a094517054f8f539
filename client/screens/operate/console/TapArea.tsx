import { useEffect, useRef } from 'react';
import { classes } from '../../../design/classes.ts';
import styles from './TapArea.module.css';

interface TapAreaProps {
  /** What a screen reader calls it: "Tap at finish". */
  readonly label: string;
  readonly word: string;
  readonly note: string;
  /** Space taps now: the ring is lit. */
  readonly lit: boolean;
  readonly phone?: boolean;
  /** The race is over: it takes a time all the same, but does not ask for one. */
  readonly rested?: boolean;
  /** With the moment of the touch itself, ms on this page's clock. */
  readonly onTap: (timeStampMs: number) => void;
}

/**
 * The large area that takes a time. The time is that of `pointerdown`: a click comes only when the
 * finger leaves. Each finger is a tap of its own, as two may cross at once.
 */
export function TapArea({ label, word, note, lit, phone, rested, onTap }: TapAreaProps) {
  const area = useRef<HTMLButtonElement>(null);
  const tap = useRef(onTap);
  useEffect(() => {
    tap.current = onTap;
  });

  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    const down = (event: PointerEvent) => {
      if (event.button !== 0) return;
      // No focus, no selection, no zoom, no long-press menu: the next tap may come at once.
      event.preventDefault();
      tap.current(event.timeStamp);
      flash(element);
    };
    const quiet = (event: Event) => event.preventDefault();
    element.addEventListener('pointerdown', down);
    element.addEventListener('mousedown', quiet);
    element.addEventListener('touchstart', quiet, { passive: false });
    element.addEventListener('contextmenu', quiet);
    return () => {
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('mousedown', quiet);
      element.removeEventListener('touchstart', quiet);
      element.removeEventListener('contextmenu', quiet);
    };
  }, []);

  return (
    <button
      ref={area}
      type="button"
      aria-label={label}
      data-tap-area
      className={classes(
        styles['area'],
        lit && rested !== true && styles['lit'],
        phone === true && styles['phone'],
        rested === true && styles['rested'],
      )}
      // Of a screen reader or a switch, which press without touching.
      onClick={(event) => {
        if (event.detail === 0) onTap(event.timeStamp);
      }}
    >
      <span className={styles['ring']} aria-hidden="true">
        <span className={styles['word']}>{word}</span>
      </span>
      <span className={styles['note']}>{note}</span>
    </button>
  );
}

/** The answer to a touch within the next frame, past React; it says that it was felt, not that it is kept. */
export function flash(element: Element | null): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element?.animate(
    still
      ? [{ outlineWidth: '6px' }, { outlineWidth: '6px' }]
      : [{ opacity: 0.55 }, { opacity: 1 }],
    { duration: 160, easing: 'ease-out' },
  );
}
