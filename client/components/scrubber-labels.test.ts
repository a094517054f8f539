import { expect, test } from 'vitest';
import { wordsWithRoom } from './scrubber-labels.ts';

const row = (count: number, apart: number) =>
  Array.from({ length: count }, (_, i) => ({ x: i * apart, width: 20 }));

test('all words stand where there is room for all', () => {
  expect([...wordsWithRoom(row(4, 30))]).toEqual([0, 1, 2, 3]);
});

test('the nine distances of a marathon on a phone keep the first and the last', () => {
  const shown = [...wordsWithRoom(row(10, 17))];
  expect(shown[0]).toBe(0);
  expect(shown.at(-1)).toBe(9);
  for (const [i, one] of shown.entries()) {
    if (i > 0) expect((one - (shown[i - 1] ?? 0)) * 17).toBeGreaterThanOrEqual(30);
  }
});

test('in a heap only the last is told', () => {
  expect([...wordsWithRoom(row(5, 1))]).toEqual([4]);
  expect([...wordsWithRoom([])]).toEqual([]);
});
