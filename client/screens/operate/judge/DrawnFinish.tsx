import { useMemo, useState } from 'react';
import type { RaceDefinition } from '../../../../shared/race/definition.ts';
import { officialTime, readingInterval } from '../../../../shared/time/rounding.ts';
import { LIVE_EDGE } from '../../../../shared/time/time.ts';
import { marginOf } from '../../../../shared/timeline/margin.ts';
import { PhotoFinish, type PhotoReading } from '../../../components/PhotoFinish.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { nameOf } from '../../watch/names.ts';
import { useRaceDesk, useRacePart } from '../desk-context.ts';

/** Without an image: the finish drawn from what was read or measured. */
export function DrawnFinish(props: {
  readonly slug: string;
  readonly point: number;
  readonly definition: RaceDefinition;
}) {
  const { point, definition } = props;
  const words = useWords();
  const desk = useRaceDesk(props.slug);
  const race = useRacePart(desk, (state) => state.race);
  const revision = useRacePart(desk, (state) => state.revision);
  const roster = useRacePart(desk, (state) => state.roster);
  const readings = useMemo((): readonly PhotoReading[] => {
    const column = race.columns[point];
    if (column === undefined || revision < 0) return [];
    return [...column.order.subarray(0, Math.min(column.count, 12))].flatMap((index, i) => {
      const [line, split] = [race.entrants[index], race.split(index, point)];
      // A hand knows tenths: what is drawn to the thousandth would be made up.
      if (line === undefined || split === null || split.kind === 'manual') return [];
      const time = officialTime(definition.rounding, split);
      const known =
        split.kind === 'official'
          ? readingInterval(definition.rounding, time.time, time.digits)
          : null;
      return {
        entrant: index,
        id: line.entrant.id,
        name: nameOf(line.entrant, roster, words).shortName,
        lane: line.entrant.lane ?? null,
        place: line.place?.place ?? i + 1,
        time: { time: time.time, digits: time.digits, kind: split.kind },
        lowUs: known?.low ?? split.time,
        highUs: known?.high ?? split.time,
      };
    });
  }, [race, revision, point, definition, roster, words]);
  const [hairline, setHairline] = useState<number | null>(null);
  const [first, second] = readings;
  if (first === undefined) return null;
  const margin = second ? marginOf(race, first.entrant, second.entrant, LIVE_EDGE, point) : null;
  return (
    <PhotoFinish
      readings={readings}
      margin={margin}
      speedMps={margin?.speedMps ?? 7.5}
      rule={definition.rounding}
      hairline={hairline}
      onHairline={setHairline}
      state="provisional"
    />
  );
}
