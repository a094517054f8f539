import type { Entry, LogLine, Submission } from '../../shared/race/entry.ts';
import type { Roster } from '../../shared/race/roster.ts';

/**
 * Where races are kept: one append-only log per race, and beside each log what may be edited (the
 * roster with all names, a note of its keeper). Memory, SQLite and PostgreSQL implement it and all
 * pass `event-log.contract.ts`.
 *
 *   append ──▶ number, chain, sync ──▶ Appended     only what is synced is answered for
 *                                  └─▶ Conflict     somebody else wrote first: read, check, retry
 *                                  └─▶ NotStored    the disk would not; nothing of it counts
 *
 * A log is named by its race's slug; its `epoch` changes only when it is replaced (a new run, a
 * restore), so that (slug, epoch, seq) means one entry for ever.
 */
export interface EventLog {
  /** Whether other processes append to the same logs, so that a room has to follow. */
  readonly shared: boolean;
  /** Every race, by slug. */
  list(): Promise<readonly LogHead[]>;
  /** Where the log of a race stands; null where there is none. */
  head(slug: string): Promise<LogHead | null>;
  /** Starts a log; `exists` leaves the present one untouched. */
  create(slug: string, start?: LogStart): Promise<Created | Exists | NotStored>;
  /** Ends the present log of a race, if any, and starts one of a new epoch, in one step. */
  replace(slug: string, start?: LogStart): Promise<Created | NotStored>;
  /** Removes a race with all that lies beside it; no harm where there is none. */
  drop(slug: string): Promise<Dropped | NotStored>;
  /**
   * Adds entries after `expectedSeq`, all or none, and answers only once they are synced to disk.
   * What is submitted in one turn of the event loop, for whatever races, shares one commit.
   */
  append(
    slug: string,
    epoch: string,
    expectedSeq: number,
    submissions: readonly Submission[],
  ): Promise<Appended | Conflict | NotStored>;
  /** At most `limit` lines after `after`, each checked (own sum, chain, numbering). */
  read(slug: string, epoch: string, after: number, limit: number): Promise<Read | Damaged | Gone>;
  /**
   * Lines after `after`, then each batch as it is stored, until `signal` aborts; ends by itself when
   * the epoch does. A notification only wakes the reader; what it yields was read.
   */
  follow(
    slug: string,
    epoch: string,
    after: number,
    signal: AbortSignal,
  ): AsyncIterable<readonly LogLine[]>;
  /**
   * Takes everything after `after` out of a damaged log and gives what is left a new epoch, since
   * viewers may have seen what is gone. The bytes taken out are kept aside in the store.
   */
  cut(slug: string, epoch: string, after: number): Promise<Created | Gone | NotStored>;
  /** What lies beside the log; null where there is no such race. */
  beside(slug: string): Promise<Beside | null>;
  /** Replaces the parts named; synced before it answers. */
  setBeside(slug: string, parts: Partial<Beside>): Promise<Saved | Gone | NotStored>;
  /** Answers what is under way, then lets go of the disk. Later calls answer `closed`. */
  close(): Promise<void>;
}

export interface LogHead {
  readonly slug: string;
  readonly epoch: string;
  /** The newest stored entry; 0 for an empty log. */
  readonly seq: number;
}

/** What can be edited, in contrast to the log itself. */
export interface Beside {
  readonly roster: Roster;
  /** What the keeper of this race wants to find again after a restart, JSON; null for nothing. */
  readonly note: string | null;
}

export interface LogStart extends Partial<Beside> {
  /** First entries, stored in the same step: a restore or an import is whole or not there. */
  readonly entries?: readonly Submission[];
}

export interface Appended {
  readonly kind: 'appended';
  /** What was submitted, numbered. */
  readonly entries: readonly Entry[];
}

/** Nothing was stored: the log stands elsewhere. `head` is null when the race is gone. */
export interface Conflict {
  readonly kind: 'conflict';
  readonly head: LogHead | null;
}

export interface NotStored {
  readonly kind: 'notStored';
  readonly reason: 'diskFull' | 'readOnly' | 'ioError' | 'closed';
  /** For an operator: "not stored: disk full". */
  readonly message: string;
}

export interface Created {
  readonly kind: 'created';
  readonly head: LogHead;
}

export interface Exists {
  readonly kind: 'exists';
  readonly head: LogHead;
}

export interface Dropped {
  readonly kind: 'dropped';
}

export interface Saved {
  readonly kind: 'saved';
}

/** No such race, or its log has another epoch now. */
export interface Gone {
  readonly kind: 'gone';
}

export interface Read {
  readonly kind: 'read';
  readonly lines: readonly LogLine[];
}

/** The first line that cannot be trusted, and the good ones before it (within what was asked for). */
export interface Damaged {
  readonly kind: 'damaged';
  readonly lines: readonly LogLine[];
  readonly damage: Damage;
}

export interface Damage {
  /** The first line that is missing, torn or changed. */
  readonly seq: number;
  /** Where the log should end; damage at the last line is a tail, before it a hole in the middle. */
  readonly lastSeq: number;
  /** What was expected and what was found. */
  readonly reason: string;
}
