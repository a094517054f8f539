import type { RaceDefinition } from '../race/definition.ts';
import type { Race } from '../race/race.ts';
import { distanceOf, endsLap, finishOf, lapLength, lengthOf, SAME_PLACE_M } from './course.ts';
import type { View } from './view.ts';

/** With more points or laps than this a story does not stop at each. */
const FEW = 12;

/** The points passed so far at which a story tells who leads. Which they are never depends on what is to come. */
export function telling(view: View): number[] {
  const points: number[] = [];
  for (let point = view.first; point <= view.far; point++)
    if (tells(view.race, point)) points.push(point);
  return points;
}

function tells(race: Race, point: number): boolean {
  const definition = race.definition;
  if (definition === null || point === finishOf(race)) return true;
  if (definition.laps) return tellsInLaps(race, point);
  return tellingIds(definition).has(race.points[point]?.id ?? '');
}

/**
 * Of many points those that people speak of: labelled ones and the finish line, with whole laps or
 * kilometres from the start where that leaves few enough; else every so many.
 */
function tellingIds(definition: RaceDefinition): Set<string> {
  const { points } = definition;
  const finishLine = points.at(-1)?.line;
  const lapM = lapLength(definition) ?? Number.NaN;
  const named = points.filter((point) => point.label !== undefined || point.line === finishLine);
  const laps = points.filter((point) => point.distanceM % lapM === 0);
  const kilometres = points.filter((point) => point.distanceM % 1000 === 0);
  const choices = [points, [...named, ...laps], [...named, ...kilometres], named];
  const sets = choices.map((choice) => new Set(choice.map((point) => point.id)));
  const chosen = sets.find((set) => set.size >= 4 && set.size <= FEW);
  if (chosen !== undefined || points.length <= FEW)
    return chosen ?? new Set(points.map(({ id }) => id));
  const step = Math.ceil(points.length / FEW);
  return new Set(points.filter((_, i) => (i + 1) % step === 0).map((point) => point.id));
}

/** Every lap of few; of many, or of nobody knows how many, the first and every tenth. */
function tellsInLaps(race: Race, point: number): boolean {
  const laps = race.definition?.laps;
  if (!endsLap(race, point) || laps === undefined) return false;
  const lap = race.points[point]?.lap ?? 0;
  const few = laps.limit.kind === 'count' && laps.limit.laps <= FEW;
  return few || lap === 1 || lap % 10 === 0;
}

/** Where the bell rings: the point called so, or on the track one lap before the finish. */
export function isBell(race: Race, point: number): boolean {
  const definition = race.definition;
  if (definition === null) return false;
  if (race.points[point]?.label?.toLowerCase() === 'bell') return true;
  const [length, lapM] = [lengthOf(definition), lapLength(definition)];
  if (definition.sport !== 'athletics-track' || length === null || lapM === null || length <= lapM)
    return false;
  return Math.abs(distanceOf(race, point) - (length - lapM)) < SAME_PLACE_M;
}
