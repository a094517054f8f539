import { useDeferredValue, useEffect } from 'react';
import { Panel } from '../../design/Panel.tsx';
import { useWords } from '../../i18n/words.ts';
import { readMomentLink } from '../../store/moment-link.ts';
import { isMass } from '../../store/race-state.ts';
import { usePart } from '../stations.ts';
import { useRaceView } from './race-view.ts';
import { RaceFinish } from './RaceFinish.tsx';
import styles from './Watch.module.css';

/** The finish line over time, from the first one home on. In a chunk of its own. */
export function PhotoPanel() {
  const words = useWords();
  const { session, ready } = useRaceView();
  const now = usePart(session.board, (board) => board.first);
  // Of thousands the board comes before all else; of a dozen nothing is ever late.
  const late = useDeferredValue(now);
  const first = usePart(session.race, isMass) ? late : now;
  // A link to the finish has it in sight; a phone has it in front already.
  useEffect(() => {
    if (!readMomentLink(location.search).photo) return;
    document.querySelector('[data-panel="photo"]')?.scrollIntoView({ block: 'nearest' });
  }, []);
  // Somebody is home, with a time or only a place: there is something to read.
  // A mass race that is still being read has its last first, and no names: it waits.
  if (ready && first.some((row) => row.state === 'finished')) return <RaceFinish first={first} />;
  return (
    <div className={styles['photo']} data-panel="photo">
      <Panel title={words.photo.name} note={ready ? words.watch.photoLater : undefined}>
        {null}
      </Panel>
    </div>
  );
}
