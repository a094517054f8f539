import type { Entry } from '../../shared/race/entry.ts';
import type { RefusedRaw, SourceHealth } from '../../shared/wire/operate.ts';
import { deviceOf, ownerOf } from '../access/device.ts';
import type { OperatorKey, OperatorKeys } from '../access/operator-keys.ts';
import type { Room } from '../room/room.ts';
import type { PresentOperator } from '../../shared/wire/operate.ts';
import { openCounters, type Counters } from './counters.ts';

/** How the sources of each race are doing: what came of them, what is missing, what was refused. */
export interface SourceBooks {
  /** Begins to count what comes to this race. */
  watch(room: Room): void;
  /** Something of an operator came: all of it in bytes, and what of it was refused. */
  note(room: Room, came: Came): void;
  /** Every device that fed this race, and those that attend it. */
  health(room: Room, present: readonly PresentOperator[]): readonly SourceHealth[];
  /** Rises whenever a book of this race changed. */
  revision(slug: string): number;
  close(): void;
}

export interface Came {
  readonly device: string;
  readonly n: number;
  readonly bytes: number;
  readonly refused: Omit<RefusedRaw, 'at'> | null;
}

export interface SourceBooksOptions {
  readonly keys: Pick<OperatorKeys, 'get'>;
  /** µs. */
  readonly now: () => number;
}

interface Book {
  readonly epoch: string;
  readonly devices: Map<string, Counters>;
  revision: number;
  readonly close: () => void;
}

/** Who set the race up is no source of it. */
const FEEDING: ReadonlySet<string> = new Set(['passingRecorded', 'gunFired', 'readingTaken']);

export function openSourceBooks({ keys, now }: SourceBooksOptions): SourceBooks {
  const books = new Map<string, Book>();

  /** Read from the log when first asked for, and kept up from then on. */
  function bookOf(room: Room): Book {
    const known = books.get(room.slug);
    if (known?.epoch === room.epoch) return known;
    known?.close();
    const book: Book = {
      epoch: room.epoch,
      devices: new Map(),
      revision: 0,
      close: room.subscribe((entries) => {
        for (const entry of entries) take(book, entry, now());
        book.revision += 1;
      }),
    };
    for (const entry of room.entriesAfter(0)) take(book, entry, null);
    books.set(room.slug, book);
    return book;
  }

  function take(book: Book, { device, n, event }: Entry, at: number | null): void {
    const counters = countersOf(book, device);
    counters.stored(n, at);
    if (FEEDING.has(event.type)) counters.feeds = true;
    if (event.type === 'passingRecorded') counters.lines.add(event.line);
  }

  return {
    watch: (room) => void bookOf(room),
    note(room, { device, n, bytes, refused }) {
      const book = bookOf(room);
      const counters = countersOf(book, device);
      counters.came(n, { at: now(), bytes, refused });
      if (refused !== null) counters.feeds = true;
      book.revision += 1;
    },
    health(room, present) {
      const book = bookOf(room);
      const at = now();
      const attending = new Map(present.map((operator) => [operator.id, operator]));
      const feeders = present.filter(
        ({ screen, role }) => screen === 'console' && role !== 'viewer',
      );
      const fed = [...book.devices].filter(([, { feeds }]) => feeds).map(([device]) => device);
      const owners = new Set(fed.map(ownerOf));
      const quiet = feeders.filter(({ id }) => !owners.has(id)).map(({ id }) => deviceOf(id));
      return [...new Set([...fed, ...quiet])].map((source) => {
        const id = ownerOf(source);
        const key = id === null ? undefined : keys.get(id);
        const here = id === null ? undefined : attending.get(id);
        return {
          source,
          operator: key
            ? { id: key.id, label: key.label, role: key.role, over: isOver(key, at) }
            : null,
          program: key?.kind === 'program',
          connected: here !== undefined,
          ...(book.devices.get(source) ?? openCounters()).health(at),
          unsent: here?.unsent ?? null,
          offsetUs: here?.offsetUs ?? null,
          errorUs: here?.errorUs ?? null,
        };
      });
    },
    revision: (slug) => books.get(slug)?.revision ?? 0,
    close() {
      for (const book of books.values()) book.close();
      books.clear();
    },
  };
}

function isOver({ revokedAt, expiresAt }: OperatorKey, now: number): boolean {
  return revokedAt !== null || (expiresAt !== null && expiresAt <= now);
}

function countersOf(book: Book, device: string): Counters {
  let counters = book.devices.get(device);
  if (counters === undefined) book.devices.set(device, (counters = openCounters()));
  return counters;
}
