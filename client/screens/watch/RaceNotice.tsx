import { useEffect, useRef } from 'react';
import { recallsOf } from '../../../shared/timeline/starts.ts';
import { Icon } from '../../design/Icon.tsx';
import { useWords } from '../../i18n/words.ts';
import { raceNotice } from './race-notice.ts';
import { useRaceView } from './race-view.ts';
import styles from './RaceNotice.module.css';

/** That a race is postponed, abandoned or run again, and before the gun when it starts. */
export function RaceNotice() {
  const words = useWords();
  const { race, definition } = useRaceView();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { state, zero } = race;
  const notice = raceNotice({ state, zero, recalls: recallsOf(race) }, definition, { words, here });
  const said = useRef<HTMLParagraphElement>(null);
  const text = notice?.text ?? '';
  // What is in a live region when it comes is not read out: it is filled afterwards.
  useEffect(() => {
    if (said.current !== null) said.current.textContent = text;
  }, [text]);
  if (notice === null) return null;
  return (
    <div
      className={styles['notice']}
      role="status"
      aria-label={words.life.title}
      data-tone={notice.isWarning ? 'warning' : undefined}
    >
      <Icon name={notice.isWarning ? 'warning' : 'info'} size={18} />
      <p ref={said} />
    </div>
  );
}
