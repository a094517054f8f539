import type { Submission } from '../race/entry.ts';
import type { CorrectableEvent, RaceEvent } from '../race/events.ts';
import { byAge } from '../race/newest.ts';

/** What corrections make of an entry: whether it counts, and what it says. */
export interface Registers {
  readonly isVoid: boolean;
  /** Null for what is no correctable event, or has not come. */
  readonly says: CorrectableEvent | null;
}

/** The registers of an entry that said `first`, after such of its corrections as are older than `before`. */
export function registersOf(
  first: RaceEvent | undefined,
  corrections: readonly Submission[],
  before: Submission | null = null,
): Registers {
  let isVoid = false;
  let says = first === undefined || 'target' in first ? null : first;
  for (const correction of corrections.toSorted(byAge)) {
    if (before !== null && byAge(correction, before) >= 0) break;
    const { event } = correction;
    if (event.type === 'entryVoided') isVoid = true;
    else if (event.type === 'entryRestored') isVoid = false;
    else if (event.type === 'entryAmended' && event.event.type === first?.type) says = event.event;
  }
  return { isVoid, says };
}
