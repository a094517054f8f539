import { Suspense } from 'react';
import { Panel } from '../../design/Panel.tsx';
import { useWords } from '../../i18n/words.ts';
import { Folding } from './Folding.tsx';
import { useRaceView } from './race-view.ts';
import { lazyPart } from '../../design/lazy-part.ts';
import styles from './Watch.module.css';

const RaceGaps = lazyPart(() =>
  import('./RaceGaps.tsx').then((chunk) => ({ default: chunk.RaceGaps })),
);

/** Gaps over the distance. */
export function GapsPanel() {
  const words = useWords();
  const { ready } = useRaceView();
  const room = <div className={styles['gapsRoom']} />;
  const later = (
    <div className={styles['gapsRoom']}>
      <Folding />
    </div>
  );
  return (
    <Panel title={words.gaps.name} className={styles['gaps']} panel="gaps">
      <Suspense fallback={room}>{ready ? <RaceGaps /> : later}</Suspense>
    </Panel>
  );
}
