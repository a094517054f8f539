import type { StripAxis } from '../../../../shared/race/strip.ts';
import { columnAt, columnUs, timeAt } from '../../../../shared/strip/axis.ts';
import { columnToPx, pxToColumn, type StripView } from '../../../../shared/strip/view.ts';
import { formatRaceTime } from '../../../../shared/time/format.ts';
import { raceTime } from '../../../../shared/time/time.ts';
import { niceStep } from '../../../components/strip-scale.ts';
import styles from './Stage.module.css';

interface StageRulerProps {
  readonly view: StripView;
  readonly axis: StripAxis | null;
  readonly columns: number;
}

const LABEL_PX = 92;
const MINOR_PX = 9;
const HEIGHT_PX = 30;

interface Tick {
  readonly px: number;
  readonly label: string | null;
}

/** Times along the top of the image; numbers of lines while the time is not set. */
export function StageRuler({ view, axis, columns }: StageRulerProps) {
  const ticks = axis === null ? lineTicks(view, columns) : timeTicks(view, axis, columns);
  return (
    <svg className={styles['ruler']} width={view.widthPx} height={HEIGHT_PX} aria-hidden="true">
      {ticks.map(({ px, label }) => (
        <g key={px}>
          <line
            x1={px}
            x2={px}
            y1={label === null ? HEIGHT_PX - 5 : HEIGHT_PX - 10}
            y2={HEIGHT_PX}
          />
          {label !== null && px > 30 && px < view.widthPx - 30 && (
            <text x={px} y={14} textAnchor="middle">
              {label}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

function timeTicks(view: StripView, axis: StripAxis, columns: number): readonly Tick[] {
  const each = Math.abs(columnUs(axis)) / view.zoom;
  const labelEach = niceStep(LABEL_PX * each);
  const minorEach = Math.max(niceStep(MINOR_PX * each), labelEach / 10);
  const digits = Math.min(Math.max(0, 6 - Math.floor(Math.log10(labelEach) + 1e-9)), 6);
  const [from, to] = inSight(view, columns)
    .map((column) => timeAt(axis, column))
    .sort((a, b) => a - b);
  return multiples(from ?? 0, to ?? 0, minorEach).map((us) => ({
    px: columnToPx(view, columnAt(axis, us)),
    label: us % labelEach === 0 ? formatRaceTime(raceTime(us), { digits }) : null,
  }));
}

function lineTicks(view: StripView, columns: number): readonly Tick[] {
  const labelEach = niceStep(LABEL_PX / view.zoom);
  const minorEach = Math.max(niceStep(MINOR_PX / view.zoom), labelEach / 10);
  const [from = 0, to = 0] = inSight(view, columns);
  return multiples(from, to, minorEach).map((column) => ({
    px: columnToPx(view, column),
    label: column % labelEach === 0 ? String(column) : null,
  }));
}

/** The first and the last column that are on the screen. */
function inSight(view: StripView, columns: number): readonly number[] {
  return [Math.max(pxToColumn(view, 0), 0), Math.min(pxToColumn(view, view.widthPx), columns - 1)];
}

function multiples(from: number, to: number, each: number): readonly number[] {
  const first = Math.ceil(from / each);
  const count = Math.max(Math.floor(to / each) - first + 1, 0);
  return Array.from({ length: count }, (_, i) => Math.round((first + i) * each));
}
