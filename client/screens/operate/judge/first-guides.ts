import type { LaneGuides } from '../../../../shared/strip/lanes.ts';

/** Guides to begin with: a usual camera beside a straight. */
export function firstGuides(lanes: number): LaneGuides {
  return {
    farLane: lanes,
    nearLane: 1,
    far: { left: 0.34, right: 0.34 },
    near: { left: 0.98, right: 0.98 },
    perspective: 1.7,
    lift: 0.29,
  };
}
