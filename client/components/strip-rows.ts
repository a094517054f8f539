import type { Micros } from '../../shared/time/time.ts';

/**
 * Which row of the strip each finisher gets, 0 nearest to the camera. Lanes are the rows where all
 * have one; else rows are shared by finishers so far apart that their bodies do not meet.
 */
export function finishRows(
  readings: readonly { readonly lane: number | null; readonly us: Micros }[],
  bodyUs: Micros,
): readonly number[] {
  const lanes = readings.map((one) => one.lane);
  if (readings.length > 0 && lanes.every((lane) => lane !== null) && !repeats(lanes)) {
    const first = Math.min(...lanes.map(Number));
    return lanes.map((lane) => Number(lane) - first);
  }
  return sharedRows(
    readings.map((one) => one.us),
    bodyUs,
  );
}

function repeats(lanes: readonly (number | null)[]): boolean {
  return new Set(lanes).size < lanes.length;
}

function sharedRows(times: readonly Micros[], bodyUs: Micros): readonly number[] {
  const lastInRow: Micros[] = [];
  const rows = times.map(() => 0);
  const inOrder = times.map((us, i) => ({ us, i })).sort((a, b) => a.us - b.us || a.i - b.i);
  for (const { us, i } of inOrder) {
    const free = lastInRow.findIndex((last) => us - last >= bodyUs);
    const row = free === -1 ? lastInRow.length : free;
    lastInRow[row] = us;
    rows[i] = row;
  }
  return rows;
}

export interface FlagWish {
  readonly px: number;
  readonly width: number;
}

export interface Flag {
  /** Left end of its words. */
  readonly left: number;
  /** 0 is the row of words nearest to the strip. */
  readonly tier: number;
}

/**
 * Words above the strip, each beside the pole that stands on its reading: those of the first in
 * front of its pole, of the others behind, so that what lies between the first two stays free. Words
 * and poles never cross. Null where there is no room; the list of finishers has them all.
 */
export function placeFlags(wishes: readonly FlagWish[], room: FlagRoom): readonly (Flag | null)[] {
  const inside = wishes.map((wish) => wish.px >= 0 && wish.px <= room.width);
  const front = wishes.map((_, i) => i).filter((i) => inside[i]);
  // The first few are tried in every way, as their places decide whether all of them fit.
  const first = bestOf(front.slice(0, TRIED), wishes, room, new Map());
  const placed = new Map(first.placed);
  for (const i of front.slice(TRIED)) {
    const free = optionsFor(i, wishes, room).find(({ flag }) => clear(flag, placed, room.gap));
    if (free) placed.set(i, free.flag);
  }
  return wishes.map((_, i) => {
    const flag = placed.get(i);
    return flag ? { left: flag.left, tier: flag.tier } : null;
  });
}

const TRIED = 4;
/** What a missing flag costs: the winner's more than any other's. */
const WITHOUT = 1000;

export interface FlagRoom {
  readonly width: number;
  readonly tiers: number;
  readonly gap: number;
}

type Placed = ReadonlyMap<number, PlacedFlag>;

interface Attempt {
  readonly placed: Placed;
  readonly cost: number;
}

function bestOf(
  indices: readonly number[],
  wishes: readonly FlagWish[],
  room: FlagRoom,
  placed: Placed,
): Attempt {
  const [i, ...rest] = indices;
  if (i === undefined) return { placed, cost: 0 };
  const skipped = bestOf(rest, wishes, room, placed);
  let best: Attempt = { placed: skipped.placed, cost: skipped.cost + WITHOUT / (i + 1) };
  for (const { flag, cost } of optionsFor(i, wishes, room)) {
    if (!clear(flag, placed, room.gap)) continue;
    const more = bestOf(rest, wishes, room, new Map([...placed, [i, flag]]));
    if (more.cost + cost < best.cost) best = { placed: more.placed, cost: more.cost + cost };
  }
  return best;
}

/** Lower tiers before higher, the usual side before the other. */
function optionsFor(i: number, wishes: readonly FlagWish[], room: FlagRoom) {
  const { px, width } = wishes[i] ?? { px: 0, width: 0 };
  const sides = [px - room.gap - width, px + room.gap];
  const usual = i === 0 ? 0 : 1;
  return Array.from({ length: room.tiers }, (_, tier) =>
    sides.map((left, side) => ({
      flag: { left, right: left + width, px, tier },
      cost: tier * 2 + (side === usual ? 0 : 1),
    })),
  )
    .flat()
    .filter(({ flag }) => flag.left >= 0 && flag.right <= room.width)
    .sort((a, b) => a.cost - b.cost);
}

function clear(flag: PlacedFlag, placed: Placed, gap: number): boolean {
  return [...placed.values()].every((other) => !meet(flag, other, gap));
}

interface PlacedFlag extends Flag {
  readonly right: number;
  /** Where its pole stands, from the strip up to its tier. */
  readonly px: number;
}

function meet(a: PlacedFlag, b: PlacedFlag, gap: number): boolean {
  const sameWords = a.tier === b.tier && a.left < b.right + gap && b.left < a.right + gap;
  return sameWords || crosses(a, b) || crosses(b, a);
}

/** The pole of `a` runs through the words of `b`. */
function crosses(a: PlacedFlag, b: PlacedFlag): boolean {
  return a.tier >= b.tier && a.px > b.left - 2 && a.px < b.right + 2;
}
