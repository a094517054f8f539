import { useCallback, useDeferredValue, useMemo } from 'react';
import type { Instant } from '../../../shared/time/time.ts';
import { Story } from '../../components/Story.tsx';
import { Panel } from '../../design/Panel.tsx';
import { useWords } from '../../i18n/words.ts';
import { usePart } from '../stations.ts';
import { Folding } from './Folding.tsx';
import { useRaceView } from './race-view.ts';
import { storyLines, worthTelling } from './story-lines.ts';
import styles from './Watch.module.css';

/** The latest of them. */
const MOST_LINES = 60;

/** What happened up to view time. */
export function StoryPanel() {
  const words = useWords();
  const { session, race, roster, zero, ready, followed } = useRaceView();
  // After the board, which is looked at first.
  const items = useDeferredValue(usePart(session.story, (story) => story.items));
  const lines = useMemo(
    () =>
      storyLines(worthTelling(items, race, followed).slice(-MOST_LINES), {
        race,
        roster,
        words,
        zero,
      }),
    [items, race, roster, words, zero, followed],
  );
  const onSeek = useCallback((at: Instant) => session.seek(at), [session]);
  return (
    <Panel title={words.story.name} fill className={styles['story']}>
      {ready ? <Story lines={lines} onSeek={onSeek} /> : <Folding />}
    </Panel>
  );
}
