import { createRace } from '../../shared/race/apply.ts';
import type { Race } from '../../shared/race/race.ts';
import type { Created, EventLog, Exists, NotStored } from '../log/event-log.ts';
import { openRoom } from './open-room.ts';
import type { HeldRoom } from './open-room.ts';
import type { Opened } from './room.ts';
import type { Rooms, RoomsChange, RoomsListener } from './rooms.ts';

export interface OpenRoomsOptions {
  readonly log: EventLog;
  /** An empty race; for tests. */
  readonly newRace?: () => Race;
  /** Told in a sentence what was found wrong and what was done about it. */
  readonly report?: (message: string) => void;
}

/** The rooms over a log; none is opened yet. */
export function openRooms(options: OpenRoomsOptions): Rooms {
  const { log, newRace = createRace, report = () => {} } = options;
  const held = new Map<string, HeldRoom>();
  const turns = new Map<string, Promise<unknown>>();
  const listeners = new Set<RoomsListener>();

  const tell = (change: RoomsChange) => {
    for (const listener of listeners) listener(change);
  };

  /** What changes a race's room happens one after the other. */
  function inTurn<T>(slug: string, step: () => Promise<T>): Promise<T> {
    const turn = (turns.get(slug) ?? Promise.resolve()).then(step, step);
    turns.set(slug, turn);
    return turn;
  }

  async function hold(slug: string, kind: 'opened' | 'replaced'): Promise<Opened> {
    const opened = await openRoom({ slug, log, newRace, report });
    if (!opened.ok) return opened;
    held.set(slug, opened);
    tell({ kind, slug, room: opened.room });
    return { ok: true, room: opened.room };
  }

  async function holdStarted(slug: string, started: Created | Exists | NotStored): Promise<Opened> {
    if (started.kind === 'notStored') {
      return { ok: false, code: 'NOT_STORED', message: started.message };
    }
    const present = held.get(slug);
    if (started.kind === 'exists' && present && !present.room.closed) {
      return { ok: true, room: present.room };
    }
    present?.close();
    return hold(slug, present ? 'replaced' : 'opened');
  }

  const rooms: Rooms = {
    list: () => log.list(),
    room: (slug) => held.get(slug)?.room,
    open: (slug) =>
      inTurn(slug, async () => {
        const present = held.get(slug);
        if (present && !present.room.closed) return { ok: true, room: present.room };
        return hold(slug, present ? 'replaced' : 'opened');
      }),
    create: (slug, start) =>
      inTurn(slug, async () => holdStarted(slug, await log.create(slug, start))),
    replace: (slug, start) =>
      inTurn(slug, async () => holdStarted(slug, await log.replace(slug, start))),
    drop: (slug) =>
      inTurn(slug, async () => {
        const dropped = await log.drop(slug);
        if (dropped.kind === 'notStored') return { ok: false, message: dropped.message };
        held.get(slug)?.close();
        if (held.delete(slug)) tell({ kind: 'dropped', slug });
        return { ok: true };
      }),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      for (const { stop } of held.values()) stop();
      held.clear();
    },
  };
  return rooms;
}
