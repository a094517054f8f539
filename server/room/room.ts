import type { Entry, Submission } from '../../shared/race/entry.ts';
import type { Race, RefusalCode } from '../../shared/race/race.ts';
import type { Roster } from '../../shared/race/roster.ts';
import type { NotStored } from '../log/event-log.ts';

/**
 * One authoritative race. Whoever feeds it submits; the room checks, has the log store and sync,
 * applies, publishes, and only then answers.
 *
 *   submit ──▶ check against the race ──▶ log.append (synced) ──▶ race.apply ──▶ listeners ──▶ answer
 *                 │ refused at once            │ conflict: read what others stored, check again
 *                 ▼                            ▼ not stored: nothing counts, say so
 *
 * What arrives while a round is being written waits for the next. A submission that repeats one
 * already stored is answered with the number it has: accepted exactly once, however often sent.
 */
export interface Room {
  readonly slug: string;
  readonly epoch: string;
  /** The newest entry that is stored and applied. */
  readonly seq: number;
  /** The state of the race; it changes in place, only the room applies. */
  readonly race: ReadonlyRace;
  /** Names; personal, beside the log, editable. */
  readonly roster: Roster;
  /** What the keeper of this race left for itself (a replay's clock), or null. */
  readonly note: string | null;
  /** Set once a newer epoch took over, the race was dropped or the server stops; everything submitted is refused. */
  readonly closed: boolean;
  /** Answers in the order of the submissions, each when its own fate is sealed. Never rejects. */
  submit(submissions: readonly Submission[]): Promise<readonly Answer[]>;
  /** Entries numbered after `after`, up to `limit` of them; from memory. */
  entriesAfter(after: number, limit?: number): readonly Entry[];
  /** Called with each round's entries, in order, without holes, after they are synced and applied. Returns the way out. */
  subscribe(listener: RoomListener): () => void;
  setRoster(roster: Roster): Promise<Kept>;
  setNote(note: string | null): Promise<Kept>;
}

export type RoomListener = (entries: readonly Entry[]) => void;

export type ReadonlyRace = Omit<Race, 'apply'>;

export type Answer = Accepted | Refused;

export interface Accepted {
  readonly ok: true;
  readonly seq: number;
  /** It had been stored before; `seq` is the number it got then. */
  readonly repeated: boolean;
}

export interface Refused {
  readonly ok: false;
  /** `NOT_STORED`: the disk would not, try again. `REPLACED`: this log has ended, its race has a newer one or is gone. */
  readonly code: RefusalCode | 'NOT_STORED' | 'REPLACED';
  readonly message: string;
}

export type Kept = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Why a room could not be opened. `seq`: the first damaged line, 0 when it is not a line (the names, the row of the race). */
export type Unopened =
  | { readonly ok: false; readonly code: 'NOT_FOUND'; readonly message: string }
  | { readonly ok: false; readonly code: 'DAMAGED'; readonly seq: number; readonly message: string }
  | { readonly ok: false; readonly code: 'NOT_STORED'; readonly message: string };

export type Opened = { readonly ok: true; readonly room: Room } | Unopened;

/** A refusal of the disk in the words of a room. */
export function refusedByDisk(answer: NotStored): Refused {
  return { ok: false, code: 'NOT_STORED', message: answer.message };
}
