import { lazy, Suspense, useCallback, useMemo } from 'react';
import type { Sport } from '../../../shared/race/definition.ts';
import type { Standing } from '../../../shared/timeline/answers.ts';
import { pointInSentence } from '../../components/board-text.ts';
import { Standings, type BoardRow } from '../../components/Standings.tsx';
import type { RowWindow } from '../../components/WindowedStandings.tsx';
import { Choice } from '../../design/Choice.tsx';
import { Panel } from '../../design/Panel.tsx';
import { useWords } from '../../i18n/words.ts';
import { follow } from '../../store/prefs.ts';
import { usePart, useStations } from '../stations.ts';
import { labelled, nameOf } from './names.ts';
import { useRaceView } from './race-view.ts';
import styles from './Watch.module.css';

/** Longer boards than this show only the rows in sight. */
const MANY = 100;

const WindowedStandings = lazy(() =>
  import('../../components/WindowedStandings.tsx').then((chunk) => ({
    default: chunk.WindowedStandings,
  })),
);

/** The board of the race on screen. */
export function BoardPanel() {
  const words = useWords();
  const { prefs } = useStations();
  const view = useRaceView();
  const { session, race, definition, roster, followed } = view;
  const standings = usePart(session.board, (board) => board.standings);
  const narrowColumn = usePart(prefs, (state) => state.narrowColumn);
  const slug = usePart(session.race, (state) => state.slug);
  const onFollow = useCallback((id: string) => follow(prefs, slug, id), [prefs, slug]);
  const onWindow = useCallback((window: RowWindow) => session.showRows(window), [session]);

  const rows = useMemo(() => {
    const toRow = (standing: Standing): BoardRow => {
      const line = race.entrants[standing.entrant];
      const entrant = line?.entrant ?? { id: standing.id, role: 'competitor' as const };
      return {
        standing,
        ...nameOf(entrant, roster, words),
        seriesIndex: standing.entrant,
        pacemaker: entrant.role === 'pacemaker',
      };
    };
    return (standings?.rows ?? []).map(toRow);
  }, [standings, race, roster, words]);

  const started = standings !== null && standings.point >= 0;
  const where = started
    ? words.board.at(pointInSentence(race.points[standings.point], words))
    : words.board.atStart;
  const total = standings?.total ?? 0;
  const table = {
    caption: words.board.caption(definition.event, where),
    rows,
    points: race.points,
    rule: definition.rounding,
    labelled: labelled(race),
    sort: sortOf(definition.sport),
    narrowColumn,
    followed,
    onFollow,
  };
  return (
    <Panel
      title={words.board.name}
      note={
        started ? (
          <>
            {where} · {words.board.seen(String(standings.seen), String(standings.expected))}
          </>
        ) : (
          words.board.startList
        )
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

function sortOf(sport: Sport): 'athlete' | 'crew' | 'driver' {
  if (sport === 'rowing') return 'crew';
  return sport === 'motor' ? 'driver' : 'athlete';
}
