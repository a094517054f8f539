import { useId, useMemo, useRef, useState } from 'react';
import type { Standing } from '../../../shared/timeline/answers.ts';
import { resultRule } from '../../../shared/timeline/official.ts';
import { positionAt } from '../../../shared/timeline/standings.ts';
import { countText, pointName, splitFigure } from '../../components/board-text.ts';
import { Icon } from '../../design/Icon.tsx';
import { useWords } from '../../i18n/words.ts';
import { usePart } from '../stations.ts';
import type { Found } from './find-entrants.ts';
import { useCalmly } from './use-calmly.ts';
import { useRaceView } from './race-view.ts';
import { useFound } from './use-found.ts';
import styles from './FindEntrant.module.css';

const MOST = 8;

/** Finds somebody among thousands by name or bib, and says how they stand; choosing follows them. */
export function FindEntrant({ onFollow }: { readonly onFollow: (id: string) => void }) {
  const { board: words, common } = useWords();
  const { followed } = useRaceView();
  const [text, setText] = useState('');
  const list = useId();
  const firstFound = useRef<HTMLUListElement>(null);
  const { found, rest, looking, failed } = useFound(text, MOST);
  const standings = useStandings(found);
  const typed = text.trim();
  const said = failed
    ? words.findFailed
    : found.length > 0 || typed === ''
      ? null
      : looking
        ? common.loading
        : words.nobodyFound(typed);
  return (
    <div className={styles['find']}>
      <input
        type="search"
        data-search=""
        className={styles['input']}
        aria-label={words.find}
        aria-controls={list}
        placeholder={words.find}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || looking) return;
          // The same press would also press what it leads to.
          event.preventDefault();
          firstFound.current?.querySelector('button')?.focus();
        }}
      />
      {said === null ? null : (
        <p role="status" className={styles['said']}>
          {said}
        </p>
      )}
      <ul id={list} ref={firstFound} className={styles['found']}>
        {found.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className={styles['one']}
              aria-pressed={followed.has(one.id)}
              onClick={() => onFollow(one.id)}
            >
              <Icon name="star" size={16} fill={followed.has(one.id)} />
              <span className={styles['bib']}>{one.bib}</span>
              <span className={styles['name']}>{one.name}</span>
              <span className={styles['country']}>{one.country}</span>
              <Stands standing={standings.get(one.id) ?? one.standing} />
            </button>
          </li>
        ))}
      </ul>
      {found.length > 0 && rest !== 0 ? (
        <p className={styles['said']}>{words.moreFound(rest === null ? null : countText(rest))}</p>
      ) : null}
    </div>
  );
}

/** How those found here stand: asked anew at rest and every two seconds, for each is a search. */
function useStandings(found: readonly Found[]): ReadonlyMap<string, Standing> {
  const { session, race, revision } = useRaceView();
  const ids = found.flatMap(({ entrant }) => entrant ?? []).join();
  const turn = usePart(session.story, (story) => story.turn);
  const calm = useCalmly(session, { turn, revision, ids }, true);
  const { ask, ahead } = calm;
  return useMemo(() => {
    const entrants = calm.ids === '' || ahead ? [] : calm.ids.split(',').map(Number);
    const rows = entrants.flatMap((entrant) => positionAt(race, ask, entrant) ?? []);
    return new Map(rows.map((row) => [row.id, row]));
  }, [race, calm.ids, ask, ahead]);
}

function Stands({ standing }: { readonly standing: Standing | null }) {
  const words = useWords();
  const { race } = useRaceView();
  if (standing === null) return <span className={styles['stands']} />;
  const { state, split } = standing;
  const rank = standing.place ?? standing.position;
  const figure = splitFigure(standing, resultRule(race));
  const out = state === 'DNS' || state === 'DNF' || state === 'DQ' ? state : null;
  return (
    <span className={styles['stands']}>
      <span className={styles['rank']}>{rank === null ? out : countText(rank)}</span>{' '}
      <span className={styles['time']}>{figure?.text}</span>{' '}
      <span className={styles['where']}>
        {split === null
          ? out === null && words.track.state[state]
          : pointName(race.points[standing.point], words)}
      </span>
    </span>
  );
}
