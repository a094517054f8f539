import type { Standings } from '../../../shared/timeline/answers.ts';

/** What tells that a board has settled. */
export interface Settling {
  /** Index of the finish among the points; null where it is not known. */
  readonly finish: number | null;
  /** A result stands at this moment. */
  readonly declared: boolean;
}

/**
 * How many have finished, once nobody is expected any more or a result has been declared; null
 * until then. Lapped cars that are home and places without a time count.
 */
export function finishedCount(board: Standings, { finish, declared }: Settling): number | null {
  const whole = board.rows.length === board.total;
  const atFinish = board.point === finish ? board.seen : 0;
  const home = whole ? board.rows.filter(({ state }) => state === 'finished').length : atFinish;
  if (home === 0) return null;
  if (declared) return home;
  const expected = whole
    ? board.rows.some(({ state }) => state === 'running' || state === 'waiting')
    : board.seen < board.expected;
  return expected ? null : home;
}
