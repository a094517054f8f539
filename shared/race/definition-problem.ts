import type { Course, Laps, PaceLine, RaceDefinition, TimingPoint } from './definition.ts';
import { HOLDS } from './limits.ts';
import { lapsToLay } from './course-points.ts';
import { Unfit } from './shape.ts';

/** Returns the definition, or throws `Unfit` with what its parts contradict each other in (SPEC D). */
export function refuseDefinition(definition: RaceDefinition): RaceDefinition {
  const problem =
    pointsProblem(definition) ??
    courseProblem(definition.course) ??
    speedProblem(definition) ??
    waveProblem(definition) ??
    twice('category', definition.categories ?? []) ??
    paceProblem(definition.paceLines ?? []);
  if (problem === null) return definition;
  const unfit = new Unfit(problem.expected, problem.found, 'BAD_DEFINITION');
  unfit.path.push(problem.at);
  throw unfit;
}

interface Problem {
  readonly at: string;
  readonly expected: string;
  readonly found: unknown;
}

function pointsProblem(definition: RaceDefinition): Problem | null {
  const { points, laps } = definition;
  return (
    (points.length === 0 ? bad('points', 'at least one timing point', points) : null) ??
    twice('point', points) ??
    risingProblem(points) ??
    (laps === undefined ? distanceProblem(definition) : lapsProblem(definition, laps))
  );
}

function risingProblem(points: readonly TimingPoint[]): Problem | null {
  const early = points.find((point, i) => point.distanceM <= (points[i - 1]?.distanceM ?? -1));
  if (early === undefined) return null;
  return bad('points', `distances that rise (point ${early.id})`, early.distanceM);
}

function distanceProblem({ points, distanceM }: RaceDefinition): Problem | null {
  const last = points.at(-1)?.distanceM;
  if (last === 0) return bad('points', 'a point beyond the start', last);
  if (distanceM === last) return null;
  return bad('distanceM', `the distance of the last point, ${last} m`, distanceM);
}

function lapsProblem(definition: RaceDefinition, laps: Laps): Problem | null {
  const { points, distanceM } = definition;
  if (laps.lengthM === 0) return bad('laps.lengthM', 'a lap of some length', laps.lengthM);
  const last = points.at(-1)?.distanceM;
  if (last !== laps.lengthM)
    return bad('points', `the last point at the end of the lap, ${laps.lengthM} m`, last);
  if (laps.limit.kind === 'time') {
    if (distanceM !== null)
      return bad('distanceM', 'null where a time limit ends the race', distanceM);
    if (laps.limit.durationUs === 0) return bad('laps.limit', 'a time limit above zero', 0);
  } else {
    const full = laps.limit.laps * laps.lengthM;
    if (distanceM === null || distanceM > full || distanceM <= full - laps.lengthM)
      return bad(
        'distanceM',
        `${full} m or up to a lap less (the first lap may be short)`,
        distanceM,
      );
  }
  const laid = lapsToLay(laps, definition.speed) * points.length;
  return laid > HOLDS.laidPoints
    ? bad('laps', `at most ${HOLDS.laidPoints} points in all laps`, laid)
    : null;
}

function courseProblem(course: Course): Problem | null {
  const length = course.kind === 'oval' || course.kind === 'circuit' ? course.lapM : course.lengthM;
  if (length === 0) return bad('course', 'a course of some length', length);
  if (course.kind !== 'oval') return null;
  // Lane 1 is measured 0.30 m from the kerb, and old tracks are odd: a tenth is plenty.
  const around = 2 * course.straightM + 2 * Math.PI * course.radiusM;
  return Math.abs(around - course.lapM) > course.lapM / 10
    ? bad('course', `straights and bends that make about ${course.lapM} m`, around)
    : null;
}

function speedProblem({ speed }: RaceDefinition): Problem | null {
  if (speed.minMps > 0 && speed.minMps < speed.maxMps) return null;
  return bad('speed', 'a lowest speed above zero and below the highest', speed.minMps);
}

function waveProblem({ start }: RaceDefinition): Problem | null {
  if (start.kind !== 'waves') return null;
  if (start.waves.length === 0) return bad('start.waves', 'at least one wave', start.waves);
  return twice('wave', start.waves);
}

function paceProblem(lines: readonly PaceLine[]): Problem | null {
  const falling = lines.find(({ at }) =>
    at.some(([m, us], i) => {
      const before = at[i - 1];
      return before !== undefined && (m <= before[0] || us <= before[1]);
    }),
  );
  if (falling !== undefined) return bad('paceLines', 'pairs that rise', falling.id);
  const empty = lines.find(({ at }) => at.length === 0);
  return empty === undefined ? twice('pace line', lines) : bad('paceLines', 'a pair', empty.id);
}

function twice(what: string, things: readonly { readonly id: string }[]): Problem | null {
  const seen = new Set<string>();
  for (const { id } of things) {
    if (seen.has(id)) return bad(what, 'each id once', id);
    seen.add(id);
  }
  return null;
}

function bad(at: string, expected: string, found: unknown): Problem {
  return { at, expected, found };
}
