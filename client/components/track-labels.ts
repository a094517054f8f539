import type { PlanSize, Rail } from './track-plan.ts';
import { keptInside, moveOut, wrap } from './track-plan.ts';

/**
 * Names beside dots that run close together. Every label wants to stand on the rail straight beside
 * its dot; where several want the same place they spread along the rail, in the order of the dots
 * and moving as little as they can, in up to three rows, and a leader line joins each to its dot.
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
  /** How far it stands off the rail, away from the dots. */
  readonly push: number;
}

const GAP = 3;
/** A label that has an edge is wider by it. */
const EDGE_PX = 2;
const MOST_ROWS = 3;
/** Rows beyond these, for the few that found no place in theirs. */
const SPARE_ROWS = 6;
/** No label is moved further than this along the rail while another row is free. */
const FAR_PX = 90;
/** Two dots change the order of their labels only when they are this far past each other (px). */
export const ORDER_SLACK = 8;

/**
 * Labels that do not overlap, at most one for each wish; those for which there is no room are left
 * out, highest rank first. `wishes` come in the order in which they lie along the rail.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  rail: Rail,
  height: number,
): PlacedLabel[] {
  for (let rows = 1; ; rows++) {
    const wanted = inRows(wishes, rows, rail, height);
    const furthest = Math.max(0, ...wanted.map((one) => Math.abs(one.moved)));
    if (furthest <= FAR_PX || rows === MOST_ROWS) return withoutOverlap(wanted, rail, height);
  }
}

interface Wanted {
  readonly wish: LabelWish;
  readonly railPx: number;
  readonly moved: number;
  readonly push: number;
}

/** Neighbours go to different rows, so that each row has room between its labels. */
function inRows(
  wishes: readonly LabelWish[],
  rows: number,
  rail: Rail,
  height: number,
): readonly Wanted[] {
  return Array.from({ length: rows }, (_, row) => {
    const mine = wishes.filter((_one, i) => i % rows === row);
    const push = row * (height + GAP);
    const spread = rail.closed
      ? spreadOnRing(mine, rail, height, push)
      : spreadOnLine(mine, rail, height, push);
    return mine.map((wish, i) => {
      const railPx = spread[i] ?? wish.railPx;
      return { wish, railPx, moved: railPx - wish.railPx, push };
    });
  }).flat();
}

interface Box extends PlanSize {
  readonly x: number;
  readonly y: number;
}

function withoutOverlap(wanted: readonly Wanted[], rail: Rail, height: number): PlacedLabel[] {
  const placed: (PlacedLabel & Box)[] = [];
  for (const one of [...wanted].sort((a, b) => a.wish.rank - b.wish.rank)) {
    const spot = spotFor(one, { rail, height, placed });
    if (spot !== null) placed.push(spot);
  }
  return placed;
}

/** The nearest room for a label; rather over what is written on the ground than none. */
function spotFor(
  { wish: { id, width }, ...wanted }: Wanted,
  { rail, height, placed }: { rail: Rail; height: number; placed: readonly Box[] },
): (PlacedLabel & Box) | null {
  let over: (PlacedLabel & Box) | null = null;
  for (const { aside, row } of NEARBY) {
    const railPx = wanted.railPx + aside;
    const push = wanted.push + row * (height + GAP);
    const at = keptInside(moveOut(rail.at(railPx), push), { width, height }, rail.inside);
    const spot = { id, x: at.x, y: at.y, width, height, railPx, push };
    if (!placed.every((other) => areApart(spot, other))) continue;
    if (rail.taken === undefined || rail.taken.every((other) => areApart(spot, other))) return spot;
    over ??= spot;
  }
  return over;
}

function areApart(a: Box, b: Box): boolean {
  return (
    Math.abs(b.x - a.x) >= (b.width + a.width) / 2 + EDGE_PX ||
    Math.abs(b.y - a.y) >= (b.height + a.height) / 2 + EDGE_PX
  );
}

/** Where to look for room when a label's own place is taken: further rows, then further along. */
const NEARBY = [0, 15, -15, 30, -30, 60, -60, 90, -90, 130, -130].flatMap((aside) =>
  Array.from({ length: SPARE_ROWS + 1 }, (_, row) => ({ aside, row })),
);

