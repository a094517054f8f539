import { expect, test } from 'vitest';
import type { TapRow } from '../../../../shared/feeding/tap-rows.ts';
import { instant } from '../../../../shared/time/time.ts';
import { missedAfter, parseShift } from './draft.ts';

test.each([
  ['+0.3', 300_000],
  ['0.3', 300_000],
  ['-1.05', -1_050_000],
  ['−1,05', -1_050_000],
  [' + 2 ', 2_000_000],
])('a shift written %s is %d µs', (text, us) => {
  expect(parseShift(text)).toBe(us);
});

test.each(['', '0', '+', 'abc', '1:02', '0.1234567'])('%s is no shift', (text) => {
  expect(parseShift(text)).toBeNull();
});

const row = (id: `r:${number}`, seconds: number, kind = 'waiting') =>
  ({ id, at: instant(seconds * 1e6), state: { kind } }) as TapRow;
const rows = [row('r:1', 41), row('r:2', 41.4, 'void'), row('r:3', 42)];
const s = (seconds: number) => instant(seconds * 1e6);

test.each([
  ['half-way to the next that is not void', 'r:1', 60, 41.5, 'between'],
  ['at the last row, just now', 'r:3', 60, 60, 'now'],
  ['at the last row long after, a second after it', 'r:3', 600, 43, 'after'],
  ['of a clock that runs behind, a second after it', 'r:3', 40, 43, 'after'],
] as const)('who was missed is looked for %s', (_, id, now, at, guess) => {
  expect(missedAfter(rows, id, s(now))).toEqual({ at: s(at), guess });
});
