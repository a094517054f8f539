import { useEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import type { RaceDefinition } from '../../../../shared/race/definition.ts';
import type { StripAxis } from '../../../../shared/race/strip.ts';
import type { LaneGuides } from '../../../../shared/strip/lanes.ts';
import { officialTime, readingInterval } from '../../../../shared/time/rounding.ts';
import { marginOf } from '../../../../shared/timeline/margin.ts';
import { LIVE_EDGE } from '../../../../shared/time/time.ts';
import { PhotoFinish, type PhotoReading } from '../../../components/PhotoFinish.tsx';
import { Choice } from '../../../design/Choice.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { nameOf } from '../../watch/names.ts';
import { useRaceDesk, useRacePart } from '../desk-context.ts';
import { Bench } from './Bench.tsx';
import { OpenPanel } from './OpenPanel.tsx';
import { drawPractice, practiceStrip } from './practice.ts';
import { useDroppedFiles, useImage } from './use-image.ts';
import styles from './Judge.module.css';

interface Practised {
  readonly name: string;
  readonly axis: StripAxis;
  readonly guides: LaneGuides;
}

/** The judge's room: an image of the finish, measured, read and released. */
export function Judge({ slug }: { readonly slug: string }) {
  const words = useWords();
  const desk = useRaceDesk(slug);
  const race = useRacePart(desk, (state) => state.race);
  useRacePart(desk, (state) => state.revision);
  const image = useImage();
  const over = useDroppedFiles(image.open);
  const points = race.points.filter(({ distanceM }) => distanceM > 0);
  const finish = race.finish ?? points.at(-1)?.index ?? null;
  const [chosen, setChosen] = useState<number | null>(null);
  const [practised, setPractised] = useState(0);
  const [known, setKnown] = useState<Practised | null>(null);
  const [sheetUrl, setSheetUrl] = useState<string | null>(null);
  useEffect(() => desk.attend({ screen: 'judge' }), [desk]);
  usePrintedSheet(sheetUrl, () => setSheetUrl(null));
  const point = chosen ?? finish;
  const definition = race.definition;
  if (definition === null || point === null)
    return <p className={styles['note']}>{words.judge.rows.none}</p>;

  const practise = async () => {
    const strip = practiceStrip(race, point, practised + 1);
    if (strip === null) return;
    setPractised(practised + 1);
    const file = await drawPractice(strip);
    image.open(file);
    setKnown({ name: file.name, axis: strip.axis, guides: strip.lanes });
  };
  const pointName = race.points[point]?.label ?? `${race.points[point]?.distanceM ?? ''} m`;
  const open = image.now.state === 'open' ? image.now.image : null;
  return (
    <div className={styles['judge']}>
      {points.length > 1 && points.length <= 6 && (
        <Choice
          label={words.judge.point}
          className={styles['points']}
          options={points.map(({ index, label, distanceM }) => [
            String(index),
            label ?? `${distanceM} m`,
          ])}
          value={String(point)}
          onChange={(index) => setChosen(Number(index))}
        />
      )}
      {open === null ? (
        <>
          <OpenPanel
            now={image.now}
            over={over}
            onFile={image.open}
            onPractise={race.entrants.length === 0 ? null : () => void practise()}
          />
          <DrawnFinish slug={slug} point={point} definition={definition} />
        </>
      ) : (
        <Bench
          key={`${open.sha256} ${point}`}
          slug={slug}
          image={open}
          point={point}
          title={words.judge.release.madeFor(titleOf(definition), pointName)}
          known={known?.name === open.name ? known : null}
          onFile={image.open}
          onSheet={setSheetUrl}
        />
      )}
      {sheetUrl !== null &&
        createPortal(
          <img className={styles['sheet']} src={sheetUrl} alt={words.judge.release.sheet} />,
          document.body,
        )}
    </div>
  );
}

function titleOf({ meeting, event, round, heat, date }: RaceDefinition): string {
  return [meeting.name, event, round, heat, date].filter((part) => part !== undefined).join(' · ');
}

/** Prints the sheet alone, once it is drawn, and lets it go. */
function usePrintedSheet(url: string | null, done: () => void): void {
  useEffect(() => {
    if (url === null) return;
    const picture = new Image();
    picture.src = url;
    let isOver = false;
    const print = () => {
      if (isOver) return;
      document.documentElement.dataset['prints'] = 'sheet';
      window.print();
      delete document.documentElement.dataset['prints'];
      URL.revokeObjectURL(url);
      done();
    };
    picture.decode().then(print, print);
    return () => {
      isOver = true;
    };
    // The sheet is printed once, whoever renders meanwhile.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [url]);
}

/** Without an image: the finish drawn from what was read or tapped. */
function DrawnFinish(props: {
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
      if (line === undefined || split === null) return [];
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
