import { round, unitOf } from '../time/rounding.ts';
import { raceTime, type Micros, type RaceTime } from '../time/time.ts';

/** Times of one finisher by blind readers; null where one has not read it. */
export interface BlindTimes {
  readonly first: Micros | null;
  readonly second: Micros | null;
  readonly third: Micros | null;
}

export type Settled =
  | { readonly state: 'agreed'; readonly us: RaceTime; readonly differenceUs: Micros }
  /** Too far apart: somebody has to look again. */
  | { readonly state: 'thirdLook'; readonly differenceUs: Micros }
  | { readonly state: 'settled'; readonly us: RaceTime; readonly differenceUs: Micros }
  | { readonly state: 'missing' };

/**
 * What two blind readers come to; times are since the start. Within one unit of the last decimal that
 * their image gives they agree, and their mean counts, as a whole number of that unit, halves later:
 * what ranks, ties and is subtracted is what is shown. Else a third looks, and the middle of the
 * three counts.
 */
export function settleBlind(digits: number, { first, second, third }: BlindTimes): Settled {
  if (first === null || second === null) return { state: 'missing' };
  const differenceUs = Math.abs(first - second);
  const unit = unitOf(digits);
  if (differenceUs <= unit + HALF_A_MICRO) {
    const mean = round((first + second) / 2, unit, 'nearest');
    return { state: 'agreed', us: raceTime(mean), differenceUs };
  }
  if (third === null) return { state: 'thirdLook', differenceUs };
  const middle = Math.max(Math.min(first, second), Math.min(Math.max(first, second), third));
  return { state: 'settled', us: raceTime(middle), differenceUs };
}

/** Both were rounded to the µs. */
const HALF_A_MICRO = 1;

/** A reading of one finisher at one point, since the start. */
export interface ReadBy {
  readonly reader: string | null;
  readonly us: Micros;
  readonly digits: number;
}

/** Whether a reading is of one of two who do not see each other. */
export function isBlindReader(reader: string | null | undefined): boolean {
  return reader === 'A' || reader === 'B';
}

/**
 * P8, P12: which of the readings of one finisher at one point counts, and as what time; null for
 * none. They come oldest first. `isOpen`: the two blind readers differ and no third has looked, so
 * that what stood before stands.
 */
export function countingReading<R extends ReadBy>(
  readings: readonly R[],
): { readonly reading: R | null; readonly us: Micros; readonly isOpen: boolean } {
  const by = (name: string) => readings.findLast(({ reader }) => reader === name);
  const [first, second, third] = [by('A'), by('B'), by('C')];
  if (first === undefined || second === undefined) return standing(readings.at(-1), false);
  const settled = settleBlind(Math.min(first.digits, second.digits), {
    first: first.us,
    second: second.us,
    third: third?.us ?? null,
  });
  const last = readings.findLast(
    (one) => one === first || one === second || (one === third && settled.state === 'settled'),
  );
  const other = readings.findLast(({ reader }) => !isBlindReader(reader) && reader !== 'C');
  const isNewer = readings.findLast((one) => one === last || one === other) === last;
  return isNewer && last !== undefined && 'us' in settled
    ? { reading: last, us: settled.us, isOpen: false }
    : standing(other, isNewer);
}

function standing<R extends ReadBy>(
  reading: R | undefined,
  isOpen: boolean,
): ReturnType<typeof countingReading<R>> {
  return { reading: reading ?? null, us: reading?.us ?? 0, isOpen };
}
