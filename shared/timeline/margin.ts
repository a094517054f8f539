import type { Race, Split } from '../race/race.ts';
import { knownDigits, marginBetween, readingInterval, unitOf } from '../time/rounding.ts';
import { MICROS_PER_SECOND, raceTime, type Instant } from '../time/time.ts';
import type { Band, Margin } from './answers.ts';
import { distanceOf, finishOf } from './course.ts';
import { clockOf, lastPassed } from './search.ts';
import { commonPoint, placeIn, viewAt, type View } from './view.ts';

/** The chaser's speed over the last segment is known to this share. */
const SPEED_SHARE = 0.05;

/**
 * By how much one entrant was ahead of another at a point, or at the last point both had passed by
 * `at`; null while there is none. The band comes from what the two times can have been before they
 * were rounded; metres are seconds times the chaser's speed over its last segment, ± 5 %. Official
 * places decide the order at the finish and clip the band above zero; without them a band that
 * includes zero is too close to call.
 */
export function marginOf(
  race: Race,
  a: number,
  b: number,
  at: Instant,
  point?: number,
): Margin | null {
  const view = viewAt(race, at);
  const where = point ?? commonPoint(view, a, b, Math.min(view.far, race.points.length - 1));
  const [left, right] = [splitBy(view, a, where), splitBy(view, b, where)];
  if (left === null || right === null) return null;
  const placed = officialOrder(view, left, right);
  const [ahead, behind] = (placed ?? left.time - right.time) <= 0 ? [left, right] : [right, left];
  return describe(view, { ahead, behind, official: placed !== null });
}

/**
 * The metres of a margin, in no more decimals than its band has: `9` of 7 to 10, `0.2` of 0.14 to
 * 0.30. Null where they are not known, or the band says no more than that there is a margin.
 */
export function metresKnown({ metres, bandMetres }: Margin): string | null {
  if (metres === null || bandMetres === null) return null;
  const width = bandMetres.high - bandMetres.low;
  if (width > 2 * metres) return null;
  return metres.toFixed(width >= 1 ? 0 : width >= 0.1 ? 1 : 2);
}

function splitBy(view: View, entrant: number, point: number): Split | null {
  return clockOf(view.race.columns[point], entrant) <= view.at
    ? view.race.split(entrant, point)
    : null;
}

/** Negative where `a` has the better official place at the finish; null where places say nothing. */
function officialOrder(view: View, a: Split, b: Split): number | null {
  if (a.point !== finishOf(view.race)) return null;
  const [left, right] = [placeIn(view, a.entrant), placeIn(view, b.entrant)];
  return left === null || right === null || left === right ? null : left - right;
}

function describe(view: View, pair: { ahead: Split; behind: Split; official: boolean }): Margin {
  const { ahead, behind, official } = pair;
  const whole = bandOf(view.race, ahead, behind);
  const bandUs = official ? { low: Math.max(0, whole.low), high: Math.max(0, whole.high) } : whole;
  const rule = view.race.definition?.rounding ?? 'thousandths';
  const { us, digits } = marginBetween(rule, ahead, behind);
  const speed = speedInto(view, behind);
  return {
    ahead: ahead.entrant,
    behind: behind.entrant,
    point: behind.point,
    us,
    digits,
    bandUs,
    metres: speed === null ? null : metresOf(us, speed.mps),
    bandMetres: speed === null ? null : bandMetres(bandUs, speed.mps),
    speedMps: speed?.mps ?? null,
    speedKind: speed?.kind ?? null,
    tooClose: !official && includesZero(whole),
  };
}

/** Zero differs from an open end that is zero: 0.00 < margin < 0.02 has an order. */
function includesZero(band: Band): boolean {
  return band.low < 0 && band.high > 0 ? true : band.low === 0 && band.high === 0;
}

function bandOf(race: Race, ahead: Split, behind: Split): Band {
  const [first, second] = [readingsOf(race, ahead), readingsOf(race, behind)];
  return { low: second.low - first.high, high: second.high - first.low };
}

/** What the times can have been: by the sport's rule for a result, by the last digit for all else. */
function readingsOf(race: Race, split: Split): Band {
  const rule = race.definition?.rounding;
  if (split.kind === 'official' && rule !== undefined) {
    const { low, high } = readingInterval(rule, split.time, split.digits);
    return { low, high };
  }
  const half = unitOf(knownDigits(split)) / 2;
  return { low: raceTime(split.time - half), high: raceTime(split.time + half) };
}

function speedInto(
  view: View,
  split: Split,
): { readonly mps: number; readonly kind: Split['kind'] } | null {
  const { race } = view;
  const before = lastPassed(race, split.entrant, view.at, split.point - 1);
  const start = before < 0 ? null : race.split(split.entrant, before);
  const metres = distanceOf(race, split.point) - distanceOf(race, before);
  const time = split.time - (start?.time ?? 0);
  if (time <= 0) return null;
  const kind = start?.kind === 'reconstructed' ? 'reconstructed' : split.kind;
  return { mps: (metres / time) * MICROS_PER_SECOND, kind };
}

function metresOf(us: number, mps: number): number {
  return (us / MICROS_PER_SECOND) * mps;
}

function bandMetres(band: Band, mps: number): Band {
  const ends = [band.low, band.high].flatMap((us) => [
    metresOf(us, mps * (1 - SPEED_SHARE)),
    metresOf(us, mps * (1 + SPEED_SHARE)),
  ]);
  return { low: Math.min(...ends), high: Math.max(...ends) };
}
