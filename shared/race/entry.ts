import type { Instant } from '../time/time.ts';
import type { RaceEvent } from './events.ts';

/** `device:n`: whatever the network does, the same id is accepted exactly once. */
export type EntryId = `${string}:${number}`;

/** An event as a source hands it in: signed by device and counter, not yet numbered by a log. */
export interface Submission {
  readonly device: string;
  /** The device's own counter, from 1. */
  readonly n: number;
  /** When the source recorded it, by the server's clock as far as the source knows it. */
  readonly recordedAt: Instant;
  readonly event: RaceEvent;
}

/** A submission with its place in one race's log; `seq` counts from 1 without holes. */
export interface Entry extends Submission {
  readonly seq: number;
}

/** One line of a stored log (log.ndjson): `prev` chains it to the line before, `sum` guards its own bytes. */
export interface LogLine extends Entry {
  /** Version of this record's shape. */
  readonly v: 1;
  /** SHA-256 (hex) of the line before, all zeros for the first. */
  readonly prev: string;
  /** CRC-32 (hex) of this line's canonical JSON without `sum`. */
  readonly sum: string;
}

/** The id under which an entry is known everywhere. */
export function entryId(entry: Pick<Submission, 'device' | 'n'>): EntryId {
  return `${entry.device}:${entry.n}`;
}
