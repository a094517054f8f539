import type { Instant } from '../time/time.ts';
import { boardOf, type Board } from './board.ts';
import { finishOf } from './course.ts';
import { isHome } from './ending.ts';
import { countsAt } from './facts.ts';
import { clockOf, entrantIn } from './search.ts';
import { isOut, placeIn, type View } from './view.ts';

/** Who is home by the moment of a view, as far as a story or the scrubber tells of them. */
export interface Finishers {
  /** The first ten home, in the order of the board. */
  readonly first: readonly Finisher[];
  /** The moments at which the first, second, third … came home or became known to be, rising. */
  readonly moments: readonly Instant[];
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
  const byColumn = view.ending.kind === 'distance' && !placesKnown;
  const board = boardOf(
    view,
    byColumn ? FIRST + view.facts.pacemakers.length : Number.POSITIVE_INFINITY,
  );
  const home = homeOn(view, board);
  const moments = byColumn ? arrivals(view) : home.map((one) => one.at).sort((a, b) => a - b);
  return { first: home.slice(0, FIRST), moments, allHome: allHomeAt(view, moments) };
}

function homeOn(view: View, board: Board): Finisher[] {
  const home: Finisher[] = [];
  board.entrants.forEach((entrant, i) => {
    const position = board.positions[i] ?? 0;
    const point = board.points[i] ?? -1;
    if (position === 0) return;
    if (placeIn(view, entrant) === null && !isHome(view.race, view.ending, entrant, point)) return;
    home.push({ entrant, position, point, at: homeAt(view, entrant, point) });
  });
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

function arrivals(view: View): Instant[] {
  const { race, facts } = view;
  const finish = finishOf(race) ?? -1;
  const column = race.columns[finish];
  const moments: Instant[] = [];
  if (column === undefined) return moments;
  for (let i = 0; i < (view.counts[finish] ?? 0); i++) {
    const entrant = entrantIn(column.order, i);
    const clock = clockOf(column, entrant) as Instant;
    if (countsAt(facts, entrant, clock) && !isOut(view, entrant)) moments.push(clock);
  }
  return moments;
}

function allHomeAt(view: View, moments: readonly Instant[]): Instant | null {
  const { facts } = view;
  const gone = facts.out.filter(
    (entrant) => isOut(view, entrant) && facts.isPacemaker[entrant] !== 1,
  );
  const expected = facts.listed - facts.pacemakers.length - gone.length;
  const last = moments.at(-1);
  if (last === undefined || moments.length < expected) return null;
  return gone.reduce(
    (latest, entrant) => Math.max(latest, facts.outFrom[entrant] ?? 0),
    last,
  ) as Instant;
}
