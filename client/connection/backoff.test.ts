import { expect, test } from 'vitest';
import { backoffMs, LONGEST_WAIT_MS, SHORTEST_WAIT_MS } from './backoff.ts';

const LONG_AGO_MS = 3_600_000;

test('no wait is shorter than half a second or longer than thirty', () => {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    expect(backoffMs(attempt, LONG_AGO_MS, 0)).toBe(SHORTEST_WAIT_MS);
    expect(backoffMs(attempt, LONG_AGO_MS, 0.999999)).toBeLessThanOrEqual(LONGEST_WAIT_MS);
  }
});

test('the longest possible wait rises slowly at first, then doubles, up to thirty seconds', () => {
  const longest = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => backoffMs(attempt, LONG_AGO_MS, 1));
  expect(longest).toEqual([1000, 1500, 2000, 2500, 4000, 8000, 16_000, 30_000, 30_000]);
});

test('for two minutes after the link was lost no wait is longer than 4.5 s', () => {
  for (let attempt = 0; attempt < 40; attempt += 1)
    expect(backoffMs(attempt, 119_000, 1)).toBeLessThanOrEqual(4_500);
  expect(backoffMs(8, 120_000, 1)).toBe(30_000);
});

test('five thousand who lost one server at once come back spread over four seconds', () => {
  const viewers = 5_000;
  const perTenth = new Map<number, number>();
  for (let viewer = 0; viewer < viewers; viewer += 1) {
    const tenth = Math.floor(backoffMs(6, 13_000, viewer / viewers) / 100);
    perTenth.set(tenth, (perTenth.get(tenth) ?? 0) + 1);
  }
  expect(perTenth.size).toBe(40);
  expect(Math.max(...perTenth.values())).toBeLessThanOrEqual(130);
});
