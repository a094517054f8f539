import { useState } from 'react';
import type { Race } from '../../../../shared/race/race.ts';
import { useDrawnSize } from '../../../components/drawn-size.ts';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useRaceDesk, useRacePart } from '../desk-context.ts';
import { AdjustPanel } from './AdjustPanel.tsx';
import { BenchActions } from './BenchActions.tsx';
import { BenchHead } from './BenchHead.tsx';
import type { Crop } from './crop-image.ts';
import type { FinishImage } from './finish-image.ts';
import type { ImageScale } from './judge-memory.ts';
import type { Reader } from './judge-rows.ts';
import { activeDraft } from './judge-sheet.ts';
import { Loupe } from './Loupe.tsx';
import type { Printed } from './PrintedSheet.tsx';
import { ReaderBar } from './ReaderBar.tsx';
import { ReadingsPanel } from './ReadingsPanel.tsx';
import { ReleasePanel } from './ReleasePanel.tsx';
import { Stage } from './Stage.tsx';
import { stageMarks } from './stage-marks.ts';
import { TimePanel } from './TimePanel.tsx';
import { PLAIN_TONE, type Tone } from './tone.ts';
import { useBenchKeys } from './use-bench-keys.ts';
import { useBenchView } from './use-bench-view.ts';
import { useJudge } from './use-judge.ts';
import styles from './Bench.module.css';

interface BenchProps {
  readonly slug: string;
  readonly image: FinishImage;
  readonly point: number;
  readonly title: string;
  /** Of an image that we drew ourselves. */
  readonly known: Pick<ImageScale, 'axis' | 'guides'> | null;
  readonly onFile: (file: File) => void;
  readonly onPrint: (sheet: Printed) => void;
}

/** An open image and all that is done with it. Each reader has marks of their own. */
export function Bench(props: BenchProps) {
  const [reader, setReader] = useState<Reader>('alone');
  return <ReadersBench key={reader} {...props} reader={reader} onReader={setReader} />;
}

function ReadersBench(
  props: BenchProps & { readonly reader: Reader; readonly onReader: (reader: Reader) => void },
) {
  const { slug, image, point, reader } = props;
  const words = useWords().judge;
  const desk = useRaceDesk(slug);
  const race = useRacePart(desk, (state) => state.race);
  const judging = useJudge({ slug, image, point, reader, known: props.known });
  const { axis, hairline, digits } = judging;
  const [box, size] = useDrawnSize<HTMLDivElement>();
  const width = size?.width ?? 0;
  const shown = useBenchView(image, hairline, width);
  const [tone, setTone] = useState<Tone>(PLAIN_TONE);
  const [crop, setCrop] = useState<Crop | null>(null);
  const marks = stageMarks(race, judging, image);
  const { press, left, comeBack } = useBenchKeys({ image, judging, shown, marks });

  const loupe = (
    <Loupe key="loupe" image={image} hairline={hairline} row={shown.row} shear={judging.shear} />
  );
  const time = (
    <Panel key="time" title={words.time.title}>
      <TimePanel
        columns={image.columns}
        axis={axis}
        digits={digits}
        onAxis={judging.setAxis}
        columnNow={hairline.at}
      />
    </Panel>
  );

  return (
    <>
      <BenchHead
        image={image}
        axis={axis}
        shown={shown}
        practice={judging.practice}
        onFile={props.onFile}
      />
      <div className={styles['desk']}>
        <section ref={box} className={styles['stageBox']} aria-label={words.stage}>
          {width > 40 && (
            <Stage
              image={image}
              view={shown.view}
              onView={shown.setView}
              heightPx={shown.heightPx}
              tallness={shown.tallness}
              shear={judging.shear}
              tone={tone}
              axis={axis}
              digits={digits}
              lanes={judging.lanes}
              marks={marks}
              crop={crop}
              hairline={hairline}
              hasMark={judging.sheet.active !== null}
              onMove={judging.move}
              onPlace={judging.place}
              onPointed={shown.setRow}
              onRows={shown.pushRows}
              onKey={press}
              onEnter={comeBack}
              keepsTab={!left && judging.unread.length > 0}
            />
          )}
        </section>
        <BenchActions
          says={judging.says}
          bib={activeDraft(judging.sheet)?.bib ?? ''}
          press={press}
        />
      </div>
      <div className={styles['under']}>
        <Panel title={words.rows.title} className={styles['list']}>
          <ReaderBar reader={reader} onReader={props.onReader} judging={judging} />
          <ReadingsPanel
            race={race}
            point={point}
            judging={judging}
            reader={reader}
            onShow={shown.show}
          />
        </Panel>
        <div className={styles['side']}>
          {/* What has to be done first stands first. */}
          {axis === null ? [time, loupe] : [loupe, time]}
          <Panel title={words.adjust.title}>
            <AdjustPanel
              tone={tone}
              onTone={setTone}
              shear={judging.shear}
              onShear={judging.setShear}
              guides={judging.guides}
              onGuides={judging.setGuides}
              lanes={lanesOf(race)}
            />
          </Panel>
          <Panel title={words.release.title}>
            <ReleasePanel
              slug={slug}
              desk={desk}
              race={race}
              point={point}
              image={image}
              judging={judging}
              view={shown.view}
              title={props.title}
              onCrop={setCrop}
              onPrint={props.onPrint}
            />
          </Panel>
        </div>
      </div>
    </>
  );
}

function lanesOf({ definition, entrants }: Race): number {
  const course = definition?.course;
  if (course !== undefined && 'lanes' in course) return course.lanes;
  return Math.max(...entrants.map(({ entrant }) => entrant.lane ?? 1), 1);
}
