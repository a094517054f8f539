import type { Race } from '../race/race.ts';
import type { Instant } from '../time/time.ts';
import type { Board } from './board-columns.ts';
import { boardOf, leaderRow, numbersOf } from './board.ts';
import { entrantIn } from './search.ts';
import { commonPoint, rankTime, viewAt, type View } from './view.ts';

/** The top of the board in columns, without a row object for each: for canvases and large fields. */
export interface Top {
  readonly entrants: Uint32Array;
  /** 0 where there is none. */
  readonly positions: Int32Array;
  /** Last point of each, −1 for none. */
  readonly points: Int32Array;
  /** µs to the leader at the last point both have passed; NaN where there is none. Laps are not counted off. */
  readonly gapsUs: Float64Array;
}

/** The first `count` of the board at a moment: who, where, and how far behind the leader. */
export function topAt(race: Race, at: Instant, count: number): Top {
  const view = viewAt(race, at);
  const board = boardOf(view, count);
  const { entrants, points, length } = board;
  return {
    entrants: entrants.subarray(0, length),
    positions: numbersOf(view, board, length).positions.subarray(0, length),
    points: points.subarray(0, length),
    gapsUs: gapsOf(view, board),
  };
}

function gapsOf(view: View, board: Board): Float64Array {
  const gapsUs = new Float64Array(board.length).fill(Number.NaN);
  const leader = leaderRow(board);
  if (leader < 0) return gapsUs;
  const first = entrantIn(board.entrants, leader);
  const reached = board.points[leader] ?? -1;
  for (let row = 0; row < board.running; row++) {
    const entrant = entrantIn(board.entrants, row);
    const own = board.points[row] ?? -1;
    // The leader has passed its own last point, and so has whoever stands there.
    const point = own === reached ? own : commonPoint(view, entrant, first, Math.min(reached, own));
    if (point >= 0) gapsUs[row] = rankTime(view, entrant, point) - rankTime(view, first, point);
  }
  return gapsUs;
}
