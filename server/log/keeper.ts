import type { Beside, LogHead } from './event-log.ts';
import { doWork, headOf, readTexts } from './log-work.ts';
import type { Outcome, ReadTexts, Work } from './log-work.ts';
import type { StoreTrouble, Tables } from './tables.ts';

/** Whoever holds the tables: on this thread, or a worker's. Several works given at once share a commit. */
export interface Keeper {
  perform(works: readonly Work[]): Promise<Performed>;
  list(): Promise<readonly LogHead[]>;
  head(slug: string): Promise<LogHead | null>;
  read(slug: string, epoch: string, after: number, limit: number): Promise<ReadTexts>;
  beside(slug: string): Promise<Beside | null>;
  close(): Promise<void>;
}

/** One outcome per work, in their order, all synced; or none of them happened. */
export type Performed =
  | { readonly ok: true; readonly outcomes: readonly Outcome[] }
  | { readonly ok: false; readonly reason: StoreTrouble['reason']; readonly message: string };

/** A store on this thread: `transact` runs its argument in one synced transaction, or throws `StoreTrouble`. */
export interface Store {
  tables(): Tables;
  transact<T>(work: (tables: Tables) => T): T;
  close(): void;
}

/** The answers of a keeper, worked out at once. */
export interface KeeperOnThread {
  perform(works: readonly Work[]): Performed;
  list(): readonly LogHead[];
  head(slug: string): LogHead | null;
  read(slug: string, epoch: string, after: number, limit: number): ReadTexts;
  beside(slug: string): Beside | null;
  close(): void;
}

export function keepOnThread(store: Store): KeeperOnThread {
  return {
    perform: (works) => perform(store, works),
    list: () => store.tables().races().map(headOf),
    head(slug) {
      const race = store.tables().race(slug);
      return race && headOf(race);
    },
    read: (slug, epoch, after, limit) => readTexts(store.tables(), slug, epoch, after, limit),
    beside(slug) {
      const race = store.tables().race(slug);
      return race && store.tables().beside(race.id);
    },
    close: () => store.close(),
  };
}

/** The same answers as promises, so that the log need not know on which thread they are made. */
export function keepInProcess(store: Store): Keeper {
  const keeper = keepOnThread(store);
  return {
    perform: async (works) => keeper.perform(works),
    list: async () => keeper.list(),
    head: async (slug) => keeper.head(slug),
    read: async (slug, epoch, after, limit) => keeper.read(slug, epoch, after, limit),
    beside: async (slug) => keeper.beside(slug),
    close: async () => keeper.close(),
  };
}

function perform(store: Store, works: readonly Work[]): Performed {
  try {
    const outcomes = store.transact((tables) => works.map((work) => doWork(tables, work)));
    return { ok: true, outcomes };
  } catch (error) {
    if (isTrouble(error)) return { ok: false, reason: error.reason, message: error.message };
    throw error;
  }
}

function isTrouble(error: unknown): error is StoreTrouble {
  return error instanceof Error && error.name === 'StoreTrouble';
}
