import {
  addRow,
  emptyBoard,
  isRanked,
  rankedAhead,
  type Board,
  type Numbers,
} from './board-columns.ts';
import { isHome } from './ending.ts';
import { byId, neutralOrder } from './facts.ts';
import { numberWithPlaces } from './places.ts';
import { rankedColumn } from './ranked-column.ts';
import { entrantIn } from './search.ts';
import { countAt, isOut, lastPointIn, rankTime, type View } from './view.ts';

/**
 * The first `limit` rows by search from the last point back to the first: the furthest point
 * reached, then the time there; then those without a split in neutral order; then those who are
 * out. Official places, once known, overrule times. `until` stops behind the row of one entrant.
 */
export function boardOf(view: View, limit: number, until = -1): Board {
  const { facts } = view;
  const size = Math.min(limit, facts.listed);
  const placesKnown = facts.firstPlaceBy <= view.at;
  const board = emptyBoard(placesKnown ? facts.listed : size);
  const isFound = walk(view, board, placesKnown ? -1 : until);
  board.running = board.length;
  if (isFound) return board;
  if (placesKnown) numberWithPlaces(view, board);
  if (board.length < size) addWithoutSplit(view, board, size);
  if (board.length < size) addOut(view, board, size);
  return board;
}

/** Those with a split who are in the race, by furthest point and time there; true if it met `until`. */
function walk(view: View, board: Board, until: number): boolean {
  const counted = view.ending.kind === 'distance' ? null : lastPoints(view);
  const wanted: Wanted = { entrant: until, isFound: false };
  // Who has been met at a later point; made only when the walk comes to a second one.
  let met: Uint8Array | null = null;
  for (let point = view.far; point >= view.first && board.length < board.entrants.length; point--) {
    const from = board.length;
    if (walkPoint(view, board, { point, met, counted, wanted })) break;
    if (point > view.first && board.length < board.entrants.length) {
      met ??= new Uint8Array(view.race.entrants.length);
      for (let i = from; i < board.length; i++) met[entrantIn(board.entrants, i)] = 1;
    }
  }
  return wanted.isFound;
}

interface Step {
  readonly point: number;
  readonly met: Uint8Array | null;
  readonly counted: Int32Array | null;
  readonly wanted: Wanted;
}

interface Wanted {
  readonly entrant: number;
  isFound: boolean;
}

/** Adds those whose last point this is; true once the board is full or has who is wanted. */
function walkPoint(view: View, board: Board, { point, met, counted, wanted }: Step): boolean {
  const { race, at, facts } = view;
  const column = race.columns[point];
  if (column === undefined) return false;
  const { clock } = column;
  const order = facts.oneClock ? column.order : rankedColumn(race, point);
  const count = facts.oneClock ? countAt(view, point) : column.count;
  const { outFrom, isPacemaker } = facts;
  const anyOut = facts.out.length > 0;
  const anyPacemaker = facts.pacemakers.length > 0;
  for (let i = 0; i < count; i++) {
    const entrant = entrantIn(order, i);
    if (met !== null && met[entrant] === 1) continue;
    if (counted !== null && counted[entrant] !== point) continue;
    if (!facts.oneClock && !((clock[entrant] ?? Number.NaN) <= at)) continue;
    if (anyOut && (outFrom[entrant] ?? Number.NaN) <= at) continue;
    const isPacing = anyPacemaker && isPacemaker[entrant] === 1;
    if (isPacing) board.pacemakers.push(board.length);
    addRow(board, entrant, point);
    if (board.length === board.entrants.length) return true;
    // One ranked row behind the wanted one tells whether it shares its position.
    if (wanted.isFound && !isPacing) return true;
    if (entrant === wanted.entrant) wanted.isFound = true;
  }
  return false;
}

function lastPoints(view: View): Int32Array {
  const last = new Int32Array(view.race.entrants.length);
  for (let entrant = 0; entrant < last.length; entrant++)
    last[entrant] = lastPointIn(view, entrant);
  return last;
}

