/**
 * What server and viewers say to each other over socket.io (default namespace); the words are in
 * docs/protocol.md. A viewer says where it stands, gets what is missing in one prepared frame, and
 * from then on numbered frames. `head` tells it every second or two how far the race is, so that it
 * sees a hole also after the last frame and asks again.
 *
 *   viewer                                server
 *   watch {race, epoch?, since?, desk?}  ──▶
 *                                 ◀──  catchup {epoch, seq, …}     one of three shapes
 *                                 ◀──  frame   {epoch, after, entries}
 *                                 ◀──  head    {epoch, seq, clock, feeds}
 *   unwatch {race}                ──▶
 *   clock {sent}                  ──▶  (ack) {now}                 the server's clock, for the offset
 *                                 ◀──  gone {race, reason}
 *                                 ◀──  refused {about, code, …}  what was sent cannot be read, or comes too fast
 */
export const WIRE_VERSION = 5;

/**
 * Where a race's live edge is: race instant `race` was at server instant `server` and moves at
 * `rate` (1 for a live race, 0 for paused). For a real live race race = server and rate = 1.
 */
export interface ClockMap {
  readonly race: number;
  readonly server: number;
  readonly rate: number;
}

/** How the sources of a live race are: `silentMs` since the last entry or heartbeat of each. */
export interface FeedHealth {
  readonly source: string;
  readonly silentMs: number;
  readonly state: 'ok' | 'silent' | 'lost';
}

/** What of a race can be told in a list without giving away what has not been seen yet. */
export interface RaceSummary {
  readonly slug: string;
  readonly phase: 'scheduled' | 'live' | 'countdown' | 'finished';
  /** A race with so many entrants that it opens with a board. */
  readonly mass: boolean;
  readonly epoch: string;
}

/** An entry as a tuple; `shared/wire/codec.ts` packs and unpacks it. */
export type WireEntry = readonly unknown[];

export interface Watch {
  readonly race: string;
  readonly epoch?: string;
  readonly since?: number;
  /** An operator's desk: it follows the race too, and is not counted among those who watch. */
  readonly desk?: boolean;
}

interface CatchupHead {
  readonly wire: number;
  readonly race: string;
  readonly epoch: string;
  /** The newest seq this frame brings the viewer to (for `segments`: after they were fetched). */
  readonly seq: number;
  readonly clock: ClockMap;
  readonly phase: RaceSummary['phase'];
  /** As in `Head`. */
  readonly names?: string;
  /** Slug that goes on air next, and at which server instant (µs), where a demo run repeats. */
  readonly next?: { readonly race: string; readonly at: number };
}

export type Catchup =
  /** The entries after `after` (0: from the beginning). Names come by `GET /api/races/:slug/roster`. */
  | (CatchupHead & {
      readonly how: 'entries';
      readonly after: number;
      readonly entries: readonly WireEntry[];
    })
  /** Too long for a frame: fetch these immutable segments, then `entries` follow after the last. */
  | (CatchupHead & {
      readonly how: 'segments';
      readonly after: number;
      readonly segments: readonly SegmentRef[];
      readonly entries: readonly WireEntry[];
    });

export interface SegmentRef {
  readonly url: string;
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}

export interface Frame {
  readonly race: string;
  readonly epoch: string;
  /** The seq before the first entry. */
  readonly after: number;
  readonly entries: readonly WireEntry[];
}

export interface Head {
  readonly race: string;
  readonly epoch: string;
  readonly seq: number;
  readonly clock: ClockMap;
  readonly phase: RaceSummary['phase'];
  readonly viewers: number;
  readonly feeds: readonly FeedHealth[];
  /**
   * Changes when somebody's name was given, hidden or erased. Whoever holds the names of another
   * `names` (of the roster reply) lets go of them and fetches the roster again; at once, since what
   * was erased must not be shown a second longer.
   */
  readonly names?: string;
  readonly next?: { readonly race: string; readonly at: number };
}

export interface Gone {
  readonly race: string;
  readonly reason: 'notFound' | 'hidden' | 'ended';
}

export interface Unwatch {
  readonly race: string;
}

/** `sent`: the asker's own clock, given back as it came. */
export interface ClockAsk {
  readonly sent: number;
}

/** `now`: the server's clock, µs since the Unix epoch. */
export interface ClockAnswer {
  readonly sent: number;
  readonly now: number;
}

/** A viewer's message that was not acted upon, and why. `about` is the name of that message. */
export interface Refused {
  readonly about: string;
  readonly code: 'MALFORMED' | 'UNKNOWN_MESSAGE' | 'TOO_FAST' | 'TOO_MANY_RACES';
  readonly message: string;
}
