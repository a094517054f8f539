import { paceDifference } from '../../../shared/timeline/pace.ts';
import { formatGap } from '../../../shared/time/format.ts';
import { metresText } from '../../components/board-text.ts';
import { useWords } from '../../i18n/words.ts';
import { usePart } from '../stations.ts';
import { useRaceView } from './race-view.ts';
import styles from './Header.module.css';

/** How the leader stands against the first pace line at the last split. */
export function PaceNote() {
  const words = useWords();
  const { session, race, definition } = useRaceView();
  // What is said here changes with the story only.
  usePart(session.story, (story) => story.turn);
  const line = definition.paceLines?.[0];
  if (line === undefined) return null;
  const difference = paceDifference(race, session.moment().ask, line.id);
  if (difference === null) return <p className={styles['pace']} />;
  const gap = formatGap(difference.us, { digits: difference.digits });
  const metres = metresText(race.points[difference.point]?.distanceM ?? 0);
  return (
    <p className={styles['pace']} data-ahead={difference.us < 0 || undefined}>
      {words.watch.pace(difference.ink === 'known' ? gap : `≈ ${gap}`, line.label, metres)}
    </p>
  );
}
