import type { PointColumn, Race } from '../race/race.ts';
import type { Instant } from '../time/time.ts';
import { factsOf } from './facts.ts';
import { clockInOrder, clockOf, passedBefore, passedBy } from './search.ts';

/** The next moment at which anything happens, strictly after `at`; null for none. */
export function nextMoment(race: Race, at: Instant): Instant | null {
  return soonest(at, [
    ...moments(race),
    ...race.columns.map((column) => clockInOrder(column, passedBy(column, at))),
  ]);
}

/** The last moment at which anything happened, strictly before `at`; null for none. */
export function previousMoment(race: Race, at: Instant): Instant | null {
  return latest(at, [
    ...moments(race),
    ...race.columns.map((column) => clockInOrder(column, passedBefore(column, at) - 1)),
  ]);
}

/** When an entrant, or whoever is first, next comes to a timing point, strictly after `at`. */
export function nextPoint(race: Race, at: Instant, entrant?: number): Instant | null {
  return soonest(at, pointMoments(race, entrant));
}

/** When an entrant, or whoever was first, last came to a timing point, strictly before `at`; the gun comes before all. */
export function previousPoint(race: Race, at: Instant, entrant?: number): Instant | null {
  return latest(at, pointMoments(race, entrant));
}

function pointMoments(race: Race, entrant: number | undefined): number[] {
  const first = (column: PointColumn): number => clockInOrder(column, 0);
  const own = (column: PointColumn): number => clockOf(column, entrant ?? -1);
  return [race.zero ?? Number.NaN, ...race.columns.map(entrant === undefined ? first : own)];
}

/** Everything with a moment that is not a passing; those with many by search, the rest as they are. */
function moments(race: Race): number[] {
  return [
    ...factsOf(race).moments,
    ...race.messages.map((message) => message.at),
    ...race.declared.map((declared) => declared.at),
  ];
}

function soonest(at: number, candidates: readonly number[]): Instant | null {
  let best = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) if (candidate > at && candidate < best) best = candidate;
  return best === Number.POSITIVE_INFINITY ? null : (best as Instant);
}

function latest(at: number, candidates: readonly number[]): Instant | null {
  let best = Number.NEGATIVE_INFINITY;
  for (const candidate of candidates) if (candidate < at && candidate > best) best = candidate;
  return best === Number.NEGATIVE_INFINITY ? null : (best as Instant);
}
