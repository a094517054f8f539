import { Icon } from '../../design/Icon.tsx';
import { useWords } from '../../i18n/words.ts';
import { raceNotice } from './race-notice.ts';
import { useRaceView } from './race-view.ts';
import styles from './RaceNotice.module.css';

/** That a race is postponed, abandoned or run again, and before the gun when it starts. */
export function RaceNotice() {
  const words = useWords().life;
  const { race, definition } = useRaceView();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const notice = raceNotice(race, definition, { words, here });
  if (notice === null) return null;
  return (
    <div
      className={styles['notice']}
      role="status"
      aria-label={words.title}
      data-tone={notice.isWarning ? 'warning' : undefined}
    >
      <Icon name={notice.isWarning ? 'warning' : 'info'} size={18} />
      <p>{notice.text}</p>
    </div>
  );
}
