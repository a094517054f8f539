import type { Course, TimingPoint } from '../../shared/race/definition.ts';
import type { GroundPath, Place, PlanSize, PlanTick, TrackPlan } from './track-plan.ts';
import { round, wrap } from './track-plan.ts';
import { labelsInRow, marksOnLap, tickWidth, totalMetres } from './track-marks.ts';

/**
 * A running track seen from above, run anticlockwise. The home straight lies at the bottom and is
 * run to the right; the finish line is at its end, where the first bend begins.
 *
 *          back straight  ←
 *       ╭────────────────────╮
 *  bend │                    │ bend
 *       ╰────────────────────╯┃ finish
 *          home straight  →
 */
export interface OvalShape {
  readonly lapM: number;
  readonly straightM: number;
  /** Radius of the line on which lane 1 is measured. */
  readonly measuredM: number;
  readonly kerbM: number;
  readonly laneM: number;
  readonly lanes: number;
}

// Lane 1 is measured 0.30 m out from its kerb, the others 0.20 m out from the line on their left;
// a lane is 1.22 m wide (World Athletics, Technical Rules 14.2 and 14.4).
const FIRST_LANE_LINE_M = 0.3;
const OTHER_LANE_LINE_M = 0.2;
const LANE_M = 1.22;

export function ovalShape(course: Extract<Course, { kind: 'oval' }>): OvalShape {
  // From the lap and not from the stated radius, so that a lap closes exactly.
  const measuredM = (course.lapM - 2 * course.straightM) / (2 * Math.PI);
  return {
    lapM: course.lapM,
    straightM: course.straightM,
    measuredM,
    kerbM: measuredM - FIRST_LANE_LINE_M,
    laneM: LANE_M,
    lanes: course.lanes,
  };
}

/** The radius at which a lane is measured; without a lane, that of lane 1. */
export function laneRadiusM(shape: OvalShape, lane: number | null): number {
  if (lane === null || lane <= 1) return shape.measuredM;
  return shape.kerbM + (lane - 1) * shape.laneM + OTHER_LANE_LINE_M;
}

/** Once round at this radius. */
export function lapAtRadiusM(shape: OvalShape, radiusM: number): number {
  return 2 * shape.straightM + 2 * Math.PI * radiusM;
}

/**
 * The point `fromLineM` metres past the finish line on the curve of this radius; metres with the
 * middle of the infield as zero, x to the right, y down.
 */
export function ovalPoint(shape: OvalShape, fromLineM: number, radiusM: number): Place {
  const half = shape.straightM / 2;
  const bend = Math.PI * radiusM;
  let s = wrap(fromLineM, lapAtRadiusM(shape, radiusM));
  if (s < bend) return onBend(half, s / radiusM, radiusM);
  s -= bend;
  if (s < shape.straightM) return { x: half - s, y: -radiusM, nx: 0, ny: -1 };
  s -= shape.straightM;
  if (s < bend) return onBend(-half, Math.PI + s / radiusM, radiusM);
  return { x: s - bend - half, y: radiusM, nx: 0, ny: 1 };
}

function onBendAt(shape: OvalShape, fromLine: number, radiusM: number): boolean {
  const bend = Math.PI * radiusM;
  return wrap(fromLine, bend + shape.straightM) < bend;
}

/** `turned`: radians run since the finish line, anticlockwise from straight down. */
function onBend(centreX: number, turned: number, radiusM: number): Place {
  const nx = Math.sin(turned);
  const ny = Math.cos(turned);
  return { x: centreX + radiusM * nx, y: radiusM * ny, nx, ny };
}

/**
 * Metres past the finish line after `distanceM` of a race of `totalM`, along the entrant's own
 * lane: every race ends at the line, so a race that is no whole number of laps starts elsewhere.
 */
export function fromLineM(lapM: number, totalM: number, distanceM: number): number {
  return wrap(distanceM - totalM, lapM);
}

/** Below this height there is no room for words. */
const ROOMY_PX = 150;
const LABEL_SPACE = 22;
const SIDE_SPACE = 8;
const RAIL_GAP = 19;
const OUTSIDE_GAP = 3;

