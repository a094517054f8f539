import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeLabels } from './label-tiers.ts';

const room = { widthPx: 1000, tiers: 3 };

test('labels far apart stand in one row, each to the right of its line', () => {
  const placed = placeLabels(
    [100, 400, 700].map((px) => ({ px, widths: [180, 20] })),
    room,
  );
  expect(placed).toEqual([
    { tier: 0, left: 106, form: 0 },
    { tier: 0, left: 406, form: 0 },
    { tier: 0, left: 706, form: 0 },
  ]);
});

test('close ones go down like stairs, and at the right end a label stands to the left of its line', () => {
  const placed = placeLabels(
    [900, 930, 960].map((px) => ({ px, widths: [180] })),
    room,
  );
  expect(placed.map((each) => each && each.left + 180 < 960)).toEqual([true, true, true]);
  expect(new Set(placed.map((each) => each?.tier)).size).toBe(3);
});

test('where not all have room for their names, all are numbers; the one being made keeps its name', () => {
  const crowd = Array.from({ length: 30 }, (_, i) => ({ px: 20 + i * 32, widths: [180, 18] }));
  expect(placeLabels(crowd, room).every((each) => each?.form === 1)).toBe(true);
  const [, active] = placeLabels(
    crowd.map((each, i) => (i === 1 ? { ...each, first: true } : each)),
    room,
  );
  expect(active?.form).toBe(0);
});

test('no label covers another, leaves the screen or has a line through it', () => {
  const label = fc.record({
    px: fc.integer({ min: 0, max: 1000 }),
    widths: fc.constant([140, 24]),
    first: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(label, { maxLength: 40 }), (wanted) => {
      const placed = placeLabels(wanted, room).flatMap((each, i) => {
        const { px = 0, widths = [] } = wanted[i] ?? {};
        return each ? [{ ...each, px, right: each.left + (widths[each.form] ?? 0) }] : [];
      });
      for (const a of placed) {
        expect(a.left).toBeGreaterThanOrEqual(0);
        expect(a.right).toBeLessThanOrEqual(room.widthPx);
        for (const b of placed) {
          if (a === b) continue;
          expect(a.tier === b.tier && a.left < b.right && b.left < a.right).toBe(false);
          expect(a.tier <= b.tier && a.px > b.left && a.px < b.right).toBe(false);
        }
      }
    }),
  );
});
