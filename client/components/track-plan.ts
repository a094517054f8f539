/**
 * A plan is a course laid out for one size of drawing: what lies on the ground, and where on the
 * screen an entrant is who has covered so many metres. All lengths are CSS pixels unless a name
 * says metres; y points down, as on screens.
 */
export interface TrackPlan {
  readonly kind: 'oval' | 'lanes' | 'circuit' | 'route';
  readonly width: number;
  readonly height: number;
  readonly ground: readonly GroundPath[];
  readonly ticks: readonly PlanTick[];
  /** Where someone is after `distanceM` metres of the race; `lane` where lanes are run in. */
  readonly place: (distanceM: number, lane: number | null) => Place;
  /** Where labels of dots stand; null where rows carry the labels. */
  readonly rail: Rail | null;
  /**
   * Where a label of this size stands just outside the course, beside someone who has covered so
   * many metres; null where it would leave the drawing. Missing where there is no outside.
   */
  readonly outside?: (distanceM: number, box: PlanSize) => { x: number; y: number } | null;
  /** What moves are boats, drawn from the bow. */
  readonly boats?: boolean;
  /** Rows of a course in lanes, from top to bottom. */
  readonly rows: readonly PlanRow[];
  /** Where the way behind everyone begins, on a course in lanes that is gone through once. */
  readonly wakeFromX?: number | null;
  /** The course is drawn as a straight line across, with room above it. */
  readonly isLine?: boolean;
  /** The drawing is not the true shape of the course. */
  readonly schematic: boolean;
}

/** A point of the drawing with the unit normal that points away from the middle of the course. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly nx: number;
  readonly ny: number;
}

export interface GroundPath {
  readonly kind: 'surface' | 'lane' | 'edge' | 'water' | 'course';
  readonly d: string;
}

export interface PlanTick {
  readonly key: string;
  readonly kind: 'start' | 'finish' | 'point';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** Distances at which the race comes by here; null where there is no room for words. */
  readonly label: string | null;
  readonly labelX: number;
  readonly labelY: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface PlanRow {
  readonly lane: number;
  readonly y: number;
  readonly height: number;
}

/** The curve on which labels stand, beside the one on which the dots move. */
export interface Rail {
  readonly lengthPx: number;
  readonly closed: boolean;
  /** What is written on the ground there: labels keep off it where they can. */
  readonly taken?: readonly (PlanSize & { readonly x: number; readonly y: number })[];
  /** Labels stay inside the drawing. */
  readonly inside: PlanSize;
  /** How sharply it bends towards the side on which labels are; Infinity where it is straight. */
  readonly radiusPx: (railPx: number) => number;
  readonly ofDistance: (distanceM: number, lane: number | null) => number;
  /** The normal points away from the dots. */
  readonly at: (railPx: number) => Place;
}

export interface PlanSize {
  readonly width: number;
  readonly height: number;
}

/** The remainder that is never negative, so that a lap closes from either side. */
export function wrap(value: number, lap: number): number {
  const rest = value % lap;
  // Adding zero makes −0 a plain 0.
  return rest < 0 ? rest + lap : rest + 0;
}

export function round(px: number): number {
  return Math.round(px * 100) / 100;
}

export function pathThrough(places: readonly { x: number; y: number }[], closed: boolean): string {
  const d = places.map((at, i) => `${i === 0 ? 'M' : 'L'}${round(at.x)} ${round(at.y)}`).join('');
  return closed ? `${d}Z` : d;
}

/** The nearest place to `at` at which a box of this size lies inside the drawing. */
export function keptInside(
  at: { readonly x: number; readonly y: number },
  box: PlanSize,
  inside: PlanSize,
): { readonly x: number; readonly y: number } {
  const within = (value: number, half: number, most: number) =>
    Math.min(Math.max(value, half), most - half);
  return {
    x: within(at.x, box.width / 2, inside.width),
    y: within(at.y, box.height / 2, inside.height),
  };
}

/** A place moved along its normal. */
export function moveOut(at: Place, px: number): Place {
  return { ...at, x: at.x + at.nx * px, y: at.y + at.ny * px };
}
