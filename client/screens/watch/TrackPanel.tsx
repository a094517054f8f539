import { Suspense } from 'react';
import { Panel } from '../../design/Panel.tsx';
import { useWords } from '../../i18n/words.ts';
import { Folding } from './Folding.tsx';
import { useRaceView } from './race-view.ts';
import { lazyPart } from '../../design/lazy-part.ts';
import styles from './Watch.module.css';

const RaceTrack = lazyPart(() =>
  import('./RaceTrack.tsx').then((chunk) => ({ default: chunk.RaceTrack })),
);

/** The course with everyone on it. */
export function TrackPanel() {
  const words = useWords();
  const { ready } = useRaceView();
  const room = <div className={styles['trackRoom']} />;
  const later = (
    <div className={styles['trackRoom']}>
      <Folding />
    </div>
  );
  return (
    <Panel title={words.track.name} className={styles['track']}>
      <Suspense fallback={room}>{ready ? <RaceTrack /> : later}</Suspense>
    </Panel>
  );
}
