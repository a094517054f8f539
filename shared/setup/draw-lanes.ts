import type { RaceDefinition } from '../race/definition.ts';

/** Who runs in which lane: by lot, or by rank as the sport's rules have it. Pure: the lot has a seed. */

/** `groups`: the best are drawn among the best lanes, and so on; `order`: the best gets the first lane. */
interface LaneMethod {
  readonly kind: 'lot' | 'groups' | 'order';
  /** Where it stands written. */
  readonly rule: string | null;
  readonly lanesFor: (lanes: number) => readonly (readonly number[])[];
}

export type LaneMethodId = keyof typeof LANE_METHODS;

export const LANE_METHODS = {
  /** Any lane, by lot. */
  lot: { kind: 'lot', rule: null, lanesFor: (lanes) => [oneTo(lanes)] },
  /** 100 m and straight hurdles: ranks 1–4 draw lanes 3–6, 5–6 draw 2 and 7, the last 1 and 8. */
  straight: {
    kind: 'groups',
    rule: 'World Athletics TR 20.4',
    lanesFor: (lanes) =>
      fit(
        [
          [3, 4, 5, 6],
          [2, 7],
          [1, 8],
        ],
        lanes,
      ),
  },
  /** 200 m: ranks 1–3 draw lanes 5–7, 4–6 draw 3, 4 and 8, the last 1 and 2. */
  bend200: {
    kind: 'groups',
    rule: 'World Athletics TR 20.4',
    lanesFor: (lanes) =>
      fit(
        [
          [5, 6, 7],
          [3, 4, 8],
          [1, 2],
        ],
        lanes,
      ),
  },
  /** 400 m, its hurdles, relays: ranks 1–4 draw lanes 4–7, 5–6 draw 3 and 8, the last 1 and 2. */
  bend400: {
    kind: 'groups',
    rule: 'World Athletics TR 20.4',
    lanesFor: (lanes) =>
      fit(
        [
          [4, 5, 6, 7],
          [3, 8],
          [1, 2],
        ],
        lanes,
      ),
  },
  /** Swimming: the fastest in the centre lane, the next on the left, and so on alternately. */
  spearhead: {
    kind: 'order',
    rule: 'World Aquatics, lane assignment (spearhead)',
    lanesFor: (lanes) => spearhead(lanes).map((lane) => [lane]),
  },
  /** Regattas: the fastest in the middle. */
  centre: {
    kind: 'order',
    rule: null,
    lanesFor: (lanes) => spearhead(lanes).map((lane) => [lane]),
  },
} as const satisfies Readonly<Record<string, LaneMethod>>;

/** How an event's lanes are drawn by its sport's rules; by lot where there is none. */
export function laneMethodFor({
  sport,
  distanceM,
  course,
}: Pick<RaceDefinition, 'sport' | 'distanceM' | 'course'>): LaneMethodId {
  if (sport === 'swimming') return 'spearhead';
  if (sport === 'rowing') return 'centre';
  if (course.kind === 'straight') return 'straight';
  if (course.kind === 'oval' && distanceM === 200) return 'bend200';
  return course.kind === 'oval' && distanceM === 400 ? 'bend400' : 'lot';
}

/** Lanes in the order of `ranked` (best first); those beyond the lanes get none. */
export function drawLanes<T>(
  ranked: readonly T[],
  method: LaneMethodId,
  { lanes, seed }: { readonly lanes: number; readonly seed: number },
): (readonly [T, number | null])[] {
  const next = lot(seed);
  const { kind, lanesFor }: LaneMethod = LANE_METHODS[method];
  const free = lanesFor(lanes).flatMap((group) =>
    kind === 'order' ? group : shuffled(group, next),
  );
  // By lot alone the list is no rank: whoever is beyond the lanes is drawn too.
  const inOrder = kind === 'lot' ? shuffled(ranked, next) : ranked;
  const drawn = new Map(inOrder.map((one, i) => [one, free[i] ?? null]));
  return ranked.map((one) => [one, drawn.get(one) ?? null]);
}

/** Facing the pool from the start, lane 1 is on the right: of 8, lanes 4, 5, 3, 6, 2, 7, 1, 8. */
function spearhead(lanes: number): number[] {
  const centre = Math.ceil(lanes / 2);
  const order: number[] = [centre];
  for (let away = 1; order.length < lanes; away++)
    for (const lane of [centre + away, centre - away])
      if (lane >= 1 && lane <= lanes) order.push(lane);
  return order;
}

/** The groups of an eight-lane track on another: lanes it has not are left out, what it has more comes last. */
function fit(groups: readonly (readonly number[])[], lanes: number): number[][] {
  const kept = groups.map((group) => group.filter((lane) => lane <= lanes));
  const beyond = oneTo(lanes).filter((lane) => lane > 8);
  return [...kept.slice(0, -1), [...beyond, ...(kept.at(-1) ?? [])]].filter(
    ({ length }) => length > 0,
  );
}

function oneTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}

function shuffled<T>(things: readonly T[], next: () => number): T[] {
  const pot = [...things];
  const drawn: T[] = [];
  while (pot.length > 0) drawn.push(...pot.splice(Math.floor(next() * pot.length), 1));
  return drawn;
}

/** Numbers in [0, 1) that anyone gets again from the same seed (a Weyl sequence, mixed). */
function lot(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}

/**
 * Heats of a ranked list (best first), as even as can be and none beyond the lanes. `serpentine`: 1 6 7,
 * 2 5 8, 3 4 9, so that all are equally strong (World Athletics TR 20.3); `timed`: the fastest together
 * in the last heat, as where times of all heats count.
 */
export function splitIntoHeats<T>(
  ranked: readonly T[],
  lanes: number,
  method: 'serpentine' | 'timed',
): T[][] {
  const count = Math.max(1, Math.ceil(ranked.length / lanes));
  const heats: T[][] = Array.from({ length: count }, () => []);
  if (method === 'serpentine') {
    for (const [i, one] of ranked.entries()) {
      const along = i % count;
      const row = Math.floor(i / count);
      heats[row % 2 === 0 ? along : count - 1 - along]?.push(one);
    }
    return heats;
  }
  let from = 0;
  for (let heat = 0; heat < count; heat++) {
    const size = Math.ceil((ranked.length - from) / (count - heat));
    heats[count - 1 - heat]?.push(...ranked.slice(from, from + size));
    from += size;
  }
  return heats;
}

/** Best seed first; who has none comes after all who have, in the order of the list. */
export function bySeed<T extends { readonly seedUs?: number }>(lines: readonly T[]): T[] {
  return lines.toSorted((a, b) => order(a.seedUs, b.seedUs));
}

function order(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a - b;
}
