import { memo, useLayoutEffect, useRef, type RefObject } from 'react';
import type { Instant } from '../../shared/time/time.ts';
import { useWords } from '../i18n/words.ts';
import styles from './Story.module.css';

export interface StoryLine {
  readonly key: string;
  readonly at: Instant;
  /** Race time, formatted. */
  readonly time: string;
  readonly text: string;
  readonly weight: 'plain' | 'strong';
}

/** What happened so far, the newest on top. A log that is read, not one that speaks up. */
export const Story = memo(function Story({
  lines,
  onSeek,
}: {
  readonly lines: readonly StoryLine[];
  readonly onSeek: (at: Instant) => void;
}) {
  const words = useWords().story;
  const list = useRef<HTMLOListElement>(null);
  useGlide(list, lines[0]?.key ?? null);
  return (
    <div
      role="log"
      aria-live="off"
      aria-label={words.name}
      // Focusable, so that it scrolls by key.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={styles['story']}
    >
      {lines.length === 0 ? <p className={styles['empty']}>{words.empty}</p> : null}
      <ol ref={list} className={styles['lines']}>
        {lines.map((line) => (
          <li
            key={line.key}
            data-key={line.key}
            className={styles['line']}
            data-weight={line.weight}
          >
            <button
              type="button"
              className={styles['time']}
              aria-label={words.goTo(line.time)}
              onClick={() => onSeek(line.at)}
            >
              {line.time}
            </button>
            <span>{line.text}</span>
          </li>
        ))}
      </ol>
    </div>
  );
});

const GLIDE_MS = 300;

/** What is new comes in from above and the others make room, not in one jump. */
function useGlide(list: RefObject<HTMLOListElement | null>, newest: string | null): void {
  const before = useRef<string | null>(null);
  useLayoutEffect(() => {
    const top = before.current;
    before.current = newest;
    const element = list.current;
    if (element === null || top === null || top === newest) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const old = element.querySelector<HTMLElement>(`[data-key="${CSS.escape(top)}"]`);
    const first = element.firstElementChild;
    if (old === null || !(first instanceof HTMLElement) || old === first) return;
    const from = `translateY(${first.offsetTop - old.offsetTop}px)`;
    element.animate([{ transform: from }, { transform: 'none' }], {
      duration: GLIDE_MS,
      easing: 'cubic-bezier(0.2, 0, 0, 1)',
    });
  }, [list, newest]);
}
