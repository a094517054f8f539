import type { TimingPoint } from '../../shared/race/definition.ts';
import { spreadOut } from './track-labels.ts';
import type { PlanTick } from './track-plan.ts';
import { wrap } from './track-plan.ts';

/** A place on the ground where times are taken, once or in several laps. */
export interface GroundMark {
  readonly kind: 'start' | 'finish' | 'point';
  /** Metres past the finish line, within a lap. */
  readonly fromLineM: number;
  readonly label: string;
}

/** Metres of the race as its timing points know it: the last of them is the finish. */
export function totalMetres(points: readonly TimingPoint[], otherwiseM: number): number {
  return points.at(-1)?.distanceM ?? otherwiseM;
}

/** What a point is called on the ground: its distance, unless it has a short name of its own. */
export function pointLabel(point: TimingPoint): string {
  return point.label ?? String(point.distanceM);
}

/** One mark for each physical place, so that 300, 700 and 1100 m are one tick with three labels. */
export function marksOnLap(
  points: readonly TimingPoint[],
  lapM: number,
  totalM: number,
): GroundMark[] {
  const labels = new Map<number, string[]>();
  const labelsAt = (distanceM: number): string[] => {
    // Within half a metre of each other, two marks are one line on the ground.
    const half = Math.round(wrap(distanceM - totalM, lapM) * 2) % Math.round(lapM * 2);
    const here = labels.get(half) ?? [];
    labels.set(half, here);
    return here;
  };
  const start = labelsAt(0);
  const finish = labelsAt(totalM);
  for (const point of points) {
    const here = labelsAt(point.distanceM);
    if (point.distanceM > 0 && point.distanceM < totalM) here.push(pointLabel(point));
  }
  return [...labels].map(([half, here]) => ({
    kind: here === finish ? 'finish' : here === start ? 'start' : 'point',
    fromLineM: half / 2,
    label: here.join(' · '),
  }));
}

const CHARACTER_PX = 6.3;
const APART_PX = 10;
/** Room for the word "Start" or "Finish" before the distances. */
const NAME_CHARACTERS = 7;

/**
 * Labels of ticks side by side in one row at `y`, each as near to its tick as the others let it.
 * Where the row is too narrow, the distances go, the longest first; start and finish keep their names.
 */
export function labelsInRow(
  ticks: readonly PlanTick[],
  y: number,
  rowWidth: number,
): readonly PlanTick[] {
  const row = [...ticks].sort((a, b) => a.labelX - b.labelX);
  for (;;) {
    const needed = row.reduce((sum, tick) => sum + tickWidth(tick) + APART_PX, -APART_PX);
    const longest = row.reduce<PlanTick | null>(
      (most, tick) => ((tick.label ?? '').length > (most?.label ?? '').length ? tick : most),
      null,
    );
    if (needed <= rowWidth || longest === null) break;
    row[row.indexOf(longest)] = { ...longest, label: longest.kind === 'point' ? null : '' };
  }
  const widths = row.map(tickWidth);
  const spacing = row
    .slice(1)
    .map((_, i) => ((widths[i] ?? 0) + (widths[i + 1] ?? 0)) / 2 + APART_PX);
  const within = row.map((tick, i) => {
    const half = (widths[i] ?? 0) / 2;
    return Math.min(Math.max(tick.labelX, half), rowWidth - half);
  });
  const spread = spreadOut(within, spacing);
  const over = Math.max((spread.at(-1) ?? 0) + (widths.at(-1) ?? 0) / 2 - rowWidth, 0);
  return row.map((tick, i) => ({ ...tick, labelX: (spread[i] ?? tick.labelX) - over, labelY: y }));
}

/** About how wide the words at a tick are (px). */
export function tickWidth(tick: PlanTick): number {
  if (tick.label === null) return 0;
  const name = tick.kind === 'point' ? 0 : NAME_CHARACTERS;
  return (name + tick.label.length) * CHARACTER_PX;
}
