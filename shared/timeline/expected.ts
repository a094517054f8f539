import type { Race } from '../race/race.ts';
import { MICROS_PER_SECOND, instant, type Instant, type Micros } from '../time/time.ts';
import { distanceOf, finishOf } from './course.ts';
import { isHome } from './ending.ts';
import { clockOf, entrantIn, lastPassed, passedBy } from './search.ts';
import { isOut, lastPointIn, startedAt, viewAt, type View } from './view.ts';

/** When somebody on the way is expected at the next timing point, as reckoned from what has come. */
export interface Expected {
  readonly entrant: number;
  readonly id: string;
  /** The next point. */
  readonly point: number;
  /** The point passed last, −1 for the start, and when. */
  readonly from: number;
  readonly since: Instant;
  readonly at: Instant;
  /** Four out of five come between these two (X3). */
  readonly earliest: Instant;
  readonly latest: Instant;
  /** `coming`; `due` within the window; `late` beyond it; `missing` where that is out of the ordinary (X4). */
  readonly state: 'coming' | 'due' | 'late' | 'missing';
  /** How far beyond the window; 0 within and before. */
  readonly overUs: Micros;
}

export interface Expectation {
  /** Soonest first, those not yet late. */
  readonly next: readonly Expected[];
  /** Who should have been seen, the longest overdue first; no pacemakers, who step off unannounced. */
  readonly overdue: readonly Expected[];
}

/**
 * Who comes next, and who should have. Reckoned from the entrant's last segment and from how those
 * who have done the next one compared there; the window is as wide as such reckonings have been wrong
 * in this race so far, and until there are enough of them as wide as they are in other races.
 */
export function expectedArrivals(race: Race, now: Instant): Expectation {
  const view = viewAt(race, now);
  const maker: Maker = { view, ratios: new Map(), firsts: new Map(), error: errorSoFar(view) };
  const all = race.entrants.flatMap(({ index }) => expectedOf(maker, index) ?? []);
  const isLate = ({ state }: Expected): boolean => state === 'late' || state === 'missing';
  return {
    next: all.filter((one) => !isLate(one)).sort((a, b) => a.at - b.at || a.entrant - b.entrant),
    overdue: all
      .filter((one) => isLate(one) && view.facts.isPacemaker[one.entrant] !== 1)
      .sort((a, b) => b.overUs - a.overUs || a.entrant - b.entrant),
  };
}

interface Maker {
  readonly view: View;
  /** How the field's next segment compared with the one before, by the points between. */
  readonly ratios: Map<string, number | null>;
  /** How long the field took from the start to a point. */
  readonly firsts: Map<number, number | null>;
  /** By which share such reckonings are wrong, after the start and later. */
  readonly error: { readonly afterStart: number; readonly later: number };
}

/** A reckoned length of the next segment, and by how much it may be wrong either way. */
interface Reckoned {
  readonly us: Micros;
  readonly lessUs: Micros;
  readonly moreUs: Micros;
  /** So long after the reckoned time, somebody is missing. */
  readonly missingUs: Micros;
}

/** Beyond the window by so many times its half, somebody is missing. */
const MISSING = 3;

/** Where nobody has been: late at half, missing at a third of the middle speed that the field can run. */
const [LATE_SHARE, MISSING_SHARE] = [2, 3];

function expectedOf(maker: Maker, entrant: number): Expected | null {
  const { view } = maker;
  const { race, now } = view;
  if (race.entrants[entrant]?.listed !== true || isOut(view, entrant)) return null;
  const from = lastPointIn(view, entrant);
  if (isHome(race, view.ending, entrant, from) || from === finishOf(race)) return null;
  const point = Math.max(from + 1, view.first);
  const since = from < 0 ? startedAt(race, entrant, now) : clockOf(race.columns[from], entrant);
  if (race.points[point] === undefined || !(since <= now)) return null;
  const { us, lessUs, moreUs, missingUs } = reckon(maker, entrant, { from, point, since });
  const at = since + us;
  const overUs = Math.max(0, now - at - moreUs);
  return {
    entrant,
    id: race.entrants[entrant].entrant.id,
    point,
    from,
    since: instant(since),
    at: instant(Math.round(at)),
    earliest: instant(Math.round(at - lessUs)),
    latest: instant(Math.round(at + moreUs)),
    state: stateOf({ now, at, lessUs, moreUs, missingUs }),
    overUs: Math.round(overUs),
  };
}

function stateOf(p: {
  now: number;
  at: number;
  lessUs: number;
  moreUs: number;
  missingUs: number;
}): Expected['state'] {
  if (p.now < p.at - p.lessUs) return 'coming';
  if (p.now <= p.at + p.moreUs) return 'due';
  return p.now <= p.at + p.missingUs ? 'late' : 'missing';
}

interface Way {
  readonly from: number;
  readonly point: number;
  readonly since: number;
}

function reckon(maker: Maker, entrant: number, { from, point, since }: Way): Reckoned {
  const { race } = maker.view;
  if (from < 0) return reckonFirst(maker, point);
  const before = lastPassed(race, entrant, maker.view.at, from - 1);
  const began =
    before < 0 ? startedAt(race, entrant, maker.view.now) : clockOf(race.columns[before], entrant);
  const metres = distanceOf(race, from) - distanceOf(race, before);
  const last = since - began;
  const ratio =
    ratioOf(maker, { before, from, point }) ??
    (distanceOf(race, point) - distanceOf(race, from)) / metres;
  const us = within(race, { us: last * ratio, from, point });
  const share = before < 0 ? maker.error.afterStart : maker.error.later;
  const wrong = Math.max(us * share, LEAST_US);
  return either(us, wrong);
}

