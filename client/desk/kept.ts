import type { Entry, EntryId, Submission } from '../../shared/race/entry.ts';
import type { RaceEvent } from '../../shared/race/events.ts';
import type { Roster } from '../../shared/race/roster.ts';
import type { Instant } from '../../shared/time/time.ts';

/**
 * What a desk keeps in its browser, so that nothing is lost with a page, a battery or a network:
 * what was brought and is not stored yet, the counters it is signed with, the races it last saw.
 * `kept.contract.ts` says what every implementation does; tabs of one browser share one.
 */
export interface Kept {
  /**
   * Signs events with the next counters of this browser's part of `device` in the race, and keeps them,
   * all or none. They are safe when this resolves. However many tabs do this at once, no counter is
   * given twice; where what was kept is cleared, another part begins.
   */
  readonly add: (brought: Brought) => Promise<readonly KeptEntry[]>;
  /** Whatever is not stored: those refused too. By device, then by counter. */
  readonly unsent: () => Promise<readonly KeptEntry[]>;
  /** The server has these: they need not be kept as unsent. */
  readonly stored: (ids: readonly EntryId[]) => Promise<void>;
  /** Why the server will not have these; of those still here. */
  readonly refused: (whys: readonly { readonly id: EntryId; readonly why: Why }[]) => Promise<void>;
  readonly dismissed: (id: EntryId) => Promise<void>;
  /** A small thing under a name; undefined where there is none. */
  readonly note: (name: string) => Promise<unknown>;
  readonly setNote: (name: string, value: unknown) => Promise<void>;
  readonly keepEntries: (slug: string, epoch: string, entries: readonly Entry[]) => Promise<void>;
  readonly keepRoster: (slug: string, roster: Roster) => Promise<void>;
  /** What is known here of a race; its entries by seq, perhaps with holes. */
  readonly race: (slug: string) => Promise<KeptRace | null>;
  /** Forgets every kept race; what is unsent stays. */
  readonly forgetRaces: () => Promise<void>;
  readonly close: () => void;
}

export interface Brought {
  readonly race: string;
  readonly epoch: string | null;
  readonly device: string;
  /** A name for this browser's part of the device in the race, where it has none yet. */
  readonly part: string;
  /** When, by the server's clock; each entry is recorded later than all before it of its device. */
  readonly at: Instant;
  readonly events: readonly RaceEvent[];
}

export interface KeptEntry {
  readonly race: string;
  /** The log that was shown when it was brought; null when none was. */
  readonly epoch: string | null;
  readonly submission: Submission;
  readonly refused: Why | null;
  readonly dismissed: boolean;
}

export interface Why {
  readonly code: string;
  readonly message: string;
}

export interface KeptRace {
  readonly epoch: string;
  readonly entries: readonly Entry[];
  readonly roster: Roster;
}
