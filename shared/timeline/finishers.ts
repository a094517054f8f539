import type { Race, Split } from '../race/race.ts';
import { LIVE_EDGE, type Instant } from '../time/time.ts';
import { isRanked, type Board } from './board-columns.ts';
import { boardOf, isRowHome, positionOf } from './board.ts';
import { finishOf } from './course.ts';
import { clockInOrder, clockOf, entrantIn } from './search.ts';
import { countAt, isOut, placeIn, viewAt, type View } from './view.ts';

/** Who is home by the moment of a view, as far as a story or the scrubber tells of them. */
export interface Finishers {
  /** The first ten home, in the order of the board. */
  readonly first: readonly Finisher[];
  readonly count: number;
  /** When the n-th came home, or became known to be, counted from 1 in the order of arrival. */
  readonly arrival: (n: number) => Instant | null;
  /** When the last one expected was home or out; null while somebody is on the way. */
  readonly allHome: Instant | null;
}

export interface Finisher {
  readonly entrant: number;
  readonly position: number;
  readonly point: number;
  readonly at: Instant;
}

const FIRST = 10;

export function finishersOf(view: View): Finishers {
  const placesKnown = view.facts.firstPlaceBy <= view.at;
  const found =
    view.ending.kind === 'distance' && !placesKnown ? arrivedOneByOne(view) : homeOnBoard(view);
  return { ...found, allHome: allHomeAt(view, found) };
}

type Found = Omit<Finishers, 'allHome'>;

/** Where distance ends the race, the column of the finish says it all; those who do not count are few. */
function arrivedOneByOne(view: View): Found {
  const finish = finishOf(view.race) ?? -1;
  const column = view.race.columns[finish];
  const { pacemakers, out } = view.facts;
  const skipped = [...new Set([...pacemakers, ...out])]
    .filter((entrant) => !stays(view, entrant))
    .map((entrant) => clockOf(column, entrant))
    .filter((clock) => clock <= view.at)
    .sort((a, b) => a - b);
  const count = countAt(view, finish) - skipped.length;
  const first = count === 0 ? [] : homeOn(view, boardOf(view, FIRST + pacemakers.length));
  const arrival = (n: number): Instant | null => {
    if (column === undefined || n > count) return null;
    let clock = clockInOrder(column, n - 1);
    skipped.forEach((skip, i) => {
      if (skip <= clock) clock = clockInOrder(column, n + i);
    });
    return clock as Instant;
  };
  return { first: first.slice(0, FIRST), count, arrival };
}

function stays(view: View, entrant: number): boolean {
  return view.facts.isPacemaker[entrant] !== 1 && !isOut(view, entrant);
}

function homeOnBoard(view: View): Found {
  const home = homeOn(view, boardOf(view, Number.POSITIVE_INFINITY));
  const moments = home.map((one) => one.at).sort((a, b) => a - b);
  const arrival = (n: number): Instant | null => moments[n - 1] ?? null;
  return { first: home.slice(0, FIRST), count: home.length, arrival };
}

function homeOn(view: View, board: Board): Finisher[] {
  const home: Finisher[] = [];
  for (let row = 0; row < board.running; row++) {
    const [entrant, point] = [entrantIn(board.entrants, row), board.points[row] ?? -1];
    if (!isRanked(board, row)) continue;
    if (placeIn(view, entrant) === null && !isRowHome(view, board, row)) continue;
    const position = positionOf(view, board, row);
    home.push({ entrant, position, point, at: homeAt(view, entrant, point) });
  }
  return home;
}

/** A place without a time is known from its own moment; a time-limited race ends for all at once. */
function homeAt(view: View, entrant: number, point: number): Instant {
  if (view.ending.kind === 'whistle') return view.ending.at as Instant;
  const clock = clockOf(view.race.columns[point], entrant);
  return (
    clock <= view.at ? clock : (view.race.entrants[entrant]?.place?.by ?? view.at)
  ) as Instant;
}

function allHomeAt({ facts, at }: View, { count, arrival }: Found): Instant | null {
  let expected = facts.listed - facts.pacemakers.length;
  let latest = arrival(count) ?? Number.NEGATIVE_INFINITY;
  for (const entrant of facts.out) {
    const from = facts.outFrom[entrant] ?? Number.NaN;
    if (facts.isPacemaker[entrant] === 1 || !(from <= at)) continue;
    expected--;
    latest = Math.max(latest, from);
  }
  return count === 0 || count < expected ? null : (latest as Instant);
}

/** A race in which nobody is expected any more. */
export interface Settled {
  /** When the last one came home. */
  readonly lastHome: Instant;
  /** The time of the last one home; null where only a place is known. */
  readonly last: Split | null;
  /** When that, or the last status, left nobody to wait for. */
  readonly at: Instant;
}

const kept = new WeakMap<Race, { readonly revision: number; readonly settled: Settled | null }>();

/**
 * Whether everybody who could still come has a time, a place or a status, by all that is known
 * (V15); null while somebody is on the way. A result need not be declared for it.
 */
export function settled(race: Race): Settled | null {
  const { revision } = race;
  const known = kept.get(race);
  if (known?.revision === revision) return known.settled;
  const found = findSettled(viewAt(race, LIVE_EDGE));
  kept.set(race, { revision, settled: found });
  return found;
}

function findSettled(view: View): Settled | null {
  if (isFarFromHome(view)) return null;
  const { count, arrival, allHome } = finishersOf(view);
  const lastHome = arrival(count);
  if (allHome === null || lastHome === null) return null;
  return { lastHome, last: splitAtClock(view.race, lastHome), at: allHome };
}

function splitAtClock(race: Race, clock: Instant): Split | null {
  for (const { index: point } of race.points.toReversed()) {
    const entrant = race.columns[point]?.order.find(
      (one) => clockOf(race.columns[point], one) === clock,
    );
    if (entrant !== undefined) return race.split(entrant, point);
  }
  return null;
}

/** Of thousands on the way nobody need make a board to know it. */
function isFarFromHome(view: View): boolean {
  const { listed, pacemakers, placed, out } = view.facts;
  const most = countAt(view, finishOf(view.race) ?? -1) + placed.length + out.length;
  return view.ending.kind === 'distance' && most < listed - pacemakers.length;
}
