import type { Race } from '../race/race.ts';
import type { Instant } from '../time/time.ts';
import { boardOf, leaderRow, positionOf } from './board.ts';
import { entrantIn } from './search.ts';
import { commonPoint, rankTime, viewAt } from './view.ts';

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
  const leader = leaderRow(board);
  const first = leader < 0 ? -1 : entrantIn(board.entrants, leader);
  const reached = board.points[leader] ?? -1;
  const positions = new Int32Array(board.length);
  const gapsUs = new Float64Array(board.length).fill(Number.NaN);
  for (let row = 0; row < board.running; row++) {
    positions[row] = positionOf(view, board, row);
    if (first < 0) continue;
    const entrant = entrantIn(board.entrants, row);
    const point = commonPoint(view, entrant, first, Math.min(reached, board.points[row] ?? -1));
    if (point >= 0) gapsUs[row] = rankTime(view, entrant, point) - rankTime(view, first, point);
  }
  const { entrants, points, length } = board;
  return {
    entrants: entrants.subarray(0, length),
    positions,
    points: points.subarray(0, length),
    gapsUs,
  };
}