function addWithoutSplit(view: View, board: Board, size: number): void {
  const listed = board.numbers === null ? null : new Set(board.entrants.subarray(0, board.length));
  for (const entrant of neutralOrder(view.race)) {
    if (board.length >= size) return;
    if (isOut(view, entrant) || lastPointIn(view, entrant) >= 0) continue;
    if (listed?.has(entrant) !== true) addRow(board, entrant, -1);
  }
}

const OUT_ORDER = { pacemaker: 0, DNF: 1, DQ: 2, DNS: 3 } as const;

/** Those who are out sink: pacemakers, DNF, DQ, DNS; the further they came the higher. */
function addOut(view: View, board: Board, size: number): void {
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
  for (const line of lines) if (board.length < size) addRow(board, line.entrant, line.point);
}

function outGroup(view: View, entrant: number): number {
  const line = view.race.entrants[entrant];
  if (line?.entrant.role === 'pacemaker') return OUT_ORDER.pacemaker;
  return OUT_ORDER[line?.status?.status ?? 'DNF'];
}

/** The position of a row: by its place in the order, equal times sharing the first's; 0 for none. */
export function positionOf(view: View, board: Board, row: number): number {
  if (!isRanked(board, row)) return 0;
  if (board.numbers !== null) return board.numbers.positions[row] ?? 0;
  let first = row;
  for (
    let ahead = rankedAhead(board, row);
    isLevel(view, board, ahead, first);
    ahead = rankedAhead(board, ahead)
  ) {
    first = ahead;
  }
  let position = first + 1;
  for (const pacemaker of board.pacemakers) if (pacemaker < first) position--;
  return position;
}

export function isShared(view: View, board: Board, row: number): boolean {
  if (!isRanked(board, row)) return false;
  if (board.numbers !== null) return board.numbers.shared[row] === 1;
  let next = row + 1;
  while (next < board.running && !isRanked(board, next)) next++;
  return isLevel(view, board, rankedAhead(board, row), row) || isLevel(view, board, row, next);
}

/** Equal times at the same last point. */
function isLevel(view: View, board: Board, ahead: number, row: number): boolean {
  if (ahead < 0 || row >= board.running) return false;
  const point = board.points[ahead] ?? -1;
  if (point !== board.points[row]) return false;
  const time = rankTime(view, entrantIn(board.entrants, ahead), point);
  return time === rankTime(view, entrantIn(board.entrants, row), point);
}

/** The numbers of the rows [0, end), found in one pass. */
export function numbersOf(view: View, board: Board, end: number): Numbers {
  if (board.numbers !== null) return board.numbers;
  const positions = new Int32Array(end);
  const shared = new Uint8Array(end);
  let ranked = 0;
  let ahead = -1;
  let aheadTime = Number.NaN;
  for (let row = 0; row < Math.min(end, board.running); row++) {
    if (!isRanked(board, row)) continue;
    ranked++;
    const point = board.points[row] ?? -1;
    const time = rankTime(view, entrantIn(board.entrants, row), point);
    const isEqual = time === aheadTime && point === board.points[ahead];
    positions[row] = isEqual ? (positions[ahead] ?? ranked) : ranked;
    if (isEqual) shared[ahead] = shared[row] = 1;
    ahead = row;
    aheadTime = time;
  }
  return { positions, shared };
}

/** The row that gaps count to, −1 for none. */
export function leaderRow(board: Board): number {
  for (let row = 0; row < board.running; row++) if (isRanked(board, row)) return row;
  return -1;
}

/** The first of the ranked field; null before there is one. */
export function leaderOf(view: View): number | null {
  const board = boardOf(view, view.facts.pacemakers.length + 1);
  const row = leaderRow(board);
  return row < 0 ? null : entrantIn(board.entrants, row);
}

/** Whether the entrant of a row is at the end of its race. */
export function isRowHome(view: View, board: Board, row: number): boolean {
  return isHome(view.race, view.ending, entrantIn(board.entrants, row), board.points[row] ?? -1);
}
