import type { Race } from '../race/race.ts';
import { distanceOf } from '../timeline/course.ts';
import { endingAt, isHome, lastCounted } from '../timeline/ending.ts';
import { LIVE_EDGE, MICROS_PER_SECOND, instant, type Instant, type Micros } from '../time/time.ts';

/** Somebody who is expected at a line. */
export interface Expected {
  /** Entrant index. */
  readonly entrant: number;
  /** The point of this line that is next for the entrant. */
  readonly point: number;
  readonly at: Instant;
  /** Nine of ten come within so much of `at`, as far as the own pace says. */
  readonly errorUs: Micros;
  /** What the estimate stands on: the own pace so far, the pace of others, or what such a field can run. */
  readonly basis: 'own' | 'field' | 'range';
}

/**
 * Who is likely to come to a line next: everybody in the race whose next point of this line is still
 * ahead. First those who are due or late, by expected time; then who is missing and left behind by the
 * field; then those who are not due yet. Out are those with a status, those who are home, and those not
 * started yet by `now`.
 */
export function likelyNext(race: Race, line: string, now: Instant, most = 9): Expected[] {
  const due: Expected[] = [];
  const ahead: Expected[] = [];
  const missing: Expected[] = [];
  for (const each of expectedAt(race, line)) {
    if (!hasStarted(race, each.entrant, now)) continue;
    if (isMissing(each, now) && isLeftBehind(race, each, now)) missing.push(each);
    else if (each.at - each.errorUs <= now) due.push(each);
    else if (ahead.length < most) ahead.push(each);
  }
  // Those who stopped unseen must not take the places of all who still come.
  const coming = Math.min(due.length + ahead.length, KEPT);
  const missed = missing.slice(-Math.max(1, most - coming));
  return [...due, ...missed, ...ahead].slice(0, most);
}

/** The field went on without them: a field that is slower than it was reckoned leaves nobody behind. */
function isLeftBehind(race: Race, { entrant, point, errorUs }: Expected, now: Instant): boolean {
  const column = race.columns[point];
  if (column === undefined) return false;
  let last = point - 1;
  while (last >= 0 && Number.isNaN(clockAt(race, entrant, last) ?? Number.NaN)) last--;
  const own = clockAt(race, entrant, last) ?? Number.NaN;
  let later = 0;
  const newest = column.order.subarray(Math.max(0, column.count - LOOKED_AT), column.count);
  for (const other of newest) {
    const wasBehind = (clockAt(race, other, last) ?? Number.NaN) >= own;
    if (wasBehind && now - (column.clock[other] ?? Number.NaN) > errorUs) later += 1;
  }
  return later >= LEFT_BY;
}

/** So many who were not before somebody have come by the time that somebody counts as left behind. */
const LEFT_BY = 3;
/** So many of the newest at a point are looked at for that. */
const LOOKED_AT = 50;

/** Should have come so long ago that they have stopped, or were missed. */
export function isMissing({ at, errorUs }: Expected, now: Instant): boolean {
  return now - at > MISSED_AFTER * errorUs;
}

/** More than so many times the error of the estimate late. */
const MISSED_AFTER = 4;

/** So many places are kept for those who are still to come. */
const KEPT = 7;

interface Kept {
  readonly revision: number;
  readonly byLine: Map<string, readonly Expected[]>;
}

const kept = new WeakMap<Race, Kept>();

/** Everybody who is still to come to a line, by expected time; kept until the race changes. */
export function expectedAt(race: Race, line: string): readonly Expected[] {
  let known = kept.get(race);
  if (known?.revision !== race.revision)
    kept.set(race, (known = { revision: race.revision, byLine: new Map() }));
  let all = known.byLine.get(line);
  if (all === undefined) known.byLine.set(line, (all = estimate(race, line)));
  return all;
}

function estimate(race: Race, line: string): Expected[] {
  const points = race.points.filter((point) => point.line === line).map(({ index }) => index);
  const fieldMps = fieldSpeed(race);
  const ending = endingAt(race, LIVE_EDGE);
  const found: Expected[] = [];
  for (const { index, listed, status, place } of race.entrants) {
    if (!listed || status !== null || place !== null) continue;
    const last = lastCounted(race, ending, index, LIVE_EDGE);
    const point = points.find((each) => each > last);
    if (point === undefined || isHome(race, ending, index, last)) continue;
    const expected = arrival(race, index, { last, point, fieldMps });
    if (expected !== null) found.push(expected);
  }
  return found.sort((a, b) => a.at - b.at || a.entrant - b.entrant);
}

