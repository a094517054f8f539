import { expect, test } from 'vitest';
import { paceLimit } from './pace-limit.ts';

test('a burst is allowed, then only the pace', () => {
  const pace = paceLimit(3, 2);
  expect([0, 0, 0, 0].map((ms) => pace.allows(ms))).toEqual([true, true, true, false]);
  expect(pace.allows(400)).toBe(false);
  expect(pace.allows(500)).toBe(true);
  expect(pace.allows(500)).toBe(false);
});

test('silence earns no more than one burst', () => {
  const pace = paceLimit(2, 10);
  pace.allows(0);
  expect([60_000, 60_000, 60_000].map((ms) => pace.allows(ms))).toEqual([true, true, false]);
});
