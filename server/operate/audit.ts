import { entryId, type Entry, type EntryId } from '../../shared/race/entry.ts';
import { byAge } from '../../shared/race/newest.ts';
import type { Audit, AuditQuery, AuditRow } from '../../shared/wire/operate-api.ts';
import { deviceOf, ownerOf } from '../access/device.ts';
import type { OperatorKeys } from '../access/operator-keys.ts';
import type { Room } from '../room/room.ts';

/** A page looks at no more entries than this, so that a rare word in a marathon holds nobody up. */
const LOOKED_AT = 20_000;
const USUAL = 100;
const MOST = 500;

/** The log as its keepers read it: newest first, with whose each entry is and whether it counts. */
export function auditPage(room: Room, query: AuditQuery, keys: OperatorKeys): Audit {
  const { slug, epoch, seq } = room;
  const count = Math.min(Math.max(query.count ?? USUAL, 1), MOST);
  const newest = Math.min(query.before ?? seq + 1, seq + 1) - 1;
  const oldest = Math.max(newest - LOOKED_AT, 0);
  const looked = room.entriesAfter(oldest, newest - oldest).toReversed();
  const fits = conditionOf(query);
  const found: Entry[] = [];
  let last = newest + 1;
  for (const entry of looked) {
    if (found.length === count) break;
    last = entry.seq;
    if (fits(entry)) found.push(entry);
  }
  const voided = voidedIn(room.entriesAfter(0));
  const bringers = bringersIn(room.entriesAfter(0));
  const rows = found.map((entry) => ({
    ...rowOf(entry, keys, !voided.has(entryId(entry))),
    broughtBy: labelOf(bringers(entry), keys),
  }));
  return { race: slug, epoch, seq, rows, next: last > 1 ? last : null };
}

function conditionOf({ operator, device, type, find }: AuditQuery): (entry: Entry) => boolean {
  const types = type === undefined ? null : new Set(type.split(','));
  const wanted = find?.toLowerCase();
  const own = operator === undefined ? undefined : deviceOf(operator);
  return (entry) =>
    (own === undefined || entry.device === own || entry.device.startsWith(`${own}.`)) &&
    (device === undefined || entry.device === device) &&
    (types === null || types.has(entry.event.type)) &&
    (wanted === undefined || JSON.stringify(entry.event).toLowerCase().includes(wanted));
}

/** Who brought an entry in from a file that its own device had saved: the signer of the note before it. */
function bringersIn(entries: readonly Entry[]): (entry: Entry) => string | null {
  const notes = entries.flatMap(({ seq, device, event }) =>
    event.type === 'queueBrought' ? [{ seq, device, runs: event.devices }] : [],
  );
  return ({ seq, device, n }) =>
    notes.find(
      (note) =>
        note.seq < seq &&
        note.runs.some((run) => run.device === device && run.first <= n && n <= run.last),
    )?.device ?? null;
}

function labelOf(device: string | null, keys: OperatorKeys): string | null {
  const owner = device === null ? null : ownerOf(device);
  return owner === null ? null : (keys.get(owner)?.label ?? owner);
}

function rowOf(entry: Entry, keys: OperatorKeys, valid: boolean): Omit<AuditRow, 'broughtBy'> {
  const { seq, device, recordedAt, event } = entry;
  const owner = ownerOf(device);
  const key = owner === null ? undefined : keys.get(owner);
  return {
    id: entryId(entry),
    seq,
    recordedAt,
    device,
    operator: key ? { id: key.id, label: key.label, role: key.role } : null,
    type: event.type,
    target: 'target' in event ? event.target : null,
    reason: 'reason' in event ? (event.reason ?? null) : null,
    event,
    valid,
  };
}

/** Of an entry's voids and restores the newest holds, by when it was recorded, then by its id. */
function voidedIn(entries: readonly Entry[]): ReadonlySet<EntryId> {
  const newest = new Map<EntryId, Entry>();
  for (const entry of entries) {
    const { event } = entry;
    if (event.type !== 'entryVoided' && event.type !== 'entryRestored') continue;
    const before = newest.get(event.target);
    if (!before || byAge(entry, before) > 0) newest.set(event.target, entry);
  }
  return new Set(
    [...newest].filter(([, { event }]) => event.type === 'entryVoided').map(([id]) => id),
  );
}
