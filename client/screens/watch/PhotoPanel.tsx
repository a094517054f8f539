import { Suspense, useDeferredValue, type ReactNode } from 'react';
import { lazyPart } from '../../design/lazy-part.ts';
import { Panel } from '../../design/Panel.tsx';
import { useWords } from '../../i18n/words.ts';
import { isMass } from '../../store/race-state.ts';
import { usePart } from '../stations.ts';
import { useRaceView } from './race-view.ts';
import styles from './Watch.module.css';

const RaceFinish = lazyPart(() =>
  import('./RaceFinish.tsx').then((chunk) => ({ default: chunk.RaceFinish })),
);

/** The finish line over time, from the first one home on. */
export function PhotoPanel() {
  const words = useWords();
  const { session, ready } = useRaceView();
  const now = usePart(session.board, (board) => board.first);
  // Of thousands the board comes before all else; of a dozen nothing is ever late.
  const late = useDeferredValue(now);
  const first = usePart(session.race, isMass) ? late : now;
  // Somebody is home, with a time or only a place: there is something to read.
  // A mass race that is still being read has its last first, and no names: it waits.
  if (!ready || !first.some((row) => row.state === 'finished'))
    return (
      <Frame>
        <Panel title={words.photo.name} note={words.watch.photoLater}>
          {null}
        </Panel>
      </Frame>
    );
  return (
    <Suspense
      fallback={
        <Frame open>
          <Panel title={words.photo.name}>{null}</Panel>
        </Frame>
      }
    >
      <RaceFinish first={first} />
    </Suspense>
  );
}

function Frame({ open, children }: { readonly open?: true; readonly children: ReactNode }) {
  return (
    <div className={styles['photo']} data-open={open} data-panel="photo">
      {children}
    </div>
  );
}
