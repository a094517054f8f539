import type { Course } from '../race/definition.ts';
import type { Race } from '../race/race.ts';
import { LIVE_EDGE, MICROS_PER_SECOND, type Instant } from '../time/time.ts';
import type { Ink, Motion } from './answers.ts';
import { distanceOf, expectedWindow, finishOf, nextPointM } from './course.ts';
import { endingAt, isHome, lastCounted } from './ending.ts';
import { factsOf } from './facts.ts';
import { clockOf, lastPassed, latestMoment } from './search.ts';
import { startedAt } from './view.ts';

export interface MotionOptions {
  /** True where nothing after the moment may be used, not even to draw smoothly towards it. */
  readonly spoilerSafe?: boolean;
  /** The present, at the live edge; left out, the latest thing known. */
  readonly now?: Instant;
}

/**
 * Where an entrant is at a moment. Between two reported points a monotone cubic; after the last
 * reported one an estimate that runs on at the last speed, eases, and waits within 1 % of the next
 * point until that is reported: it never passes it. 0 m before the start; finishers run out a few
 * metres past the line and stop; whoever is out stays where that was said. Behind the edge the next
 * split is known and used unless `spoilerSafe`.
 */
export function motionAt(
  race: Race,
  entrant: number,
  at: Instant,
  options: MotionOptions = {},
): Motion {
  const now = at === LIVE_EDGE ? (options.now ?? latestMoment(race)) : at;
  const track = trackOf(race, entrant, { at, now });
  const last = track.knots.at(-1);
  if (last === undefined || !(now >= last.clock)) return standing(0, 'known');
  if (track.home) {
    const out = runOut(last, secant(track.knots.at(-2), last)?.slope ?? 0, now);
    // At rest nothing of a finisher is reckoned any more.
    const isTold = race.split(entrant, last.point)?.kind !== 'reconstructed';
    return now - last.clock >= RUN_OUT_US && isTold ? { ...out, ink: 'known' } : out;
  }
  if (track.stoppedFrom <= at)
    return { ...runOn(race, track, Math.max(track.stoppedFrom, last.clock)), speedMps: 0 };
  const told = toldHome(race, entrant, at);
  if (told !== null)
    return { ...runOut(told, lastSlope(race, track.knots), now), ...reported(last) };
  const next = options.spoilerSafe === true ? null : nextKnot(race, entrant, last, at);
  if (last.point < 0 && waitsAtTheMat(race, next)) return standing(0, 'estimated');
  return next === null
    ? runOn(race, track, now)
    : between(race, [...track.knots, ...next], track.knots.length - 1, now);
}

/** Who has a place and no time is home from when that was told; when exactly, nobody knows. */
function toldHome(race: Race, entrant: number, at: Instant): Knot | null {
  const place = race.entrants[entrant]?.place ?? null;
  const finish = finishOf(race);
  if (place === null || finish === null || !(place.by <= at)) return null;
  // Where the leader ends the race, others are home with fewer laps.
  if (race.definition?.laps?.finish === 'leader') return null;
  if (factsOf(race).isPacemaker[entrant] === 1) return null;
  return { point: finish, clock: place.by, distanceM: distanceOf(race, finish) };
}

function reported(knot: Knot): Pick<Motion, 'lastPoint' | 'lastClock'> {
  return { lastPoint: knot.point, lastClock: clockShown(knot) };
}

/** Where there is a mat on the start line, nobody has left before it says so; one that missed it leaves at the gun. */
function waitsAtTheMat(race: Race, next: readonly Knot[] | null): boolean {
  return race.points[0]?.distanceM === 0 && (next?.[0]?.point ?? 0) === 0;
}

/** A known place at a known moment; `point` −1 is the start. */
interface Knot {
  readonly point: number;
  readonly clock: number;
  readonly distanceM: number;
}

interface Track {
  readonly knots: readonly Knot[];
  readonly home: boolean;
  /** When a status or the whistle stopped the entrant; NaN for not. */
  readonly stoppedFrom: number;
}

function trackOf(race: Race, entrant: number, { at, now }: { at: Instant; now: Instant }): Track {
  const ending = endingAt(race, at);
  const start = startedAt(race, entrant, now);
  // A whistle stops everybody where they are, and only the result goes back to the last whole lap.
  const whistle = ending.kind === 'whistle' ? ending.at : Number.NaN;
  const isWhistled = !Number.isNaN(whistle);
  const last = isWhistled
    ? lastPassed(race, entrant, whistle)
    : lastCounted(race, ending, entrant, at);
  const out = factsOf(race).outFrom[entrant] ?? Number.NaN;
  return {
    knots: lastKnots(race, entrant, { last, start }),
    home: !isWhistled && isHome(race, ending, entrant, last),
    stoppedFrom: whistle <= out || Number.isNaN(out) ? whistle : out,
  };
}

