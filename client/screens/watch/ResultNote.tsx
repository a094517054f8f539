import { useMemo } from 'react';
import { formatInstant } from '../../../shared/time/format.ts';
import { resultChanges } from '../../../shared/timeline/announced.ts';
import { ChangeList } from '../../components/ChangeList.tsx';
import { buttonLook } from '../../design/Button.tsx';
import { useWords } from '../../i18n/words.ts';
import { usePart } from '../stations.ts';
import { nameOf } from './names.ts';
import { useRaceView } from './race-view.ts';
import styles from './ResultNote.module.css';

/** More changes than these are on the sheet. */
const MOST = 6;

/** How the result stands at view time, and what its newest announcement changed. */
export function ResultNote() {
  const words = useWords();
  const { session, race, definition, roster } = useRaceView();
  const announced = usePart(session.race, (state) => state.run?.announced);
  const slug = usePart(session.race, (state) => state.slug);
  // Declarations are told by the story as well, so this turns with it.
  usePart(session.story, (story) => story.turn);
  const { ask } = session.moment();
  const declared = race.declared.filter(({ at }) => at <= ask);
  const [last, before] = [declared.at(-1), declared.at(-2)];
  const changes = useMemo(() => {
    const find = (one: typeof last) =>
      announced?.find(
        ({ declaration }) => declaration.state === one?.state && declaration.at === one.at,
      );
    const [is, was] = [find(last), find(before)];
    return is === undefined || was === undefined ? [] : resultChanges(was.lines, is.lines);
  }, [announced, last, before]);
  if (last === undefined) return null;
  const time = formatInstant(last.at, definition.zone).slice(0, 5);
  const called = (id: string): string => {
    const entrant = race.entrants[race.entrantIndex(id) ?? -1]?.entrant;
    return nameOf(entrant ?? { id }, roster, words).shortName;
  };
  return (
    <aside className={styles['note']} data-state={last.state} data-testid="result-state">
      <div className={styles['said']}>
        <p>
          <strong className={styles['state']}>{words.result.states[last.state]}</strong>{' '}
          <span className={styles['since']}>{words.result.said[last.state](time)}</span>
        </p>
        {last.reason === undefined || last.state !== 'amended' ? null : (
          <p className={styles['since']}>{words.result.reason(last.reason)}</p>
        )}
        {changes.length === 0 ? null : (
          <ChangeList changes={changes} nameOf={called} most={MOST} flowing />
        )}
      </div>
      <a href={`/race/${slug}/results`} className={buttonLook({ look: 'quiet', size: 'normal' })}>
        {words.result.sheet}
      </a>
    </aside>
  );
}
