import type { TrackPlan } from './track-plan.ts';
import { moveOut, pathThrough } from './track-plan.ts';

const MOST_PX = 40;

/**
 * A ribbon along the course, as thick at each place as there are many: half of it on either side of
 * a drawn course, all of it above a course that is only a line.
 */
export function densityPath(
  counts: Float64Array,
  plan: TrackPlan,
  lengthM: number,
  thickest = MOST_PX,
): string {
  const most = Math.max(...counts, 1);
  const oneSided = plan.schematic && plan.kind === 'route';
  const stretch = lengthM / counts.length;
  const tops = Array.from(counts, (count, i) => {
    const at = plan.place((i + 0.5) * stretch, null);
    // A square root, so that the thin front and tail of a field stay visible beside its bulk.
    return { at, px: Math.sqrt(count / most) * thickest };
  });
  const outer = tops.map(({ at, px }) => moveOut(at, oneSided ? px : px / 2));
  const inner = tops.map(({ at, px }) => moveOut(at, oneSided ? 0 : -px / 2)).reverse();
  return pathThrough([...outer, ...inner], true);
}
