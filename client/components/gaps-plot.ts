import type { DrawnSize } from './drawn-size.ts';
import type { GapAxis } from './gaps-lines.ts';

/** Where the plotting area lies, so that what is laid over the chart agrees with it to the pixel. */
export interface GapsPlot extends DrawnSize {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The x axis goes from 0 to here. */
  readonly distanceM: number;
  /** The y axis, smallest gap at the top. */
  readonly seconds: GapAxis;
}

const LEFT_PX = 46;
/** +1:06:40 */
const LEFT_OF_HOURS_PX = 62;
const HOUR_S = 3_600;
const BOTTOM_PX = 26;
const TOP_PX = 10;
/** The swatch before a name, and a letter of it. */
const SWATCH_PX = 23;
const LETTER_PX = 6.4;

/** Names take no more of the width than this. */
const MOST_NAMES = 0.42;

/** Room for the names at the ends of the lines is taken from the right. */
export function gapsPlot(
  size: DrawnSize,
  distanceM: number,
  seconds: GapAxis,
  longestName: number,
): GapsPlot {
  const names = Math.min(SWATCH_PX + longestName * LETTER_PX, size.width * MOST_NAMES);
  const left = seconds.to >= HOUR_S ? LEFT_OF_HOURS_PX : LEFT_PX;
  return {
    ...size,
    left,
    right: Math.max(Math.round(size.width - names), left + 1),
    top: TOP_PX,
    bottom: Math.max(size.height - BOTTOM_PX, TOP_PX + 1),
    distanceM,
    seconds,
  };
}

export function xOf(plot: GapsPlot, distanceM: number): number {
  return plot.left + (distanceM / plot.distanceM) * (plot.right - plot.left);
}

export function yOf(plot: GapsPlot, seconds: number): number {
  const { from, to } = plot.seconds;
  return plot.top + ((seconds - from) / (to - from)) * (plot.bottom - plot.top);
}
