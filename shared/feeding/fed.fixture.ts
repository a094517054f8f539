import { entryId, type EntryId, type Submission } from '../race/entry.ts';
import type { RaceBuilder } from '../testkit/race-builder.ts';
import { FeedLog, type FedEntry } from './feed-log.ts';

interface Signed {
  /** Devices of the operator; nobody's where left out. */
  readonly own?: readonly string[];
  /** So many at the end are not stored yet. */
  readonly waiting?: number;
  readonly refused?: readonly EntryId[];
}

/** Entries as a desk knows them, stored in their order. */
export function fedEntries(
  entries: readonly Submission[],
  { own = [], waiting = 0, refused = [] }: Signed = {},
): FedEntry[] {
  return entries.map((submission, i) => {
    const id = entryId(submission);
    const isWaiting = i >= entries.length - waiting;
    const where = refused.includes(id) ? 'refused' : isWaiting ? 'device' : 'stored';
    return {
      id,
      submission,
      own: own.includes(submission.device),
      seq: where === 'stored' ? i + 1 : null,
      where,
    };
  });
}

/** What a desk knows beside the race. */
export function logOf({ entries }: Pick<RaceBuilder, 'entries'>, signed: Signed = {}): FeedLog {
  const log = new FeedLog();
  log.update(fedEntries(entries, signed));
  return log;
}
