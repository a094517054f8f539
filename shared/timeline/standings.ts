import type { Race } from '../race/race.ts';
import type { Instant } from '../time/time.ts';
import type { Standing, Standings } from './answers.ts';
import { addRow, emptyBoard, isRanked, rankedAhead, type Board } from './board-columns.ts';
import { boardOf, numbersOf } from './board.ts';
import { hasCategories, isInCategory, withCategories } from './categories.ts';
import { rowMaker, splitOfRow, standingRow, type Ahead, type RowMaker } from './row.ts';
import { clockOf, entrantIn } from './search.ts';
import { validityOf } from './validity.ts';
import { countAt, viewAt, type View } from './view.ts';

export interface StandingsOptions {
  /** First row of the window; 0 when left out. */
  readonly offset?: number;
  /** Rows of the window; all when left out. */
  readonly count?: number;
  /** Only this category: gap and interval are within it, `position` stays the overall one. */
  readonly category?: string;
  /** The present, which tells at the live edge who is overdue; left out, the latest thing known. */
  readonly now?: Instant;
}

/**
 * The board at a moment, by search and never by replay; nothing later than `at` is in it. Ranked by
 * the furthest point reached, then the time there; equal times share a rank. Pacemakers stand where
 * they run, without a position, and nobody's gap counts to them; their own gap is to the leader of
 * the ranked field and negative while they are ahead of it. Official places, once known, overrule
 * times, and numbers do not close up over places without a time. Those without a split yet follow
 * in neutral order without a position, and DNF, DQ, DNS come last from their moment on.
 *
 * At the live edge `validity` speaks of `now`; without `now` it holds for ever.
 */
export function standingsAt(race: Race, at: Instant, options: StandingsOptions = {}): Standings {
  const view = viewAt(race, at, options.now);
  const offset = options.offset ?? 0;
  const count = options.count ?? Number.POSITIVE_INFINITY;
  const board = windowBoard(view, offset + count, options.category);
  const maker = rowMaker(view, board);
  const end = Math.min(offset + count, board.length);
  return {
    rows: rowsOf(maker, offset, end),
    total: options.category === undefined ? view.facts.listed : board.length,
    offset,
    point: view.far < view.first ? -1 : view.far,
    ...seenAt(view),
    validity: validityOf(maker, { offset, end, asked: options }),
  };
}

/** The row of one entrant as it stands on the whole board; null where nobody has that index. */
export function positionAt(
  race: Race,
  at: Instant,
  entrant: number,
  options: Pick<StandingsOptions, 'now'> = {},
): Standing | null {
  if (race.entrants[entrant]?.listed !== true) return null;
  const view = viewAt(race, at, options.now);
  const board = boardOf(view, Number.POSITIVE_INFINITY, entrant);
  const row = board.entrants.subarray(0, board.length).indexOf(entrant);
  return rowsOf(rowMaker(view, board), row, row + 1)[0] ?? null;
}

/** Entrant indexes in the order of the whole board: what a virtual table scrolls through. */
export function orderAt(race: Race, at: Instant): Uint32Array {
  const board = boardOf(viewAt(race, at), Number.POSITIVE_INFINITY);
  return board.entrants.subarray(0, board.length);
}

/** One ranked row more than asked, so that the last knows whether it shares its rank. */
function windowBoard(view: View, limit: number, category: string | undefined): Board {
  if (category === undefined) return boardOf(view, limit + 1 + view.facts.pacemakers.length);
  const board = boardOf(view, Number.POSITIVE_INFINITY);
  return boardOfCategory(view, board, (entrant) => isInCategory(view.race, entrant, category));
}

/** The rows of some, with the numbers they have on the whole board. */
function boardOfCategory(view: View, whole: Board, belongs: (entrant: number) => boolean): Board {
  const board = emptyBoard(whole.length);
  const numbers = numbersOf(view, whole, whole.length);
  const positions = new Int32Array(whole.length);
  const shared = new Uint8Array(whole.length);
  for (let row = 0; row < whole.length; row++) {
    const entrant = entrantIn(whole.entrants, row);
    if (!belongs(entrant)) continue;
    positions[board.length] = numbers.positions[row] ?? 0;
    shared[board.length] = numbers.shared[row] ?? 0;
    if (row < whole.running) {
      if (!isRanked(whole, row)) board.pacemakers.push(board.length);
      board.running++;
    }
    addRow(board, entrant, whole.points[row] ?? -1);
  }
  board.numbers = { positions, shared };
  return board;
}

function rowsOf(maker: RowMaker, offset: number, end: number): Standing[] {
  const { board, view } = maker;
  const rows: Standing[] = [];
  const first = rankedAhead(board, offset);
  let ahead: Ahead | null = first < 0 ? null : { row: first, split: splitOfRow(maker, first) };
  for (let row = offset; row < end; row++) {
    const split = splitOfRow(maker, row);
    rows.push(standingRow(maker, row, split, ahead));
    if (isRanked(board, row)) ahead = { row, split };
  }
  return hasCategories(view.race) ? withCategories(maker, rows, offset) : rows;
}

/** How many competitors have passed the furthest point, and how many are still expected to in all. */
function seenAt(view: View): { readonly seen: number; readonly expected: number } {
  const { race, facts, far, at } = view;
  const passed = (entrant: number): boolean =>
    far >= view.first && clockOf(race.columns[far], entrant) <= at;
  let seen = far >= view.first ? countAt(view, far) : 0;
  let expected = facts.listed - facts.pacemakers.length;
  for (const entrant of facts.pacemakers) if (passed(entrant)) seen--;
  for (const entrant of facts.out) {
    const gone = (facts.outFrom[entrant] ?? Number.NaN) <= at;
    if (gone && facts.isPacemaker[entrant] !== 1 && !passed(entrant)) expected--;
  }
  return { seen, expected };
}
