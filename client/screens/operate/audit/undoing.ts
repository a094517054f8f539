import { registersOf } from '../../../../shared/feeding/registers.ts';
import { entryId, type EntryId, type Submission } from '../../../../shared/race/entry.ts';
import type { RaceEvent } from '../../../../shared/race/events.ts';
import type { Race } from '../../../../shared/race/race.ts';

/**
 * What to bring to take one entry of the log back; null where there is nothing to take back. An entry is
 * voided, a void is restored and the other way round, an amendment is amended back to what held before it.
 */
export function undoing(
  entry: Submission,
  race: Race,
  correctionsOf: (target: EntryId) => readonly Submission[],
  reason: string,
): RaceEvent | null {
  const { event } = entry;
  const id = entryId(entry);
  switch (event.type) {
    case 'entryVoided':
      return race.holds(event.target) === null
        ? { type: 'entryRestored', target: event.target, reason }
        : null;
    case 'entryRestored':
      return race.holds(event.target) === null
        ? null
        : { type: 'entryVoided', target: event.target, reason };
    case 'entryAmended': {
      const first = race.entry(event.target)?.event;
      const before = registersOf(first, correctionsOf(event.target), entry).says;
      if (before === null) return null;
      return { type: 'entryAmended', target: event.target, event: before, reason };
    }
    default:
      return race.holds(id) === null ? null : { type: 'entryVoided', target: id, reason };
  }
}
