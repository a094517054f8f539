import type { GapAtPoint, GapSeries } from './Gaps.tsx';
import type { TimingPoint } from '../../shared/race/definition.ts';

/** One row of the chart: a distance, and for each line its gap there in seconds. */
export type GapRow = { readonly distanceM: number } & Readonly<Record<string, number | null>>;

const MOST_LINES = 20;

/** The followed, then the others as they come, so many as can be told apart; pace lines beside them. */
export function drawnSeries(series: readonly GapSeries[]): readonly GapSeries[] {
  const field = series.filter((one) => one.kind === 'entrant');
  const wanted = [
    ...field.filter((one) => one.followed),
    ...field.filter((one) => !one.followed),
  ].slice(0, MOST_LINES);
  const kept = new Set(wanted);
  return series.filter((one) => one.kind === 'pace' || kept.has(one));
}

export function knownKey(id: string): string {
  return `known:${id}`;
}

export function estimatedKey(id: string): string {
  return `estimated:${id}`;
}

/**
 * Rows for a chart that draws each series as two lines: a whole one where both ends of a stretch are
 * known, and a dashed one where either end is estimated. At the start of a race there is no gap.
 */
export function gapRows(
  points: readonly TimingPoint[],
  series: readonly GapSeries[],
): readonly GapRow[] {
  return points.map((point, at) => {
    const row: Record<string, number | null> = { distanceM: point.distanceM };
    for (const { id, gaps } of series) {
      const here = gaps[at] ?? null;
      row[knownKey(id)] = null;
      row[estimatedKey(id)] = null;
      if (here === null) continue;
      const seconds = drawnSeconds(here);
      const stretches = [stretch(gaps[at - 1], here), stretch(here, gaps[at + 1])];
      const alone = stretches.every((one) => one === null);
      if (stretches.includes('known') || (alone && here.ink === 'known')) {
        row[knownKey(id)] = seconds;
      }
      if (stretches.includes('estimated') || (alone && here.ink !== 'known')) {
        row[estimatedKey(id)] = seconds;
      }
    }
    return row as GapRow;
  });
}

/** Where a gap is drawn, in seconds: as it is told, so that the chart never says more than the board. */
export function drawnSeconds({ us, told = us }: GapAtPoint): number {
  return told / 1e6;
}

type MaybeGap = GapAtPoint | null | undefined;

function stretch(from: MaybeGap, to: MaybeGap): 'known' | 'estimated' | null {
  if (!from || !to) return null;
  return from.ink === 'known' && to.ink === 'known' ? 'known' : 'estimated';
}

export interface LastGap {
  readonly id: string;
  readonly at: number;
  readonly seconds: number;
}

/** Where each line ends: the last point with a gap. */
export function lineEnds(series: readonly GapSeries[]): readonly LastGap[] {
  return series.flatMap(({ id, gaps }) => {
    const at = gaps.findLastIndex((gap) => gap !== null);
    const last = gaps[at];
    return last ? [{ id, at, seconds: drawnSeconds(last) }] : [];
  });
}

/** The y axis in seconds: where it begins and ends, and the round step of its labels. */
export interface GapAxis {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** From the smallest to the largest gap, both on a label; never narrower than a tenth of a second. */
export function gapAxis(series: readonly GapSeries[]): GapAxis {
  const all = series.flatMap(({ gaps }) => gaps.flatMap((gap) => (gap ? [drawnSeconds(gap)] : [])));
  const least = Math.min(0, ...all);
  const most = Math.max(0.1, ...all);
  const step = gapStep(most - least);
  return { from: Math.floor(least / step) * step, to: Math.ceil(most / step) * step, step };
}

/** Steps of more than ten seconds, as clocks are read: 30 s, whole minutes, hours. */
const CLOCK_STEPS_S = [20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200];

/** A round step of which at most five cover the range: 1, 2 or 5 × a power of ten, or one of the clock. */
function gapStep(range: number): number {
  const ofClock = CLOCK_STEPS_S.find((step) => step * 5.001 >= range);
  if (range > 10 * 5.001 && ofClock !== undefined) return ofClock;
  const power = 10 ** Math.floor(Math.log10(range / 5));
  return ([1, 2, 5, 10].find((nice) => nice * power * 5.001 >= range) ?? 10) * power;
}

export function gapTicks({ from, to, step }: GapAxis): number[] {
  const count = Math.round((to - from) / step);
  return Array.from({ length: count + 1 }, (_, i) => Number((from + i * step).toFixed(6)));
}
