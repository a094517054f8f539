import type { StripAxis } from '../race/strip.ts';
import { MICROS_PER_SECOND, raceTime, type Micros, type RaceTime } from '../time/time.ts';

/**
 * The time axis of a finish image (SPEC A). A _column_ is a real number: a whole one is the middle of
 * that column of pixels, a half one the seam between two. Times are µs from the gun.
 */
export type MadeAxis =
  | { readonly ok: true; readonly axis: StripAxis }
  | { readonly ok: false; readonly reason: AxisProblem };

export type AxisProblem =
  /** Fewer than two columns: no time passes. */
  | 'tooNarrow'
  | 'sameColumn'
  | 'sameTime'
  /** Below one column a second, or above what any camera does. */
  | 'rate';

export type Direction = 'rightward' | 'leftward';

const SLOWEST = 1;
const FASTEST = 200_000;

/** A1: from the time of the column taken first, and how many follow in a second. */
export function axisFromRate(given: {
  readonly columns: number;
  readonly firstUs: RaceTime;
  readonly perSecond: number;
  readonly direction: Direction;
}): MadeAxis {
  const { columns, firstUs, perSecond, direction } = given;
  if (columns < 2) return no('tooNarrow');
  if (!isRate(perSecond)) return no('rate');
  const lastUs = raceTime(Math.round(firstUs + ((columns - 1) * MICROS_PER_SECOND) / perSecond));
  return {
    ok: true,
    axis:
      direction === 'rightward'
        ? { columns, firstUs, lastUs }
        : { columns, firstUs: lastUs, lastUs: firstUs },
  };
}

export interface KnownColumn {
  readonly column: number;
  readonly us: RaceTime;
}

/** A2: from the times of two columns. */
export function axisFromTwo(columns: number, one: KnownColumn, other: KnownColumn): MadeAxis {
  if (columns < 2) return no('tooNarrow');
  if (one.column === other.column) return no('sameColumn');
  if (one.us === other.us) return no('sameTime');
  const perColumn = (other.us - one.us) / (other.column - one.column);
  if (!isRate(MICROS_PER_SECOND / Math.abs(perColumn))) return no('rate');
  const at = (column: number) => raceTime(Math.round(one.us + (column - one.column) * perColumn));
  return { ok: true, axis: { columns, firstUs: at(0), lastUs: at(columns - 1) } };
}

/** A3: the time at a column, to the µs. */
export function timeAt(axis: StripAxis, column: number): RaceTime {
  return raceTime(Math.round(axis.firstUs + column * columnUs(axis)));
}

/** A3: the column at a time; beyond the ends where the image does not have it. */
export function columnAt(axis: StripAxis, us: Micros): number {
  return (us - axis.firstUs) / columnUs(axis);
}

/** µs from one column to the next to its right; negative where time runs from right to left. */
export function columnUs({ columns, firstUs, lastUs }: StripAxis): number {
  return (lastUs - firstUs) / (columns - 1);
}

/** Columns a second. */
export function perSecond(axis: StripAxis): number {
  return MICROS_PER_SECOND / Math.abs(columnUs(axis));
}

export function directionOf(axis: StripAxis): Direction {
  return axis.lastUs > axis.firstUs ? 'rightward' : 'leftward';
}

/** A4: the decimals of a second that this many columns a second can know: 1000 are three, 999 are two. */
export function digitsOf(axis: StripAxis): number {
  // The ends are whole µs, which makes 1000/s up to a ten-thousandth of it less.
  return Math.min(Math.max(Math.floor(Math.log10(perSecond(axis) * (1 + TOLERANCE))), 0), 6);
}

const TOLERANCE = 1e-4;

/** A5: the axis of columns `from` up to and without `to` of the same image. */
export function cropAxis(axis: StripAxis, from: number, to: number): StripAxis {
  return { columns: to - from, firstUs: timeAt(axis, from), lastUs: timeAt(axis, to - 1) };
}

/** A6: the latest time in the image. */
export function latestUs({ firstUs, lastUs }: StripAxis): RaceTime {
  return raceTime(Math.max(firstUs, lastUs));
}

function isRate(perSecond: number): boolean {
  return perSecond >= SLOWEST && perSecond <= FASTEST;
}

function no(reason: AxisProblem): MadeAxis {
  return { ok: false, reason };
}
