import { expect, test } from 'vitest';
import { numbers } from './numbers.ts';

const first = (seed: number, count = 3) => {
  const next = numbers(seed);
  return Array.from({ length: count }, () => next());
};

test('the same seed gives the same numbers, and another one others', () => {
  expect(first(7)).toEqual(first(7));
  expect(first(7)).not.toEqual(first(8));
});

test('they lie from 0 up to 1, and as many in each tenth', () => {
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const each of first(1, 10_000)) {
    const tenth = Math.floor(each * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});
