import { useEffect, useMemo } from 'react';
import { formatClock } from '../../../../shared/time/format.ts';
import { raceTime } from '../../../../shared/time/time.ts';
import { resultSheet } from '../../../../shared/timeline/result-sheet.ts';
import { Skeleton } from '../../../design/Skeleton.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { nameOf } from '../../watch/names.ts';
import { useWakeLock } from '../console/wake-lock.ts';
import { useDeskPart, useRaceDesk, useRacePart } from '../desk-context.ts';
import styles from './Announcer.module.css';
import { Home } from './Home.tsx';
import { Lead } from './Lead.tsx';
import { Next } from './Next.tsx';
import { Notes } from './Notes.tsx';
import { Overdue } from './Overdue.tsx';
import { Records } from './Records.tsx';
import { Referee } from './Referee.tsx';
import type { Booth } from './booth.ts';
import { useRaceNow } from './use-race-now.ts';

/** What an announcer needs next: who comes, who should have, what it is worth. */
export function AnnouncerDesk({ slug }: { readonly slug: string }) {
  const words = useWords();
  const raceDesk = useRaceDesk(slug);
  const race = useRacePart(raceDesk, (state) => state.race);
  const revision = useRacePart(raceDesk, (state) => state.revision);
  const whole = useRacePart(raceDesk, (state) => state.whole);
  const roster = useRacePart(raceDesk, (state) => state.roster);
  const role = useDeskPart((state) => state.me?.role ?? 'viewer');
  const now = useRaceNow(slug);
  useEffect(() => {
    raceDesk.attend({ screen: 'announcer' });
  }, [raceDesk]);
  useWakeLock();
  const { definition } = race;
  const booth = useMemo(
    (): Booth | null =>
      definition === null
        ? null
        : {
            slug,
            raceDesk,
            race,
            revision,
            definition,
            lines: resultSheet(race),
            nameOf: (entrant) =>
              nameOf(race.entrants[entrant]?.entrant ?? { id: '' }, roster, words),
          },
    [slug, raceDesk, race, revision, definition, roster, words],
  );
  if (booth === null || !whole)
    return (
      <div className={styles['screen']} aria-busy="true">
        <Skeleton width="100%" height="20rem" />
        <Skeleton width="100%" height="20rem" />
      </div>
    );
  const isReferee = role === 'referee' || role === 'admin';
  return (
    <div className={styles['screen']}>
      <div className={styles['column']}>
        <p className={styles['clock']} role="timer">
          {race.zero === null || now < race.zero
            ? words.announcer.before
            : formatClock(raceTime(now - race.zero), { digits: 0 })}
        </p>
        <Lead booth={booth} now={now} />
        <Records booth={booth} now={now} />
      </div>
      <div className={styles['column']}>
        <Next booth={booth} now={now} />
        <Overdue booth={booth} now={now} />
      </div>
      <div className={styles['column']}>
        {isReferee ? <Referee booth={booth} /> : null}
        <Home booth={booth} />
        <Notes booth={booth} mayTell={role !== 'viewer' && role !== 'tapper'} />
      </div>
    </div>
  );
}
