import { useMemo } from 'react';
import type { Declaration } from '../../../shared/race/race.ts';
import { resultChanges, unannounced } from '../../../shared/timeline/announced.ts';
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
  const corrected = useCorrected();
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
        <span className={styles['since']}>
          {' '}
          {corrected.length === 0 ? words.said[last.state](time) : words.correctedSince} ·{' '}
        </span>
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
  const corrected = useCorrected();
  const reason = last?.state === 'amended' ? last.reason : undefined;
  const silent = reason === undefined && changes.length === 0 && corrected.length === 0;
  if (last === undefined || silent) return null;
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
      {corrected.length === 0 ? null : (
        <>
          <p className={styles['reason']}>{words.result.correctedAfter}</p>
          <ChangeList changes={corrected} nameOf={called} most={MOST} flowing />
        </>
      )}
    </aside>
  );
}

/** What was corrected after the newest announcement, and is on the board without one; of a viewer behind it, none. */
function useCorrected(): ReturnType<typeof unannounced> {
  const { session, race, revision } = useRaceView();
  const announced = usePart(session.race, (state) => state.run?.announced);
  const isNewest = useDeclared().length === race.declared.length;
  return useMemo(() => {
    // The race is one thing that changes; its revision says when.
    void revision;
    return isNewest ? unannounced(race, announced ?? []) : [];
  }, [race, revision, announced, isNewest]);
}

/** What was announced by view time, the newest last. */
function useDeclared(): readonly Declaration[] {
  const { session, race } = useRaceView();
  // Declarations are told by the story as well, so this turns with it.
  usePart(session.story, (story) => story.turn);
  const { ask } = session.moment();
  return race.declared.filter(({ at }) => at <= ask);
}
