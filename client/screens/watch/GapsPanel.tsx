import { Suspense } from 'react';
import { Panel } from '../../design/Panel.tsx';
import { useWords } from '../../i18n/words.ts';
import { usePart } from '../stations.ts';
import { Folding } from './Folding.tsx';
import { nameOf } from './names.ts';
import { useRaceView } from './race-view.ts';
import { lazyPart } from '../../design/lazy-part.ts';
import styles from './Watch.module.css';

const RaceGaps = lazyPart(() =>
  import('./RaceGaps.tsx').then((chunk) => ({ default: chunk.RaceGaps })),
);

/** Gaps over the distance. */
export function GapsPanel() {
  const words = useWords();
  const { session, race, roster, ready } = useRaceView();
  const leader = usePart(session.board, ({ first }) => first.find((row) => row.position === 1));
  const listed = race.entrants[leader?.entrant ?? -1]?.entrant;
  const note =
    ready && listed !== undefined && leader?.split
      ? words.gaps.behind(nameOf(listed, roster, words).shortName)
      : null;
  const room = <div className={styles['gapsRoom']} />;
  const later = (
    <div className={styles['gapsRoom']}>
      <Folding />
    </div>
  );
  return (
    <Panel title={words.gaps.name} note={note} className={styles['gaps']} panel="gaps">
      <Suspense fallback={room}>{ready ? <RaceGaps /> : later}</Suspense>
    </Panel>
  );
}