/** The last three known places up to `last`, the start among them: what the slope at the end needs. */
function lastKnots(
  race: Race,
  entrant: number,
  { last, start }: { last: number; start: number },
): Knot[] {
  const knots: Knot[] = [];
  for (let point = last; point >= 0 && knots.length < 3; point--) {
    const knot = knotAt(race, entrant, point);
    if (knot !== null && (knot.clock > start || knot.distanceM === 0)) knots.unshift(knot);
  }
  if (knots.length < 3 && (knots[0]?.distanceM ?? 1) > 0 && !Number.isNaN(start))
    knots.unshift({ point: -1, clock: start, distanceM: 0 });
  return knots;
}

function knotAt(race: Race, entrant: number, point: number): Knot | null {
  const clock = clockOf(race.columns[point], entrant);
  return Number.isNaN(clock) ? null : { point, clock, distanceM: distanceOf(race, point) };
}

/** The next one or two known places after the last one passed by `at`, already in the log; null for none. */
function nextKnot(race: Race, entrant: number, last: Knot, at: number): Knot[] | null {
  const knots: Knot[] = [];
  for (let point = last.point + 1; point < race.points.length && knots.length < 2; point++) {
    const knot = knotAt(race, entrant, point);
    if (knot !== null && knot.clock > Math.max(at, last.clock)) knots.push(knot);
  }
  return knots.length === 0 ? null : knots;
}

function standing(distanceM: number, ink: Ink, at?: Knot): Motion {
  return {
    distanceM,
    speedMps: 0,
    ink,
    bandM: 0,
    lastPoint: at?.point ?? -1,
    lastClock: clockShown(at),
  };
}

function clockShown(knot: Knot | undefined): Instant | null {
  return knot === undefined || knot.point < 0 ? null : (knot.clock as Instant);
}

/** Between knot `i` and the next. */
function between(race: Race, knots: readonly Knot[], i: number, now: number): Motion {
  const from = knots[i];
  const to = knots[i + 1];
  if (from === undefined || to === undefined) return standing(0, 'known');
  const span = to.clock - from.clock;
  const s = (now - from.clock) / span;
  const metres = to.distanceM - from.distanceM;
  const [m0, m1] = [slopeAt(knots, i) * span, slopeAt(knots, i + 1) * span];
  const distanceM = from.distanceM + hermite(s, metres, m0, m1);
  const speedMps = (hermiteSlope(s, metres, m0, m1) / span) * MICROS_PER_SECOND;
  const bandM = bandBetween(race, { from, to, now, distanceM });
  return {
    distanceM,
    speedMps,
    ink: 'estimated',
    bandM,
    lastPoint: from.point,
    lastClock: clockShown(from),
  };
}

function hermite(s: number, metres: number, m0: number, m1: number): number {
  const square = s * s;
  const cube = square * s;
  return metres * (3 * square - 2 * cube) + m0 * (cube - 2 * square + s) + m1 * (cube - square);
}

function hermiteSlope(s: number, metres: number, m0: number, m1: number): number {
  return metres * 6 * s * (1 - s) + m0 * (3 * s * s - 4 * s + 1) + m1 * (3 * s * s - 2 * s);
}

/** Metres per µs at a knot, by Fritsch and Carlson: the weighted harmonic mean of the two secants. */
function slopeAt(knots: readonly Knot[], i: number): number {
  const before = secant(knots[i - 1], knots[i]);
  const after = secant(knots[i], knots[i + 1]);
  if (before === null || after === null) return before?.slope ?? after?.slope ?? 0;
  const weight = 2 * after.span + before.span;
  const other = after.span + 2 * before.span;
  return (weight + other) / (weight / before.slope + other / after.slope);
}

function secant(
  from: Knot | undefined,
  to: Knot | undefined,
): { readonly slope: number; readonly span: number } | null {
  if (from === undefined || to === undefined) return null;
  const span = to.clock - from.clock;
  return { slope: (to.distanceM - from.distanceM) / span, span };
}

/** How far off the truth can be between two known places, if nobody is slower or faster than the field can be. */
function bandBetween(
  race: Race,
  p: { from: Knot; to: Knot; now: number; distanceM: number },
): number {
  const { minMps, maxMps } = race.definition?.speed ?? { minMps: 0, maxMps: 0 };
  const since = (p.now - p.from.clock) / MICROS_PER_SECOND;
  const left = (p.to.clock - p.now) / MICROS_PER_SECOND;
  const low = Math.max(p.from.distanceM + minMps * since, p.to.distanceM - maxMps * left);
  const high = Math.min(p.from.distanceM + maxMps * since, p.to.distanceM - minMps * left);
  return Math.max(0, high - p.distanceM, p.distanceM - low);
}

/** Up to here the estimate runs at the last speed; then it eases. Shares of the way to the next point. */
const RUNS_UP_TO = 0.96;
const NEVER_BEYOND = 0.998;

