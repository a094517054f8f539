import { useMemo } from 'react';
import type { Race } from '../../../shared/race/race.ts';
import type { Instant } from '../../../shared/time/time.ts';
import type { Margin, Standing } from '../../../shared/timeline/answers.ts';
import { marginOf } from '../../../shared/timeline/margin.ts';
import { resultRule } from '../../../shared/timeline/official.ts';
import { PhotoFinish, type PhotoReading } from '../../components/PhotoFinish.tsx';
import { Panel } from '../../design/Panel.tsx';
import { useWords } from '../../i18n/words.ts';
import { nameOf } from './names.ts';
import { isCoarse, photoTime } from './photo-reading.ts';
import { useRaceView } from './race-view.ts';
import { useReleasedStrip } from './use-released-strip.ts';
import styles from './Watch.module.css';

const MOST_READINGS = 12;
/** Where no segment is known: a fast finish on foot. */
const USUAL_SPEED_MPS = 7.5;

/** The finish of those who are home, or why none can be drawn. */
export function RaceFinish({ first }: { readonly first: readonly Standing[] }) {
  const words = useWords();
  const { session, race, roster } = useRaceView();
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
      const { shortName, code } = nameOf(line.entrant, roster, words);
      return {
        entrant: row.entrant,
        id: row.id,
        name: shortName,
        code,
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
  const untimed = useMemo(
    () =>
      first
        .filter((row) => row.state === 'finished' && row.split === null)
        .flatMap(({ place }) => place ?? []),
    [first],
  );
  const undrawn = photo === null ? whyUndrawn(race, readings, first) : null;
  const state = declaredState(race, session.moment().ask, readings.length);
  return (
    <div className={styles['photo']} data-open={undrawn === null || undefined} data-panel="photo">
      {undrawn !== null ? (
        <Panel title={words.photo.name} note={words.watch.undrawn[undrawn]}>
          {null}
        </Panel>
      ) : (
        <PhotoFinish
          photo={photo}
          readings={readings}
          untimed={untimed}
          margin={margin}
          speedMps={margin?.speedMps ?? USUAL_SPEED_MPS}
          rule={resultRule(race)}
          state={state}
        />
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
): 'waiting' | 'none' | 'provisional' | 'official' {
  const declared = race.declared.filter((one) => one.at <= at).at(-1);
  if (declared !== undefined) return declared.state === 'provisional' ? 'provisional' : 'official';
  return home === 0 ? 'waiting' : 'none';
}
