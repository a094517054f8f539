import type { Instant } from '../time/time.ts';
import type { PassingRecorded, ReadingTaken } from './events.ts';
import type { Stored } from './raw-entries.ts';

/**
 * A passing or a reading that holds. Beside what it says it carries what was last worked out of it,
 * so that the other reads of an entrant cost nothing when one more comes.
 */
export interface Read {
  readonly stored: Stored;
  readonly event: PassingRecorded | ReadingTaken;
  /** When it happened; NaN while no gun says. */
  clock: Instant;
  /** Number of its line on the course, NOWHERE where the course has no such line. */
  line: number;
  /** The point it names, UNNAMED where it names none, NOWHERE where the course has no such point. */
  point: number;
  /** By the source that is chosen at its line and moment. */
  isChosen: boolean;
}

export const UNNAMED = -1;
export const NOWHERE = -2;
export const NO_CLOCK = Number.NaN as Instant;

/** All reads under one name, and the entrants who bear it. */
export interface Bucket {
  readonly reads: Read[];
  readonly claimants: number[];
  /** The one claimant, or NOBODY. */
  owner: number;
}

/** No entrant. */
export const NOBODY = -1;
