import type { Race } from '../race/race.ts';
import { LIVE_EDGE, type Instant } from '../time/time.ts';
import { endingAt, lastCounted, type Ending } from './ending.ts';
import { factsOf, type Facts } from './facts.ts';
import { clockOf, firstClock, lastPassed, latestMoment, passedBy } from './search.ts';

/** A race as it stands at one moment, with what every question about that moment needs first. */
export interface View {
  readonly race: Race;
  /** Nothing later counts. */
  readonly at: Instant;
  /** What silence is measured against: `at`, or the present at the live edge. */
  readonly now: Instant;
  readonly facts: Facts;
  readonly ending: Ending;
  /** How many have passed each point, −1 while nobody has asked: use `countAt`. */
  readonly counts: Int32Array;
  /** The furthest point that anyone has passed; −1 before. */
  readonly far: number;
  /** The first point that ranks. */
  readonly first: number;
  /** Arrival order is rank order, and every passing counts. */
  readonly plain: boolean;
}

export function viewAt(race: Race, at: Instant, now?: Instant): View {
  const facts = factsOf(race);
  const ending = endingAt(race, at);
  return {
    race,
    at,
    now: at === LIVE_EDGE ? (now ?? latestMoment(race)) : at,
    facts,
    ending,
    counts: new Int32Array(race.columns.length).fill(-1),
    far: furthest(race, at),
    first: facts.first,
    plain: facts.oneClock && ending.kind === 'distance',
  };
}

function furthest(race: Race, at: Instant): number {
  let far = race.columns.length - 1;
  while (far >= 0 && !(firstClock(race.columns[far]) <= at)) far--;
  return far;
}

/** How many have passed a point. */
export function countAt(view: View, point: number): number {
  const column = view.race.columns[point];
  if (column === undefined) return 0;
  const known = view.counts[point] ?? 0;
  if (known >= 0) return known;
  return (view.counts[point] = view.at === LIVE_EDGE ? column.count : passedBy(column, view.at));
}

/** The last point that counts for an entrant, −1 for none that ranks. */
export function lastPointIn(view: View, entrant: number): number {
  const { race, at, ending } = view;
  const point = view.plain
    ? lastPassed(race, entrant, at, view.far)
    : lastCounted(race, ending, entrant, at);
  return point < view.first ? -1 : point;
}

/** Whether the entrant's status has taken it out of the race by this moment. */
export function isOut(view: View, entrant: number): boolean {
  return (view.facts.outFrom[entrant] ?? Number.NaN) <= view.at;
}

/** Whether somebody is out of the race by a moment: DNF and DQ from their time on, DNS from the start. */
export function isOutAt(race: Race, entrant: number, at: Instant): boolean {
  return (factsOf(race).outFrom[entrant] ?? Number.NaN) <= at;
}

/** The time that ranks an entrant at a point: only differences of it mean anything. */
export function rankTime(view: View, entrant: number, point: number): number {
  const clock = clockOf(view.race.columns[point], entrant);
  return view.facts.oneClock ? clock : clock - (view.facts.origins[entrant] ?? Number.NaN);
}

/**
 * When an entrant's race began, as known at a moment: the own turn in an interval start, else the
 * gun, or the own start passing once that has come; NaN before any is known.
 */
export function startedAt(race: Race, entrant: number, now: number): number {
  const line = race.entrants[entrant];
  const origin = line?.origin ?? Number.NaN;
  if (origin <= now || race.definition?.start.kind === 'interval') return origin;
  return line?.gun ?? origin;
}

/** The official place, once known; pacemakers have none. */
export function placeIn(view: View, entrant: number): number | null {
  const place = view.race.entrants[entrant]?.place ?? null;
  const isRanked = view.facts.isPacemaker[entrant] !== 1;
  return isRanked && place !== null && place.by <= view.at ? place.place : null;
}

/** The last point that two entrants have both passed, from `from` downwards; −1 for none. */
export function commonPoint(view: View, a: number, b: number, from: number): number {
  const { race, at, first } = view;
  for (let point = from; point >= first; point--) {
    const column = race.columns[point];
    if (clockOf(column, a) <= at && clockOf(column, b) <= at) return point;
  }
  return -1;
}
