import fc from 'fast-check';
import { expect, test } from 'vitest';
import { raceTime } from '../time/time.ts';
import {
  chestLanes,
  edgeAt,
  edgesOf,
  laneAt,
  laneCount,
  laneMiddle,
  laneShares,
  type LaneGuides,
} from './lanes.ts';
import { drawStrip } from './synthetic.ts';

const eight: LaneGuides = {
  farLane: 8,
  nearLane: 1,
  far: { left: 0.2, right: 0.24 },
  near: { left: 1, right: 0.96 },
  perspective: 2,
};

test('L1 lanes fill the room; with perspective nearer ones are higher', () => {
  expect(laneShares(4, 1)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  const shares = laneShares(8, 2);
  const heights = shares.slice(1).map((share, i) => share - (shares[i] ?? 0));
  expect((heights[7] ?? 0) / (heights[0] ?? 1)).toBeCloseTo(2);
  expect(laneShares(1, 3)).toEqual([0, 1]);
  expect(laneCount(eight)).toBe(8);
});

test('L2 edges are straight lines across the image', () => {
  const { edges } = edgesOf(eight);
  expect(edges).toHaveLength(9);
  expect(edges[0]).toEqual([2000, 2400]);
  expect(edgeAt([2000, 2400], 0.5)).toBeCloseTo(0.22);
});

test('L3 a place is in one lane, or beside all', () => {
  const lanes = edgesOf(eight);
  expect(laneAt(lanes, 0, 0.1)).toBeNull();
  expect(laneAt(lanes, 0, 0.21)).toBe(8);
  expect(laneAt(lanes, 0, 0.99)).toBe(1);
  expect(laneAt(lanes, 1, 0.97)).toBeNull();
  const one = edgesOf({ ...eight, farLane: 3, nearLane: 3 });
  expect(laneAt(one, 0.5, 0.5)).toBe(3);
});

test('L4 the middle of a lane is in that lane', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10 }),
      fc.integer({ min: 1, max: 10 }),
      fc.double({ min: 1, max: 4, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (farLane, nearLane, perspective, across) => {
        const lanes = edgesOf({ ...eight, farLane, nearLane, perspective });
        const step = Math.sign(nearLane - farLane) || 1;
        for (let lane = farLane; lane !== nearLane + step; lane += step)
          expect(laneAt(lanes, across, laneMiddle(lanes, lane, across) ?? -1)).toBe(lane);
      },
    ),
  );
  expect(laneMiddle(edgesOf(eight), 9, 0)).toBeNull();
  expect(laneMiddle(edgesOf(eight), 0, 0)).toBeNull();
});

test('L5 a click on the chest is in the lane of whom it belongs to, in every lane', () => {
  const guides: LaneGuides = {
    ...eight,
    far: { left: 0.34, right: 0.34 },
    near: { left: 0.98, right: 0.98 },
    perspective: 1.7,
    lift: 0.29,
  };
  const { truth, height } = drawStrip({
    seed: 1,
    axis: { columns: 200, firstUs: raceTime(0), lastUs: raceTime(199_000) },
    height: 480,
    lanes: guides,
    finishers: [1, 2, 3, 4, 5, 6, 7, 8].map((lane) => ({
      lane,
      us: raceTime(100_000),
      speedMps: 10,
    })),
    noise: 0,
    blur: 0,
  });
  const seen = truth.map(({ chestRow }) => laneAt(chestLanes(guides), 0.5, chestRow / height));
  expect(seen).toEqual(truth.map(({ lane }) => lane));
  // Without a lift the chest of one stands over the lane of another
  const feet = truth.map(({ chestRow }) => laneAt(chestLanes(eight), 0.5, chestRow / height));
  expect(feet).not.toEqual(truth.map(({ lane }) => lane));
  expect(chestLanes({ ...guides, lift: 0 })).toEqual(edgesOf(guides));
});
