import type { Course, TimingPoint } from '../../shared/race/definition.ts';
import { marksOnce } from './track-lanes.ts';
import { marksOnLap, tickWidth, totalMetres } from './track-marks.ts';
import type { Place, PlanSize, PlanTick, TrackPlan } from './track-plan.ts';
import { moveOut, pathThrough, wrap } from './track-plan.ts';

type Outline = readonly (readonly [number, number])[];
type PathCourse = Extract<Course, { kind: 'circuit' | 'route' }>;

/** Room for the names beside the course: words are wider than they are high. */
const MARGIN = { x: 56, y: 30 };
/** Below this a drawing is a picture in a corner, without words (px). */
const SMALL_PX = 150;
const SMALL_MARGIN = { x: 10, y: 10 };
const RAIL_GAP = 18;
const RING_POINTS = 240;

/** A circuit or a route drawn from its outline, or, where none is known, as a ring or a line. */
export function pathPlan(
  course: PathCourse,
  points: readonly TimingPoint[],
  size: PlanSize,
): TrackPlan {
  const closed = course.kind === 'circuit';
  const lapM = course.kind === 'circuit' ? course.lapM : course.lengthM;
  const margin = Math.min(size.width, size.height) >= SMALL_PX ? MARGIN : SMALL_MARGIN;
  const drawn = course.outline === undefined ? null : fitOutline(course.outline, size, margin);
  const curve = curveThrough(drawn ?? standIn(closed, size, margin), closed);
  const totalM = totalMetres(points, lapM);
  const share = (distanceM: number) =>
    closed ? wrap(distanceM - totalM, lapM) / lapM : Math.min(Math.max(distanceM / lapM, 0), 1);
  const names = totalM >= LONG_M ? inKilometres(points) : points;
  const marks = closed ? marksOnLap(names, lapM, totalM) : marksOnce(names, totalM);
  const ticks = namedTicks(
    marks.map((mark) => {
      const at = curve.at((mark.fromLineM / lapM) * curve.lengthPx);
      // First the side where no names of runners stand.
      const sides = !closed && drawn !== null ? ([-1, 1] as const) : ([1, -1] as const);
      return sides.slice(0, drawn === null ? 1 : 2).map((side) => pathTick(mark, at, side));
    }),
    samples(curve),
  );
  return {
    kind: course.kind,
    ...size,
    ground: [{ kind: 'course', d: pathThrough(curve.through, closed) }],
    ticks,
    place: (distanceM) => curve.at(share(distanceM) * curve.lengthPx),
    rail: {
      lengthPx: curve.lengthPx,
      closed,
      inside: size,
      // In laps the names would jump at every tick.
      ...(closed ? {} : { taken: ticks.filter(({ label }) => label !== null).map(middleOf) }),
      radiusPx: () => Number.POSITIVE_INFINITY,
      ofDistance: (distanceM) => share(distanceM) * curve.lengthPx,
      at: (railPx) => {
        const at = curve.at(railPx);
        return moveOut(closed ? at : { ...at, nx: -at.nx, ny: -at.ny }, RAIL_GAP);
      },
    },
    rows: [],
    isLine: drawn === null && !closed,
    schematic: drawn === null || course.schematic === true,
  };
}

/** From here on a course is measured in kilometres. */
const LONG_M = 10_000;

function inKilometres(points: readonly TimingPoint[]): readonly TimingPoint[] {
  return points.map((point) => ({
    ...point,
    label: point.label ?? String(Number((point.distanceM / 1000).toFixed(1))),
  }));
}

/** So far a name keeps off the course, where there is room: half of the thickest ribbon (px). */
const CLEAR_PX = 13;
/** Nearer than this, a name is left out: it would be on the course. */
const LEAST_PX = 4;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

type Spot = { readonly x: number; readonly y: number };

/**
 * Each tick with its name on the first side on which that stands clear of the course, or else on the
 * clearer one. Names that would run into others are left out; start and finish come first.
 */
function namedTicks(
  choices: readonly (readonly PlanTick[])[],
  course: readonly Spot[],
): readonly PlanTick[] {
  const order = { finish: 0, start: 1, point: 2 };
  const taken: Box[] = [];
  return [...choices]
    .sort(([a], [b]) => order[a?.kind ?? 'point'] - order[b?.kind ?? 'point'])
    .flatMap((sides) => {
      const best = sides
        .map((tick) => ({ tick, box: labelBox(tick) }))
        .filter(({ box }) => taken.every((other) => !meets(box, other)))
        .map((one) => ({ ...one, clear: Math.min(clearance(one.box, course), CLEAR_PX) }))
        .reduce<{ tick: PlanTick; box: Box; clear: number } | null>(
          (most, one) => (most === null || one.clear > most.clear ? one : most),
          null,
        );
      const isNamed = best !== null && (best.tick.kind !== 'point' || best.clear >= LEAST_PX);
      if (isNamed) taken.push(best.box);
      const [first] = sides;
      return isNamed ? [best.tick] : first === undefined ? [] : [{ ...first, label: null }];
    });
}

function labelBox(tick: PlanTick): Box {
  const width = tickWidth(tick);
  const left =
    tick.labelX - (tick.anchor === 'start' ? 0 : tick.anchor === 'end' ? width : width / 2);
  return { left, right: left + width, top: tick.labelY - 9, bottom: tick.labelY + 2 };
}

