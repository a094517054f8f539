import { expect, test } from 'vitest';
import { isPlain, PLAIN_TONE, toneTable } from './tone.ts';

test('an untouched tone leaves every brightness alone', () => {
  const table = toneTable(PLAIN_TONE);
  expect(table[0]).toBe(0);
  expect(table[16]).toBe(0.5);
  expect(table.at(-1)).toBe(1);
  expect(isPlain(PLAIN_TONE)).toBe(true);
});

test('contrast spreads around the middle, gamma lifts the shadows, invert turns all around', () => {
  const hard = toneTable({ ...PLAIN_TONE, contrast: 0.6 });
  expect(hard[4]).toBe(0);
  expect(hard[16]).toBe(0.5);
  expect(hard[28]).toBe(1);
  const lifted = toneTable({ ...PLAIN_TONE, gamma: 2 });
  expect(lifted[8]).toBeCloseTo(0.5);
  const inverted = toneTable({ ...PLAIN_TONE, invert: true });
  expect([inverted[0], inverted.at(-1)]).toEqual([1, 0]);
  expect(isPlain({ ...PLAIN_TONE, gamma: 1.1 })).toBe(false);
});
