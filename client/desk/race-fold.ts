import { createRace } from '../../shared/race/apply.ts';
import { entryId, type Entry, type EntryId } from '../../shared/race/entry.ts';
import type { Race } from '../../shared/race/race.ts';
import type { DeskEntry } from './desk.ts';
import type { OutboxEntry } from './outbox.ts';

/**
 * One race as a desk sees it: what is stored, and what this browser brought and the server has not
 * stored yet, in one `Race`. An entry folds in any order and any number of times, so one that comes
 * back from the server changes nothing; only one that was refused makes us fold anew without it.
 */
export interface RaceFold {
  readonly race: () => Race;
  /** Stored ones by seq, then what is on its way. */
  readonly entries: () => readonly DeskEntry[];
  /** Another log: what was stored is forgotten, what is on its way is kept. */
  readonly fresh: () => void;
  /** A stored entry, once or more often. */
  readonly store: (entry: Entry) => void;
  /** All that this browser has brought to this race, in its order. */
  readonly wait: (brought: readonly OutboxEntry[]) => void;
}

export function raceFold(isOwn: (device: string) => boolean): RaceFold {
  let race = createRace();
  let stored: Entry[] = [];
  let rows: DeskEntry[] = [];
  let ids = new Set<EntryId>();
  let brought: readonly OutboxEntry[] = [];
  /** Stored in a log that is no more. */
  const past = new Set<EntryId>();
  /** What was folded on this browser's word alone. */
  let trusted = new Set<EntryId>();

  function counts({ submission, where }: OutboxEntry): boolean {
    const id = entryId(submission);
    return where !== 'refused' && !past.has(id);
  }

  function trust(): void {
    for (const each of brought) {
      const id = entryId(each.submission);
      if (!counts(each) || ids.has(id) || trusted.has(id)) continue;
      trusted.add(id);
      race.apply(each.submission);
    }
  }

  function foldAnew(): void {
    race = createRace();
    trusted = new Set();
    for (const entry of stored) race.apply(entry);
    trust();
  }

  return {
    race: () => race,
    entries() {
      const waiting = brought
        .filter((each) => !ids.has(entryId(each.submission)) && !each.dismissed)
        .filter((each) => !past.has(entryId(each.submission)))
        .map(waitingRow);
      const inLog = waiting.filter(({ where }) => where === 'stored');
      return [...rows, ...inLog, ...waiting.filter(({ where }) => where !== 'stored')];
    },
    fresh() {
      for (const each of brought) if (each.where === 'stored') past.add(entryId(each.submission));
      stored = [];
      rows = [];
      ids = new Set();
      foldAnew();
    },
    store(entry) {
      const id = entryId(entry);
      if (ids.has(id)) return;
      ids.add(id);
      past.delete(id);
      const row = storedRow(entry, isOwn(entry.device));
      const last = stored.at(-1);
      const at =
        last === undefined || last.seq < entry.seq
          ? stored.length
          : stored.findIndex(({ seq }) => seq > entry.seq);
      stored.splice(at, 0, entry);
      rows.splice(at, 0, row);
      race.apply(entry);
    },
    wait(next) {
      brought = next;
      trust();
      const holds = new Set(next.filter(counts).map(({ submission }) => entryId(submission)));
      if ([...trusted].some((id) => !holds.has(id) && !ids.has(id))) foldAnew();
    },
  };
}

function storedRow(entry: Entry, own: boolean): DeskEntry {
  return { id: entryId(entry), submission: entry, own, where: 'stored', seq: entry.seq, why: null };
}

function waitingRow({ submission, where, seq, refused }: OutboxEntry): DeskEntry {
  return { id: entryId(submission), submission, own: true, where, seq, why: refused };
}
