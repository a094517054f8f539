import { finishOf } from './course.ts';
import { isHome } from './ending.ts';
import { byId, neutralOrder, rankedColumn } from './facts.ts';
import { clockOf, entrantIn } from './search.ts';
import { isOut, lastPointIn, placeIn, rankTime, type View } from './view.ts';

/** The order of the whole board or of its top, without what each row shows. */
export interface Board {
  entrants: number[];
  /** Last point of each, −1 for none. */
  points: number[];
  /** Position of each; 0 for none. */
  positions: number[];
  shared: boolean[];
  /** True where everyone is on it. */
  whole: boolean;
}

/**
 * The first `limit` of the board by search from the last point back to the first: the furthest
 * point reached, then the time there; then those without a split in neutral order; then those who
 * are out. Official places, once known, overrule times.
 */
export function boardOf(view: View, limit: number): Board {
  const board: Board = { entrants: [], points: [], positions: [], shared: [], whole: false };
  const placesKnown = view.facts.firstPlaceBy <= view.at;
  walk(view, board, placesKnown ? Number.POSITIVE_INFINITY : limit);
  if (placesKnown) rankWithPlaces(view, board);
  else rank(view, board);
  if (board.entrants.length < limit) addWithoutSplit(view, board, limit);
  if (board.entrants.length < limit) addOut(view, board);
  board.whole = board.entrants.length >= view.facts.listed;
  return board;
}

/** The first of the ranked field; null before there is one. */
export function leaderOf(view: View): number | null {
  const board = boardOf(view, view.facts.pacemakers.length + 1);
  const leader = board.positions.findIndex((position) => position > 0);
  return leader < 0 ? null : entrantIn(board.entrants, leader);
}

/** Those with a split who are in the race, pacemakers among them, by furthest point and time there. */
function walk(view: View, board: Board, limit: number): void {
  const { race, at, far, first, facts } = view;
  const last = view.plain ? null : lastPoints(view);
  const anyOut = facts.out.length > 0;
  for (let point = far; point >= first; point--) {
    const column = race.columns[point];
    if (column === undefined) continue;
    const order = facts.oneClock ? column.order : rankedColumn(race, point);
    const count = facts.oneClock ? (view.counts[point] ?? 0) : order.length;
    for (let i = 0; i < count; i++) {
      if (board.entrants.length >= limit) return;
      const entrant = entrantIn(order, i);
      if (last === null ? passedLater(view, entrant, point) : last[entrant] !== point) continue;
      if (anyOut && (facts.outFrom[entrant] ?? Number.NaN) <= at) continue;
      board.entrants.push(entrant);
      board.points.push(point);
    }
  }
}

function passedLater(view: View, entrant: number, point: number): boolean {
  for (let later = point + 1; later <= view.far; later++) {
    if (clockOf(view.race.columns[later], entrant) <= view.at) return true;
  }
  return false;
}

function lastPoints(view: View): Int32Array {
  const last = new Int32Array(view.race.entrants.length);
  for (let entrant = 0; entrant < last.length; entrant++)
    last[entrant] = lastPointIn(view, entrant);
  return last;
}

/** Positions by order; equal time at the same point is the same rank; pacemakers have none. */
function rank(view: View, board: Board): void {
  let ranked = 0;
  let previous = -1;
  for (let i = 0; i < board.entrants.length; i++) {
    const entrant = board.entrants[i] ?? -1;
    board.shared.push(false);
    if (view.facts.isPacemaker[entrant] === 1) {
      board.positions.push(0);
      continue;
    }
    ranked++;
    const equal = previous >= 0 && isLevel(view, board, previous, i);
    board.positions.push(equal ? (board.positions[previous] ?? ranked) : ranked);
    if (equal) board.shared[previous] = board.shared[i] = true;
    previous = i;
  }
}

function isLevel(view: View, board: Board, a: number, b: number): boolean {
  const point = board.points[a] ?? -1;
  if (point !== board.points[b]) return false;
  return (
    rankTime(view, board.entrants[a] ?? -1, point) ===
    rankTime(view, board.entrants[b] ?? -1, point)
  );
}

interface Line {
  readonly entrant: number;
  readonly point: number;
  position: number;
  shared: boolean;
  /** Where the times alone would put it; −1 for a place without a time. */
  readonly walked: number;
}

/**
 * Official places hold; who has finished without one fills the numbers left free, by time; whoever
 * is still running comes after. Numbers do not close up over places that nobody is known at.
 */
