import type { Entry } from '../../shared/race/entry.ts';

/** An entry without what belongs to storing it (version, chain, sum). */
export function entryOf({ seq, device, n, recordedAt, event }: Entry): Entry {
  return { seq, device, n, recordedAt, event };
}