function runOn(race: Race, { knots }: Track, now: number): Motion {
  const last = knots.at(-1) ?? { point: -1, clock: now, distanceM: 0 };
  const nextM = nextPointM(race, last.distanceM);
  if (nextM === null) return standing(last.distanceM, 'estimated', last);
  const way = nextM - last.distanceM;
  const slope = lastSlope(race, knots);
  const since = now - last.clock;
  const { share, rate } = ease((slope * since) / way);
  const overdue = since > expectedWindow(race, last.point);
  return {
    distanceM: last.distanceM + way * share,
    speedMps: slope * rate * MICROS_PER_SECOND,
    ink: overdue ? 'stale' : 'estimated',
    bandM: bandBeyond(race, { since: since / MICROS_PER_SECOND, way, run: way * share }),
    lastPoint: last.point,
    lastClock: clockShown(last),
  };
}

/** Share of the way shown for the share that the last speed would have made, and how fast it still grows. */
function ease(share: number): { readonly share: number; readonly rate: number } {
  if (share <= RUNS_UP_TO) return { share, rate: 1 };
  const room = NEVER_BEYOND - RUNS_UP_TO;
  const over = (share - RUNS_UP_TO) / room;
  return { share: RUNS_UP_TO + (room * over) / (1 + over), rate: 1 / ((1 + over) * (1 + over)) };
}

/** Metres per µs over the last known segment, within what the field can run; from the start a middling one. */
function lastSlope(race: Race, knots: readonly Knot[]): number {
  const { minMps, maxMps } = race.definition?.speed ?? { minMps: 0, maxMps: 0 };
  const last = secant(knots.at(-2), knots.at(-1));
  const speed = last === null ? (minMps + maxMps) / 2 : last.slope * MICROS_PER_SECOND;
  return Math.min(maxMps, Math.max(minMps, speed)) / MICROS_PER_SECOND;
}

function bandBeyond(race: Race, p: { since: number; way: number; run: number }): number {
  const { minMps, maxMps } = race.definition?.speed ?? { minMps: 0, maxMps: 0 };
  const low = Math.min(p.way, minMps * p.since);
  const high = Math.min(p.way, maxMps * p.since);
  return Math.max(0, high - p.run, p.run - low);
}

/** A finisher comes to a stop in this time, slowing evenly: about 8 m for a runner. */
const RUN_OUT_US = 2_400_000;

function runOut(last: Knot, slope: number, now: number): Motion {
  const since = Math.max(0, Math.min(now - last.clock, RUN_OUT_US));
  return {
    distanceM: last.distanceM + slope * since * (1 - since / (2 * RUN_OUT_US)),
    speedMps: slope * (1 - since / RUN_OUT_US) * MICROS_PER_SECOND,
    ink: 'estimated',
    bandM: slope * since * 0.5,
    ...reported(last),
  };
}

/** Half of the way to a corrected estimate is made in this time. */
const GLIDE_HALF_MS = 90;
/** After a gap this long nobody remembers where the dot was. */
const GLIDE_FORGETS_MS = 1_000;

/**
 * Where to draw a dot, in metres, whose estimate may have been corrected since it was drawn at
 * `previous`, `dtMs` ago: it moves on with its target and eases towards it, never beyond it.
 * `previous` null, and a long pause, jump; so does whoever seeks.
 */
export function glide(
  previous: number | null,
  target: Pick<Motion, 'distanceM' | 'speedMps'>,
  dtMs: number,
): number {
  if (previous === null || dtMs >= GLIDE_FORGETS_MS) return target.distanceM;
  const step = (target.speedMps * Math.max(0, dtMs)) / 1_000;
  const moved =
    previous > target.distanceM ? previous : Math.min(previous + step, target.distanceM);
  return (
    target.distanceM + (moved - target.distanceM) * Math.pow(0.5, Math.max(0, dtMs) / GLIDE_HALF_MS)
  );
}

/**
 * Where on a straight course of lanes a covered distance lies: metres from the start end, and whether
 * the swimmer heads away from it (1) or back (−1). On other courses the distance along one lap.
 */
export function placeOnCourse(
  course: Course,
  distanceM: number,
): { readonly alongM: number; readonly heading: 1 | -1 } {
  if (course.kind === 'oval' || course.kind === 'circuit') {
    return { alongM: distanceM - Math.floor(distanceM / course.lapM) * course.lapM, heading: 1 };
  }
  if (course.kind !== 'lanes') return { alongM: Math.min(distanceM, course.lengthM), heading: 1 };
  const lengths = Math.floor(distanceM / course.lengthM);
  const along = distanceM - lengths * course.lengthM;
  return lengths % 2 === 0
    ? { alongM: along, heading: 1 }
    : { alongM: course.lengthM - along, heading: -1 };
}
