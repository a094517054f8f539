import type { Place, Rail } from './track-plan.ts';
import { moveOut, wrap } from './track-plan.ts';

/**
 * Names beside dots that run close together. Every label wants to stand on the rail straight beside
 * its dot; where several want the same place they spread along the rail, in the order of the dots
 * and moving as little as they can, and a leader line joins each to its dot.
 */
export interface LabelWish {
  readonly id: number;
  /** Where on the rail it would stand if it were alone. */
  readonly railPx: number;
  readonly width: number;
  /** Lower stays when there is no room for all. */
  readonly rank: number;
}

export interface PlacedLabel {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly railPx: number;
  /** How far it had to leave the rail, away from the dots. */
  readonly push: number;
}

const GAP = 3;
/** Two dots change the order of their labels only when they are this far past each other (px). */
export const ORDER_SLACK = 8;
const PUSHES = [0, 1, 2, 3];

/**
 * Labels that do not overlap, at most one for each wish; those for which there is no room are left
 * out, highest rank first. `wishes` come in the order in which they lie along the rail.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  rail: Rail,
  height: number,
): PlacedLabel[] {
  const kept = thoseThatFit(wishes, rail, height);
  const spread = rail.closed ? spreadOnRing(kept, rail, height) : spreadOnLine(kept, rail, height);
  const placed: (PlacedLabel & { readonly width: number })[] = [];
  const byRank = kept.map((wish, i) => ({ wish, railPx: spread[i] ?? wish.railPx }));
  byRank.sort((a, b) => a.wish.rank - b.wish.rank);
  for (const { wish, railPx } of byRank) {
    const at = firstFree(rail.at(railPx), wish.width, height, placed);
    if (at) placed.push({ id: wish.id, railPx, width: wish.width, ...at });
  }
  return placed;
}

/** How far apart two neighbours stand on the rail so that they clear each other in any direction. */
function apart(a: LabelWish, b: LabelWish, rail: Rail, height: number): number {
  const chord = Math.hypot((a.width + b.width) / 2 + GAP, height + GAP);
  const half = chord / 2 / rail.minRadiusPx;
  if (half >= 1) return Number.POSITIVE_INFINITY;
  return half === 0 ? chord : 2 * rail.minRadiusPx * Math.asin(half);
}

function thoseThatFit(wishes: readonly LabelWish[], rail: Rail, height: number): LabelWish[] {
  const byRank = [...wishes].sort((a, b) => a.rank - b.rank);
  const keep = new Set<number>();
  let used = 0;
  for (const wish of byRank) {
    const needs = apart(wish, wish, rail, height);
    if (used + needs > rail.lengthPx) break;
    used += needs;
    keep.add(wish.id);
  }
  return wishes.filter((wish) => keep.has(wish.id));
}

function spreadOnLine(wishes: readonly LabelWish[], rail: Rail, height: number): number[] {
  const spread = spreadOut(
    wishes.map((wish) => wish.railPx),
    wishes.slice(1).map((wish, i) => apart(wishes[i] ?? wish, wish, rail, height)),
  );
  const over = Math.max((spread.at(-1) ?? 0) - rail.lengthPx, 0);
  return spread.map((px) => px - over);
}

/** Opens the ring at the widest gap, spreads as on a line, and closes it again. */
function spreadOnRing(wishes: readonly LabelWish[], rail: Rail, height: number): number[] {
  const n = wishes.length;
  const at = (i: number) => wishes[i % n];
  if (n < 2) return wishes.map((wish) => wish.railPx);
  const gapAfter = wishes.map((wish, i) => {
    const ahead = (at(i + 1) ?? wish).railPx - wish.railPx;
    // The order of the wishes may lag a little behind the dots: a small step back is no full lap.
    return wrap(ahead + ORDER_SLACK, rail.lengthPx) - ORDER_SLACK;
  });
  const opening = gapAfter.indexOf(Math.max(...gapAfter)) + 1;
  const inLine = Array.from({ length: n }, (_, k) => at(opening + k)).filter(
    (wish) => wish !== undefined,
  );
  let unrolled = inLine[0]?.railPx ?? 0;
  const desired = inLine.map((_, k) => {
    if (k > 0) unrolled += gapAfter[(opening + k - 1) % n] ?? 0;
    return unrolled;
  });
  const spacing = inLine.slice(1).map((wish, k) => apart(inLine[k] ?? wish, wish, rail, height));
  const spread = spreadOut(desired, spacing);
  const result = Array.from({ length: n }, () => 0);
  inLine.forEach((_, k) => {
    result[(opening + k) % n] = wrap(spread[k] ?? 0, rail.lengthPx);
  });
  return result;
}

/**
 * The rising positions nearest to `desired` (least squares) that keep `spacing[i]` between i and
 * i + 1: neighbours that would collide are pooled and share their displacement.
 */
export function spreadOut(desired: readonly number[], spacing: readonly number[]): number[] {
  const offsets: number[] = [];
  desired.forEach((_, i) =>
    offsets.push(i === 0 ? 0 : (offsets[i - 1] ?? 0) + (spacing[i - 1] ?? 0)),
  );
  const pools: { sum: number; count: number }[] = [];
  desired.forEach((wanted, i) => {
    let pool = { sum: wanted - (offsets[i] ?? 0), count: 1 };
    for (let before = pools.at(-1); before; before = pools.at(-1)) {
      if (before.sum / before.count <= pool.sum / pool.count) break;
      pool = { sum: before.sum + pool.sum, count: before.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  });
  const shifts = pools.flatMap((pool) =>
    Array.from({ length: pool.count }, () => pool.sum / pool.count),
  );
  return shifts.map((shift, i) => shift + (offsets[i] ?? 0));
}

function firstFree(
  from: Place,
  width: number,
  height: number,
  placed: readonly { x: number; y: number; width: number }[],
): { x: number; y: number; push: number } | null {
  for (const steps of PUSHES) {
    const push = steps * height;
    const at = moveOut(from, push);
    const clear = placed.every(
      (other) =>
        Math.abs(other.x - at.x) >= (other.width + width) / 2 || Math.abs(other.y - at.y) >= height,
    );
    if (clear) return { x: at.x, y: at.y, push };
  }
  return null;
}
