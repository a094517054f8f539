import { useEffect, useMemo, useState } from 'react';
import type { Race, ReleasedStrip } from '../../../../shared/race/race.ts';
import type { StripLanes } from '../../../../shared/race/strip.ts';
import { columnAt, cropAxis, latestUs, timeAt } from '../../../../shared/strip/axis.ts';
import { pxToColumn, type StripView } from '../../../../shared/strip/view.ts';
import { formatRaceTime } from '../../../../shared/time/format.ts';
import { operateApi } from '../../../connection/http-operate.ts';
import type { RaceDesk } from '../../../desk/desk.ts';
import { Button } from '../../../design/Button.tsx';
import { Choice } from '../../../design/Choice.tsx';
import { Icon } from '../../../design/Icon.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { saveFile } from '../save-file.ts';
import {
  blobOf,
  canRelease,
  cropAround,
  cropColumns,
  encodeCrop,
  type Crop,
} from './crop-image.ts';
import type { FinishImage } from './finish-image.ts';
import { makeSheet } from './make-sheet.ts';
import type { Printed } from './PrintedSheet.tsx';
import { drawSheet } from './sheet-canvas.ts';
import type { Judging } from './use-judge.ts';
import styles from './Form.module.css';

type Part = 'readings' | 'view' | 'whole';

interface ReleasePanelProps {
  readonly slug: string;
  readonly desk: RaceDesk;
  readonly race: Race;
  readonly point: number;
  readonly image: FinishImage;
  readonly judging: Judging;
  readonly view: StripView;
  readonly title: string;
  readonly onCrop: (crop: Crop | null) => void;
  readonly onPrint: (sheet: Printed) => void;
}

/** What leaves the machine, when, and what has: to the public, as a file, or on paper. */
export function ReleasePanel(props: ReleasePanelProps) {
  const { desk, race, point, image, judging, view, onCrop } = props;
  const judgeWords = useWords().judge;
  const words = judgeWords.release;
  const { axis, digits } = judging;
  const [part, setPart] = useState<Part>('readings');
  const [doing, setDoing] = useState<'nothing' | 'sending' | 'sent'>('nothing');
  const [failed, setFailed] = useState<string | null>(null);
  const crop = useMemo(
    () => cropOf(part, props),
    // What is marked and shown decides, not who renders.
    // oxlint-disable-next-line react/exhaustive-deps
    [part, axis, image, view, judging.rows, judging.sheet],
  );
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    onCrop(isNear ? crop : null);
    return () => onCrop(null);
  }, [isNear, crop, onCrop]);
  const pointId = race.points[point]?.id ?? '';
  const strips = race.strips.filter((strip) => strip.point === pointId);
  const text = (us: Parameters<typeof formatRaceTime>[0]) => formatRaceTime(us, { digits });

  const release = async () => {
    if (axis === null) return;
    setDoing('sending');
    setFailed(null);
    const blob = await encodeCrop(image, crop, judging.shear);
    const kept = await operateApi.keepStrip(props.slug, blob);
    if (!kept.ok) {
      setDoing('nothing');
      return setFailed(kept.problem.message);
    }
    const axisOfCrop = cropAxis(axis, crop.from, crop.to);
    const { lanes } = judging;
    await desk.bring([
      // One image at a time is public: what was shown before gives way to it.
      ...strips.map((strip) => ({ type: 'entryVoided', target: strip.entry }) as const),
      {
        type: 'stripReleased',
        point: pointId,
        image: kept.value.image,
        axis: axisOfCrop,
        ...(lanes === null ? {} : { lanes: lanesOfCrop(lanes, crop, image.columns) }),
        by: { basis: 'gun', time: latestUs(axisOfCrop), digits: 6 },
      },
    ]);
    setDoing('sent');
  };
  const sheetOf = () => makeSheet({ ...props, crop }, judgeWords);
  const save = async () => {
    const sheet = sheetOf();
    if (sheet !== null)
      saveFile(await blobOf(drawSheet(sheet), 'image/png'), `${props.slug}-${pointId}-finish.png`);
  };
  const print = async () => {
    const sheet = sheetOf();
    if (sheet === null) return;
    const url = URL.createObjectURL(await blobOf(sheet.picture, 'image/png'));
    props.onPrint({ ...sheet, url });
  };

  return (
    <div
      className={styles['form']}
      onPointerEnter={() => setIsNear(true)}
      onPointerLeave={() => setIsNear(false)}
      onFocus={() => setIsNear(true)}
      onBlur={() => setIsNear(false)}
    >
      <p className={styles['note']}>{words.lead}</p>
      <Choice
        label={words.crop}
        options={[
          ['readings', words.readings],
          ['view', words.view],
          ['whole', words.whole],
        ]}
        value={part}
        onChange={setPart}
      />
      {axis === null ? (
        <p className={styles['note']}>{words.needsTime}</p>
      ) : (
        <p className={styles['note']}>
          {canRelease(image, crop)
            ? words.facts(
                String(cropColumns(crop)),
                text(timeAt(axis, crop.from)),
                text(timeAt(axis, crop.to - 1)),
              )
            : words.tooWide}
        </p>
      )}
      <div className={styles['fields']}>
        <Button
          look="strong"
          disabled={
            axis === null || doing === 'sending' || judging.practice || !canRelease(image, crop)
          }
          onClick={() => void release()}
        >
          {doing === 'sending' ? words.releasing : words.release}
        </Button>
        <Button disabled={axis === null} onClick={() => void save()}>
          {words.save}
        </Button>
        <Button disabled={axis === null} onClick={() => void print()}>
          <Icon name="print" size={18} /> {words.print}
        </Button>
      </div>
      <p className={styles['note']} role="status" data-problem={failed ?? undefined}>
        {failed !== null
          ? words.failed(failed)
          : doing === 'sent' && strips.length > 0
            ? words.released
            : ''}
      </p>
      {strips.map((strip) => (
        <Shown key={strip.entry} strip={strip} desk={desk} digits={digits} />
      ))}
    </div>
  );
}

