import type { RoundingRule } from '../../shared/race/definition.ts';
import { formatRaceTime } from '../../shared/time/format.ts';
import { raceTime } from '../../shared/time/time.ts';
import type { PhotoReading } from './PhotoFinish.tsx';
import type { StripFigure } from './strip-figure.ts';
import { bodyUs, stripFigure } from './strip-figure.ts';
import { placeFlags } from './strip-rows.ts';
import type { StripLayout } from './strip-layout.ts';
import type { StripScale, StripTick } from './strip-scale.ts';
import { pxPerMetre, stripTicks, timeToPx } from './strip-scale.ts';
import { StripPhotograph, type StripPhoto } from './StripPhotograph.tsx';
import styles from './Strip.module.css';

interface StripImageProps {
  readonly readings: readonly PhotoReading[];
  /** The row of each reading, 0 the nearest. */
  readonly rows: readonly number[];
  readonly scale: StripScale;
  readonly layout: StripLayout;
  readonly speedMps: number;
  readonly rule: RoundingRule;
  readonly photo: StripPhoto | null;
  readonly onLost: (url: string) => void;
}

/** The strip: time from left to right, every finisher where the line saw them. */
export function StripImage(props: StripImageProps) {
  const { readings, rows, scale, layout, speedMps, rule, photo } = props;
  const figure = stripFigure(rule);
  const passes = bodyUs(figure, speedMps);
  const drawn = readings
    .map((reading, i) => ({ reading, row: rows[i] ?? 0 }))
    .filter(({ reading }) => inSight(reading, scale, passes))
    .sort((a, b) => b.row - a.row);
  return (
    <svg
      className={styles.image}
      viewBox={`0 0 ${scale.widthPx} ${layout.height}`}
      aria-hidden="true"
    >
      <rect
        className={styles.ground}
        y={layout.top}
        width={scale.widthPx}
        height={layout.bottom - layout.top}
      />
      {photo !== null && (
        <StripPhotograph photo={photo} scale={scale} layout={layout} onLost={props.onLost} />
      )}
      <Axis ticks={stripTicks(scale)} layout={layout} widthPx={scale.widthPx} />
      {(photo === null ? layout.rowsY : []).map((y) => (
        <line key={y} className={styles.lane} x1={0} x2={scale.widthPx} y1={y} y2={y} />
      ))}
      {drawn.map(({ reading }) => (
        <Band key={reading.id} reading={reading} scale={scale} layout={layout} />
      ))}
      {(photo === null ? drawn : []).map(({ reading, row }) => (
        <Figure
          key={reading.id}
          figure={figure}
          x={timeToPx(scale, reading.time.time)}
          y={layout.rowsY[row] ?? layout.bottom}
          perMetreX={pxPerMetre(scale, speedMps)}
          perMetreY={layout.figurePx / figure.heightM}
        />
      ))}
      {readings.map(
        (one, i) =>
          one.lane !== null &&
          photo === null && (
            <text
              key={one.id}
              className={styles.laneName}
              x={5}
              y={(layout.rowsY[rows[i] ?? 0] ?? 0) - 3}
            >
              {one.lane}
            </text>
          ),
      )}
      <Flags readings={readings} rows={rows} scale={scale} layout={layout} />
    </svg>
  );
}

function inSight(reading: PhotoReading, scale: StripScale, passes: number): boolean {
  const { time } = reading.time;
  return time + passes > scale.fromUs && time - passes * 0.3 < scale.toUs;
}

/** Half the width of a label of the axis: at the ends they would be cut. */
const LABEL_HALF_PX = 26;

interface AxisProps {
  readonly ticks: readonly StripTick[];
  readonly layout: StripLayout;
  readonly widthPx: number;
}

