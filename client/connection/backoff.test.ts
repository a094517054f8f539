import { expect, test } from 'vitest';
import { backoffMs, LONGEST_WAIT_MS, SHORTEST_WAIT_MS } from './backoff.ts';

test('no wait is shorter than half a second or longer than thirty', () => {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    expect(backoffMs(attempt, 0)).toBe(SHORTEST_WAIT_MS);
    expect(backoffMs(attempt, 0.999999)).toBeLessThanOrEqual(LONGEST_WAIT_MS);
  }
});

test('the longest possible wait rises slowly at first, then doubles, up to thirty seconds', () => {
  const longest = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => backoffMs(attempt, 1));
  expect(longest).toEqual([1000, 1500, 2000, 2500, 4000, 8000, 16_000, 30_000, 30_000]);
});
