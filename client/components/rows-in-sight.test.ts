import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowKeys, rowsInSight } from './rows-in-sight.ts';

const board = { heightPx: 594, rowPx: 36, total: 20_000, scrolling: true };

describe('the rows in sight', () => {
  test('at the top there is nothing above, and a few more below', () => {
    expect(rowsInSight({ ...board, topPx: 0 })).toEqual({ offset: 0, count: 24 });
  });

  test('at rest nothing is drawn that nobody sees', () => {
    const asked = rowsInSight({ ...board, topPx: 370, scrolling: false });
    expect(asked).toEqual({ offset: 10, count: 17 });
  });

  test('a row of scrolling within a block asks for the same rows', () => {
    const asked = rowsInSight({ ...board, topPx: 360 });
    expect(rowsInSight({ ...board, topPx: 370 })).toEqual(asked);
  });

  test('at the end no row is asked for that is not there', () => {
    const bottom = rowsInSight({ ...board, topPx: 20_000 * 36 - 594 });
    expect(bottom.offset + bottom.count).toBe(20_000);
  });

  test('a board that became shorter than it is scrolled asks for nothing beyond its end', () => {
    expect(rowsInSight({ ...board, topPx: 100_000, total: 12 })).toEqual({ offset: 12, count: 0 });
  });

  test('whoever is in sight is drawn, and not many more, wherever a board is scrolled', () => {
    const boards = fc.record({
      topPx: fc.double({ min: 0, max: 900_000, noNaN: true }),
      heightPx: fc.integer({ min: 0, max: 3_000 }),
      rowPx: fc.constantFrom(36, 44),
      total: fc.integer({ min: 0, max: 25_000 }),
      scrolling: fc.boolean(),
    });
    fc.assert(
      fc.property(boards, (one) => {
        const { offset, count } = rowsInSight(one);
        const first = Math.min(one.total, Math.floor(one.topPx / one.rowPx));
        const end = Math.min(one.total, Math.ceil((one.topPx + one.heightPx) / one.rowPx));
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThanOrEqual(first);
        expect(offset + count).toBeGreaterThanOrEqual(end);
        expect(offset + count).toBeLessThanOrEqual(one.total);
        expect(count).toBeLessThanOrEqual(one.heightPx / one.rowPx + 16);
      }),
    );
  });
});

describe('the elements of the rows', () => {
  const names = (from: number, { offset, count }: { offset: number; count: number }) =>
    Array.from({ length: count }, (_, i) => offset + i - from);

  test('a row that stays in sight keeps its element', () => {
    const keysFrom = rowKeys();
    const first = { offset: 0, count: 24 };
    const next = { offset: 8, count: 24 };
    const before = names(keysFrom(first), first);
    const after = names(keysFrom(next), next);
    expect(after.slice(0, 16)).toEqual(before.slice(8));
  });

  test('after a jump, far or back, the elements of before show the new rows', () => {
    const keysFrom = rowKeys();
    const first = { offset: 0, count: 24 };
    const before = names(keysFrom(first), first);
    for (const offset of [12_000, 400]) {
      const there = { offset, count: 24 };
      expect(names(keysFrom(there), there)).toEqual(before);
    }
  });

  test('no two rows share an element, however it was scrolled', () => {
    const stretch = fc.record({ offset: fc.nat(200), count: fc.integer({ min: 0, max: 40 }) });
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 2 }), (stretches) => {
        const keysFrom = rowKeys();
        for (const one of stretches) {
          const shown = names(keysFrom(one), one);
          expect(new Set(shown).size).toBe(one.count);
        }
      }),
    );
  });
});
