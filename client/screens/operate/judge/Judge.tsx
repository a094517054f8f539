import { useEffect, useState } from 'react';
import type { RaceDefinition } from '../../../../shared/race/definition.ts';
import type { StripAxis } from '../../../../shared/race/strip.ts';
import type { LaneGuides } from '../../../../shared/strip/lanes.ts';
import { Choice } from '../../../design/Choice.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useRaceDesk, useRacePart } from '../desk-context.ts';
import { Bench } from './Bench.tsx';
import { DrawnFinish } from './DrawnFinish.tsx';
import { OpenPanel } from './OpenPanel.tsx';
import { drawPractice, practiceStrip } from './practice.ts';
import { PrintedSheet, type Printed } from './PrintedSheet.tsx';
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
  const image = useImage(slug);
  const over = useDroppedFiles(image.open);
  const points = race.points.filter(({ distanceM }) => distanceM > 0);
  const finish = race.finish ?? points.at(-1)?.index ?? null;
  const [chosen, setChosen] = useState<number | null>(null);
  const [practised, setPractised] = useState(0);
  const [known, setKnown] = useState<Practised | null>(null);
  const [printed, setPrinted] = useState<Printed | null>(null);
  useEffect(() => desk.attend({ screen: 'judge' }), [desk]);
  const point = chosen ?? finish;
  const definition = race.definition;
  if (definition === null || point === null)
    return <p className={styles['note']}>{words.judge.rows.none}</p>;

  const practise = async () => {
    const strip = practiceStrip(race, point, practised + 1);
    if (strip === null) return;
    setPractised(practised + 1);
    const file = await drawPractice(strip);
    image.open(file, false);
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
          <DrawnFinish slug={slug} point={point} />
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
          onPrint={setPrinted}
        />
      )}
      {printed !== null && <PrintedSheet sheet={printed} onDone={() => setPrinted(null)} />}
    </div>
  );
}

function titleOf({ meeting, event, round, heat, date }: RaceDefinition): string {
  return [meeting.name, event, round, heat, date].filter((part) => part !== undefined).join(' · ');
}
