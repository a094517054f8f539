import type { Course, TimingPoint } from '../../shared/race/definition.ts';
import { marksOnLap, pointLabel, totalMetres } from './track-marks.ts';
import type { GroundPath, PlanRow, PlanSize, PlanTick, TrackPlan } from './track-plan.ts';
import { round } from './track-plan.ts';

const LABELS_BELOW = 20;
const LABELS_ABOVE = 6;
const RIGHT_SPACE = 16;
const TALLEST_ROW = 40;
/** Lanes longer than this are rowed or paddled, not swum. */
const LONGEST_POOL_M = 100;

/** Room to the left of a course in lanes, for who is in which. */
export function laneNamesPx(width: number): number {
  if (width > 520) return 128;
  return width > 420 ? 92 : 48;
}

/** A name in so many letters: first names become initials, and what is still too long is cut. */
export function shortened(name: string, letters: number): string {
  if (name.length <= letters) return name;
  const [first = '', ...rest] = name.split(' ');
  const short = rest.length === 0 ? name : `${first.slice(0, 1)}. ${rest.join(' ')}`;
  return short.length <= letters ? short : `${short.slice(0, Math.max(letters - 1, 1))}…`;
}

/** How far along one length someone is, and which way: pools are swum there and back. */
export function alongLength(
  distanceM: number,
  lengthM: number,
): { readonly alongM: number; readonly back: boolean } {
  const lengths = Math.floor(distanceM / lengthM);
  const rest = distanceM - lengths * lengthM;
  const back = lengths % 2 === 1;
  return { alongM: back ? lengthM - rest : rest, back };
}

/** Straight lanes as rows, the start at the left: a sprint straight, a regatta course or a pool. */
export function lanesPlan(
  course: Extract<Course, { kind: 'straight' | 'lanes' }>,
  points: readonly TimingPoint[],
  size: PlanSize,
): TrackPlan {
  const totalM = totalMetres(points, course.lengthM);
  const left = laneNamesPx(size.width);
  const right = size.width - RIGHT_SPACE;
  const rowHeight = Math.min(
    TALLEST_ROW,
    (size.height - LABELS_ABOVE - LABELS_BELOW) / course.lanes,
  );
  const top = LABELS_ABOVE;
  const rows = Array.from({ length: course.lanes }, (_, i): PlanRow => ({
    lane: i + 1,
    y: top + (i + 0.5) * rowHeight,
    height: rowHeight,
  }));
  const bottom = top + rowHeight * course.lanes;
  const xOf = (alongM: number) => left + (alongM / course.lengthM) * (right - left);
  const turns = totalM > course.lengthM;
  const place = (distanceM: number, lane: number | null) => {
    const { alongM, back } = turns
      ? alongLength(distanceM, course.lengthM)
      : { alongM: Math.min(distanceM, course.lengthM), back: false };
    const y = top + ((lane ?? (course.lanes + 1) / 2) - 0.5) * rowHeight;
    return { x: xOf(alongM), y, nx: back ? -1 : 1, ny: 0 };
  };
  return {
    kind: 'lanes',
    ...size,
    ground: lanesGround(course, left, right, top, bottom),
    ticks: lanesTicks(course, points, totalM, xOf, top, bottom),
    place,
    rail: null,
    rows,
    wakeFromX: turns ? null : left,
    boats: course.kind === 'lanes' && course.lengthM > LONGEST_POOL_M,
    schematic: false,
  };
}

function lanesGround(
  course: Extract<Course, { kind: 'straight' | 'lanes' }>,
  left: number,
  right: number,
  top: number,
  bottom: number,
): GroundPath[] {
  const rowHeight = (bottom - top) / course.lanes;
  const between = Array.from({ length: course.lanes - 1 }, (_, i): GroundPath => ({
    kind: 'lane',
    d: `M${left} ${round(top + (i + 1) * rowHeight)}H${right}`,
  }));
  return [
    {
      kind: course.kind === 'lanes' ? 'water' : 'surface',
      d: `M${left} ${top}H${right}V${round(bottom)}H${left}Z`,
    },
    ...between,
  ];
}

function lanesTicks(
  course: Extract<Course, { kind: 'straight' | 'lanes' }>,
  points: readonly TimingPoint[],
  totalM: number,
  xOf: (alongM: number) => number,
  top: number,
  bottom: number,
): PlanTick[] {
  const turns = totalM > course.lengthM;
  // There and back is the lap after which a place on the ground comes again.
  const lapM = turns ? 2 * course.lengthM : Number.MAX_SAFE_INTEGER;
  const finishAlongM = turns ? alongLength(totalM, course.lengthM).alongM : totalM;
  const marks = turns ? marksOnLap(points, lapM, totalM) : marksOnce(points, totalM);
  return marks.map((mark) => {
    const alongM = turns
      ? Math.abs(finishAlongM - alongLength(mark.fromLineM, course.lengthM).alongM)
      : mark.fromLineM;
    const x = round(xOf(alongM));
    return {
      key: `${mark.kind}-${mark.fromLineM}`,
      kind: mark.kind,
      x1: x,
      x2: x,
      y1: top,
      y2: bottom,
      label: mark.label,
      labelX: x,
      labelY: bottom + 14,
      anchor: alongM === course.lengthM ? 'end' : alongM === 0 ? 'start' : 'middle',
    };
  });
}

/** The marks of a course that is gone through once, counted from the start. */
export function marksOnce(points: readonly TimingPoint[], totalM: number) {
  const start = { kind: 'start' as const, fromLineM: 0, label: '' };
  const rest = points
    .filter((point) => point.distanceM > 0)
    .map((point) => ({
      kind: point.distanceM === totalM ? ('finish' as const) : ('point' as const),
      fromLineM: point.distanceM,
      label: point.distanceM === totalM ? '' : pointLabel(point),
    }));
  return [start, ...rest];
}
