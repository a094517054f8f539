import { Suspense, useCallback, useMemo } from 'react';
import type { Sport } from '../../../shared/race/definition.ts';
import { MICROS_PER_SECOND, type Instant } from '../../../shared/time/time.ts';
import type { Standing } from '../../../shared/timeline/answers.ts';
import { resultRule } from '../../../shared/timeline/official.ts';
import { Clock } from '../../components/Clock.tsx';
import { countText, pointInSentence } from '../../components/board-text.ts';
import { Standings, type BoardRow } from '../../components/Standings.tsx';
import type { RowWindow } from '../../components/rows-in-sight.ts';
import { Choice } from '../../design/Choice.tsx';
import { Panel } from '../../design/Panel.tsx';
import { useWords } from '../../i18n/words.ts';
import { isOver } from '../../store/race-state.ts';
import { follow } from '../../store/prefs.ts';
import { usePart, useStations } from '../stations.ts';
import { finishedCount } from './finished-count.ts';
import { Folding } from './Folding.tsx';
import { labelled, nameOf } from './names.ts';
import { ownStart } from './own-start.ts';
import { useRaceView } from './race-view.ts';
import { lazyPart } from '../../design/lazy-part.ts';
import styles from './Watch.module.css';

/** After so many seconds an age tells nothing any more. */
const LONG_AGO_S = 3_600;

/** Longer boards than this show only the rows in sight. */
const MANY = 100;

/** From so many on, places and gaps are wide. */
const LARGE = 1_000;

const WindowedStandings = lazyPart(() =>
  import('../../components/WindowedStandings.tsx').then((chunk) => ({
    default: chunk.WindowedStandings,
  })),
);

const FindEntrant = lazyPart(() =>
  import('./FindEntrant.tsx').then((chunk) => ({ default: chunk.FindEntrant })),
);
const ResultState = lazyPart(() =>
  import('./ResultNote.tsx').then((chunk) => ({ default: chunk.ResultState })),
);
const ResultNote = lazyPart(() =>
  import('./ResultNote.tsx').then((chunk) => ({ default: chunk.ResultNote })),
);

/** The board of the race on screen. */
export function BoardPanel() {
  const words = useWords();
  const { prefs } = useStations();
  const view = useRaceView();
  const { session, race, definition, roster, followed } = view;
  const standings = usePart(session.board, (board) => board.standings);
  const pinned = usePart(session.board, (board) => board.pinned);
  const served = usePart(session.board, (board) => board.served);
  const whole = usePart(session.race, (state) => state.run?.whole === true);
  const narrowColumn = usePart(prefs, (state) => state.narrowColumn);
  const slug = usePart(session.race, (state) => state.slug);
  const onFollow = useCallback((id: string) => follow(prefs, slug, id), [prefs, slug]);
  const onWindow = useCallback((window: RowWindow) => session.showRows(window), [session]);

  const toRows = useCallback(
    (standings: readonly Standing[]): readonly BoardRow[] =>
      standings.map((standing) => {
        const entrant = race.entrants[standing.entrant]?.entrant;
        const sent = served.get(standing.id);
        const names =
          sent === undefined ? roster : { [standing.id]: { ...sent, country: sent.country ?? '' } };
        return {
          standing,
          ...nameOf(entrant ?? sent ?? { id: standing.id }, names, words),
          seriesIndex: standing.entrant,
          starts: entrant && standing.split === null ? ownStart(race, definition, entrant) : null,
          pacemaker: entrant?.role === 'pacemaker',
        };
      }),
    [race, definition, roster, served, words],
  );
  const rows = useMemo(() => toRows(standings?.rows ?? []), [standings, toRows]);
  const followedRows = useMemo(() => toRows(pinned), [pinned, toRows]);

  const started = standings !== null && standings.point >= 0;
  const where = started
    ? words.board.at(pointInSentence(race.points[standings.point], words))
    : words.board.atStart;
  const total = standings?.total ?? 0;
  const { ask } = session.moment();
  const declared = race.declared.some(({ at }) => at <= ask);
  const finished =
    standings === null ? null : finishedCount(standings, { finish: race.finish, declared });
  const table = {
    caption: words.board.caption(definition.event, where),
    rows,
    points: race.points,
    rule: resultRule(race),
    labelled: labelled(race),
    sort: sortOf(definition.sport),
    countries: rows.some(({ country, label }) => (country ?? '') !== '' && country !== label),
    narrowColumn,
    large: total >= LARGE,
    followed,
    onFollow,
  };
  return (
    <Panel
      title={words.board.name}
      note={
        <span className={styles['standing']} data-line>
          {race.declared.length > 0 ? (
            <Suspense fallback={null}>
              <ResultState />
            </Suspense>
          ) : null}
          {started ? (
            <>
              {finished === null ? <span className={styles['where']}>{where} · </span> : null}
              {finished === null
                ? words.board.seen(countText(standings.seen), countText(standings.expected))
                : words.board.finished(countText(finished))}
              {finished === null ? <BoardAge /> : declared ? null : ` · ${words.board.undeclared}`}
            </>
          ) : (
            words.board.startList
          )}
        </span>
      }
      actions={
        <div className={styles['narrowOnly']}>
          <Choice
            label={words.board.gapOrInterval}
            options={[
              ['gap', words.board.columns.gap],
              ['interval', words.board.columns.interval],
            ]}
            value={narrowColumn}
            onChange={(value) => prefs.setState({ narrowColumn: value })}
          />
        </div>
      }
      flush
      className={styles['board']}
    >
      <Suspense fallback={null}>
        {race.declared.length > 0 ? <ResultNote /> : null}
        {total > MANY ? <FindEntrant onFollow={onFollow} /> : null}
      </Suspense>
      {total > MANY && followedRows.length > 0 ? (
        <div className={styles['followed']}>
          <Standings {...table} rows={followedRows} caption={words.board.followed} />
        </div>
      ) : null}
      {total > MANY && !whole ? <Folding /> : null}
      {total > MANY ? (
        <Suspense fallback={null}>
          <WindowedStandings
            {...table}
            offset={standings?.offset ?? 0}
            total={total}
            onWindow={onWindow}
          />
        </Suspense>
      ) : (
        <Standings {...table} />
      )}
    </Panel>
  );
}

/** How long ago the newest split on the board was, as long as the race goes on. */
function BoardAge() {
  const words = useWords();
  const { session } = useRaceView();
  const over = usePart(session.race, isOver);
  const newest = usePart(session.board, (board) =>
    Math.max(...board.first.map((row) => row.split?.clock ?? Number.NEGATIVE_INFINITY)),
  );
  const text = useCallback(
    (at: Instant) => {
      const seconds = Math.floor((at - newest) / MICROS_PER_SECOND);
      return seconds >= 0 && seconds < LONG_AGO_S ? ` · ${words.board.ago(String(seconds))}` : '';
    },
    [newest, words],
  );
  if (over) return null;
  return <Clock frames={session.frames} text={text} label={words.board.age} />;
}

function sortOf(sport: Sport): 'athlete' | 'crew' | 'driver' {
  if (sport === 'rowing') return 'crew';
  return sport === 'motor' ? 'driver' : 'athlete';
}