function Shown(props: {
  readonly strip: ReleasedStrip;
  readonly desk: RaceDesk;
  readonly digits: number;
}) {
  const { strip, desk, digits } = props;
  const words = useWords().judge.release;
  const { firstUs, lastUs } = strip.axis;
  return (
    <p className={styles['fields']}>
      <span className={styles['note']}>
        {words.shown(formatRaceTime(firstUs, { digits }), formatRaceTime(lastUs, { digits }))}
      </span>
      <Button onClick={() => void desk.bring([{ type: 'entryVoided', target: strip.entry }])}>
        {words.withdraw}
      </Button>
    </p>
  );
}

function cropOf(part: Part, { image, judging, view }: ReleasePanelProps): Crop {
  const { axis, rows, sheet } = judging;
  const whole = { from: 0, to: image.columns };
  if (part === 'view') {
    const from = Math.max(Math.round(pxToColumn(view, 0) + 0.5), 0);
    const to = Math.min(Math.round(pxToColumn(view, view.widthPx) + 0.5), image.columns);
    return { from, to: Math.max(to, from + 2) };
  }
  if (part === 'whole' || axis === null) return whole;
  const read = rows.flatMap(({ reading }) => (reading ? [columnAt(axis, reading.us)] : []));
  const marked = [...read, ...sheet.drafts.map(({ column }) => column)].filter(
    (column) => column >= 0 && column < image.columns,
  );
  return marked.length === 0 ? whole : cropAround(marked, image, axis);
}

/** Edges are straight lines over the whole image; of a part of it, the ends are elsewhere. */
function lanesOfCrop(lanes: StripLanes, crop: Crop, columns: number): StripLanes {
  const across = (edge: StripLanes['edges'][number], column: number) =>
    Math.round(edge[0] + (edge[1] - edge[0]) * (column / columns));
  return {
    ...lanes,
    edges: lanes.edges.map((edge) => [across(edge, crop.from), across(edge, crop.to)]),
  };
}
