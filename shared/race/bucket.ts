import type { PassingRecorded, ReadingTaken } from './events.ts';
import type { Stored } from './raw-entries.ts';

/** A passing or a reading that holds. */
export interface Read {
  readonly stored: Stored;
  readonly event: PassingRecorded | ReadingTaken;
}

/** All reads under one name, and the entrants who bear it. */
export interface Bucket {
  readonly reads: Read[];
  readonly claimants: number[];
}

/** No entrant. */
export const LONE = -1;