export function ovalPlan(
  course: Extract<Course, { kind: 'oval' }>,
  points: readonly TimingPoint[],
  size: PlanSize,
): TrackPlan {
  const shape = ovalShape(course);
  const outerM = shape.kerbM + shape.lanes * shape.laneM;
  const across = shape.straightM + 2 * outerM;
  const top = size.height > ROOMY_PX ? LABEL_SPACE : 4;
  const scale = Math.min(
    (size.width - 2 * SIDE_SPACE) / across,
    (size.height - 2 * top) / (2 * outerM),
  );
  const onScreen = (at: Place): Place => ({
    x: size.width / 2 + at.x * scale,
    y: size.height / 2 + at.y * scale,
    nx: at.nx,
    ny: at.ny,
  });
  const totalM = totalMetres(points, shape.lapM);
  const place = (distanceM: number, lane: number | null) => {
    const radius = laneRadiusM(shape, lane);
    return onScreen(
      ovalPoint(shape, fromLineM(lapAtRadiusM(shape, radius), totalM, distanceM), radius),
    );
  };
  const railRadiusM = Math.max(shape.kerbM - RAIL_GAP / scale, 1);
  const railLapM = lapAtRadiusM(shape, railRadiusM);
  const rail = {
    lengthPx: railLapM * scale,
    closed: true,
    inside: size,
    radiusPx: (railPx: number) =>
      onBendAt(shape, railPx / scale, railRadiusM) ? railRadiusM * scale : Number.POSITIVE_INFINITY,
    ofDistance: (distanceM: number, lane: number | null) => {
      const radius = laneRadiusM(shape, lane);
      const ran = fromLineM(lapAtRadiusM(shape, radius), totalM, distanceM);
      return scale * besideM(shape, ran, radius, railRadiusM);
    },
    at: (railPx: number) => {
      const at = onScreen(ovalPoint(shape, railPx / scale, railRadiusM));
      return { ...at, nx: -at.nx, ny: -at.ny };
    },
  };
  const ticks = ovalTicks(shape, points, totalM, onScreen, size);
  return {
    kind: 'oval',
    ...size,
    ground: ovalGround(shape, scale, size),
    ticks,
    place,
    rail: size.height > ROOMY_PX ? rail : null,
    outside: (distanceM, box) => {
      const ran = fromLineM(shape.lapM, totalM, distanceM);
      const at = onScreen(ovalPoint(shape, besideM(shape, ran, shape.measuredM, outerM), outerM));
      // So far out that the box just clears the edge, whichever way the track runs there.
      const off = OUTSIDE_GAP + (Math.abs(at.nx) * box.width + Math.abs(at.ny) * box.height) / 2;
      const spot = { x: at.x + at.nx * off, y: at.y + at.ny * off };
      const fits =
        spot.x >= box.width / 2 &&
        spot.x <= size.width - box.width / 2 &&
        spot.y >= box.height / 2 &&
        spot.y <= size.height - box.height / 2;
      return fits && !ticks.some((tick) => coversWords(spot, box, tick)) ? spot : null;
    },
    rows: [],
    schematic: false,
  };
}

function coversWords(
  spot: { readonly x: number; readonly y: number },
  box: PlanSize,
  tick: PlanTick,
): boolean {
  return (
    tick.label !== null &&
    Math.abs(spot.x - tick.labelX) < (box.width + tickWidth(tick)) / 2 &&
    Math.abs(spot.y - (tick.labelY - 4)) < (box.height + TICK_WORDS_PX) / 2
  );
}

const TICK_WORDS_PX = 12;

/** The metres on radius `toM` that lie straight beside `s` metres past the line on radius `fromM`. */
export function besideM(shape: OvalShape, s: number, fromM: number, toM: number): number {
  const bend = Math.PI * fromM;
  const inFirst = Math.min(s, bend);
  const inSecond = Math.min(Math.max(s - bend - shape.straightM, 0), bend);
  return s + (inFirst + inSecond) * (toM / fromM - 1);
}

function ovalGround(shape: OvalShape, scale: number, size: PlanSize): GroundPath[] {
  const outerM = shape.kerbM + shape.lanes * shape.laneM;
  const ring = (radiusM: number) => stadium(shape.straightM * scale, radiusM * scale, size);
  const between = Array.from({ length: shape.lanes - 1 }, (_, i): GroundPath => ({
    kind: 'lane',
    d: ring(shape.kerbM + (i + 1) * shape.laneM),
  }));
  return [
    { kind: 'surface', d: ring(outerM) + ring(shape.kerbM) },
    ...between,
    { kind: 'edge', d: ring(outerM) },
    { kind: 'edge', d: ring(shape.kerbM) },
  ];
}

function stadium(straight: number, radius: number, size: PlanSize): string {
  const left = round(size.width / 2 - straight / 2);
  const right = round(size.width / 2 + straight / 2);
  const top = round(size.height / 2 - radius);
  const bottom = round(size.height / 2 + radius);
  const r = round(radius);
  return `M${left} ${bottom}H${right}A${r} ${r} 0 0 0 ${right} ${top}H${left}A${r} ${r} 0 0 0 ${left} ${bottom}Z`;
}

function ovalTicks(
  shape: OvalShape,
  points: readonly TimingPoint[],
  totalM: number,
  onScreen: (at: Place) => Place,
  size: PlanSize,
): PlanTick[] {
  const outerM = shape.kerbM + shape.lanes * shape.laneM;
  const ticks = marksOnLap(points, shape.lapM, totalM).map((mark): PlanTick => {
    // A line straight across all lanes; on a bend that is along the radius.
    const across = (radiusM: number) =>
      onScreen(ovalPoint(shape, besideM(shape, mark.fromLineM, shape.measuredM, radiusM), radiusM));
    const inner = across(shape.kerbM);
    const outer = across(outerM);
    return {
      key: `${mark.kind}-${mark.fromLineM}`,
      kind: mark.kind,
      x1: inner.x,
      y1: inner.y,
      x2: outer.x,
      y2: outer.y,
      label: mark.label,
      labelX: outer.x + outer.nx * 24,
      labelY: 0,
      anchor: 'middle',
    };
  });
  if (size.height <= ROOMY_PX) return ticks.map((tick) => ({ ...tick, label: null }));
  const middle = size.height / 2;
  const outerPx = Math.abs(onScreen({ x: 0, y: outerM, nx: 0, ny: 1 }).y - middle);
  return [
    ...labelsInRow(
      ticks.filter((tick) => tick.y2 < middle),
      middle - outerPx - 8,
      size.width,
    ),
    ...labelsInRow(
      ticks.filter((tick) => tick.y2 >= middle),
      middle + outerPx + 16,
      size.width,
    ),
  ];
}
