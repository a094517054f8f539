import { Suspense, useDeferredValue, useMemo, useState } from 'react';
import type { Margin, Standing } from '../../../shared/timeline/answers.ts';
import { marginOf } from '../../../shared/timeline/margin.ts';
import { resultRule } from '../../../shared/timeline/official.ts';
import type { Instant } from '../../../shared/time/time.ts';
import type { Race } from '../../../shared/race/race.ts';
import type { PhotoReading } from '../../components/PhotoFinish.tsx';
import { Panel } from '../../design/Panel.tsx';
import { useWords } from '../../i18n/words.ts';
import { isMass } from '../../store/race-state.ts';
import { usePart } from '../stations.ts';
import { nameOf } from './names.ts';
import { isCoarse, photoTime } from './photo-reading.ts';
import { useRaceView } from './race-view.ts';
import { useReleasedStrip } from './use-released-strip.ts';
import { lazyPart } from '../../design/lazy-part.ts';
import styles from './Watch.module.css';

const PhotoFinish = lazyPart(() =>
  import('../../components/PhotoFinish.tsx').then((chunk) => ({ default: chunk.PhotoFinish })),
);

const MOST_READINGS = 12;
/** Where no segment is known: a fast finish on foot. */
const USUAL_SPEED_MPS = 7.5;

/** The finish line over time, from the first one home on. */
export function PhotoPanel() {
  const words = useWords();
  const { session, race, ready, roster } = useRaceView();
  const rule = resultRule(race);
  const now = usePart(session.board, (board) => board.first);
  // Of thousands the board comes before all else; of a dozen nothing is ever late.
  const late = useDeferredValue(now);
  const first = usePart(session.race, isMass) ? late : now;
  const [hairline, setHairline] = useState<number | null>(null);
  const finish = race.finish;
  const photo = useReleasedStrip(finish);

  const readings = useMemo((): readonly PhotoReading[] => {
    const home = first.filter(
      (row) => row.state === 'finished' && row.split !== null && row.point === finish,
    );
    return home.slice(0, MOST_READINGS).flatMap((row) => {
      const line = race.entrants[row.entrant];
      if (line === undefined || row.split === null) return [];
      if (photo === null && isCoarse(race, row.split)) return [];
      return {
        entrant: row.entrant,
        id: row.id,
        name: nameOf(line.entrant, roster, words).shortName,
        lane: line.entrant.lane ?? null,
        place: row.place ?? row.position,
        ...photoTime(race, row.split),
      };
    });
  }, [first, race, finish, roster, words, photo]);

  const margin = useMemo(
    () => firstMargin(race, readings, session.moment().ask, finish),
    [race, readings, session, finish],
  );
  // Somebody is home, with a time or only a place: there is something to read.
  // A mass race that is still being read has its last first, and no names: it waits.
  const home = ready && first.some((row) => row.state === 'finished');
  const undrawn = photo === null && home ? whyUndrawn(race, readings, first) : null;
  const state = declaredState(race, session.moment().ask, readings.length);
  return (
    <div
      className={styles['photo']}
      data-open={(home && undrawn === null) || undefined}
      data-panel="photo"
    >
      {undrawn !== null ? (
        <Panel title={words.photo.name} note={words.watch.undrawn[undrawn]}>
          {null}
        </Panel>
      ) : home ? (
        <Suspense fallback={<Panel title={words.photo.name}>{null}</Panel>}>
          <PhotoFinish
            photo={photo}
            readings={readings}
            margin={margin}
            speedMps={margin?.speedMps ?? USUAL_SPEED_MPS}
            rule={rule}
            hairline={hairline}
            onHairline={setHairline}
            state={state}
          />
        </Suspense>
      ) : (
        <Panel title={words.photo.name} note={words.watch.photoLater}>
          {null}
        </Panel>
      )}
    </div>
  );
}

/** Why no finish can be drawn of a race without an image; null where one can. */
function whyUndrawn(
  race: Race,
  readings: readonly PhotoReading[],
  first: readonly Standing[],
): 'ownStarts' | 'byHand' | null {
  const start = race.definition?.start;
  const isOwn = start?.kind === 'interval' || (start?.kind === 'waves' && start.rankBy === 'net');
  if (isOwn) return 'ownStarts';
  const byHand = first.some(
    ({ state, split }) => state === 'finished' && split && isCoarse(race, split),
  );
  return readings.length === 0 && byHand ? 'byHand' : null;
}

function firstMargin(
  race: Race,
  readings: readonly PhotoReading[],
  at: Instant,
  finish: number | null,
): Margin | null {
  const [first, second] = readings;
  if (first === undefined || second === undefined || finish === null) return null;
  return marginOf(race, first.entrant, second.entrant, at, finish);
}

function declaredState(
  race: Race,
  at: Instant,
  home: number,
): 'waiting' | 'provisional' | 'official' {
  const declared = race.declared.filter((one) => one.at <= at).at(-1);
  if (declared !== undefined) return declared.state === 'provisional' ? 'provisional' : 'official';
  return home === 0 ? 'waiting' : 'provisional';
}