function middleOf(tick: PlanTick) {
  const { left, right, top, bottom } = labelBox(tick);
  return {
    x: (left + right) / 2,
    y: (top + bottom) / 2,
    width: right - left,
    height: bottom - top,
  };
}

function meets(a: Box, b: Box): boolean {
  return (
    a.left < b.right + 6 && b.left < a.right + 6 && a.top < b.bottom + 1 && b.top < a.bottom + 1
  );
}

/** From a box to the nearest place of the course. */
function clearance({ left, right, top, bottom }: Box, course: readonly Spot[]): number {
  return Math.min(
    ...course.map(({ x, y }) =>
      Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)),
    ),
  );
}

const SAMPLE_PX = 5;

function samples(curve: Curve): readonly Spot[] {
  const count = Math.ceil(curve.lengthPx / SAMPLE_PX) + 1;
  return Array.from({ length: count }, (_, i) => curve.at(i * SAMPLE_PX));
}

interface Curve {
  readonly through: readonly { x: number; y: number }[];
  readonly lengthPx: number;
  readonly at: (px: number) => Place;
}

function curveThrough(through: readonly { x: number; y: number }[], closed: boolean): Curve {
  const first = through[0];
  const along = closed && first ? [...through, first] : through;
  const upTo = lengthsUpTo(along);
  const lengthPx = upTo.at(-1) ?? 0;
  // With y down a positive area is run clockwise: the middle lies to the right. On an open way the
  // labels stand to the right and what is counted to the left, above one that runs to the right.
  const side = closed && signedArea(through) < 0 ? -1 : 1;
  const at = (px: number): Place => {
    const s = closed ? wrap(px, lengthPx) : Math.min(Math.max(px, 0), lengthPx);
    const i = lastAtOrBefore(upTo, s, along.length - 2);
    const a = along[i] ?? { x: 0, y: 0 };
    const b = along[i + 1] ?? a;
    const part = s - (upTo[i] ?? 0);
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const tx = (b.x - a.x) / length;
    const ty = (b.y - a.y) / length;
    return { x: a.x + tx * part, y: a.y + ty * part, nx: side * ty, ny: -side * tx };
  };
  return { through, lengthPx, at };
}

function lengthsUpTo(along: readonly { x: number; y: number }[]): number[] {
  let sum = 0;
  return along.map((at, i) => {
    const before = along[i - 1];
    if (before) sum += Math.hypot(at.x - before.x, at.y - before.y);
    return sum;
  });
}

function lastAtOrBefore(rising: readonly number[], value: number, most: number): number {
  let low = 0;
  let high = Math.max(most, 0);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((rising[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function signedArea(through: readonly { x: number; y: number }[]): number {
  return through.reduce((sum, a, i) => {
    const b = through[(i + 1) % through.length] ?? a;
    return sum + a.x * b.y - b.x * a.y;
  }, 0);
}

/** Metres with y to the north become pixels with y down, as large as fits. */
function fitOutline(outline: Outline, size: PlanSize, margin: Spot) {
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  const [minX, maxX, minY, maxY] = [
    Math.min(...xs),
    Math.max(...xs),
    Math.min(...ys),
    Math.max(...ys),
  ];
  const scale = Math.min(
    (size.width - 2 * margin.x) / Math.max(maxX - minX, 1),
    (size.height - 2 * margin.y) / Math.max(maxY - minY, 1),
  );
  return outline.map(([x, y]) => ({
    x: size.width / 2 + (x - (minX + maxX) / 2) * scale,
    y: size.height / 2 - (y - (minY + maxY) / 2) * scale,
  }));
}

/** What is drawn where the outline is not known: a ring, run clockwise from the bottom, or a line. */
function standIn(closed: boolean, size: PlanSize, margin: Spot) {
  if (!closed) {
    const y = size.height * 0.62;
    return [
      { x: margin.x, y },
      { x: size.width - margin.x, y },
    ];
  }
  const rx = size.width / 2 - margin.x;
  const ry = size.height / 2 - margin.y;
  return Array.from({ length: RING_POINTS }, (_, i) => {
    const turned = (i / RING_POINTS) * 2 * Math.PI;
    return superellipse(turned, rx, ry, size);
  });
}

// Exponent 2.6: between an ellipse and a rounded rectangle, so that nobody takes it for a real bend.
const SQUARENESS = 2 / 2.6;

function superellipse(turned: number, rx: number, ry: number, size: PlanSize) {
  const bulge = (value: number) => Math.sign(value) * Math.abs(value) ** SQUARENESS;
  return {
    x: size.width / 2 - rx * bulge(Math.sin(turned)),
    y: size.height / 2 + ry * bulge(Math.cos(turned)),
  };
}

/** Beyond the thickest ribbon. */
const LABEL_OFF_PX = 11;

function pathTick(
  mark: { kind: PlanTick['kind']; fromLineM: number; label: string },
  at: Place,
  side: 1 | -1,
): PlanTick {
  const half = mark.kind === 'point' ? 6 : 10;
  const inside = moveOut(at, -half);
  const outside = moveOut(at, half);
  const label = moveOut(at, side * (-half - LABEL_OFF_PX));
  return {
    key: `${mark.kind}-${mark.fromLineM}`,
    kind: mark.kind,
    x1: inside.x,
    y1: inside.y,
    x2: outside.x,
    y2: outside.y,
    label: mark.label,
    labelX: label.x,
    labelY: label.y + 4,
    anchor: side * at.nx > 0.4 ? 'end' : side * at.nx < -0.4 ? 'start' : 'middle',
  };
}
