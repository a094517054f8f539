import type { PointColumn, Race } from '../race/race.ts';
import type { Instant } from '../time/time.ts';

/** When entrant index `e` passed, NaN where it did not. */
export function clockOf(column: PointColumn | undefined, entrant: number): number {
  return column?.clock[entrant] ?? Number.NaN;
}

/** The entrant index in place `i` of a column's order; −1 beyond it. */
export function entrantIn(order: Uint32Array | readonly number[], i: number): number {
  return order[i] ?? -1;
}

/** How many passed a point by `at` (included). */
export function passedBy({ clock, order, count }: PointColumn, at: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((clock[order[middle] ?? -1] ?? Number.NaN) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many passed a point strictly before `at`. */
export function passedBefore(column: PointColumn, at: number): number {
  return searchBefore(column, at, 0, column.count);
}

function searchBefore({ clock, order }: PointColumn, at: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((clock[order[middle] ?? -1] ?? Number.NaN) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * As `passedBefore`, but searches outwards from a guess: leaders of one point were leaders of the
 * one before, so the answer lies a few steps away and stays in the cache.
 */
export function passedBeforeNear(column: PointColumn, at: number, guess: number): number {
  let low = Math.min(guess, column.count);
  let high = low;
  for (let step = 4; low > 0 && !(clockInOrder(column, low - 1) < at); step *= 2) {
    high = low - 1;
    low = Math.max(0, low - step);
  }
  for (let step = 4; high < column.count && clockInOrder(column, high) < at; step *= 2) {
    low = high + 1;
    high = Math.min(column.count, high + step);
  }
  return searchBefore(column, at, low, high);
}

/** When the first passed a point; NaN while nobody has. */
export function firstClock(column: PointColumn | undefined): number {
  return column === undefined ? Number.NaN : clockInOrder(column, 0);
}

/** The clock of the i-th to pass; NaN beyond the last. */
export function clockInOrder({ clock, order, count }: PointColumn, i: number): number {
  return i < count ? (clock[order[i] ?? -1] ?? Number.NaN) : Number.NaN;
}

/** The first index in [0, count) for which `holds`, given that it then holds for all after; else `count`. */
export function firstWhere(count: number, holds: (i: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The furthest point that an entrant passed by `at`, −1 for none; `upTo` limits the search. */
export function lastPassed(
  race: Race,
  entrant: number,
  at: number,
  upTo = race.points.length - 1,
): number {
  for (let point = upTo; point >= 0; point--) {
    if (clockOf(race.columns[point], entrant) <= at) return point;
  }
  return -1;
}

/** The latest thing in the race that carries a moment; −∞ for an empty log. */
export function latestMoment(race: Race): Instant {
  let latest = Number.NEGATIVE_INFINITY;
  for (const gun of race.guns.values()) latest = Math.max(latest, gun.at);
  for (const column of race.columns) {
    if (column.count > 0) latest = Math.max(latest, clockInOrder(column, column.count - 1));
  }
  for (const message of race.messages) latest = Math.max(latest, message.at);
  for (const declared of race.declared) latest = Math.max(latest, declared.at);
  return latest as Instant;
}
