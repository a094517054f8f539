import type { Race } from '../../shared/race/race.ts';
import type { RaceCard } from '../../shared/wire/api.ts';
import type { Room } from '../room/room.ts';
import type { ClockMap, FeedHealth, RaceSummary } from '../../shared/wire/messages.ts';
import type { Visibility } from '../../shared/wire/operate-api.ts';
import type { Instant } from '../../shared/time/time.ts';

/** A race as it is shown: what a room offers to those who only watch, and never apply. */
export interface ShownRace extends Pick<
  Room,
  'slug' | 'epoch' | 'seq' | 'roster' | 'entriesAfter' | 'subscribe'
> {
  readonly race: Race;
  /** Of a log that is kept in a file: the SHA-256 (hex) of a line that declared the result. */
  readonly lineHash?: (seq: number) => string | undefined;
}

/** Where a race is in its life, and how its time maps to the server's. */
export interface Stage {
  readonly phase: RaceSummary['phase'];
  readonly clock: ClockMap;
  /** What goes on air next here, and at which server instant (µs). */
  readonly next?: { readonly race: string; readonly at: number };
}

/** One race with its stage, of one epoch. When its log is replaced, another show takes its place. */
export interface Show {
  readonly shown: ShownRace;
  stage(): Stage;
  feeds(): readonly FeedHealth[];
  /** Who may see it; everyone when left out. */
  visibility?(): Visibility;
}

/** Who asks, as far as the headers of the request say; operators see what others do not. */
export interface Asker {
  readonly header: (name: string) => string | undefined;
  readonly asking: 'read' | 'socket';
}

/** Everything this server shows, by slug. */
export interface Programme {
  /** Every race there is, in no order. */
  slugs(): Promise<readonly string[]>;
  /** The show of a race, opened when need be; undefined where there is no such race for this asker. */
  find(slug: string, asker?: Asker): Promise<Show | undefined>;
  /** The card of a race that is too large to be opened only to be listed. */
  card(slug: string): RaceCard | undefined;
  /** Told when a race's stage changed, its show was replaced, or it is gone. Returns the way out. */
  subscribe(listener: (change: ProgrammeChange) => void): () => void;
}

export type ProgrammeChange = {
  readonly kind: 'stage' | 'replaced' | 'gone' | 'hidden';
  readonly slug: string;
};

/** The server's clock: monotonic within a process, so that a stepped system clock moves no race. */
export type ServerClock = () => Instant;

/** From this many entrants on, a race opens with a board and fetches the rest behind it. */
export const MASS_RACE_ENTRANTS = 500;
