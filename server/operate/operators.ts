import type { Server as SocketServer } from 'socket.io';
import type { FeedHealth } from '../../shared/wire/messages.ts';
import type { Access } from '../access/access.ts';
import { operatorLink } from '../access/operator-keys.ts';
import type { Asker } from '../broadcast/show.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import type { OperateOptions } from './api.ts';
import { openDoor, type Door } from './door.ts';
import { openOperatorRaces, type OperatorRacesOptions } from './operator-races.ts';
import { openPace } from './pace.ts';
import { isInScope } from './scope.ts';
import type { StripStore } from '../strips/strip-store.ts';
import { openSourceBooks } from './sources.ts';
import { feedsOf } from './viewer-feeds.ts';

/** All that operators come in by, joined: one door for sockets, one for HTTP, over the same races. */
export interface Operators {
  /** For the HTTP API. */
  readonly api: OperateOptions;
  /** Opens the namespace on the socket server. */
  openDoor(io: SocketServer): void;
  /** Whether an operator asks whose key reaches this race. */
  isOperator(asker: Asker, slug: string): boolean;
  /** What viewers are told of those who feed a race by hand or by program. */
  feeds(room: Room): readonly FeedHealth[];
  /** The link for the first operator; null when there is one already. */
  firstLink(url: string): string | null;
  close(): void;
}

export interface OperatorsOptions extends Pick<
  OperatorRacesOptions,
  'isTaken' | 'onChange' | 'report'
> {
  readonly access: Access;
  readonly rooms: Rooms;
  readonly strips: Pick<StripStore, 'keep'>;
  /** The host that this server listens at. */
  readonly listensAt: string;
  /** A race that something else feeds alone (a recording on air). */
  readonly isFedAlone: (room: Room) => boolean;
}

/** Entries of one operator: a queue of ten minutes without network goes through at once. */
const ENTRIES = { burst: 5_000, perSecond: 500 };

export function openOperators(options: OperatorsOptions): Operators {
  const { access, rooms, isFedAlone, listensAt, report } = options;
  const books = openSourceBooks({ keys: access.keys, now: access.now });
  const submit = {
    rooms,
    access,
    isFedAlone,
    books,
    pace: openPace(ENTRIES),
    edits: new WeakMap<Room, Promise<unknown>>(),
  };
  let door: Door | null = null;
  return {
    api: {
      access,
      submit,
      listensAt,
      strips: options.strips,
      races: openOperatorRaces({ ...options, now: access.now }),
      door: {
        present: (race) => door?.present(race) ?? [],
        sockets: (id) => door?.sockets(id) ?? 0,
        dismiss: (id, reason) => door?.dismiss(id, reason),
      },
    },
    openDoor(io) {
      door = openDoor({ ...submit, books, io, report });
    },
    isOperator({ header, asking }, slug) {
      const identified = access.identify(header, asking);
      return identified.ok && isInScope(identified.operator, slug);
    },
    firstLink: (url) => (access.firstKey === null ? null : operatorLink(url, access.firstKey)),
    feeds: (room) => feedsOf(books.health(room, door?.present(room.slug) ?? []), access.now()),
    close() {
      door?.close();
      books.close();
    },
  };
}
