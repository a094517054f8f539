import type { TimingPoint } from '../../shared/race/definition.ts';
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
    if (point.distanceM > 0 && point.distanceM < totalM) here.push(String(point.distanceM));
  }
  return [...labels].map(([half, here]) => ({
    kind: here === finish ? 'finish' : here === start ? 'start' : 'point',
    fromLineM: half / 2,
    label: here.join(' · '),
  }));
}
