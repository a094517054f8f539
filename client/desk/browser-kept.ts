import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { entryId, type EntryId } from '../../shared/race/entry.ts';
import type { Roster } from '../../shared/race/roster.ts';
import { packEntry, unpackEntry } from '../../shared/wire/codec.ts';
import type { WireEntry } from '../../shared/wire/messages.ts';
import type { Kept, KeptEntry } from './kept.ts';
import { byDeviceAndCounter, counterKey, sign, type Counter } from './memory-kept.ts';

/** Says when another version of this page wants the database, or the browser took it away. */
export interface KeptEars {
  readonly lost: (reason: string) => void;
}

interface Shelves extends DBSchema {
  waiting: { key: EntryId; value: KeptEntry };
  counters: { key: string; value: Counter };
  notes: { key: string; value: unknown };
  races: { key: string; value: { readonly epoch: string } };
  rosters: { key: string; value: Roster };
  entries: { key: [slug: string, seq: number]; value: WireEntry };
}

/** Relaxed would be faster, and a battery that is pulled out could take a tap with it. */
const STRICT = { durability: 'strict' } as const;

/** Keeps in the browser's own database; one for all tabs. Throws where a browser has none. */
export async function browserKept(name: string, ears: KeptEars): Promise<Kept> {
  const db = await openDB<Shelves>(name, 1, {
    upgrade(fresh) {
      for (const shelf of SHELVES) fresh.createObjectStore(shelf);
    },
    blocking: () => db.close(),
    terminated: () => ears.lost('the browser closed its database'),
  });

  return {
    async add(brought) {
      // One transaction reads the counter and writes the entries, so two tabs never count alike.
      const tx = db.transaction(['waiting', 'counters'], 'readwrite', STRICT);
      const key = counterKey(brought);
      const { entries, counter } = sign(brought, await tx.objectStore('counters').get(key));
      const waiting = tx.objectStore('waiting');
      await Promise.all([
        ...entries.map((entry) => waiting.add(entry, entryId(entry.submission))),
        tx.objectStore('counters').put(counter, key),
        tx.done,
      ]);
      return entries;
    },
    unsent: async () => (await db.getAll('waiting')).sort(byDeviceAndCounter),
    async stored(ids) {
      if (ids.length === 0) return;
      const tx = db.transaction('waiting', 'readwrite');
      await Promise.all([...ids.map((id) => tx.store.delete(id)), tx.done]);
    },
    async refused(whys) {
      if (whys.length === 0) return;
      await changeWaiting(
        db,
        whys.map(({ id, why }) => [id, { refused: why }]),
      );
    },
    dismissed: (id) => changeWaiting(db, [[id, { dismissed: true }]]),
    note: (noted) => db.get('notes', noted),
    async setNote(noted, value) {
      await db.put('notes', value, noted);
    },
    async keepEntries(slug, epoch, entries) {
      const tx = db.transaction(['races', 'entries'], 'readwrite');
      const race = await tx.objectStore('races').get(slug);
      if (race?.epoch !== epoch) {
        await tx.objectStore('entries').delete(allOf(slug));
        await tx.objectStore('races').put({ epoch }, slug);
      }
      const shelf = tx.objectStore('entries');
      await Promise.all([
        ...entries.map((entry) => shelf.put(packEntry(entry), [slug, entry.seq])),
        tx.done,
      ]);
    },
    async keepRoster(slug, roster) {
      await db.put('rosters', roster, slug);
    },
    async race(slug) {
      const tx = db.transaction(['races', 'entries', 'rosters'], 'readonly');
      const race = await tx.objectStore('races').get(slug);
      if (!race) return null;
      const packed = await tx.objectStore('entries').getAll(allOf(slug));
      const roster = (await tx.objectStore('rosters').get(slug)) ?? {};
      return { epoch: race.epoch, entries: packed.map(unpackEntry), roster };
    },
    async forgetRaces() {
      const tx = db.transaction(['races', 'entries', 'rosters'], 'readwrite');
      await Promise.all([
        tx.objectStore('races').clear(),
        tx.objectStore('entries').clear(),
        tx.objectStore('rosters').clear(),
        tx.done,
      ]);
    },
    close: () => db.close(),
  };
}

const SHELVES = ['waiting', 'counters', 'notes', 'races', 'rosters', 'entries'] as const;

async function changeWaiting(
  db: IDBPDatabase<Shelves>,
  changes: readonly (readonly [EntryId, Partial<KeptEntry>])[],
): Promise<void> {
  const tx = db.transaction('waiting', 'readwrite');
  await Promise.all(
    changes.map(async ([id, change]) => {
      const entry = await tx.store.get(id);
      if (entry) await tx.store.put({ ...entry, ...change }, id);
    }),
  );
  await tx.done;
}

function allOf(slug: string): IDBKeyRange {
  return IDBKeyRange.bound([slug, 0], [slug, Number.MAX_SAFE_INTEGER]);
}
