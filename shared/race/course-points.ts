import { MICROS_PER_SECOND } from '../time/time.ts';
import type { Laps, RaceDefinition, SpeedRange, TimingPoint } from './definition.ts';
import type { RacePoint } from './race.ts';

/** The timing points of a whole race, laid out once when its definition comes. */
export interface CoursePoints {
  /** Every point a counted split can have. An open-ended race shows only as many as it has reached. */
  readonly all: readonly RacePoint[];
  /** Indexes of the points of a line, rising, by the number of the line. */
  readonly ofLine: readonly (readonly number[])[];
  readonly lineNumber: ReadonlyMap<string, number>;
  readonly indexOf: ReadonlyMap<string, number>;
  /** Index of the last point of each lap; none where there are no laps. */
  readonly lapEnds: readonly number[];
  readonly openEnded: boolean;
}

export const NO_POINTS: CoursePoints = {
  all: [],
  ofLine: [],
  lineNumber: new Map(),
  indexOf: new Map(),
  lapEnds: [],
  openEnded: false,
};

export function layOut(definition: RaceDefinition): CoursePoints {
  const { laps } = definition;
  const all = laps === undefined ? straightOn(definition) : lapAfterLap(definition, laps);
  const lines = [...new Set(all.map((point) => point.line))];
  return {
    all,
    ofLine: lines.map((line) => all.filter((each) => each.line === line).map(({ index }) => index)),
    lineNumber: new Map(lines.map((line, number) => [line, number])),
    indexOf: new Map(all.map(({ id, index }) => [id, index])),
    lapEnds: all
      .filter(({ lap, index }) => lap > 0 && lap !== all[index + 1]?.lap)
      .map(({ index }) => index),
    openEnded: laps?.limit.kind === 'time',
  };
}

/** D5: laps to lay out; in an open-ended race what the fastest could do within the limit, and one. */
export function lapsToLay(laps: Laps, speed: SpeedRange): number {
  if (laps.limit.kind === 'count') return laps.limit.laps;
  const furthest = (laps.limit.durationUs / MICROS_PER_SECOND) * speed.maxMps;
  return Math.floor(furthest / laps.lengthM) + 1;
}

/** Whether a lap ends at this point. */
export function endsLap(course: CoursePoints, point: number): boolean {
  const lap = course.all[point]?.lap ?? 0;
  return lap > 0 && course.lapEnds[lap - 1] === point;
}

function straightOn({ points }: RaceDefinition): RacePoint[] {
  return points.map((point, index) => ({ ...point, index, lap: 0 }));
}

/**
 * D4: distances count from the start and the last lap ends at the finish, so where the laps exceed
 * the distance (100 m of a 1500 m in four laps, the grid of a motor race) the first lap is short.
 */
function lapAfterLap(definition: RaceDefinition, laps: Laps): RacePoint[] {
  const count = lapsToLay(laps, definition.speed);
  const short = definition.distanceM === null ? 0 : count * laps.lengthM - definition.distanceM;
  const laid: RacePoint[] = [];
  for (let lap = 1; lap <= count; lap++)
    for (const point of definition.points) {
      const distanceM = (lap - 1) * laps.lengthM + point.distanceM - short;
      if (distanceM > (laid.at(-1)?.distanceM ?? -1) && distanceM >= 0)
        laid.push(lapPoint(point, { lap, distanceM, index: laid.length }));
    }
  return laid;
}

function lapPoint(
  { id, line, label }: TimingPoint,
  { lap, distanceM, index }: Pick<RacePoint, 'lap' | 'distanceM' | 'index'>,
): RacePoint {
  return {
    index,
    id: `${id}@${lap}`,
    line,
    distanceM,
    ...(label === undefined ? {} : { label }),
    lap,
  };
}
