import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlacedLabel } from './track-labels.ts';
import { placeLabels, spreadOut } from './track-labels.ts';
import { ovalPlan } from './track-oval.ts';
import { pathPlan } from './track-path.ts';
import type { Rail } from './track-plan.ts';

const HEIGHT = 15;
const finish = (distanceM: number) => [{ id: 'f', line: 'f', distanceM }];
const oval = (width: number) =>
  ovalPlan({ kind: 'oval', lapM: 400, lanes: 8, straightM: 84.39, radiusM: 36.8 }, finish(1500), {
    width,
    height: width / 1.78,
  }).rail as Rail;
const bent = Array.from({ length: 120 }, (_, i): [number, number] => {
  const turned = (i / 120) * 2 * Math.PI;
  const radius = 800 + 260 * Math.sin(3 * turned) + 120 * Math.cos(5 * turned);
  return [radius * Math.cos(turned) * 1.4, radius * Math.sin(turned)];
});
const circuit = pathPlan({ kind: 'circuit', lapM: 5400, outline: bent }, finish(5400), {
  width: 600,
  height: 400,
}).rail as Rail;
const route = pathPlan({ kind: 'route', lengthM: 42_195 }, finish(42_195), {
  width: 600,
  height: 230,
}).rail as Rail;

/** Dots of one race: anywhere, or in a pack. */
const places = fc.oneof(
  fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 15, maxLength: 15 }),
  fc
    .tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.array(fc.double({ min: 0, max: 0.06, noNaN: true }), { minLength: 15, maxLength: 15 }),
    )
    .map(([start, rest]) => rest.map((part) => (start + part) % 1)),
);

function wishesOn(rail: Rail, parts: readonly number[]) {
  return parts
    .map((part, id) => ({ id, railPx: part * rail.lengthPx, width: 20 + (id % 4) * 5, rank: id }))
    .sort((a, b) => a.railPx - b.railPx);
}

type Wishes = ReturnType<typeof wishesOn>;

function halfWidth(label: PlacedLabel, wishes: Wishes): number {
  return (wishes.find((wish) => wish.id === label.id)?.width ?? 0) / 2;
}

function overlap(a: PlacedLabel, b: PlacedLabel, wishes: Wishes): boolean {
  const across = halfWidth(a, wishes) + halfWidth(b, wishes);
  return Math.abs(a.x - b.x) < across - 1e-6 && Math.abs(a.y - b.y) < HEIGHT - 1e-6;
}

function inside(label: PlacedLabel, wishes: Wishes, rail: Rail): boolean {
  const half = halfWidth(label, wishes);
  return label.x >= half && label.x <= rail.inside.width - half;
}

describe('labels beside dots', () => {
  for (const [name, rail] of [
    ['the oval', oval(600)],
    ['the oval on a phone', oval(340)],
    ['a folded circuit', circuit],
    ['a route', route],
  ] as const) {
    test(`never overlap and never leave the drawing: 15 dots anywhere on ${name}`, () => {
      fc.assert(
        fc.property(places, (parts) => {
          const wishes = wishesOn(rail, parts);
          const placed = placeLabels(wishes, rail, HEIGHT);
          expect(placed.every((label) => inside(label, wishes, rail))).toBe(true);
          expect(
            placed.some((a, i) => placed.slice(i + 1).some((b) => overlap(a, b, wishes))),
          ).toBe(false);
        }),
        { numRuns: 150 },
      );
    });
  }

  test('are all there for 15 runners on the oval, in a pack or apart', () => {
    fc.assert(
      fc.property(places, (parts) => {
        const rail = oval(600);
        expect(placeLabels(wishesOn(rail, parts), rail, HEIGHT)).toHaveLength(15);
      }),
      { numRuns: 150 },
    );
  });

  test('stand straight beside their dots where there is room', () => {
    const rail = oval(600);
    const wishes = wishesOn(rail, [0.1, 0.3, 0.6, 0.9]);
    for (const label of placeLabels(wishes, rail, HEIGHT)) {
      expect(label.push).toBe(0);
      expect(label.railPx).toBeCloseTo(wishes.find((wish) => wish.id === label.id)?.railPx ?? 0, 6);
    }
  });

  test('keep the followed where there is no room for all', () => {
    const rail = { ...oval(340), inside: { width: 90, height: 40 } };
    const wishes = wishesOn(
      rail,
      Array.from({ length: 15 }, () => 0.5),
    );
    const placed = placeLabels(wishes, rail, HEIGHT);
    expect(placed.length).toBeLessThan(15);
    expect(placed.map((label) => label.id)).toContain(0);
  });
});

describe('spreading along a line', () => {
  test('keeps order and spacing and moves nobody who is free', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (any) => {
          const desired = [...any].sort((a, b) => a - b);
          const spread = spreadOut(
            desired,
            desired.slice(1).map(() => 20),
          );
          for (let i = 1; i < spread.length; i++) {
            expect((spread[i] ?? 0) - (spread[i - 1] ?? 0)).toBeGreaterThanOrEqual(20 - 1e-6);
          }
          const moved = spread.reduce((sum, px, i) => sum + px - (desired[i] ?? 0), 0);
          expect(moved).toBeCloseTo(0, 4);
        },
      ),
    );
    expect(spreadOut([0, 100, 200], [20, 20])).toEqual([0, 100, 200]);
  });

  test('shares the displacement between those who collide', () => {
    expect(spreadOut([50, 50], [20])).toEqual([40, 60]);
  });
});
