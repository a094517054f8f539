import { useMemo } from 'react';
import type { Declaration } from '../../../shared/race/race.ts';
import { resultChanges } from '../../../shared/timeline/announced.ts';
import { timeOfDay } from '../../../shared/timeline/time-of-day.ts';
import { ChangeList } from '../../components/ChangeList.tsx';
import { useWords } from '../../i18n/words.ts';
import { usePart } from '../stations.ts';
import { nameOf } from './names.ts';
import { useRaceView } from './race-view.ts';
import styles from './ResultNote.module.css';

/** More changes than these are on the sheet. */
const MOST = 6;

/** How the result stands at view time, in the head line of the board; it leads to the sheet. */
export function ResultState() {
  const words = useWords().result;
  const { session, race } = useRaceView();
  const slug = usePart(session.race, (state) => state.slug);
  const last = useDeclared().at(-1);
  if (last === undefined) return null;
  const time = timeOfDay(race, last.at)?.slice(0, 5) ?? null;
  return (
    <>
      <a
        href={`/race/${slug}/results`}
        className={styles['standing']}
        data-state={last.state}
        data-testid="result-state"
      >
        <strong className={styles['state']}>{words.states[last.state]}</strong>
        <span className={styles['since']}> {words.said[last.state](time)} · </span>
        <span className={styles['sheet']}>{words.sheet}</span>
      </a>
      {' · '}
    </>
  );
}

/** What an amended result changed, and why. */
export function ResultNote() {
  const words = useWords();
  const { session, race, roster } = useRaceView();
  const announced = usePart(session.race, (state) => state.run?.announced);
  const declared = useDeclared();
  const [last, before] = [declared.at(-1), declared.at(-2)];
  const changes = useMemo(() => {
    const find = (one: Declaration | undefined) =>
      announced?.find(
        ({ declaration }) => declaration.state === one?.state && declaration.at === one.at,
      );
    const [is, was] = [find(last), find(before)];
    return is === undefined || was === undefined ? [] : resultChanges(was.lines, is.lines);
  }, [announced, last, before]);
  const reason = last?.state === 'amended' ? last.reason : undefined;
  if (last === undefined || (reason === undefined && changes.length === 0)) return null;
  const called = (id: string): string => {
    const entrant = race.entrants[race.entrantIndex(id) ?? -1]?.entrant;
    return nameOf(entrant ?? { id }, roster, words).shortName;
  };
  return (
    <aside className={styles['note']} data-state={last.state} data-testid="result-changes">
      {reason === undefined ? null : (
        <p className={styles['reason']}>{words.result.reason(reason)}</p>
      )}
      {changes.length === 0 ? null : (
        <ChangeList changes={changes} nameOf={called} most={MOST} flowing />
      )}
    </aside>
  );
}

/** What was announced by view time, the newest last. */
function useDeclared(): readonly Declaration[] {
  const { session, race } = useRaceView();
  // Declarations are told by the story as well, so this turns with it.
  usePart(session.story, (story) => story.turn);
  const { ask } = session.moment();
  return race.declared.filter(({ at }) => at <= ask);
}
