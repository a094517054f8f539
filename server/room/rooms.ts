import type { Submission } from '../../shared/race/entry.ts';
import type { Roster } from '../../shared/race/roster.ts';
import type { LogHead } from '../log/event-log.ts';
import type { Kept, Opened, Room } from './room.ts';

/** All races of this server by slug; a room opens, reading its log once, when it is first asked for. */
export interface Rooms {
  /** The stored races, open or not. */
  list(): Promise<readonly LogHead[]>;
  /** The room of a race, opened when need be; calls at the same time share one opening. */
  open(slug: string): Promise<Opened>;
  /** The room if it is open already. */
  room(slug: string): Room | undefined;
  /** Starts a race that is not there yet; an existing one is opened as it is. */
  create(slug: string, start?: RoomStart): Promise<Opened>;
  /** Ends the present log of a race and starts one of a new epoch (a new run, a restore). */
  replace(slug: string, start?: RoomStart): Promise<Opened>;
  /** Closes the room and removes the race. */
  drop(slug: string): Promise<Kept>;
  /** Told of rooms opened, replaced and dropped. Returns the way out. */
  subscribe(listener: RoomsListener): () => void;
  /** The server stops: what is submitted from now on is refused as not stored. The log stays open; it belongs to whoever opened it. */
  close(): void;
}

export interface RoomStart {
  readonly roster?: Roster;
  readonly note?: string | null;
  readonly entries?: readonly Submission[];
}

export type RoomsListener = (change: RoomsChange) => void;

export type RoomsChange =
  | { readonly kind: 'opened'; readonly slug: string; readonly room: Room }
  | { readonly kind: 'replaced'; readonly slug: string; readonly room: Room }
  | { readonly kind: 'dropped'; readonly slug: string };
