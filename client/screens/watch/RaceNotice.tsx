import { useEffect, useRef, useState } from 'react';
import { recallsOf } from '../../../shared/timeline/starts.ts';
import { Icon } from '../../design/Icon.tsx';
import { useWords } from '../../i18n/words.ts';
import type { Session } from '../../store/session.ts';
import { useStations } from '../stations.ts';
import { raceNotice } from './race-notice.ts';
import { useRaceView } from './race-view.ts';
import styles from './RaceNotice.module.css';

/** That a race is postponed, abandoned or run again, and before the gun when it starts. */
export function RaceNotice() {
  const words = useWords();
  const { session, race, definition } = useRaceView();
  const isDue = useDue(session, definition.scheduledStart);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { state, zero } = race;
  const notice = raceNotice({ state, zero, recalls: recallsOf(race) }, definition, {
    words,
    here,
    isDue,
  });
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

const LOOK_EVERY_MS = 1_000;

/** Whether the moment at which it was to start has passed. */
function useDue(session: Session, at: number | undefined): boolean {
  const { nowMs } = useStations();
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    if (at === undefined) return undefined;
    const look = () => setDue(session.ourMs(at) <= nowMs());
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [session, at, nowMs]);
  return isDue;
}
