import { entryId, type Entry, type EntryId } from '../../shared/race/entry.ts';
import type { RaceEvent, ResultDeclared } from '../../shared/race/events.ts';
import { ownsDevice } from '../access/device.ts';
import type { OperatorKey } from '../access/operator-keys.ts';

/**
 * A result is official when a second person has looked at it: somebody else than whoever declared it
 * provisional. Who is alone types a reason instead. The rule is here and not in the core, because it
 * is about people, and the core knows devices only.
 */
export function needsSecondPerson(
  operator: OperatorKey,
  event: RaceEvent,
  log: () => readonly Entry[],
): boolean {
  const declared = event.type === 'entryAmended' ? event.event : event;
  if (declared.type !== 'resultDeclared' || declared.state !== 'official') return false;
  if ((declared.reason ?? '').trim() !== '') return false;
  const provisional = lastProvisional(log());
  return provisional === undefined || ownsDevice(operator, provisional.device);
}

function lastProvisional(log: readonly Entry[]): Entry | undefined {
  const voided = new Set<EntryId>();
  for (const { event } of log) {
    if (event.type === 'entryVoided') voided.add(event.target);
    if (event.type === 'entryRestored') voided.delete(event.target);
  }
  return log.findLast((entry) => isProvisional(entry.event) && !voided.has(entryId(entry)));
}

function isProvisional(event: RaceEvent): event is ResultDeclared {
  return event.type === 'resultDeclared' && event.state === 'provisional';
}
