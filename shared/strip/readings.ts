import { settleBlind, type BlindTimes, type Settled } from '../race/blind-readings.ts';
import type { StripAxis } from '../race/strip.ts';
import { round, ROUNDING, type RoundingRule } from '../time/rounding.ts';
import { MICROS_PER_MILLI, MICROS_PER_SECOND, raceTime } from '../time/time.ts';
import type { Micros, RaceTime } from '../time/time.ts';
import { columnUs, digitsOf } from './axis.ts';

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

/** R4: what two blind readers of an image come to, as the race decides it (P12). */
export function settle(axis: StripAxis, times: BlindTimes): Settled {
  return settleBlind(digitsOf(axis), times);
}
