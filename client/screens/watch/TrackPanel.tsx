import { lazy, Suspense } from 'react';
import { Panel } from '../../design/Panel.tsx';
import { useWords } from '../../i18n/words.ts';
import styles from './Watch.module.css';

const RaceTrack = lazy(() =>
  import('./RaceTrack.tsx').then((chunk) => ({ default: chunk.RaceTrack })),
);

/** The course with everyone on it. */
export function TrackPanel() {
  const words = useWords();
  return (
    <Panel title={words.track.name} className={styles['track']}>
      <Suspense fallback={<div className={styles['trackRoom']} />}>
        <RaceTrack />
      </Suspense>
    </Panel>
  );
}
