import type { StoreApi } from 'zustand/vanilla';
import type { EntryId, Submission } from '../../shared/race/entry.ts';
import type { RaceEvent } from '../../shared/race/events.ts';
import type { Race } from '../../shared/race/race.ts';
import type { Roster } from '../../shared/race/roster.ts';
import type { StampClock } from '../../shared/feeding/stamp-note.ts';
import type { Instant, Micros } from '../../shared/time/time.ts';
import type { FeedHealth, RaceSummary } from '../../shared/wire/messages.ts';
import type { Me, PresentOperator, Sources } from '../../shared/wire/operate.ts';

/**
 * One operator's browser: who is signed in, how its link and its clock stand, and the races it feeds.
 * Whatever an operator brings lies in this browser's database before it is shown, and is sent from
 * there until the server has stored or refused it.
 */
export interface Desk {
  readonly state: StoreApi<DeskState>;
  /**
   * Opens a session with the key of a link, or with the six digits of a pairing; a device without a
   * name is called as whoever made these called it.
   */
  readonly signIn: (
    with_: { readonly key: string } | { readonly code: string },
    device: string,
  ) => Promise<SignedIn>;
  /** Needs the server; without it nothing changes. What is not sent stays on the device. */
  readonly signOut: () => Promise<void>;
  /** To the door, after the server shut this operator out. What is not sent stays on the device. */
  readonly comeInAgain: () => void;
  /** The race as this operator sees it; kept while any screen holds it. */
  readonly race: (slug: string) => RaceDesk;
  /** Server time of a moment on this page's clock (`event.timeStamp`, ms), and how far that may be wrong. */
  readonly instantOf: (timeStampMs: number) => {
    readonly at: Instant;
    readonly errorUs: Micros | null;
    /** The clock it was told by, for `makeStampNote`; null before the server was asked. */
    readonly clock: StampClock | null;
  };
  /** As if the network were gone for so long: to rehearse it. */
  readonly interrupt: (ms: number) => void;
  /** Server time now. */
  readonly now: () => Instant;
  /**
   * All that is not stored yet of a race, or of all races when none is named, as a sealed file that a
   * referee brings in from any browser: the last resort.
   */
  readonly exportUnsent: (race?: string) => Promise<Blob>;
}

export type SignedIn =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: string; readonly message: string };

export interface DeskState {
  /** `resumed`: known from last time, the server has not been asked yet (no network). */
  readonly phase: 'starting' | 'signedOut' | 'signedIn' | 'resumed';
  readonly me: Me | null;
  readonly link: 'connecting' | 'live' | 'offline';
  /** Why the server does not let this operator in any more; null while it does. */
  readonly shut: 'revoked' | 'expired' | 'signedOut' | 'oldWire' | null;
  readonly clock: DeskClock | null;
  /** Entries on this device that are not stored, over all races. */
  readonly unsent: number;
  /** Told when this browser cannot keep entries, with the reason in words. */
  readonly cannotKeep: string | null;
}

/** The server's clock minus this device's, and how far that may be wrong. */
export interface DeskClock {
  readonly offsetUs: number;
  readonly errorUs: Micros;
  /** This device's clock was set, or the device slept, while the page was open. */
  readonly stepped: boolean;
  /** `kept`: of an earlier page; the server has not been asked by this one. */
  readonly from: 'measured' | 'kept';
  /** When the server was last asked, by its own clock. */
  readonly measuredAt: Instant;
}

/** One race at a desk: all that is stored, and what this device has brought and not stored yet. */
export interface RaceDesk {
  readonly state: StoreApi<RaceDeskState>;
  /**
   * Brings events. Resolves once they lie in this browser's database and in `state`; whether the
   * server takes them shows in `entries`. One call is one step of undo: the events get consecutive
   * counters and are sent together.
   */
  readonly bring: (events: readonly RaceEvent[]) => Promise<readonly EntryId[]>;
  /** Sends a refused entry's row away from the screen; it stays in the database and in the export. */
  readonly dismiss: (id: EntryId) => void;
  readonly attend: (where: {
    readonly screen: 'console' | 'judge' | 'desk' | 'announcer';
    readonly armed?: boolean;
  }) => void;
  /** Says that a screen is there; returns how to say that it left. */
  readonly hold: () => () => void;
}

export interface RaceDeskState {
  readonly slug: string;
  readonly epoch: string | null;
  /** Stored entries and one's own unsent ones, folded by the same code as everywhere. Mutable: watch `revision`. */
  readonly race: Race;
  readonly revision: number;
  /** Everything up to the head has been folded. */
  readonly whole: boolean;
  readonly roster: Roster;
  /** The names have come, from the server or from what was kept; before, `roster` is empty and means nothing. */
  readonly rosterTold: boolean;
  readonly phase: RaceSummary['phase'] | null;
  /** Every entry of the race that this desk knows, oldest first by seq, unsent ones last by counter. */
  readonly entries: readonly DeskEntry[];
  readonly operators: readonly PresentOperator[];
  /** How every device that feeds this race is doing, as the server last told; null until it has. */
  readonly sources: Sources | null;
  readonly feeds: readonly FeedHealth[];
  /** Of this device, in this race. */
  readonly unsent: number;
  /** The race is not there, or not for this operator. */
  readonly gone: string | null;
}

export interface DeskEntry {
  readonly id: EntryId;
  readonly submission: Submission;
  /** Signed by this operator, on this device or on one it had before. */
  readonly own: boolean;
  readonly where: 'device' | 'sending' | 'stored' | 'refused';
  readonly seq: number | null;
  readonly why: { readonly code: string; readonly message: string } | null;
}
