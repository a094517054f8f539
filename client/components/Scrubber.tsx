import { useEffect, useRef, type PointerEvent } from 'react';
import type { TimelineMark } from '../../shared/timeline/answers.ts';
import { formatClock } from '../../shared/time/format.ts';
import { MICROS_PER_SECOND, raceTime, type Instant } from '../../shared/time/time.ts';
import { useWords } from '../i18n/words.ts';
import type { Frames } from './frames.ts';
import { wordsWithRoom } from './scrubber-labels.ts';
import { spokenTime } from './spoken-time.ts';
import styles from './Scrubber.module.css';

/** Where the viewer is on the stretch that the scrubber shows. */
export interface ScrubberReading {
  readonly from: Instant;
  readonly to: Instant;
  /** Where race time counts from. */
  readonly zero: Instant;
  readonly at: Instant;
  readonly edge: Instant;
  readonly mode: 'live' | 'behind' | 'over';
}

export interface ScrubberMark {
  readonly at: Instant;
  readonly kind: TimelineMark['kind'];
  /** A few letters under the mark, where there is room. */
  readonly label: string | null;
}

export interface ScrubberProps {
  readonly frames: Frames;
  readonly read: () => ScrubberReading;
  readonly zero: Instant;
  readonly marks: readonly ScrubberMark[];
  readonly onSeek: (at: Instant) => void;
}

/** Said again at most so often: nobody listens to four numbers a second. */
const SAY_EVERY_MS = 500;

/** The race as a line: drag, click or step to any moment of it that can be seen. */
export function Scrubber({ frames, read, zero, marks, onSeek }: ScrubberProps) {
  const words = useWords().scrubber;
  const slider = useRef<HTMLDivElement>(null);
  const bubble = useRef<HTMLOutputElement>(null);
  const reached = useRef<HTMLDivElement>(null);
  const played = useRef<HTMLDivElement>(null);
  const carrier = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = slider.current;
    if (element === null) return;
    let width = 0;
    let thinned = '';
    const thinAgain = () => {
      const { from, to } = read();
      const now = `${from} ${to} ${width}`;
      if (now === thinned || width === 0) return;
      thinned = now;
      thinOut(element, marks, { from, to, width });
    };
    const observer = new ResizeObserver(() => {
      width = element.clientWidth;
      thinAgain();
    });
    observer.observe(element);
    const stop = frames(thinAgain);
    return () => {
      stop();
      observer.disconnect();
    };
  }, [frames, read, marks]);
  useEffect(() => {
    let saidMs = Number.NEGATIVE_INFINITY;
    let saidAt = Number.NaN;
    return frames(() => {
      const element = slider.current;
      if (element === null) return;
      const reading = read();
      place(element, reading);
      const { at, edge, zero } = reading;
      set(reached.current, '--reach', seconds(edge - zero));
      set(played.current, '--view', seconds(at - zero));
      set(carrier.current, '--view', seconds(at - zero));
      const nowMs = performance.now();
      // A jump is said at once: after it nothing may be drawn for long.
      const ranOn = Math.abs(reading.at - saidAt) < MICROS_PER_SECOND;
      if (ranOn && nowMs - saidMs < SAY_EVERY_MS && reading.mode !== 'over') return;
      saidMs = nowMs;
      saidAt = reading.at;
      say(element, reading, words);
    });
  }, [frames, read, words]);

  function momentOf(event: PointerEvent): Instant {
    const { from, to } = read();
    const box = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return (from + Math.round(share * (to - from))) as Instant;
  }

  function hover(event: PointerEvent<HTMLDivElement>): void {
    const { from, to, zero } = read();
    const at = momentOf(event);
    const element = bubble.current;
    if (element === null) return;
    element.textContent = formatClock(raceTime(at - zero));
    element.style.setProperty('--hover', `${((at - from) / (to - from)) * 100}%`);
    if (event.buttons === 1) onSeek(at);
  }

  return (
    <div
      ref={slider}
      role="slider"
      tabIndex={0}
      aria-label={words.name}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={0}
      aria-valuenow={0}
      data-keys="page"
      className={styles['scrubber']}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        onSeek(momentOf(event));
      }}
      onPointerMove={hover}
    >
      <div className={styles['rail']}>
        <div ref={reached} className={styles['edge']} />
        <div ref={played} className={styles['played']} />
        {marks.map((mark) => (
          <Mark key={`${mark.kind}${mark.at}`} mark={mark} zero={zero} />
        ))}
      </div>
      <div ref={carrier} className={styles['carrier']}>
        <div className={styles['thumb']} />
      </div>
      <output ref={bubble} className={styles['bubble']} aria-hidden="true" />
    </div>
  );
}

function Mark({ mark, zero }: { readonly mark: ScrubberMark; readonly zero: Instant }) {
  return (
    <span
      aria-hidden="true"
      className={styles['mark']}
      data-kind={mark.kind}
      style={{ '--s': (mark.at - zero) / MICROS_PER_SECOND }}
    >
      {mark.label === null ? null : (
        <span className={styles['text']} data-told={mark.at}>
          {mark.label}
        </span>
      )}
    </span>
  );
}

const LETTER_PX = 6.4;

/** Hides the words for which there is no room at this width. */
function thinOut(
  element: HTMLElement,
  marks: readonly ScrubberMark[],
  { from, to, width }: { readonly from: Instant; readonly to: Instant; readonly width: number },
): void {
  const told = marks
    .filter((mark) => mark.label !== null)
    .sort((a, b) => a.at - b.at)
    .map((mark) => ({
      at: String(mark.at),
      x: ((mark.at - from) / Math.max(1, to - from)) * width,
      width: (mark.label ?? '').length * LETTER_PX,
    }));
  const shown = wordsWithRoom(told);
  const visible = new Set(told.filter((_, i) => shown.has(i)).map(({ at }) => at));
  for (const text of element.querySelectorAll<HTMLElement>('[data-told]')) {
    text.hidden = !visible.has(text.dataset['told'] ?? '');
  }
}

/** The stretch that is shown; it seldom changes, and all marks hang on it. */
function place(element: HTMLElement, { from, to, zero, mode }: ScrubberReading): void {
  set(element, '--from', seconds(from - zero));
  set(element, '--span', Math.max(1, seconds(to - from)));
  if (element.dataset['mode'] !== mode) element.dataset['mode'] = mode;
}

function seconds(us: number): number {
  return us / MICROS_PER_SECOND;
}

function set(element: HTMLElement | null, name: string, value: number): void {
  const text = value.toFixed(3);
  if (element === null || element.style.getPropertyValue(name) === text) return;
  element.style.setProperty(name, text);
}

function say(
  element: HTMLElement,
  reading: ScrubberReading,
  words: ReturnType<typeof useWords>['scrubber'],
): void {
  const { from, to, zero, at, edge, mode } = reading;
  const whole = (moment: Instant) => String(Math.round(seconds(moment - zero)));
  const lag =
    mode === 'live'
      ? words.live
      : mode === 'behind'
        ? words.behind(spokenTime(edge - at, 0))
        : null;
  element.setAttribute('aria-valuemin', whole(from));
  element.setAttribute('aria-valuemax', whole(to));
  element.setAttribute('aria-valuenow', seconds(at - zero).toFixed(1));
  // Without gun and schedule there is nothing to count from.
  const text = zero === 0 ? words.waiting : words.value(spokenTime(at - zero, 1), lag);
  element.setAttribute('aria-valuetext', text);
}
