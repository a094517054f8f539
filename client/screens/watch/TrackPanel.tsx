import { useCallback, useMemo } from 'react';
import type { Motion } from '../../../shared/timeline/answers.ts';
import { motionAt } from '../../../shared/timeline/motion.ts';
import { paceDistance } from '../../../shared/timeline/pace.ts';
import { LIVE_EDGE, type Instant } from '../../../shared/time/time.ts';
import { Track, type TrackEntrant } from '../../components/Track.tsx';
import { Panel } from '../../design/Panel.tsx';
import { useWords } from '../../i18n/words.ts';
import { usePart } from '../stations.ts';
import { nameOf } from './names.ts';
import { useRaceView } from './race-view.ts';
import styles from './Watch.module.css';

/** The course with everyone on it, at view time. */
export function TrackPanel() {
  const words = useWords();
  return (
    <Panel title={words.track.name} className={styles['track']}>
      <RaceTrack />
    </Panel>
  );
}

/** The drawing without its panel: the library shows it too. */
export function RaceTrack() {
  const words = useWords();
  const { session, race, definition, roster, followed } = useRaceView();
  const standings = usePart(session.board, (board) => board.standings);

  const entrants = useMemo(
    () =>
      (standings?.rows ?? []).map((standing): TrackEntrant => {
        const entrant = race.entrants[standing.entrant]?.entrant ?? {
          id: standing.id,
          role: 'competitor' as const,
        };
        const { name, label } = nameOf(entrant, roster, words);
        return {
          entrant: standing.entrant,
          id: standing.id,
          label,
          name,
          seriesIndex: standing.entrant,
          role: entrant.role,
          lane: entrant.lane ?? null,
          state: standing.state,
        };
      }),
    [standings, race, roster, words],
  );
  const motion = useCallback(
    (entrant: number, at: Instant): Motion | null => {
      const { live } = session.moment();
      return live ? motionAt(race, entrant, LIVE_EDGE, { now: at }) : motionAt(race, entrant, at);
    },
    [session, race],
  );
  const paceLines = useMemo(
    () =>
      (definition.paceLines ?? []).map((line) => ({
        id: line.id,
        label: line.label,
        kind: line.kind,
        distanceAt: (at: Instant) => paceDistance(race, line.id, at),
      })),
    [definition, race],
  );
  return (
    <Track
      course={definition.course}
      points={definition.points}
      entrants={entrants}
      frames={session.frames}
      motion={motion}
      paceLines={paceLines}
      followed={followed}
    />
  );
}
