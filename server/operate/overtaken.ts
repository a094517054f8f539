import { entryId, type Entry, type EntryId } from '../../shared/race/entry.ts';
import type { EntrantsListed, RaceDefined, RaceEvent } from '../../shared/race/events.ts';

/**
 * Of two who edit what a race is at the same time, the later would replace the earlier whole and
 * unseen. An edit says up to which entry its editor had seen the log; what somebody else has changed of
 * the same since then overtakes it. One's own device has seen what it brought itself.
 */
export function overtakenBy(
  { device, event }: { readonly device: string; readonly event: RaceEvent },
  log: () => readonly Entry[],
): Entry | null {
  if (!isEdit(event) || event.basedOn === undefined) return null;
  const entries = log();
  let events: ReadonlyMap<EntryId, RaceEvent> | null = null;
  const eventOf = (id: EntryId) => {
    events ??= new Map(entries.map((entry) => [entryId(entry), entry.event]));
    return events.get(id);
  };
  const overtaking = entries.slice(event.basedOn).find((entry) => {
    if (entry.device === device) return false;
    const changed = 'target' in entry.event ? eventOf(entry.event.target) : entry.event;
    const becomes = entry.event.type === 'entryAmended' ? entry.event.event : null;
    return [changed, becomes].some((other) => other && isOfTheSame(event, other));
  });
  return overtaking ?? null;
}

/** Edits of one race that say what they were made from are looked at one after the other. */
export function isEditOfSeen({ event }: { readonly event: RaceEvent }): boolean {
  return isEdit(event) && event.basedOn !== undefined;
}

function isEdit(event: RaceEvent): event is RaceDefined | EntrantsListed {
  return event.type === 'raceDefined' || event.type === 'entrantsListed';
}

function isOfTheSame(own: RaceDefined | EntrantsListed, other: RaceEvent): boolean {
  if (own.type === 'raceDefined') return other.type === 'raceDefined';
  if (other.type !== 'entrantsListed') return false;
  const ids = new Set(own.entrants.map(({ id }) => id));
  return other.entrants.some(({ id }) => ids.has(id));
}
