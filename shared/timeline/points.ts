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
  const { points } = definition;
  if (points.length <= FEW) return true;
  const finishLine = points.at(-1)?.line;
  const here = race.points[point];
  if (here?.label !== undefined || here?.line === finishLine) return true;
  const told = points.filter((one) => one.label !== undefined || one.line === finishLine).length;
  return told < 4 && (point + 1) % Math.ceil(points.length / FEW) === 0;
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
