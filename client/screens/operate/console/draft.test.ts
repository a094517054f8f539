import { expect, test } from 'vitest';
import { parseShift } from './draft.ts';

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
