import { useMemo, useState } from 'react';
import { resultRule } from '../../../../shared/timeline/official.ts';
import { LIVE_EDGE } from '../../../../shared/time/time.ts';
import { marginOf } from '../../../../shared/timeline/margin.ts';
import { PhotoFinish, type PhotoReading } from '../../../components/PhotoFinish.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { nameOf } from '../../watch/names.ts';
import { isCoarse, photoTime } from '../../watch/photo-reading.ts';
import { useRaceDesk, useRacePart } from '../desk-context.ts';

/** Without an image: the finish drawn from what was read or measured. */
export function DrawnFinish(props: { readonly slug: string; readonly point: number }) {
  const { point } = props;
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
      if (line === undefined || split === null || isCoarse(race, split)) return [];
      return {
        entrant: index,
        id: line.entrant.id,
        name: nameOf(line.entrant, roster, words).shortName,
        lane: line.entrant.lane ?? null,
        place: line.place?.place ?? i + 1,
        ...photoTime(race, split),
      };
    });
  }, [race, revision, point, roster, words]);
  const [hairline, setHairline] = useState<number | null>(null);
  const [first, second] = readings;
  if (first === undefined) return null;
  const margin = second ? marginOf(race, first.entrant, second.entrant, LIVE_EDGE, point) : null;
  return (
    <PhotoFinish
      readings={readings}
      margin={margin}
      speedMps={margin?.speedMps ?? 7.5}
      rule={resultRule(race)}
      hairline={hairline}
      onHairline={setHairline}
      state="provisional"
    />
  );
}
