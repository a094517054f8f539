import type { Instant } from '../../shared/time/time.ts';
import type { Ink, Motion } from '../../shared/timeline/answers.ts';
import { glide, isSeek, SAME_BREATH_MS } from './track-glide.ts';
import type { Glide } from './track-glide.ts';
import type { LabelWish } from './track-labels.ts';
import { inTightPack } from './track-crowd.ts';
import { ORDER_SLACK, placeLabels } from './track-labels.ts';
import type { Place, Rail, TrackPlan } from './track-plan.ts';
import { keptInside, moveOut } from './track-plan.ts';

/** Something that moves on the course: an entrant's dot or the ghost of a pace line. */
export interface Mover {
  readonly id: number;
  readonly lane: number | null;
  readonly labelWidth: number;
  /** Lower keeps its label when there is no room for all. */
  readonly rank: number;
  /** From this distance on it goes without a label: where many stand on the line, names say nothing. */
  readonly labelUntilM: number;
  /** It keeps its label in the tightest pack: someone followed, a pacemaker. */
  readonly alwaysNamed?: boolean;
  /** Its label stands outside the course, where the drawing has room for it there. */
  readonly outside?: boolean;
  /** Its estimates may be corrected, and it glides when they are; the ghost of a pace line never is. */
  readonly corrected: boolean;
  readonly motion: (at: Instant) => Motion | null;
}

export interface DrawnMover {
  readonly place: Place;
  readonly ink: Ink;
  /** Middle of its label; null where it has none at this moment. */
  readonly label: Spot | null;
}

/** Where everything is drawn at a moment, by mover id; what is not on the course is missing. */
export type Field = (at: Instant, wallMs: number) => ReadonlyMap<number, DrawnMover>;

export const LABEL_HEIGHT = 15;
export const SMALL_LABEL_HEIGHT = 12;
const MOST_LABELS = 28;
/** Labels take this long to change places, so that the eye can follow. */
const LABEL_SETTLING_MS = 90;

/** What outlives a new list of entrants: where dots and labels were drawn last. */
export interface FieldMemory {
  readonly glides: Map<number, Glide>;
  /** Where each label stands from straight beside its dot: along the rail, and off it. */
  readonly aside: Map<number, { readonly along: number; readonly push: number }>;
  /** Ids in the order of their labels along the rail. */
  order: readonly number[];
  /** Who ran in a pack too tight for names. */
  packed: ReadonlySet<number>;
  plan: TrackPlan | null;
  last: { readonly at: Instant; readonly wallMs: number } | null;
}

export function makeFieldMemory(): FieldMemory {
  return {
    glides: new Map(),
    aside: new Map(),
    order: [],
    packed: new Set(),
    plan: null,
    last: null,
  };
}

/** Follows the movers over the frames: dots glide onto corrections, labels onto new places. */
export function followField(movers: readonly Mover[], plan: TrackPlan, memory: FieldMemory): Field {
  if (memory.plan !== plan) memory.aside.clear();
  memory.plan = plan;

  return (at, wallMs) => {
    const { last } = memory;
    const again = last?.at === at && wallMs - last.wallMs < SAME_BREATH_MS;
    const jumped = last === null || (!again && isSeek(last, { at, wallMs }));
    const passedMs = last === null ? 0 : wallMs - last.wallMs;
    if (!again) memory.last = { at, wallMs };
    const seen = new Map<number, { distanceM: number; ink: Ink; mover: Mover }>();
    for (const mover of movers) {
      const motion = mover.motion(at);
      if (motion === null) memory.glides.delete(mover.id);
      else seen.set(mover.id, { ...drawnMotion(mover, motion, memory, at, wallMs), mover });
    }
    const labelled = placeFieldLabels(seen, plan, memory, { jumped, passedMs });
    const drawn = new Map<number, DrawnMover>();
    for (const [id, { distanceM, ink, mover }] of seen) {
      const place = plan.place(distanceM, mover.lane);
      drawn.set(id, { place, ink, label: labelled.get(id) ?? null });
    }
    return drawn;
  };
}

