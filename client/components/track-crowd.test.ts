import { expect, test } from 'vitest';
import { inTightPack } from './track-crowd.ts';

const rail = { lengthPx: 1000, closed: true };
const nobody: ReadonlySet<number> = new Set();
const row = (count: number, apart: number, from = 0) =>
  Array.from({ length: count }, (_, id) => ({ id, railPx: from + id * apart, width: 22 }));

test('thirteen within a few metres are a pack, and one far behind is not in it', () => {
  const far = { id: 99, railPx: 500, width: 22 };
  const pack = inTightPack([...row(13, 4), far], rail, nobody);
  expect(pack.size).toBe(13);
  expect(pack.has(99)).toBe(false);
});

test('a pack across the line is a pack', () => {
  const field = row(8, 4, 990).map((one) => ({ ...one, railPx: one.railPx % 1000 }));
  expect(
    inTightPack(
      [...field].sort((a, b) => a.railPx - b.railPx),
      rail,
      nobody,
    ).size,
  ).toBe(8);
});

test('six together, and twenty spread out, keep their names', () => {
  expect(inTightPack(row(6, 2), rail, nobody).size).toBe(0);
  expect(inTightPack(row(20, 25), rail, nobody).size).toBe(0);
});

test('a pack that opens a little stays a pack, so that names do not flicker', () => {
  const opening = row(7, 18);
  expect(inTightPack(opening, rail, nobody).size).toBe(0);
  expect(inTightPack(opening, rail, new Set([0, 1, 2, 3, 4, 5, 6])).size).toBe(7);
});
