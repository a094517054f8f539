import { entryId, type EntryId } from '../../shared/race/entry.ts';
import type { Brought, Kept, KeptEntry, Why } from './kept.ts';
import { byDeviceAndCounter } from './memory-kept.ts';

/** An entry that this browser brought, and where it is. Those stored stay until the page goes. */
export interface OutboxEntry extends KeptEntry {
  readonly where: 'device' | 'sending' | 'stored' | 'refused';
  /** Of a stored one, unless another tab sent it. */
  readonly seq: number | null;
  /** Brought by this page, not by another tab or an earlier page. */
  readonly mine: boolean;
}

/**
 * All that this browser has brought and the server has not stored, shown as it is kept. Other tabs
 * of the browser keep in the same place; each is told when another changed something.
 */
export interface Outbox {
  readonly entries: () => readonly OutboxEntry[];
  /** How many are neither stored nor refused for good and sent away from the screen. */
  readonly unsent: () => number;
  readonly subscribe: (changed: () => void) => () => void;
  /** Resolves when the entries are safe; they show from then on. */
  readonly bring: (brought: Brought) => Promise<readonly EntryId[]>;
  readonly sending: (ids: readonly EntryId[]) => void;
  /** No answer came: they wait again. */
  readonly waiting: (ids: readonly EntryId[]) => void;
  readonly settle: (settled: Settled) => Promise<void>;
  readonly dismiss: (id: EntryId) => Promise<void>;
  /** Reads again what is kept: on opening, and when another tab says so. */
  readonly reload: () => Promise<void>;
}

export interface Settled {
  readonly stored: readonly { readonly id: EntryId; readonly seq: number }[];
  readonly refused: readonly { readonly id: EntryId; readonly why: Why }[];
}

/** How tabs of one browser tell each other that something changed. */
export interface Tabs {
  readonly tell: () => void;
  readonly onTold: (told: () => void) => () => void;
}

export function openOutbox(kept: Kept, tabs: Tabs): Outbox {
  const rows = new Map<EntryId, OutboxEntry>();
  const listeners = new Set<() => void>();

  function change(ids: readonly EntryId[], to: (row: OutboxEntry) => OutboxEntry): void {
    for (const id of ids) {
      const row = rows.get(id);
      if (row) rows.set(id, to(row));
    }
    for (const listener of listeners) listener();
  }

  async function reload(): Promise<void> {
    const before = new Set(rows.keys());
    const unsent = new Map(
      (await kept.unsent()).map((entry) => [entryId(entry.submission), entry]),
    );
    for (const id of before) {
      const row = rows.get(id);
      // Not kept as unsent any more: another tab was told that it is stored.
      if (row && !unsent.has(id) && row.where !== 'stored')
        rows.set(id, { ...row, where: 'stored', refused: null });
    }
    for (const [id, entry] of unsent) {
      const known = rows.get(id);
      if (known?.where === 'stored') continue;
      const where = entry.refused ? 'refused' : known?.where === 'sending' ? 'sending' : 'device';
      rows.set(id, { ...entry, where, seq: null, mine: known?.mine ?? false });
    }
    for (const listener of listeners) listener();
  }

  tabs.onTold(() => void reload());

  return {
    entries: () => [...rows.values()].sort(byDeviceAndCounter),
    unsent: () => [...rows.values()].filter(isUnsent).length,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    async bring(brought) {
      const entries = await kept.add(brought);
      for (const entry of entries)
        rows.set(entryId(entry.submission), { ...entry, where: 'device', seq: null, mine: true });
      change([], (row) => row);
      tabs.tell();
      return entries.map(({ submission }) => entryId(submission));
    },
    sending: (ids) =>
      change(ids, (row) => (row.where === 'device' ? { ...row, where: 'sending' } : row)),
    waiting: (ids) =>
      change(ids, (row) => (row.where === 'sending' ? { ...row, where: 'device' } : row)),
    async settle({ stored, refused }) {
      await kept.stored(stored.map(({ id }) => id));
      await kept.refused(refused);
      for (const { id, seq } of stored) set(id, { where: 'stored', seq, refused: null });
      for (const { id, why } of refused)
        if (rows.get(id)?.where !== 'stored') set(id, { where: 'refused', refused: why });
      change([], (row) => row);
      tabs.tell();
    },
    async dismiss(id) {
      await kept.dismissed(id);
      change([id], (row) => ({ ...row, dismissed: true }));
      tabs.tell();
    },
    reload,
  };

  function set(id: EntryId, to: Partial<OutboxEntry>): void {
    const row = rows.get(id);
    if (row) rows.set(id, { ...row, ...to });
  }
}

/** A refused entry is not on its way any more; its row and the export keep it. */
export function isUnsent({ where }: OutboxEntry): boolean {
  return where === 'device' || where === 'sending';
}
