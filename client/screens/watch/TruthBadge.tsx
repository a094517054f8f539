import { Suspense, useEffect, useRef, useState } from 'react';
import { timeKinds } from '../../../shared/timeline/time-kinds.ts';
import type { RaceCard } from '../../../shared/wire/api.ts';
import { Badge } from '../../design/Badge.tsx';
import { lazyPart } from '../../design/lazy-part.ts';
import { useWords } from '../../i18n/words.ts';
import { usePart } from '../stations.ts';
import { useRaceView } from './race-view.ts';
import { toneOf, truthOf } from './truth.ts';
import styles from './TruthBadge.module.css';

const TruthDialog = lazyPart(() =>
  import('./TruthDialog.tsx').then((chunk) => ({ default: chunk.TruthDialog })),
);

/** How true the data of a race are: a word, and behind it the whole answer. */
export function TruthBadge() {
  const words = useWords();
  const { session, definition } = useRaceView();
  const known = useKinds();
  const [open, setOpen] = useState(false);
  const card = usePart(session.race, (state) => state.page?.card);
  const kinds = known ?? card?.kinds ?? {};
  const truth = truthOf({ ...card, kinds });
  const { truth: said } = words.watch;
  return (
    <>
      <button type="button" className={styles['button']} onClick={() => setOpen(true)}>
        <Badge tone={toneOf(truth)}>{said.badge[truth]}</Badge>
      </button>
      <Suspense fallback={null}>
        {open ? (
          <TruthDialog
            kinds={kinds}
            provenance={definition.provenance}
            onClose={() => setOpen(false)}
          />
        ) : null}
      </Suspense>
    </>
  );
}

/** Counting thousands of splits is not for every entry that comes. */
const COUNT_EVERY_MS = 2_000;

/** The kinds of time as they come; null where only the server has the whole race. */
function useKinds(): RaceCard['kinds'] | null {
  const { race, revision, ready } = useRaceView();
  const [kinds, setKinds] = useState<RaceCard['kinds'] | null>(null);
  const countAt = useRef(0);
  useEffect(() => {
    if (!ready) return undefined;
    const waitMs = Math.max(0, countAt.current - performance.now());
    const timer = setTimeout(() => {
      countAt.current = performance.now() + COUNT_EVERY_MS;
      setKinds(timeKinds(race));
    }, waitMs);
    return () => clearTimeout(timer);
  }, [race, revision, ready]);
  return kinds;
}
