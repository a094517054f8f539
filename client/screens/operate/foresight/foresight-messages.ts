import type { Consequence } from '../../../../shared/feeding/consequence.ts';
import type { EntryId, Submission } from '../../../../shared/race/entry.ts';
import type { RaceEvent } from '../../../../shared/race/events.ts';
import type { Instant } from '../../../../shared/time/time.ts';

/** What the page says to the thread that looks ahead. */
export type ForesightAsk =
  | { readonly take: readonly Submission[] }
  | { readonly drop: readonly EntryId[] }
  | { readonly look: number; readonly events: readonly RaceEvent[]; readonly at: Instant };

export interface ForesightTold {
  readonly look: number;
  readonly consequence: Consequence;
  /** Ids by the indexes that the consequence names. */
  readonly entrants: readonly string[];
}