/**
 * How far apart two neighbours must stand on the rail to clear each other: side by side where it
 * runs across the screen, one above the other where it runs up, and more on the inside of a bend.
 */
function apart(
  a: LabelWish,
  b: LabelWish,
  at: number,
  room: { readonly rail: Rail; readonly height: number; readonly push: number },
): number {
  const { nx, ny } = room.rail.at(at);
  const across = (a.width + b.width) / 2 + GAP;
  const chord = Math.min(across / Math.abs(ny), (room.height + GAP) / Math.abs(nx));
  const radius = room.rail.radiusPx(at);
  if (radius === Number.POSITIVE_INFINITY) return chord;
  return chord * Math.min(radius / Math.max(radius - room.push, 1), 3);
}

function spacings(
  wishes: readonly LabelWish[],
  places: readonly number[],
  room: { readonly rail: Rail; readonly height: number; readonly push: number },
): number[] {
  return wishes.slice(1).map((wish, i) => {
    const before = wishes[i] ?? wish;
    return apart(before, wish, ((places[i] ?? 0) + (places[i + 1] ?? 0)) / 2, room);
  });
}

/** Spread labels stand where the rail may run another way, so the spacing is found in rounds. */
const ROUNDS = 3;

function spreadAlong(
  wishes: readonly LabelWish[],
  desired: readonly number[],
  room: { readonly rail: Rail; readonly height: number; readonly push: number },
): number[] {
  let places = [...desired];
  for (let round = 0; round < ROUNDS; round++) {
    places = spreadOut(desired, spacings(wishes, places, room));
  }
  return places;
}

function spreadOnLine(
  wishes: readonly LabelWish[],
  rail: Rail,
  height: number,
  push: number,
): number[] {
  const desired = wishes.map((wish) => wish.railPx);
  const spread = spreadAlong(wishes, desired, { rail, height, push });
  const over = Math.max((spread.at(-1) ?? 0) - rail.lengthPx, 0);
  return spread.map((px) => px - over);
}

/** Opens the ring at the widest gap, spreads as on a line, and closes it again. */
function spreadOnRing(
  wishes: readonly LabelWish[],
  rail: Rail,
  height: number,
  push: number,
): number[] {
  const n = wishes.length;
  if (n < 2) return wishes.map((wish) => wish.railPx);
  const gapAfter = wishes.slice(1).map((wish, i) => {
    const ahead = wish.railPx - (wishes[i] ?? wish).railPx;
    // The order of the wishes may lag a little behind the dots: a small step back is no full lap.
    return wrap(ahead + ORDER_SLACK, rail.lengthPx) - ORDER_SLACK;
  });
  gapAfter.push(rail.lengthPx - gapAfter.reduce((sum, gap) => sum + gap, 0));
  const opening = (gapAfter.indexOf(Math.max(...gapAfter)) + 1) % n;
  const inLine = [...wishes.slice(opening), ...wishes.slice(0, opening)];
  const gapsInLine = [...gapAfter.slice(opening), ...gapAfter.slice(0, opening)];
  let reached = inLine[0]?.railPx ?? 0;
  const desired = inLine.map((_, i) => (reached += i === 0 ? 0 : (gapsInLine[i - 1] ?? 0)));
  const spread = spreadAlong(inLine, desired, { rail, height, push });
  // Back to the way the wishes count, so that a label's displacement is small across the line.
  const moved = spread.map((px, i) => px - (desired[i] ?? px));
  const back = [...moved.slice(n - opening), ...moved.slice(0, n - opening)];
  return wishes.map((wish, i) => wish.railPx + (back[i] ?? 0));
}

/**
 * The rising positions nearest to `desired` (least squares) that keep `spacing[i]` between i and
 * i + 1: neighbours that would collide are pooled and share their displacement.
 */
export function spreadOut(desired: readonly number[], spacing: readonly number[]): number[] {
  let reach = 0;
  const offsets = desired.map((_, i) => (reach += i === 0 ? 0 : (spacing[i - 1] ?? 0)));
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
