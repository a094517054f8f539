import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finishRows, placeFlags } from './strip-rows.ts';

const BODY_US = 120_000;
const without = (us: number) => ({ lane: null, us });

describe('rows of the strip', () => {
  test('are the lanes where everybody has one', () => {
    const readings = [4, 2, 7].map((lane) => ({ lane, us: 0 }));
    expect(finishRows(readings, BODY_US)).toEqual([2, 0, 5]);
  });

  test('are shared only by finishers whose bodies do not meet', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 1, maxLength: 20 }),
        (times) => {
          const rows = finishRows(times.map(without), BODY_US);
          const apart = times.every((a, i) =>
            times.every((b, j) => i === j || rows[i] !== rows[j] || Math.abs(a - b) >= BODY_US),
          );
          expect(apart).toBe(true);
        },
      ),
    );
  });

  test('two need two rows for 0.03 s, and one is enough for a second', () => {
    expect(finishRows([0, 30_000].map(without), BODY_US)).toEqual([0, 1]);
    expect(finishRows([0, 1_000_000].map(without), BODY_US)).toEqual([0, 0]);
  });

  test('a dead heat stands side by side', () => {
    expect(finishRows([0, 0].map(without), BODY_US)).toEqual([0, 1]);
  });
});

describe('flags above the strip', () => {
  const room = { width: 600, tiers: 2, gap: 6 };

  test('leave free what lies between the first two', () => {
    const flags = placeFlags(
      [
        { px: 250, width: 120 },
        { px: 290, width: 110 },
      ],
      room,
    );
    expect(flags).toEqual([
      { left: 124, tier: 0 },
      { left: 296, tier: 0 },
    ]);
  });

  test('both find room on a phone, where the first has none in front', () => {
    const flags = placeFlags(
      [
        { px: 120, width: 130 },
        { px: 145, width: 120 },
      ],
      { ...room, width: 320 },
    );
    expect(flags.every((flag) => flag !== null)).toBe(true);
  });

  test('the winner has one, whoever must go without', () => {
    const crowd = [120, 128, 136, 144, 152].map((px) => ({ px, width: 125 }));
    expect(placeFlags(crowd, { ...room, width: 290 })[0]).not.toBeNull();
  });

  test('never overlap, never cross a pole and never leave the strip', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            px: fc.integer({ min: -50, max: 650 }),
            width: fc.integer({ min: 30, max: 160 }),
          }),
          { minLength: 1, maxLength: 13 },
        ),
        (any) => {
          const wishes = [...any].sort((a, b) => a.px - b.px);
          const flags = placeFlags(wishes, room);
          const placed = flags.flatMap((flag, i) => {
            const wish = wishes[i];
            return flag && wish ? [{ ...flag, right: flag.left + wish.width, px: wish.px }] : [];
          });
          for (const a of placed) {
            expect(a.left).toBeGreaterThanOrEqual(0);
            expect(a.right).toBeLessThanOrEqual(room.width);
            for (const b of placed) {
              if (a === b) continue;
              expect(a.tier === b.tier && a.left < b.right && b.left < a.right).toBe(false);
              expect(a.tier >= b.tier && a.px > b.left && a.px < b.right).toBe(false);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
