import { entryId, type Entry, type EntryId } from '../../shared/race/entry.ts';
import type { Roster } from '../../shared/race/roster.ts';
import { instant, type Instant } from '../../shared/time/time.ts';
import type { Brought, Kept, KeptEntry } from './kept.ts';

/** Keeps for as long as the page lives: for tests, and where a browser forbids its database. */
export function memoryKept(): Kept {
  const waiting = new Map<EntryId, KeptEntry>();
  const counters = new Map<string, Counter>();
  const notes = new Map<string, unknown>();
  const races = new Map<string, { epoch: string; entries: Map<number, Entry>; roster: Roster }>();

  function raceOf(slug: string, epoch: string) {
    const known = races.get(slug);
    if (known?.epoch === epoch) return known;
    const fresh = { epoch, entries: new Map<number, Entry>(), roster: known?.roster ?? {} };
    races.set(slug, fresh);
    return fresh;
  }

  return {
    async add(brought) {
      const signed = sign(brought, counters.get(counterKey(brought)));
      counters.set(counterKey(brought), signed.counter);
      for (const entry of signed.entries) waiting.set(entryId(entry.submission), entry);
      return signed.entries;
    },
    unsent: async () => [...waiting.values()].sort(byDeviceAndCounter),
    async stored(ids) {
      for (const id of ids) waiting.delete(id);
    },
    async refused(whys) {
      for (const { id, why } of whys) {
        const entry = waiting.get(id);
        if (entry) waiting.set(id, { ...entry, refused: why });
      }
    },
    async dismissed(id) {
      const entry = waiting.get(id);
      if (entry) waiting.set(id, { ...entry, dismissed: true });
    },
    note: async (name) => notes.get(name),
    async setNote(name, value) {
      notes.set(name, value);
    },
    async keepEntries(slug, epoch, entries) {
      const race = raceOf(slug, epoch);
      for (const entry of entries) race.entries.set(entry.seq, entry);
    },
    async keepRoster(slug, roster) {
      const race = races.get(slug);
      if (race) race.roster = roster;
    },
    async race(slug) {
      const race = races.get(slug);
      if (!race) return null;
      const entries = [...race.entries.values()].sort((a, b) => a.seq - b.seq);
      return { epoch: race.epoch, entries, roster: race.roster };
    },
    async forgetRaces() {
      races.clear();
    },
    close() {},
  };
}

/**
 * How far this browser's part of a device has counted in a race, and when it last recorded. Each race has
 * a part of its own, so that a counter left out is seen there.
 */
export interface Counter {
  readonly part: string;
  readonly n: number;
  readonly at: Instant;
}

export function counterKey({ device, race }: Brought): string {
  return `${device} in ${race}`;
}

/**
 * Events as entries with the counters after `last`, all recorded in one moment later than any before:
 * that is how shared/feeding knows that they were brought at once.
 */
export function sign(
  { race, epoch, device, part, at, events }: Brought,
  last: Counter = { part, n: 0, at: instant(0) },
): { readonly entries: readonly KeptEntry[]; readonly counter: Counter } {
  // Corrections of one device hold in their order, whatever became of its clock in between.
  const recordedAt = instant(Math.max(at, last.at + 1));
  const entries = events.map((event, index): KeptEntry => {
    const signer = `${device}.${last.part}`;
    const submission = { device: signer, n: last.n + 1 + index, recordedAt, event };
    return { race, epoch, submission, refused: null, dismissed: false };
  });
  const counter = { ...last, n: last.n + events.length, at: recordedAt };
  return { entries, counter: events.length === 0 ? last : counter };
}

export function byDeviceAndCounter(
  { submission: a }: Pick<KeptEntry, 'submission'>,
  { submission: b }: Pick<KeptEntry, 'submission'>,
): number {
  if (a.device !== b.device) return a.device < b.device ? -1 : 1;
  return a.n - b.n;
}
