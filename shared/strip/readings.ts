import type { StripAxis } from '../race/strip.ts';
import { round, ROUNDING, type RoundingRule } from '../time/rounding.ts';
import { MICROS_PER_MILLI, MICROS_PER_SECOND, raceTime } from '../time/time.ts';
import type { Micros, RaceTime } from '../time/time.ts';
import { columnUs } from './axis.ts';

/** R1: the thousandth that a reading counts as, in the direction of the sport's rule. */
export function thousandth(rule: RoundingRule, us: Micros): RaceTime {
  return raceTime(round(us, MICROS_PER_MILLI, ROUNDING[rule].direction));
}

/** R2: the image cannot tell them apart: equal in the thousandth. */
export function isDeadHeat(rule: RoundingRule, a: Micros, b: Micros): boolean {
  return thousandth(rule, a) === thousandth(rule, b);
}

export interface ReadMargin {
  readonly us: Micros;
  /** Each reading is of one column, so the margin is known to ± one column. */
  readonly bandUs: { readonly low: Micros; readonly high: Micros };
  readonly metres: number | null;
  readonly deadHeat: boolean;
}

/** R3: the margin between two readings off one image. `speedMps`: of the one behind, at the line. */
export function marginBetween(
  axis: StripAxis,
  rule: RoundingRule,
  readings: { readonly ahead: Micros; readonly behind: Micros; readonly speedMps: number | null },
): ReadMargin {
  const { ahead, behind, speedMps } = readings;
  const us = behind - ahead;
  const column = Math.abs(columnUs(axis));
  return {
    us,
    bandUs: { low: Math.max(us - column, 0), high: us + column },
    metres: speedMps === null ? null : (us / MICROS_PER_SECOND) * speedMps,
    deadHeat: isDeadHeat(rule, ahead, behind),
  };
}

/** Times of one finisher by blind readers; null where one has not read it. */
export interface BlindReadings {
  readonly first: Micros | null;
  readonly second: Micros | null;
  readonly third: Micros | null;
}

export type Settled =
  | { readonly state: 'agreed'; readonly us: RaceTime; readonly differenceUs: Micros }
  /** Further apart than one column: somebody has to look again. */
  | { readonly state: 'thirdLook'; readonly differenceUs: Micros }
  | { readonly state: 'settled'; readonly us: RaceTime; readonly differenceUs: Micros }
  | { readonly state: 'missing' };

/**
 * R4: what two blind readers come to. Within one column of each other they agree, and their mean
 * counts; else a third looks, and the middle of the three counts.
 */
export function settle(axis: StripAxis, { first, second, third }: BlindReadings): Settled {
  if (first === null || second === null) return { state: 'missing' };
  const differenceUs = Math.abs(first - second);
  if (differenceUs <= Math.abs(columnUs(axis)) + HALF_A_MICRO)
    return { state: 'agreed', us: raceTime(Math.round((first + second) / 2)), differenceUs };
  if (third === null) return { state: 'thirdLook', differenceUs };
  const middle = Math.max(Math.min(first, second), Math.min(Math.max(first, second), third));
  return { state: 'settled', us: raceTime(middle), differenceUs };
}

/** Both were rounded to the µs. */
const HALF_A_MICRO = 1;