/**
 * When an entrant (by index) was due at a point, as its own pace before it had it, whatever has come
 * there since; null where the own pace does not say, or not closely enough to tell two of a pack apart.
 */
export function dueAt(race: Race, entrant: number, point: number): Expected | null {
  let last = point - 1;
  while (last >= 0 && Number.isNaN(clockAt(race, entrant, last) ?? Number.NaN)) last--;
  const due = arrival(race, entrant, { last, point, fieldMps: null });
  return due?.basis === 'own' && due.errorUs <= CLOSE_US ? due : null;
}

/** An expectation that is less good than this says nothing about who it was in a pack. */
const CLOSE_US: Micros = 800_000;

interface Way {
  readonly last: number;
  readonly point: number;
  readonly fieldMps: number | null;
}

function arrival(race: Race, entrant: number, { last, point, fieldMps }: Way): Expected | null {
  const from = clockAt(race, entrant, last);
  if (from === null) return null;
  const own = ownSpeed(race, entrant, last);
  const { minMps, maxMps } = race.definition?.speed ?? { minMps: 0, maxMps: 0 };
  const mps = own?.mps ?? fieldMps ?? (minMps + maxMps) / 2;
  const basis = own === null ? (fieldMps === null ? 'range' : 'field') : 'own';
  const metres = distanceOf(race, point) - distanceOf(race, last);
  const us = (metres / mps) * MICROS_PER_SECOND;
  const share = own?.spread ?? (basis === 'field' ? SPREAD.field : SPREAD.range);
  return {
    entrant,
    point,
    at: instant(Math.round(from + us)),
    errorUs: Math.round(Math.max(LEAST_ERROR_US, us * share)),
    basis,
  };
}

/** How far off a time can be, as a share of it, where the own pace does not say. */
const SPREAD = { own: 0.05, field: 0.15, range: 0.4 } as const;
const LEAST_ERROR_US: Micros = 300_000;

/** When an entrant was at a point; at its start for −1; null while that is not known. */
function clockAt(race: Race, entrant: number, point: number): Instant | null {
  if (point < 0) return race.entrants[entrant]?.origin ?? null;
  return (race.columns[point]?.clock[entrant] ?? null) as Instant | null;
}

/** The pace over the last stretches, the last one counting most, and how much they differ. */
function ownSpeed(
  race: Race,
  entrant: number,
  last: number,
): { readonly mps: number; readonly spread: number } | null {
  const speeds = lastSpeeds(race, entrant, last);
  const [latest, ...earlier] = speeds;
  if (latest === undefined) return null;
  const before = earlier.length === 0 ? latest : earlier.reduce((a, b) => a + b) / earlier.length;
  const mps = latest * 0.7 + before * 0.3;
  const widest = Math.max(...speeds.map((each) => Math.abs(each - mps)));
  return { mps, spread: Math.max(SPREAD.own, widest / mps) };
}

const STRETCHES = 3;

function lastSpeeds(race: Race, entrant: number, last: number): number[] {
  const speeds: number[] = [];
  let to = last;
  while (to >= 0 && speeds.length < STRETCHES) {
    let from = to - 1;
    while (from >= 0 && Number.isNaN(race.columns[from]?.clock[entrant] ?? Number.NaN)) from--;
    const [start, end] = [clockAt(race, entrant, from), clockAt(race, entrant, to)];
    const metres = distanceOf(race, to) - distanceOf(race, from);
    if (start !== null && end !== null && end > start && metres > 0)
      speeds.push((metres * MICROS_PER_SECOND) / (end - start));
    to = from;
  }
  return speeds;
}

/** The middling speed of those who have come to the first points; null before anybody has. */
function fieldSpeed(race: Race): number | null {
  const speeds: number[] = [];
  for (const point of race.points) {
    const column = race.columns[point.index];
    if (column === undefined || point.distanceM <= 0) continue;
    for (const entrant of column.order.subarray(0, Math.min(column.count, MEASURED))) {
      const start = race.entrants[entrant]?.origin ?? null;
      const end = column.clock[entrant] ?? Number.NaN;
      if (start !== null && end > start)
        speeds.push((point.distanceM * MICROS_PER_SECOND) / (end - start));
    }
    if (speeds.length > 0) break;
  }
  return speeds.sort((a, b) => a - b)[speeds.length >> 1] ?? null;
}

/** So many of the first to pass a point say how fast the field is. */
const MEASURED = 200;

/** Nobody comes before their own start. */
function hasStarted(race: Race, entrant: number, now: Instant): boolean {
  const origin = race.entrants[entrant]?.origin ?? null;
  return origin !== null && origin <= now;
}
