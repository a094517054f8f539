import type { PointColumn, Race } from '../race/race.ts';
import { byId, factsOf } from './facts.ts';
import { clockOf, entrantIn } from './search.ts';

interface Ranked {
  order: Uint32Array;
  /** Ranking time by entrant index, NaN where there is none. */
  times: Float64Array;
  revision: number;
}

const kept = new WeakMap<Race, Ranked[]>();

/**
 * A point's passings in the order of ranking time. From one gun that is the order of arrival; from
 * several it is ranked here. When the race has moved on, the order is repaired: who has a new time is put where it belongs, and the
 * others stay. Only when that is most of them the whole is sorted anew.
 */
export function rankedColumn(race: Race, point: number): Uint32Array {
  if (factsOf(race).oneClock) return arrivals(race.columns[point]);
  const columns = kept.get(race) ?? [];
  kept.set(race, columns);
  const known = columns[point];
  if (known?.revision === race.revision) return known.order;
  const ranked = rank(race, race.columns[point], known);
  columns[point] = ranked;
  return ranked.order;
}

function rank(race: Race, column: PointColumn | undefined, known: Ranked | undefined): Ranked {
  const times = timesOf(race, column);
  const had = known?.times ?? new Float64Array();
  const isMoved = (entrant: number): boolean => times[entrant] !== had[entrant];
  const entrants = arrivals(column);
  const before = (a: number, b: number): number =>
    (times[a] ?? 0) - (times[b] ?? 0) || byId(race, a, b);
  const moved = entrants.filter(isMoved).sort(before);
  const stayed = known?.order.filter((entrant) => !isMoved(entrant)) ?? new Uint32Array();
  return { order: merged(stayed, moved, before), times, revision: race.revision };
}

function arrivals(column: PointColumn | undefined): Uint32Array {
  return column?.order.subarray(0, column.count) ?? new Uint32Array();
}

function timesOf(race: Race, column: PointColumn | undefined): Float64Array {
  const { origins } = factsOf(race);
  const times = new Float64Array(race.entrants.length);
  for (let entrant = 0; entrant < times.length; entrant++)
    times[entrant] = clockOf(column, entrant) - (origins[entrant] ?? Number.NaN);
  return times;
}

function merged(
  left: Uint32Array,
  right: Uint32Array,
  before: (a: number, b: number) => number,
): Uint32Array {
  if (left.length === 0 || right.length === 0) return left.length === 0 ? right : left;
  const all = new Uint32Array(left.length + right.length);
  let l = 0;
  let r = 0;
  for (let i = 0; i < all.length; i++) {
    const isLeft =
      r >= right.length ||
      (l < left.length && before(entrantIn(left, l), entrantIn(right, r)) <= 0);
    all[i] = isLeft ? entrantIn(left, l++) : entrantIn(right, r++);
  }
  return all;
}
