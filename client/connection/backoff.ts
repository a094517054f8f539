export const SHORTEST_WAIT_MS = 500;
export const LONGEST_WAIT_MS = 30_000;

/**
 * How long to wait before attempt `attempt` (from 0): full jitter under a doubling ceiling, so that
 * ten thousand viewers who lost the same server do not come back together. `random` in [0, 1).
 */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** (attempt + 1));
  return Math.round(SHORTEST_WAIT_MS + random * (ceiling - SHORTEST_WAIT_MS));
}