function Axis({ ticks, layout, widthPx }: AxisProps) {
  return ticks.map((tick) => (
    <g key={tick.us} className={styles.axis} data-labelled={tick.labelled || undefined}>
      {tick.labelled && <line x1={tick.px} x2={tick.px} y1={layout.top} y2={layout.bottom} />}
      <line
        x1={tick.px}
        x2={tick.px}
        y1={layout.bottom}
        y2={layout.bottom + (tick.labelled ? 7 : 4)}
      />
      {tick.labelled && tick.px > LABEL_HALF_PX && tick.px < widthPx - LABEL_HALF_PX && (
        <text x={tick.px} y={layout.bottom + 20} textAnchor="middle">
          {formatRaceTime(raceTime(tick.us), { digits: tick.digits })}
        </text>
      )}
    </g>
  ));
}

interface OfReading {
  readonly reading: PhotoReading;
  readonly scale: StripScale;
  readonly layout: StripLayout;
}

/** Where the true reading can lie: the official time says no more than this. */
function Band({ reading, scale, layout }: OfReading) {
  const low = timeToPx(scale, reading.lowUs);
  const high = timeToPx(scale, reading.highUs);
  return (
    <rect
      className={styles.band}
      data-band={reading.id}
      x={low}
      y={layout.top}
      width={Math.max(high - low, 0)}
      height={layout.bottom - layout.top}
    />
  );
}

interface FigureProps {
  readonly figure: StripFigure;
  readonly x: number;
  readonly y: number;
  readonly perMetreX: number;
  readonly perMetreY: number;
}

function Figure({ figure, x, y, perMetreX, perMetreY }: FigureProps) {
  return (
    <g transform={`translate(${x} ${y}) scale(${perMetreX} ${-perMetreY})`}>
      <g className={styles.outline}>
        {figure.strokes.map(({ d, widthM }) => (
          <path key={d} d={d} strokeWidth={widthM + 0.03} data-filled={widthM === 0 || undefined} />
        ))}
      </g>
      <g className={styles.figure}>
        {figure.strokes.map(({ d, widthM, far }) => (
          <path
            key={d}
            d={d}
            strokeWidth={widthM}
            data-filled={widthM === 0 || undefined}
            data-far={far || undefined}
          />
        ))}
      </g>
    </g>
  );
}

const FLAG_CHARACTER_PX = 6.9;

function Flags({
  readings,
  rows,
  scale,
  layout,
}: Omit<OfReading, 'reading'> & Pick<StripImageProps, 'readings' | 'rows'>) {
  const texts = readings.map((one) => ({
    name: [one.place, one.code ?? one.name].filter((part) => part !== null).join(' '),
    time: one.shown,
  }));
  const wishes = readings.map((one, i) => ({
    px: timeToPx(scale, one.time.time),
    width: Math.max(texts[i]?.name.length ?? 0, texts[i]?.time.length ?? 0) * FLAG_CHARACTER_PX,
  }));
  const flags = placeFlags(wishes, { width: scale.widthPx, tiers: layout.tiers, gap: 6 });
  return readings.map((reading, i) => {
    const px = wishes[i]?.px ?? -1;
    if (px < 0 || px > scale.widthPx) return null;
    const flag = flags[i] ?? null;
    const top = flag === null ? layout.top - 6 : layout.top - (flag.tier + 1) * layout.tierPx + 4;
    const inFront = flag !== null && flag.left < px;
    const x = px + (inFront ? -6 : 6);
    const anchor = inFront ? 'end' : 'start';
    return (
      <g key={reading.id} className={styles.flag}>
        <line x1={px} x2={px} y1={top} y2={layout.rowsY[rows[i] ?? 0] ?? layout.bottom} />
        {flag && (
          <>
            <text x={x} y={top + 11} textAnchor={anchor}>
              {texts[i]?.name}
            </text>
            <text x={x} y={top + 27} textAnchor={anchor} className={styles.flagTime}>
              {texts[i]?.time}
            </text>
          </>
        )}
      </g>
    );
  });
}
