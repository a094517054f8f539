import type { TrackPlan } from './track-plan.ts';
import { moveOut, pathThrough, round } from './track-plan.ts';

/** Above a line there is room; a course that bends would run into itself. */
const MOST_ABOVE_PX = 40;
const MOST_ON_PX = 24;

/**
 * A ribbon along the course, as thick at each place as there are many: half of it on either side of
 * a drawn course, all of it above a course that is only a line.
 */
export function densityPath(counts: Float64Array, plan: TrackPlan, lengthM: number): string {
  const most = Math.max(...counts, 1);
  const isAbove = plan.isLine === true;
  const stretch = lengthM / counts.length;
  // A square root, so that the thin front and tail of a field stay visible beside its bulk.
  const thick = Array.from(
    counts,
    (count) => Math.sqrt(count / most) * (isAbove ? MOST_ABOVE_PX : MOST_ON_PX),
  );
  const tops = thick.map((px, i) => {
    const at = plan.place((i + 0.5) * stretch, null);
    return { at, px: isAbove ? px : eased(thick, i) };
  });
  if (!isAbove) return bandPath(tops);
  const outer = tops.map(({ at, px }) => moveOut(at, px));
  const inner = tops.map(({ at }) => at).reverse();
  return pathThrough([...outer, ...inner], true);
}

/** A band that swells and thins as it goes, where the counts of its stretches jump. */
function eased(thick: readonly number[], i: number): number {
  const here = thick[i] ?? 0;
  if (here === 0) return 0;
  return ((thick[i - 1] ?? here) + 2 * here + (thick[i + 1] ?? here)) / 4;
}

interface Top {
  readonly at: { readonly x: number; readonly y: number };
  readonly px: number;
}

/**
 * A disc at each place and a straight piece between each two, all turned the same way, so that they
 * fill as one: an outline moved off a course that bends sharply would cross itself.
 */
function bandPath(tops: readonly Top[]): string {
  return tops.map((top, i) => disc(top) + piece(tops[i - 1], top)).join('');
}

function disc({ at, px }: Top): string {
  const r = round(px / 2);
  if (r === 0) return '';
  return `M${round(at.x - r)} ${round(at.y)}a${r} ${r} 0 0 1 ${2 * r} 0a${r} ${r} 0 0 1 ${-2 * r} 0Z`;
}

function piece(a: Top | undefined, b: Top): string {
  if (a === undefined || (a.px === 0 && b.px === 0)) return '';
  const [dx, dy] = [b.at.x - a.at.x, b.at.y - a.at.y];
  const length = Math.hypot(dx, dy);
  if (length === 0) return '';
  const off = ({ at, px }: Top, side: number) => ({
    x: at.x + ((side * dy) / length) * (px / 2),
    y: at.y - ((side * dx) / length) * (px / 2),
  });
  return pathThrough([off(a, 1), off(b, 1), off(b, -1), off(a, -1)], true);
}
