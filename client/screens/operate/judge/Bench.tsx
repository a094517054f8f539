import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Race } from '../../../../shared/race/race.ts';
import { perSecond } from '../../../../shared/strip/axis.ts';
import {
  fitView,
  resized,
  withColumn,
  zoomAt,
  columnToPx,
  type StripView,
} from '../../../../shared/strip/view.ts';
import { useDrawnSize } from '../../../components/drawn-size.ts';
import { Button } from '../../../design/Button.tsx';
import { Dialog } from '../../../design/Dialog.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useRaceDesk, useRacePart } from '../desk-context.ts';
import { AdjustPanel } from './AdjustPanel.tsx';
import type { Crop } from './crop-image.ts';
import type { FinishImage } from './finish-image.ts';
import type { JudgeKey } from './judge-keys.ts';
import type { ImageMemory } from './judge-memory.ts';
import type { Reader } from './judge-rows.ts';
import { Loupe } from './Loupe.tsx';
import { FileButton } from './OpenPanel.tsx';
import { ReaderBar } from './ReaderBar.tsx';
import { ReadingsPanel } from './ReadingsPanel.tsx';
import { ReleasePanel } from './ReleasePanel.tsx';
import { Stage, type Tallness } from './Stage.tsx';
import { stageMarks } from './stage-marks.ts';
import { TimePanel } from './TimePanel.tsx';
import { PLAIN_TONE, type Tone } from './tone.ts';
import { useJudge } from './use-judge.ts';
import styles from './Judge.module.css';

interface BenchProps {
  readonly slug: string;
  readonly image: FinishImage;
  readonly point: number;
  readonly title: string;
  /** Of an image that we drew ourselves. */
  readonly known: Pick<ImageMemory, 'axis' | 'guides'> | null;
  readonly onFile: (file: File) => void;
  readonly onSheet: (url: string) => void;
}

const ZOOM_STEP = 2;

/** An open image and all that is done with it. Each reader has marks of their own. */
export function Bench(props: BenchProps) {
  const [reader, setReader] = useState<Reader>('alone');
  return <ReadersBench key={reader} {...props} reader={reader} onReader={setReader} />;
}

