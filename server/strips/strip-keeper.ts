import type { ReadonlyRace, Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import type { Kept, StripStore } from './strip-store.ts';

/**
 * The life of released finish images: a file is there as long as a race of this server shows it, and
 * some time longer, for a withdrawal can be undone and a release can wait in a judge's queue. Logs keep
 * the hash of an image for ever, whether there is still a file of it or not.
 */
export interface StripKeeper {
  /** Makes room first where there is none. */
  keep(bytes: Uint8Array): Promise<Kept>;
  read: StripStore['read'];
  /** Removes what nobody has needed for so long. Answers how many; 0 where a race could not be read. */
  collect(afterMs?: number): Promise<number>;
  close(): void;
}

interface StripKeeperOptions {
  readonly store: StripStore;
  readonly rooms: Rooms;
  readonly report: (message: string) => void;
  readonly afterMs?: number;
}

/** Undone, re-run or brought late: all of that happens within the day. */
const AFTER_MS = 24 * 3_600_000;
/** When the folder is full, what nobody has needed for this long goes at once. */
const FULL_AFTER_MS = 10 * 60_000;

export function openStripKeeper(options: StripKeeperOptions): StripKeeper {
  const { store, rooms, report, afterMs = AFTER_MS } = options;
  const ways: (() => void)[] = [];
  let next: NodeJS.Timeout | null = null;

  /** What all races show now; null when one of them cannot be read: then nothing is removed. */
  async function needed(): Promise<ReadonlySet<string> | null> {
    const hashes = new Set<string>();
    for (const { slug } of await rooms.list()) {
      const opened = await rooms.open(slug);
      if (!opened.ok) return null;
      for (const each of shownBy(opened.room.race)) hashes.add(each);
    }
    return hashes;
  }

  async function collect(olderMs: number = afterMs): Promise<number> {
    const gone = await store.collect(needed, Date.now() - olderMs);
    for (const sha256 of gone) report(`removed the finish image ${sha256}: no race shows it`);
    return gone.length;
  }

  /** Once the newest withdrawal is old enough. */
  function collectLater(): void {
    if (next !== null) clearTimeout(next);
    next = setTimeout(() => {
      next = null;
      collect().catch((error: unknown) => report(`collecting finish images: ${String(error)}`));
    }, afterMs + 1_000);
    next.unref();
  }

  function follow(room: Room): void {
    let shown = shownBy(room.race);
    const stop = room.subscribe((entries) => {
      if (!entries.some(({ event }) => event.type.startsWith('entry') || event.type === RELEASED))
        return;
      const now = shownBy(room.race);
      const withdrawn = [...shown].filter((sha256) => !now.has(sha256));
      shown = now;
      if (withdrawn.length === 0) return;
      for (const sha256 of withdrawn)
        store.touch(sha256).catch((error: unknown) => report(`finish image: ${String(error)}`));
      collectLater();
    });
    ways.push(stop);
  }

  ways.push(
    rooms.subscribe((change) => {
      if (change.kind !== 'dropped') follow(change.room);
      if (change.kind !== 'opened') collectLater();
    }),
  );

  return {
    async keep(bytes) {
      const kept = await store.keep(bytes);
      if (kept.ok || kept.reason !== 'noRoom') return kept;
      return (await collect(FULL_AFTER_MS)) > 0 ? store.keep(bytes) : kept;
    },
    read: store.read,
    collect,
    close() {
      if (next !== null) clearTimeout(next);
      for (const stop of ways) stop();
    },
  };
}

const RELEASED = 'stripReleased';

function shownBy(race: ReadonlyRace): ReadonlySet<string> {
  return new Set(race.strips.map(({ image }) => image.sha256));
}
