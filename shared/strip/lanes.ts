import type { StripLanes } from '../race/strip.ts';

/**
 * Lane guides as a judge lays them (SPEC L): the outer edges, far and near, each with a height at the
 * left and at the right end of the image (0 the top, 1 the bottom), and how much larger the nearest
 * lane looks than the farthest.
 */
export interface LaneGuides {
  readonly farLane: number;
  readonly nearLane: number;
  readonly far: { readonly left: number; readonly right: number };
  readonly near: { readonly left: number; readonly right: number };
  /** 1 is a camera straight from above. */
  readonly perspective: number;
  /** How far a chest in the nearest lane is above the middle of that lane, in heights of the image; 0 when left out. */
  readonly lift?: number;
}

/** L1: shares of the whole at which lanes begin and end, from 0 (far) to 1 (near). */
export function laneShares(count: number, perspective: number): readonly number[] {
  const heights = Array.from(
    { length: count },
    (_, i) => perspective ** (count === 1 ? 0 : i / (count - 1)),
  );
  const whole = heights.reduce((sum, height) => sum + height, 0);
  let at = 0;
  return [0, ...heights.map((height) => (at += height) / whole)];
}

export function laneCount({ farLane, nearLane }: Pick<LaneGuides, 'farLane' | 'nearLane'>): number {
  return Math.abs(farLane - nearLane) + 1;
}

/** L2: the guides as they are published: edges in 1/10000 of the height. */
export function edgesOf(guides: LaneGuides): StripLanes {
  const { farLane, nearLane, far, near, perspective } = guides;
  const between = (a: number, b: number, share: number) =>
    Math.round((a + (b - a) * share) * 10_000);
  return {
    farLane,
    nearLane,
    edges: laneShares(laneCount(guides), perspective).map((share) => [
      between(far.left, near.left, share),
      between(far.right, near.right, share),
    ]),
  };
}

/**
 * L5: the lanes where their chests are, which is where a judge points: each edge lifted, the far ones
 * less by the root of the perspective.
 */
export function chestLanes(guides: LaneGuides): StripLanes {
  const { perspective, lift = 0 } = guides;
  const lanes = edgesOf(guides);
  const count = laneCount(guides);
  return {
    ...lanes,
    edges: lanes.edges.map(([left, right], i) => {
      const by = Math.round(lift * perspective ** ((i / count - 1) / 2) * 10_000);
      return [left - by, right - by];
    }),
  };
}

/** The height of an edge at `across` (0 left, 1 right), 0 the top and 1 the bottom. */
export function edgeAt(edge: StripLanes['edges'][number], across: number): number {
  const [left, right] = edge;
  return (left + (right - left) * across) / 10_000;
}

/** L3: the lane at a place in the image, both in shares of it; null beside all lanes. */
export function laneAt(lanes: StripLanes, across: number, down: number): number | null {
  const heights = lanes.edges.map((edge) => edgeAt(edge, across));
  const index = heights.findIndex((top, i) => down >= top && down < (heights[i + 1] ?? top));
  if (index === -1) return null;
  return lanes.farLane + index * Math.sign(lanes.nearLane - lanes.farLane);
}

/** L4: the middle of a lane at `across`; null where there is no such lane. */
export function laneMiddle(lanes: StripLanes, lane: number, across: number): number | null {
  const index = (lane - lanes.farLane) * (Math.sign(lanes.nearLane - lanes.farLane) || 1);
  const [top, bottom] = [lanes.edges[index], lanes.edges[index + 1]];
  if (top === undefined || bottom === undefined) return null;
  return (edgeAt(top, across) + edgeAt(bottom, across)) / 2;
}
