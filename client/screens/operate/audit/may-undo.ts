import type { RaceEvent } from '../../../../shared/race/events.ts';
import type { Role } from '../../../../shared/wire/operate.ts';

const BY_JUDGES: ReadonlySet<RaceEvent['type']> = new Set([
  'gunFired',
  'passingRecorded',
  'readingTaken',
  'entrantPlaced',
  'marksAwarded',
  'messagePosted',
]);

const NOT_HERE: ReadonlySet<RaceEvent['type']> = new Set([
  'raceDefined',
  'entrantsListed',
  'queueBrought',
]);

/**
 * Whether a button to undo is worth showing; the server has the last word. What a race is (its
 * definition, its start list) is changed where it was set up, not by taking entries away.
 */
export function mayUndo(role: Role | undefined, event: RaceEvent): boolean {
  if (role !== 'judge' && role !== 'referee' && role !== 'admin') return false;
  if (NOT_HERE.has(event.type)) return false;
  const isCorrection = 'target' in event;
  return role !== 'judge' || isCorrection || BY_JUDGES.has(event.type);
}
