export const SHORTEST_WAIT_MS = 500;
export const LONGEST_WAIT_MS = 30_000;

/** Small steps at first, for most servers are back in seconds; doubling after that. */
const CEILINGS_MS = [1_000, 1_500, 2_000, 2_500, 4_000, 8_000, 16_000, LONGEST_WAIT_MS];

/** So soon after a link was lost most outages are short: the server is only started again. */
const FRESH_MS = 120_000;
/** Then no wait is longer, so that everybody is back within five seconds of the server. */
const LONGEST_FRESH_WAIT_MS = 4_500;

/**
 * How long to wait before attempt `attempt` (from 0), `lostMs` after the link was lost: anywhere under
 * a rising ceiling, so that ten thousand viewers who lost the same server do not come back together.
 * `random` in [0, 1).
 */
export function backoffMs(attempt: number, lostMs: number, random: number): number {
  const longest = lostMs < FRESH_MS ? LONGEST_FRESH_WAIT_MS : LONGEST_WAIT_MS;
  const ceiling = Math.min(longest, CEILINGS_MS[attempt] ?? LONGEST_WAIT_MS);
  return Math.round(SHORTEST_WAIT_MS + random * (ceiling - SHORTEST_WAIT_MS));
}
