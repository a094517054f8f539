import { useCallback, useMemo } from 'react';
import type { Standing } from '../../../shared/timeline/answers.ts';
import { pointName } from '../../components/board-text.ts';
import { Standings, type BoardRow } from '../../components/Standings.tsx';
import type { RowWindow } from '../../components/row-window.ts';
import { Choice } from '../../design/Choice.tsx';
import { Panel } from '../../design/Panel.tsx';
import { useWords } from '../../i18n/words.ts';
import { follow } from '../../store/prefs.ts';
import { usePart, useStations } from '../stations.ts';
import { labelled, nameOf } from './names.ts';
import { useRaceView } from './race-view.ts';
import styles from './Watch.module.css';

const MANY = 100;

/** The board of the race on screen. */
export function BoardPanel() {
  const words = useWords();
  const { prefs } = useStations();
  const view = useRaceView();
  const { session, race, definition, roster, followed } = view;
  const standings = usePart(session.board, (board) => board.standings);
  const pinned = usePart(session.board, (board) => board.pinned);
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
    ? words.board.at(pointName(race.points[standings.point], words))
    : words.board.atStart;
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
        <Choice
          label={words.board.gapOrInterval}
          className={styles['narrowOnly']}
          options={[
            ['gap', words.board.columns.gap],
            ['interval', words.board.columns.interval],
          ]}
          value={narrowColumn}
          onChange={(value) => prefs.setState({ narrowColumn: value })}
        />
      }
      flush
      className={styles['board']}
    >
      <Standings
        caption={words.board.caption(definition.event, where)}
        rows={rows}
        offset={standings?.offset ?? 0}
        total={standings?.total ?? 0}
        points={race.points}
        rule={definition.rounding}
        labelled={labelled(race)}
        sort={
          definition.sport === 'rowing'
            ? 'crew'
            : definition.sport === 'motor'
              ? 'driver'
              : 'athlete'
        }
        narrowColumn={narrowColumn}
        followed={followed}
        onFollow={onFollow}
        onWindow={onWindow}
      />
      {(standings?.total ?? 0) > MANY && pinned.length > 0 ? null : null}
    </Panel>
  );
}
