import type { Beside } from './event-log.ts';
import type { ChainEnd } from './log-line.ts';

/**
 * What a store has to offer for `log-work.ts` to keep logs in it: rows of races and lines of text,
 * read and written at once. All writing happens inside one transaction that the store's keeper opens;
 * a store throws `StoreTrouble` when the disk will not, and then nothing of the transaction counts.
 */
export interface Tables {
  races(): readonly RaceRow[];
  race(slug: string): RaceRow | null;
  /** An empty log. */
  addRace(slug: string, epoch: string): RaceRow;
  /** Removes a race, its lines and what lies beside them. */
  removeRace(race: number): void;
  /** Saves where the log stands now, and under which epoch. */
  saveRace(race: RaceRow): void;
  addLine(race: number, seq: number, text: string): void;
  /** At most `limit` lines after `after`, in order. */
  lines(race: number, after: number, limit: number): readonly StoredLine[];
  /** Takes the lines after `after` out of the log and keeps them where nothing reads them. */
  moveAside(race: RaceRow, after: number): void;
  beside(race: number): Beside;
  setBeside(race: number, parts: Partial<Beside>): void;
}

export interface RaceRow {
  readonly id: number;
  readonly slug: string;
  readonly epoch: string;
  /** The last line and its hash, kept apart from the lines so that a missing last line is noticed. */
  readonly head: ChainEnd;
}

export interface StoredLine {
  readonly seq: number;
  readonly text: string;
}

/** Trouble with the world: the disk is full, read only or broken. Not a mistake of ours. */
export class StoreTrouble extends Error {
  readonly reason: 'diskFull' | 'readOnly' | 'ioError';

  constructor(reason: StoreTrouble['reason'], message: string) {
    super(message);
    this.name = 'StoreTrouble';
    this.reason = reason;
  }
}

/** What is stored is not what was written. */
export class StoreDamage extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StoreDamage';
  }
}
