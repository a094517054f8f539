import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oval1500, rowing, straight100, swim400 } from '../testkit/definitions.ts';
import {
  bySeed,
  drawLanes,
  laneMethodFor,
  LANE_METHODS,
  splitIntoHeats,
  type LaneMethodId,
} from './draw-lanes.ts';

const eight = [1, 2, 3, 4, 5, 6, 7, 8];
const lanesOf = (method: LaneMethodId, lanes = 8, seed = 7, ranked = eight) =>
  drawLanes(ranked, method, { lanes, seed }).map(([, lane]) => lane);
const sorted = (lanes: readonly (number | null)[]) =>
  lanes.toSorted((a, b) => Number(a) - Number(b));

describe('lanes by rank', () => {
  it('of 100 m put the four best into 3–6, the last two into 1 and 8', () => {
    const lanes = lanesOf('straight');
    expect(sorted(lanes.slice(0, 4))).toEqual([3, 4, 5, 6]);
    expect(sorted(lanes.slice(4, 6))).toEqual([2, 7]);
    expect(sorted(lanes.slice(6))).toEqual([1, 8]);
  });
  it('of 200 m put the three best into 5–7, of 400 m the four best into 4–7', () => {
    expect(sorted(lanesOf('bend200').slice(0, 3))).toEqual([5, 6, 7]);
    expect(sorted(lanesOf('bend400').slice(0, 4))).toEqual([4, 5, 6, 7]);
  });
  it('are drawn as the event has it', () => {
    const methods = [straight100, oval1500, swim400, rowing].map(laneMethodFor);
    expect(methods).toEqual(['straight', 'lot', 'spearhead', 'centre']);
    expect(laneMethodFor({ ...oval1500, distanceM: 200 })).toBe('bend200');
    expect(laneMethodFor({ ...oval1500, distanceM: 400 })).toBe('bend400');
  });
  it('of a pool are a spearhead', () => {
    expect(lanesOf('spearhead')).toEqual([4, 5, 3, 6, 2, 7, 1, 8]);
    expect(lanesOf('spearhead', 6).slice(0, 6)).toEqual([3, 4, 2, 5, 1, 6]);
    expect(lanesOf('spearhead', 5).slice(0, 5)).toEqual([3, 4, 2, 5, 1]);
    expect(lanesOf('centre', 6)[0]).toBe(3);
  });
});

const methods = Object.keys(LANE_METHODS) as LaneMethodId[];

describe('a draw', () => {
  it('gives each a lane of the track and none two, as many as there are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...methods),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 30 }),
        fc.nat(),
        (method, lanes, count, seed) => {
          const ranked = Array.from({ length: count }, (_, i) => i);
          const drawn = lanesOf(method, lanes, seed, ranked).filter((lane) => lane !== null);
          expect(new Set(drawn).size).toBe(Math.min(count, lanes));
          expect(drawn.every((lane) => lane >= 1 && lane <= lanes)).toBe(true);
        },
      ),
    );
  });
  it('is the same again from the same seed, and another from another', () => {
    expect(lanesOf('lot', 8, 1)).toEqual(lanesOf('lot', 8, 1));
    expect(lanesOf('lot', 8, 1)).not.toEqual(lanesOf('lot', 8, 2));
  });
  it('gives everybody every lane equally often', () => {
    const counts = eight.map(() => 0);
    for (let seed = 0; seed < 8000; seed++) {
      const lane = lanesOf('lot', 8, seed)[0] ?? 0;
      counts[lane - 1] = (counts[lane - 1] ?? 0) + 1;
    }
    // Binomial, 8,000 trials of 1/8: five standard deviations are 148.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(148);
  });
});

describe('heats', () => {
  it('go to and fro, so that all are equally strong', () => {
    expect(splitIntoHeats([1, 2, 3, 4, 5, 6, 7, 8, 9], 3, 'serpentine')).toEqual([
      [1, 6, 7],
      [2, 5, 8],
      [3, 4, 9],
    ]);
  });
  it('put the fastest together at the end where times of all count', () => {
    expect(splitIntoHeats([1, 2, 3, 4, 5], 3, 'timed')).toEqual([
      [4, 5],
      [1, 2, 3],
    ]);
  });
  it('hold everybody once, none more than the lanes, and differ by one at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 10 }),
        fc.constantFrom('serpentine' as const, 'timed' as const),
        (count, lanes, method) => {
          const all = Array.from({ length: count }, (_, i) => i);
          const heats = splitIntoHeats(all, lanes, method);
          expect(heats.flat().toSorted((a, b) => a - b)).toEqual(all);
          const sizes = heats.map(({ length }) => length);
          expect(Math.max(...sizes)).toBeLessThanOrEqual(lanes);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
  it('are seeded by time; who has none comes last, in the order of the list', () => {
    const lines = [{ n: 1 }, { n: 2, seedUs: 9 }, { n: 3 }, { n: 4, seedUs: 3 }];
    expect(bySeed(lines).map(({ n }) => n)).toEqual([4, 2, 1, 3]);
  });
});
