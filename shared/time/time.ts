/**
 * The two kinds of time, kept apart by the compiler. Both are whole microseconds; zero is a time,
 * so neither is ever tested for truth.
 */
declare const raceTimeBrand: unique symbol;
declare const instantBrand: unique symbol;

/** Microseconds counted from a gun. May be negative (before the gun). */
export type RaceTime = number & { readonly [raceTimeBrand]: true };

/** Microseconds since the Unix epoch. */
export type Instant = number & { readonly [instantBrand]: true };

/** A length of time in microseconds: a gap, an interval, a margin, a window. */
export type Micros = number;

export const MICROS_PER_SECOND = 1_000_000;
export const MICROS_PER_MILLI = 1_000;

/** The live edge as a point to ask about: everything that has come, whatever a device's clock says. */
export const LIVE_EDGE = Number.POSITIVE_INFINITY as Instant;

/** Brands whole microseconds since a gun. */
export function raceTime(micros: Micros): RaceTime {
  return micros as RaceTime;
}

/** Brands whole microseconds since the Unix epoch. */
export function instant(micros: Micros): Instant {
  return micros as Instant;
}

/** The race time that the clock of a gun fired at `zero` shows at `at`. */
export function sinceGun(at: Instant, zero: Instant): RaceTime {
  return raceTime(at - zero);
}

/** The moment at which a clock started at `zero` shows `time`. */
export function afterGun(zero: Instant, time: RaceTime): Instant {
  return instant(zero + time);
}