function rankWithPlaces(view: View, board: Board): void {
  const lines = board.entrants.map((entrant, i) => ({
    entrant,
    point: board.points[i] ?? -1,
    position: 0,
    shared: false,
    walked: i,
  }));
  const byEntrant = new Map(lines.map((line) => [line.entrant, line]));
  const placed = view.facts.placed
    .filter(
      (entrant) =>
        !isOut(view, entrant) &&
        placeIn(view, entrant) !== null &&
        view.facts.isPacemaker[entrant] !== 1,
    )
    .map((entrant) => placedLine(view, entrant, byEntrant.get(entrant)));
  const isPlaced = new Set(placed.map((line) => line.entrant));
  const pacemakers = lines.filter((line) => view.facts.isPacemaker[line.entrant] === 1);
  const rest = lines.filter(
    (line) => view.facts.isPacemaker[line.entrant] !== 1 && !isPlaced.has(line.entrant),
  );
  const ranked = number(view, placed, rest);
  for (const pacemaker of pacemakers) {
    const behind = ranked.findIndex((line) => line.walked > pacemaker.walked);
    ranked.splice(behind < 0 ? ranked.length : behind, 0, pacemaker);
  }
  board.entrants = ranked.map((line) => line.entrant);
  board.points = ranked.map((line) => line.point);
  board.positions = ranked.map((line) => line.position);
  board.shared = ranked.map((line) => line.shared);
}

/** A place without a time stands at the finish all the same. */
function placedLine(view: View, entrant: number, walked: Line | undefined): Line {
  const position = placeIn(view, entrant) ?? 0;
  if (walked !== undefined && isHome(view.race, view.ending, entrant, walked.point)) {
    return { ...walked, position };
  }
  return { entrant, point: finishOf(view.race) ?? view.far, position, shared: false, walked: -1 };
}

function number(view: View, placed: readonly Line[], rest: readonly Line[]): Line[] {
  const home = rest.filter((line) => isHome(view.race, view.ending, line.entrant, line.point));
  const running = rest.filter((line) => !isHome(view.race, view.ending, line.entrant, line.point));
  const ranked: Line[] = [];
  let next = 1;
  let p = 0;
  let h = 0;
  while (p < placed.length || h < home.length) {
    const line = placed[p];
    const free = home[h];
    if (line !== undefined && (line.position <= next || free === undefined)) {
      line.shared =
        placed[p - 1]?.position === line.position || placed[p + 1]?.position === line.position;
      next = Math.max(next, line.position, ranked.length) + 1;
      ranked.push(line);
      p++;
    } else if (free !== undefined) {
      takeNumber(view, ranked, free, next++);
      h++;
    }
  }
  for (const line of running) takeNumber(view, ranked, line, next++);
  return ranked;
}

function takeNumber(view: View, ranked: Line[], line: Line, position: number): void {
  const ahead = ranked.at(-1);
  const equal =
    ahead !== undefined &&
    ahead.point === line.point &&
    placeIn(view, ahead.entrant) === null &&
    rankTime(view, ahead.entrant, line.point) === rankTime(view, line.entrant, line.point);
  line.position = equal ? ahead.position : position;
  if (equal) ahead.shared = line.shared = true;
  ranked.push(line);
}

function addWithoutSplit(view: View, board: Board, limit: number): void {
  const listed = view.facts.firstPlaceBy <= view.at ? new Set(board.entrants) : null;
  for (const entrant of neutralOrder(view.race)) {
    if (board.entrants.length >= limit) return;
    if (isOut(view, entrant) || lastPointIn(view, entrant) >= 0 || listed?.has(entrant) === true)
      continue;
    addUnranked(board, entrant, -1);
  }
}

const OUT_ORDER = { pacemaker: 0, DNF: 1, DQ: 2, DNS: 3 } as const;

/** Those who are out sink: pacemakers, DNF, DQ, DNS; the further they came the higher. */
function addOut(view: View, board: Board): void {
  const lines = view.facts.out
    .filter((entrant) => isOut(view, entrant))
    .map((entrant) => ({
      entrant,
      point: lastPointIn(view, entrant),
      group: outGroup(view, entrant),
    }));
  lines.sort(
    (a, b) =>
      a.group - b.group ||
      b.point - a.point ||
      (a.point >= 0
        ? rankTime(view, a.entrant, a.point) - rankTime(view, b.entrant, b.point)
        : 0) ||
      byId(view.race, a.entrant, b.entrant),
  );
  for (const line of lines) addUnranked(board, line.entrant, line.point);
}

function outGroup(view: View, entrant: number): number {
  const line = view.race.entrants[entrant];
  if (line?.entrant.role === 'pacemaker') return OUT_ORDER.pacemaker;
  return OUT_ORDER[line?.status?.status ?? 'DNF'];
}

function addUnranked(board: Board, entrant: number, point: number): void {
  board.entrants.push(entrant);
  board.points.push(point);
  board.positions.push(0);
  board.shared.push(false);
}
