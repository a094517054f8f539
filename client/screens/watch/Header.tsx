import { Suspense, useCallback } from 'react';
import type { Instant } from '../../../shared/time/time.ts';
import { countText, raceTitle } from '../../components/board-text.ts';
import { Clock } from '../../components/Clock.tsx';
import { Button } from '../../design/Button.tsx';
import { lazyPart } from '../../design/lazy-part.ts';
import { Icon } from '../../design/Icon.tsx';
import { useWords } from '../../i18n/words.ts';
import { usePart } from '../stations.ts';
import { dateText } from '../dates.ts';
import { clockText } from './clock-text.ts';
import { Wordmark } from '../Wordmark.tsx';
import { useRaceView } from './race-view.ts';
import { StatePill } from './StatePill.tsx';
import { TruthBadge } from './TruthBadge.tsx';
import { useLost } from './use-lost.ts';
import styles from './Header.module.css';

const PaceNote = lazyPart(() =>
  import('./PaceNote.tsx').then((chunk) => ({ default: chunk.PaceNote })),
);

interface HeaderProps {
  readonly onHelp: () => void;
  readonly onShare: () => void;
}

/** Which race, where the viewer stands in it, and the clock. */
export function Header({ onHelp, onShare }: HeaderProps) {
  const words = useWords();
  const { session, race, ready, definition, zero } = useRaceView();
  // A mass race that is still being read has a gun that is not known here yet.
  const started = race.zero !== null || !ready;
  const viewers = usePart(session.race, (state) => state.viewers);
  const lost = useLost(session);
  const { meeting } = definition;
  // Without a gun there is a time to the start at most: no race clock runs then.
  const text = useCallback(
    (at: Instant) => clockText(session, race, started || at < zero ? at : zero, zero),
    [session, race, started, zero],
  );
  const where = [meeting.name, meeting.city, dateText(definition.date)].filter(Boolean).join(' · ');
  return (
    <header className={styles['header']}>
      <Wordmark small />
      <div className={styles['race']}>
        <h1 className={styles['title']}>{raceTitle(definition)}</h1>
        <div className={styles['where']}>
          <span>{where}</span>
          <TruthBadge />
        </div>
      </div>
      {definition.paceLines?.length ? (
        <Suspense fallback={<p className={styles['pace']} />}>
          <PaceNote />
        </Suspense>
      ) : null}
      <div className={styles['now']}>
        <StatePill session={session} zero={zero} />
        <Clock
          frames={session.frames}
          text={text}
          label={words.watch.clock}
          className={styles['clock']}
        />
      </div>
      <div className={styles['actions']}>
        {viewers === null || lost ? null : (
          <span className={styles['viewers']}>
            <Icon name="viewers" size={16} />
            {words.watch.viewers(countText(viewers))}
          </span>
        )}
        <Button look="quiet" icon aria-label={words.watch.share} onClick={onShare}>
          <Icon name="share" />
        </Button>
        <Button look="quiet" icon aria-label={words.watch.help} onClick={onHelp}>
          <Icon name="help" />
        </Button>
      </div>
    </header>
  );
}
