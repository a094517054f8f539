import { useCallback, useMemo } from 'react';
import type { EntrantState, Motion } from '../../../shared/timeline/answers.ts';
import { motionAt } from '../../../shared/timeline/motion.ts';
import { paceDistance } from '../../../shared/timeline/pace.ts';
import { isOutAt } from '../../../shared/timeline/view.ts';
import { LIVE_EDGE, type Instant } from '../../../shared/time/time.ts';
import { Track, type TrackEntrant } from '../../components/Track.tsx';
import { useWords } from '../../i18n/words.ts';
import { usePart, useStations } from '../stations.ts';
import { densityKeeper } from './density.ts';
import { nameOf } from './names.ts';
import { useRaceView } from './race-view.ts';

/** As Track has it: more than these are a crowd. */
const MOST_DOTS = 200;

/** The course with everyone on it, at view time. In a chunk of its own: the board comes first. */
export function RaceTrack() {
  const words = useWords();
  const { session, race, definition, roster, followed } = useRaceView();
  const { nowMs } = useStations();

  const count = race.entrants.length;
  const crowd = count > MOST_DOTS;
  const rows = usePart(session.board, (board) => (crowd ? null : (board.standings?.rows ?? null)));
  const onTrack = useCallback(
    (entrant: number, id: string, state: EntrantState): TrackEntrant => {
      const listed = race.entrants[entrant]?.entrant ?? { id, role: 'competitor' as const };
      const { name, dot } = nameOf(listed, roster, words);
      const lane = listed.lane ?? null;
      return {
        entrant,
        id,
        label: dot,
        name,
        seriesIndex: entrant,
        role: listed.role,
        lane,
        state,
      };
    },
    [race, roster, words],
  );
  const field = useMemo(
    () => (rows ?? []).map((row) => onTrack(row.entrant, row.id, row.state)),
    [rows, onTrack],
  );
  // A crowd is drawn as a ribbon; who is in it is asked once, not with every new board.
  const everyone = useMemo(
    () =>
      crowd
        ? race.entrants.slice(0, count).map((one) => onTrack(one.index, one.entrant.id, 'running'))
        : null,
    [crowd, count, race, onTrack],
  );
  const entrants = everyone ?? field;
  const density = useMemo(() => densityKeeper(race, nowMs), [race, nowMs]);
  const motion = useCallback(
    (entrant: number, at: Instant): Motion | null => {
      const { live } = session.moment();
      // Where somebody stood when that was said is not known, and it is no place in the race.
      if (isOutAt(race, entrant, live ? LIVE_EDGE : at)) return null;
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
  // Known from the start, so that the legend does not grow while somebody watches.
  const paced = race.entrants.some(({ entrant }) => entrant.role === 'pacemaker');
  return (
    <Track
      course={definition.course}
      points={definition.points}
      entrants={entrants}
      frames={session.frames}
      motion={motion}
      paceLines={paceLines}
      followed={followed}
      pacemakers={paced}
      {...(crowd ? { density } : {})}
    />
  );
}