function drawnMotion(
  mover: Mover,
  motion: Motion,
  memory: FieldMemory,
  at: Instant,
  wallMs: number,
): { distanceM: number; ink: Ink } {
  if (!mover.corrected) return motion;
  const gliding = memory.glides.get(mover.id) ?? glide();
  memory.glides.set(mover.id, gliding);
  return { distanceM: gliding.follow(motion, at, wallMs), ink: motion.ink };
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

type Seen = ReadonlyMap<number, { readonly distanceM: number; readonly mover: Mover }>;

function placeFieldLabels(
  seen: Seen,
  plan: TrackPlan,
  memory: FieldMemory,
  step: { readonly jumped: boolean; readonly passedMs: number },
): ReadonlyMap<number, Spot> {
  const labels = new Map<number, Spot>();
  const { rail } = plan;
  if (rail === null) return labels;
  const wishes = new Map<number, LabelWish>();
  const unnamed = withoutName(seen, rail, memory);
  for (const [id, { distanceM, mover }] of mostWanted(seen)) {
    if (distanceM >= mover.labelUntilM || unnamed.has(id)) continue;
    if (mover.outside && plan.outside) continue;
    const railPx = rail.ofDistance(distanceM, mover.lane);
    wishes.set(id, { id, railPx, width: mover.labelWidth, rank: mover.rank });
  }
  memory.order = step.jumped ? freshOrder(wishes) : keepOrder(memory.order, wishes);
  if (step.jumped) memory.aside.clear();
  const inOrder = memory.order.flatMap((id) => wishes.get(id) ?? []);
  const moves = 1 - Math.exp(-step.passedMs / LABEL_SETTLING_MS);
  for (const { id, railPx, push } of placeLabels(inOrder, rail, LABEL_HEIGHT)) {
    const wished = wishes.get(id)?.railPx ?? railPx;
    const wanted = { along: railPx - wished, push };
    const from = memory.aside.get(id) ?? wanted;
    const along = from.along + (wanted.along - from.along) * moves;
    const off = from.push + (wanted.push - from.push) * moves;
    memory.aside.set(id, { along, push: off });
    const box = { width: wishes.get(id)?.width ?? 0, height: LABEL_HEIGHT };
    labels.set(id, keptInside(moveOut(rail.at(wished + along), off), box, rail.inside));
  }
  for (const [id, spot] of outsideLabels(seen, plan)) labels.set(id, spot);
  for (const id of memory.aside.keys()) if (!labels.has(id)) memory.aside.delete(id);
  return labels;
}

/** Where the pack is tight, only its head, its tail and the always named carry names. */
function withoutName(seen: Seen, rail: Rail, memory: FieldMemory): ReadonlySet<number> {
  const running = [...seen].filter(
    ([, { distanceM, mover }]) => mover.corrected && distanceM < mover.labelUntilM,
  );
  const along = running
    .map(([id, { distanceM, mover }]) => ({
      id,
      railPx: rail.ofDistance(distanceM, mover.lane),
      width: mover.labelWidth,
    }))
    .sort((a, b) => a.railPx - b.railPx);
  memory.packed = inTightPack(along, rail, memory.packed);
  const unnamed = new Set(memory.packed);
  const byDistance = running
    .filter(([, { mover }]) => !mover.alwaysNamed)
    .sort(([, a], [, b]) => b.distanceM - a.distanceM);
  for (const [id] of [...byDistance.slice(0, HEAD), ...byDistance.slice(-1)]) unnamed.delete(id);
  for (const [id, { mover }] of seen) if (mover.alwaysNamed) unnamed.delete(id);
  return unnamed;
}

/** So many of the front are named in any pack. */
const HEAD = 3;

/** The labels of ghosts, outside the course; none where the drawing ends too near. */
function outsideLabels(seen: Seen, plan: TrackPlan): ReadonlyMap<number, Spot> {
  const labels = new Map<number, Spot>();
  if (!plan.outside) return labels;
  const taken: (Spot & { readonly width: number })[] = [];
  for (const [id, { distanceM, mover }] of seen) {
    if (!mover.outside || distanceM >= mover.labelUntilM) continue;
    const width = mover.labelWidth;
    const at = plan.outside(distanceM, { width, height: SMALL_LABEL_HEIGHT });
    if (at === null) continue;
    const clear = taken.every(
      (one) =>
        Math.abs(one.x - at.x) >= (one.width + width) / 2 + 2 ||
        Math.abs(one.y - at.y) >= SMALL_LABEL_HEIGHT,
    );
    if (!clear) continue;
    taken.push({ ...at, width });
    labels.set(id, at);
  }
  return labels;
}

function mostWanted(seen: Seen) {
  if (seen.size <= MOST_LABELS) return seen;
  return [...seen].sort(([, a], [, b]) => a.mover.rank - b.mover.rank).slice(0, MOST_LABELS);
}

function freshOrder(wishes: ReadonlyMap<number, LabelWish>): number[] {
  return [...wishes.values()].sort((a, b) => a.railPx - b.railPx).map((wish) => wish.id);
}

/**
 * The ids of the wishes by their place on the rail, as they were before where two run side by side:
 * an insertion sort, for the order is almost right already.
 */
function keepOrder(before: readonly number[], wishes: ReadonlyMap<number, LabelWish>): number[] {
  const known = new Set(before);
  const order = before.filter((id) => wishes.has(id));
  for (const id of wishes.keys()) if (!known.has(id)) order.push(id);
  const at = (index: number) => wishes.get(order[index] ?? -1)?.railPx ?? 0;
  for (let i = 1; i < order.length; i++) {
    for (let j = i; j > 0 && at(j - 1) > at(j) + ORDER_SLACK; j--) {
      order.splice(j - 1, 2, order[j] ?? -1, order[j - 1] ?? -1);
    }
  }
  return order;
}
