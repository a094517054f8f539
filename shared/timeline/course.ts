import type { RaceDefinition } from '../race/definition.ts';
import type { Race } from '../race/race.ts';
import type { Micros } from '../time/time.ts';

/** Distances are metres from a plan; closer than this they are the same place. */
export const SAME_PLACE_M = 1e-6;

/** Metres of a point from the start; 0 at the start itself (`point` −1). */
export function distanceOf(race: Race, point: number): number {
  return race.points[point]?.distanceM ?? 0;
}

/**
 * Where the next timing point after a distance lies; null after the last. In an open-ended race it
 * comes from the definition, for `race.points` there only reaches as far as somebody has.
 */
export function nextPointM(race: Race, distanceM: number): number | null {
  const definition = race.definition;
  if (definition === null) return null;
  const next = definition.laps
    ? nextInLaps(definition, definition.laps.lengthM, distanceM)
    : definition.points.find((point) => point.distanceM > distanceM + SAME_PLACE_M)?.distanceM;
  const limit = lengthOf(definition);
  return next === undefined || (limit !== null && next > limit + SAME_PLACE_M) ? null : next;
}

function nextInLaps(
  definition: RaceDefinition,
  lapM: number,
  distanceM: number,
): number | undefined {
  const run = distanceM + shortBy(definition);
  const laps = Math.floor((run + SAME_PLACE_M) / lapM);
  const within = run - laps * lapM;
  // The points of a lap end at its length, so there is always one ahead.
  const next = definition.points.find((point) => point.distanceM > within + SAME_PLACE_M);
  return next === undefined ? undefined : distanceM + next.distanceM - within;
}

/** By how much the first lap is shorter than the others: the laps end at the finish. */
function shortBy({ laps, distanceM }: RaceDefinition): number {
  if (laps === undefined || laps.limit.kind === 'time' || distanceM === null) return 0;
  return laps.limit.laps * laps.lengthM - distanceM;
}

/** Metres from start to finish; null where a time limit ends the race. */
export function lengthOf(definition: RaceDefinition): number | null {
  return definition.laps?.limit.kind === 'time' ? null : definition.distanceM;
}

/** Index of the finish; null where a time limit ends the race, for there it is wherever one has come. */
export function finishOf(race: Race): number | null {
  return race.definition?.laps?.limit.kind === 'time' ? null : race.finish;
}

/** Metres of a lap: of the race's laps, of the oval or circuit, or of the pool; null where there are none. */
export function lapLength(definition: RaceDefinition): number | null {
  if (definition.laps) return definition.laps.lengthM;
  const course = definition.course;
  return course.kind === 'oval' || course.kind === 'circuit' ? course.lapM : null;
}

/** Whether a point ends a lap of a race that is run in laps. */
export function endsLap(race: Race, point: number): boolean {
  const definition = race.definition;
  const lapM = definition?.laps?.lengthM;
  const distanceM = distanceOf(race, point);
  if (definition === null || lapM === undefined || distanceM <= 0) return false;
  const laps = (distanceM + shortBy(definition)) / lapM;
  return Math.abs(laps - Math.round(laps)) * lapM < SAME_PLACE_M;
}

/**
 * How long an entrant may take from a point to the next before the silence itself says something:
 * the time at the slowest speed this field can run. `Infinity` where nothing more is expected.
 */
export function expectedWindow(race: Race, point: number): Micros {
  const here = distanceOf(race, point);
  const next = nextPointM(race, here);
  const slowest = race.definition?.speed.minMps ?? 0;
  if (next === null || slowest <= 0) return Number.POSITIVE_INFINITY;
  return Math.ceil(((next - here) / slowest) * 1_000_000);
}

/** The first point that ranks: a mat on the start line itself puts nobody ahead of anybody. */
export function firstRankingPoint(race: Race): number {
  const index = race.points.findIndex((point) => point.distanceM > SAME_PLACE_M);
  return index < 0 ? race.points.length : index;
}