function ReadersBench(
  props: BenchProps & { readonly reader: Reader; readonly onReader: (reader: Reader) => void },
) {
  const { slug, image, point, reader, title } = props;
  const words = useWords().judge;
  const desk = useRaceDesk(slug);
  const race = useRacePart(desk, (state) => state.race);
  const judging = useJudge({ slug, image, point, reader, known: props.known });
  const { axis, hairline, lanes, digits } = judging;
  const [box, size] = useDrawnSize<HTMLDivElement>();
  const [chosen, setChosen] = useState<StripView | null>(null);
  const [tallness, setTallness] = useState<Tallness>({ times: 1, top: 0 });
  const [tone, setTone] = useState<Tone>(PLAIN_TONE);
  const [row, setRow] = useState(0.6);
  const [crop, setCrop] = useState<Crop | null>(null);
  const [left, setLeft] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const width = size?.width ?? 0;
  // The same object while it shows the same: what is painted and cropped hangs on it.
  const view = useMemo(() => {
    const wide = Math.max(width, 1);
    return chosen === null ? fitView(image.columns, wide) : resized(chosen, wide, image.columns);
  }, [chosen, width, image]);
  const heightPx = useStageHeight();

  const show = useCallback(
    (column: number) => {
      hairline.set(Math.round(column * 2) / 2);
      setChosen((now) => withColumn(now ?? view, column, image.columns));
    },
    [hairline, view, image],
  );
  const zoom = (factor: number) => {
    const px = columnToPx(view, hairline.at());
    const centre = px >= 0 && px <= view.widthPx ? px : view.widthPx / 2;
    setChosen(
      withColumn(zoomAt(view, factor, centre, image.columns), hairline.at(), image.columns),
    );
  };
  const step = (to: number) => {
    judging.move(to);
    setChosen(withColumn(view, hairline.at(), image.columns));
  };
  const marks = stageMarks(race, judging, image);
  const other = (direction: 1 | -1) => {
    const beyond = marks
      .map(({ column }) => column)
      .filter((column) => (column - hairline.at()) * direction > 0.01);
    if (beyond.length === 0) return;
    const column = direction > 0 ? Math.min(...beyond) : Math.max(...beyond);
    const draft = judging.sheet.drafts.find((one) => one.column === column);
    if (draft === undefined) judging.leave();
    else judging.activate(draft.id);
    show(column);
  };
  const taller = (direction: 1 | -1) =>
    setTallness(({ times }) => {
      const next = direction > 0 ? Math.min(times * 2, 4) : Math.max(times / 2, 1);
      const shown = 1 / next;
      return {
        times: next === 4 ? 4 : next === 2 ? 2 : 1,
        top: Math.min(Math.max(row - shown / 2, 0), 1 - shown),
      };
    });
  const press = (key: JudgeKey) => {
    if (key.does !== 'leave') setLeft(false);
    switch (key.does) {
      case 'step':
        return step(hairline.at() + key.by);
      case 'end':
        return step(key.side === 'first' ? 0 : image.columns - 1);
      case 'zoom':
        return zoom(key.direction > 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
      case 'taller':
        return taller(key.direction);
      case 'fit':
        return setChosen(null);
      case 'unread': {
        const seen = judging.aim(key.direction);
        if (seen !== null) show(seen);
        return;
      }
      case 'other':
        return other(key.direction);
      case 'digit':
        return judging.digit(key.digit);
      case 'leave':
        setLeft(true);
        return judging.leave();
      case 'remove':
        return judging.remove();
      default:
        return judging[key.does]();
    }
  };
  const laneCount = lanesOf(race);

  return (
    <>
      <header className={styles['head']}>
        <p className={styles['facts']}>
          <strong>{image.name}</strong>
          <span>{words.facts(String(image.columns), String(image.rows))}</span>
          <span data-unset={axis === null || undefined}>
            {axis === null
              ? words.noTime
              : words.rate(String(Math.round(perSecond(axis) * 10) / 10))}
          </span>
          <span title={image.sha256}>{words.hash(image.sha256.slice(0, 12))}</span>
        </p>
        <div className={styles['tools']} role="toolbar" aria-label={words.tools.label}>
          <Button icon aria-label={words.tools.zoomOut} onClick={() => zoom(1 / ZOOM_STEP)}>
            −
          </Button>
          <span className={styles['percent']}>
            {words.tools.zoom(String(Math.round(view.zoom * 1000) / 10))}
          </span>
          <Button icon aria-label={words.tools.zoomIn} onClick={() => zoom(ZOOM_STEP)}>
            +
          </Button>
          <Button onClick={() => setChosen(null)}>{words.tools.fit}</Button>
          <Button onClick={() => taller(-1)} disabled={tallness.times === 1}>
            {words.tools.lower}
          </Button>
          <Button onClick={() => taller(1)} disabled={tallness.times === 4}>
            {words.tools.taller}
          </Button>
          <Button aria-haspopup="dialog" onClick={() => setKeysOpen(true)}>
            {words.tools.keys}
          </Button>
          <FileButton words={words.open.another} onFile={props.onFile} />
        </div>
      </header>
      <section ref={box} className={styles['stageBox']} aria-label={words.stage}>
        {width > 40 && (
          <Stage
            image={image}
            view={view}
            onView={setChosen}
            heightPx={heightPx}
            tallness={tallness}
            shear={judging.shear}
            tone={tone}
            axis={axis}
            digits={digits}
            lanes={lanes}
            marks={marks}
            crop={crop}
            hairline={hairline}
            hasMark={judging.sheet.active !== null}
            onMove={judging.move}
            onPlace={judging.place}
            onPointed={setRow}
            onKey={press}
            keepsTab={!left && judging.unread.length > 0}
          />
        )}
      </section>
      <div className={styles['actions']}>
        <p role="status" className={styles['says']}>
          {judging.says}
        </p>
        <Button onClick={() => judging.mark()}>{words.buttons.mark}</Button>
        <Button look="strong" onClick={() => judging.record()}>
          {words.buttons.record}
        </Button>
        <Button onClick={() => press({ does: 'unread', direction: 1 })}>
          {words.buttons.next}
        </Button>
        <Button onClick={() => judging.remove()}>{words.buttons.remove}</Button>
        <Button onClick={judging.undo}>{words.buttons.undo}</Button>
        <Button onClick={judging.redo}>{words.buttons.redo}</Button>
        <Button onClick={judging.lock}>{words.buttons.lock}</Button>
      </div>
      <div className={styles['under']}>
        <Panel title={words.rows.title} className={styles['list']}>
          <ReaderBar reader={reader} onReader={props.onReader} judging={judging} />
          <ReadingsPanel
            race={race}
            point={point}
            judging={judging}
            reader={reader}
            onShow={show}
          />
        </Panel>
        <div className={styles['side']}>
          <Loupe image={image} hairline={hairline} row={row} shear={judging.shear} />
          <Panel title={words.time.title}>
            <TimePanel
              columns={image.columns}
              axis={axis}
              digits={digits}
              onAxis={judging.setAxis}
              columnNow={hairline.at}
            />
          </Panel>
          <Panel title={words.adjust.title}>
            <AdjustPanel
              tone={tone}
              onTone={setTone}
              shear={judging.shear}
              onShear={judging.setShear}
              guides={judging.guides}
              onGuides={judging.setGuides}
              lanes={laneCount}
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
              view={view}
              title={title}
              onCrop={setCrop}
              onSheet={props.onSheet}
            />
          </Panel>
        </div>
      </div>
      <Dialog
        open={keysOpen}
        title={words.keys.title}
        closeLabel={words.keys.close}
        onClose={() => setKeysOpen(false)}
      >
        <dl className={styles['keys']}>
          {words.keys.rows.map(([keys, does]) => (
            <div key={keys}>
              <dt>{keys}</dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}

function lanesOf({ definition, entrants }: Race): number {
  const course = definition?.course;
  if (course !== undefined && 'lanes' in course) return course.lanes;
  return Math.max(...entrants.map(({ entrant }) => entrant.lane ?? 1), 1);
}

/** Nearly half of the window: under it, the readings stay in sight. */
function useStageHeight(): number {
  const [height, setHeight] = useState(() => window.innerHeight);
  useEffect(() => {
    const resize = () => setHeight(window.innerHeight);
    window.addEventListener('resize', resize);
    return () => window.removeEventListener('resize', resize);
  }, []);
  return Math.round(Math.min(Math.max(height * 0.44, 240), 620));
}
