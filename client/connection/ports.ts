import type { Entry } from '../../shared/race/entry.ts';
import type { Roster } from '../../shared/race/roster.ts';
import type { ClockMap, FeedHealth, Gone, RaceSummary } from '../../shared/wire/messages.ts';
import type { LinkState } from './link.ts';
import type { MessageName } from './read-message.ts';
import type { ServerClock } from './server-clock.ts';

/** What the connection needs of the browser, so that a test can be the browser. */
export interface Ports {
  readonly openSocket: (ears: SocketEars) => ViewerSocket;
  /** The entries of an immutable segment; throws `Unreachable` when it cannot be had. */
  readonly fetchSegment: (url: string) => Promise<Iterable<Entry>>;
  readonly fetchRoster: (slug: string) => Promise<Roster>;
  /** Our clock in ms since the Unix epoch; never goes back. */
  readonly nowMs: () => number;
  /** Calls once after `ms`; returns how to call it off. */
  readonly after: (ms: number, call: () => void) => () => void;
  readonly breathe: () => Promise<void>;
  readonly random: () => number;
  /** Whether the browser believes that it has a network. */
  readonly online: () => boolean;
  /** Tells of every reason to look again at once: seen, focused, online, resumed from sleep. */
  readonly onWake: (wake: () => void) => () => void;
}

/** One socket, opened again and again; nothing in it retries by itself. */
export interface ViewerSocket {
  open(): void;
  close(): void;
  send(name: 'watch' | 'unwatch', message: object): void;
  /** Asks for the server's clock (µs); the answer goes to `clock`. */
  askClock(): void;
}

export interface SocketEars {
  readonly opened: () => void;
  /** Closed by anyone, or an attempt to open failed. */
  readonly closed: () => void;
  readonly received: (name: MessageName | 'refused', payload: unknown) => void;
  readonly clock: (trip: {
    readonly sentMs: number;
    readonly heardMs: number;
    readonly serverUs: number;
  }) => void;
}

/** Where everything goes that comes of a race. */
export interface RaceReceiver {
  /** The log is a new one: forget what was folded. */
  readonly fresh: (epoch: string) => void;
  readonly fold: (entry: Entry) => void;
  /** After each slice; how far the fold has come in the log, both as seq. */
  readonly folded: (progress: { readonly seq: number; readonly of: number }) => void;
  readonly roster: (roster: Roster) => void;
  readonly link: (link: LinkView) => void;
  readonly edge: (edge: { readonly map: ClockMap; readonly server: ServerClock }) => void;
  readonly stage: (stage: Stage) => void;
  readonly audience: (viewers: number) => void;
  readonly feeds: (feeds: readonly FeedHealth[]) => void;
  readonly gone: (reason: Gone['reason']) => void;
}

export interface Stage {
  readonly phase: RaceSummary['phase'];
  readonly next: { readonly race: string; readonly at: number } | null;
}

/** A link as the viewer is told of it; instants are our clock in ms. */
export interface LinkView {
  readonly state: LinkState;
  /** Since when it has not been live without a break; null while it is. */
  readonly troubledSinceMs: number | null;
  readonly heardMs: number | null;
  readonly retryAtMs: number | null;
  readonly online: boolean;
}
