import { memo } from 'react';
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
      <ol className={styles['lines']}>
        {lines.map((line) => (
          <li key={line.key} className={styles['line']} data-weight={line.weight}>
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