function either(us: Micros, wrong: Micros): Reckoned {
  return { us, lessUs: wrong, moreUs: wrong, missingUs: MISSING * wrong };
}

/** Nobody is taken to be faster or slower than the field can be. */
function within(race: Race, p: { us: number; from: number; point: number }): Micros {
  const metres = distanceOf(race, p.point) - distanceOf(race, p.from);
  const { minMps, maxMps } = race.definition?.speed ?? { minMps: 0, maxMps: Infinity };
  const [quickest, slowest] = [metres / maxMps, metres / minMps];
  return Math.min(slowest * MICROS_PER_SECOND, Math.max(quickest * MICROS_PER_SECOND, p.us));
}

/** From the start nothing is known of anybody but what the field did, and what it can do. */
function reckonFirst(maker: Maker, point: number): Reckoned {
  const { race } = maker.view;
  const field = firstOf(maker, point);
  const fast = within(race, { us: 0, from: -1, point });
  const slow = within(race, { us: Number.POSITIVE_INFINITY, from: -1, point });
  if (field === null) {
    const us = (2 * fast * slow) / (fast + slow);
    const by = (share: number): Micros => Math.min(slow, share * us) - us;
    return { us, lessUs: us - fast, moreUs: by(LATE_SHARE), missingUs: by(MISSING_SHARE) };
  }
  return either(field, Math.max(field * maker.error.afterStart, LEAST_US));
}

/** So many of those who came last tell how a segment goes. */
const LATEST = 40;

/** The middle of how the newest arrivals' segment compares with their one before; null for none. */
function ratioOf(
  maker: Maker,
  p: { readonly before: number; readonly from: number; readonly point: number },
): number | null {
  const key = `${p.before} ${p.from} ${p.point}`;
  const known = maker.ratios.get(key);
  if (known !== undefined) return known;
  const { race, now } = maker.view;
  const ratios = arrivals(maker.view, p.point).flatMap((entrant) => {
    const began =
      p.before < 0 ? startedAt(race, entrant, now) : clockOf(race.columns[p.before], entrant);
    const middle = clockOf(race.columns[p.from], entrant);
    const ratio = (clockOf(race.columns[p.point], entrant) - middle) / (middle - began);
    return ratio > 0 && ratio < Infinity ? [ratio] : [];
  });
  const ratio = medianOf(ratios);
  maker.ratios.set(key, ratio);
  return ratio;
}

function firstOf(maker: Maker, point: number): number | null {
  const known = maker.firsts.get(point);
  if (known !== undefined) return known;
  const { race, now } = maker.view;
  const times = arrivals(maker.view, point).flatMap((entrant) => {
    const us = clockOf(race.columns[point], entrant) - startedAt(race, entrant, now);
    return us > 0 ? [us] : [];
  });
  const first = medianOf(times);
  maker.firsts.set(point, first);
  return first;
}

/** The newest to have come to a point. */
function arrivals({ race, at }: View, point: number): number[] {
  const column = race.columns[point];
  if (column === undefined) return [];
  const count = passedBy(column, at);
  return Array.from({ length: Math.min(LATEST, count) }, (_, i) =>
    entrantIn(column.order, count - 1 - i),
  );
}

function medianOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : shareOf(values, 0.5);
}

/** The value below which a share of them lies. */
function shareOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Four out of five. */
const COVERS = 0.8;
/** Before a race has told: what four out of five bundled races stayed within. */
const USUAL = { afterStart: 0.1, later: 0.04 };
/** So many reckonings of this race tell better than other races. */
const ENOUGH = 12;
const SAMPLES = 240;
/** However well it went, nobody is told more closely. */
const LEAST = 0.005;
const LEAST_US = 150_000;

/** How wrong the simplest reckoning, at the speed of the segment before, has been here so far. */
function errorSoFar(view: View): Maker['error'] {
  const [afterStart, later]: [number[], number[]] = [[], []];
  for (let point = view.far; point >= view.first; point--) {
    if (afterStart.length >= SAMPLES && later.length >= SAMPLES) break;
    for (const entrant of arrivals(view, point)) {
      const wrong = wrongBy(view, entrant, point);
      if (wrong !== null) (wrong.before < 0 ? afterStart : later).push(wrong.share);
    }
  }
  return { afterStart: spread(afterStart, USUAL.afterStart), later: spread(later, USUAL.later) };
}

function spread(errors: readonly number[], usual: number): number {
  return errors.length < ENOUGH ? usual : Math.max(LEAST, shareOf(errors, COVERS));
}

function wrongBy(
  view: View,
  entrant: number,
  point: number,
): { readonly before: number; readonly share: number } | null {
  const { race, now } = view;
  const from = lastPassed(race, entrant, now, point - 1);
  if (from < view.first) return null;
  const before = lastPassed(race, entrant, now, from - 1);
  const began = before < 0 ? startedAt(race, entrant, now) : clockOf(race.columns[before], entrant);
  const middle = clockOf(race.columns[from], entrant);
  const metres = distanceOf(race, from) - distanceOf(race, before);
  const next = distanceOf(race, point) - distanceOf(race, from);
  const reckoned = ((middle - began) / metres) * next;
  const share = Math.abs(clockOf(race.columns[point], entrant) - middle - reckoned) / reckoned;
  return Number.isFinite(share) ? { before, share } : null;
}
