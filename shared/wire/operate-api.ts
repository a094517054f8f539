import type { Entrant, RaceDefinition } from '../race/definition.ts';
import type { EntryId } from '../race/entry.ts';
import type { RaceStateSet, ReadingTaken, ResultDeclared } from '../race/events.ts';
import type { Roster, RosterLine } from '../race/roster.ts';
import type { ReleasedImage } from '../race/strip.ts';
import type { EntryAnswer, PresentOperator, Role } from './operate.ts';

/**
 * What the HTTP API under `/api/operate` takes and answers (docs/protocol.md). A browser carries the
 * cookie of its session, and then every change needs the page's own Origin; a program carries its key
 * in `x-operator-key`. Refusals are `ApiProblem` with a `DoorCode` or one of the codes named here.
 * Instants are µs since the Unix epoch.
 *
 *   POST   /session            SessionRequest → Me          opens a session with the key of a link; sets the cookie
 *   DELETE /session            → 204                        ends it; its sockets are closed
 *   GET    /me                 → Me
 *   GET    /keys               → KeyList                    admin
 *   POST   /keys               KeyRequest → KeyMade         admin; the key is shown here and never again
 *   DELETE /keys/:id           → 204                        admin; closes its sockets within a second
 *   GET    /journal            → Journal                    admin; who came in, who was refused
 *   POST   /pairings           PairingRequest → Pairing     admin
 *   DELETE /pairings/:id       → 204                        admin
 *   POST   /pairings/claim     ClaimRequest → Me            sets the cookie; 429 TOO_MANY_TRIES after 5 a minute
 *   GET    /races              → OperatorRaces              every role; drafts and hidden ones too, within the scope
 *   POST   /races              RaceRequest → OperatorRace   referee, admin of all races; 409 RACE_EXISTS, 422 REFUSED
 *   PATCH  /races/:slug        RaceChange → OperatorRace    referee, admin; 409 NOT_YOURS for races no operator made
 *   DELETE /races/:slug        → 204                        referee, admin; rehearsals only (409 NOT_A_REHEARSAL)
 *   POST   /races/:slug/entries  Submit without race → SubmitAnswer      as the message `submit`, up to 16 MB
 *   POST   /races/:slug/queue  QueueFile → QueueTaken          referee, admin; 422 NOT_SEALED, UNKNOWN_DEVICE, NOTHING_OF_IT
 *   GET    /races/:slug/roster → RosterReply                tapper and up; hidden names too
 *   PUT    /races/:slug/roster Roster → RosterReply         referee, admin
 *   PATCH  /races/:slug/roster/:entrant  RosterPatch → RosterReply
 *   DELETE /races/:slug/roster/:entrant  → 204              erases the line, everywhere within a second
 *   POST   /races/:slug/strips    the bytes of a PNG, JPEG or WebP → StripKept; judge, referee, admin
 *   GET    /races/:slug/blind  → BlindLocks                 judge, referee, admin; whose times one's own are, no others
 *   PUT    /races/:slug/blind/:reader  BlindRequest → BlindLocks     locks; when both have, all goes into the log
 *   DELETE /races/:slug/blind/:reader?point=  → BlindLocks   takes one's own lock back; 409 NOT_LOCKED
 *   POST   /races/:slug/blind/open  {point} → BlindLocks     referee, admin; what is locked goes into the log
 *   GET    /races/:slug/audit  → Audit                      judge, referee, admin; query: AuditQuery
 *   GET    /races/:slug/audit.ndjson  the log itself, whole, hash-chained; `npm run check-log -- FILE` verifies it
 */
export interface SessionRequest {
  /** What stood in the link's fragment. */
  readonly key: string;
  /** What the person calls this device; the key's own label when left out. */
  readonly device?: string;
}

export interface KeyList {
  readonly keys: readonly KeyInfo[];
}

/**
 * `link`: waits for the one browser that opens it, and becomes that browser's `session`. `program`: goes
 * in the header, any number of times.
 */
export interface KeyInfo {
  readonly id: string;
  readonly kind: 'link' | 'session' | 'program';
  readonly role: Role;
  readonly race: string | null;
  readonly points: readonly string[] | null;
  readonly label: string;
  readonly device: string;
  readonly madeAt: number;
  /** Id of the operator that made it; null for the first and for those of `npm run operator-link`. */
  readonly madeBy: string | null;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  /** When anything was last asked with it; null for never. */
  readonly seenAt: number | null;
  /** Open sockets now. */
  readonly sockets: number;
}

export interface KeyRequest {
  readonly kind: 'link' | 'program';
  readonly role: Role;
  readonly race: string | null;
  /** Wanted for a tapper, and only there. */
  readonly points?: readonly string[];
  readonly label: string;
  /** Hours; a link lives 168 and a program for ever when left out. */
  readonly hours?: number;
}

export interface KeyMade {
  readonly key: KeyInfo;
  readonly secret: string;
  /** Of a link: the address with the key in its fragment. */
  readonly url: string | null;
}

export type PairingRequest = Omit<KeyRequest, 'kind' | 'hours'>;

export interface Pairing {
  readonly id: string;
  /** Six digits. */
  readonly code: string;
  /** The address with the code in its fragment (`/operate#pair=123456`), for a QR code. */
  readonly url: string;
  /** False where that address is this machine's own and no phone gets there: start with `--host 0.0.0.0`. */
  readonly reachable: boolean;
  readonly expiresAt: number;
}

export interface ClaimRequest {
  readonly code: string;
  /** What the person calls this device; what the desk called it when left out. */
  readonly device?: string | undefined;
}

/** `draft`: not shown yet; `hidden`: shown no more; `archived`: shown, apart from the others. */
export type Visibility = 'draft' | 'public' | 'hidden' | 'archived';

export interface OperatorRaces {
  readonly races: readonly OperatorRace[];
}

export interface OperatorRace {
  readonly slug: string;
  readonly epoch: string;
  readonly seq: number;
  readonly visibility: Visibility;
  readonly rehearsal: boolean;
  /** False for replays: they are public and belong to nobody here. */
  readonly editable: boolean;
  readonly definition: RaceDefinition | null;
  readonly entrants: number;
  readonly operators: readonly PresentOperator[];
  /** The result that was declared last; null before any, left out by older servers. */
  readonly result?: ResultDeclared['state'] | null;
  /** Whether it goes ahead; null where nothing was said, left out by older servers. */
  readonly state?: RaceStateSet['state'] | null;
}

/**
 * The first entries of a new race. Entrant ids stay in the log for ever: take numbers (`e17`), never
 * names, or a name could not be erased.
 */
export interface RaceRequest {
  /** Made from the event and the date when left out. */
  readonly slug?: string;
  readonly definition: RaceDefinition;
  readonly entrants?: readonly Entrant[];
  readonly roster?: Roster;
  /** A draft when left out. */
  readonly visibility?: Visibility;
  /** May be wiped with one request. */
  readonly rehearsal?: boolean;
}

/** One of two who read the same finish without seeing each other. */
export type BlindReader = 'A' | 'B';

/**
 * A blind reader's times are no entries before both have locked: nobody, also no judge, gets them from
 * the log, the board, the results or the audit.
 */
export interface BlindRequest {
  readonly point: string;
  readonly readings: readonly BlindReading[];
}

export type BlindReading = Pick<ReadingTaken, 'who' | 'time' | 'kind'>;

/** Who has locked and waits for the other, of all points of a race. */
export interface BlindLocks {
  readonly locks: readonly BlindLock[];
}

export interface BlindLock {
  readonly reader: BlindReader;
  readonly point: string;
  readonly by: { readonly id: string; readonly label: string };
  readonly at: number;
  readonly count: number;
  /** One's own; null for those of others. */
  readonly readings: readonly BlindReading[] | null;
}

/** What became of a saved queue that somebody brought in for another device. */
export interface QueueTaken {
  readonly race: string;
  /** Whose device saved it, and whether its key has ended since. */
  readonly from: {
    readonly id: string;
    readonly label: string;
    readonly role: Role;
    readonly ended: 'revoked' | 'expired' | null;
  };
  readonly savedAt: number;
  /** One for each entry of this race in the file, in its order. */
  readonly answers: readonly EntryAnswer[];
}

/** The image is kept, and shown to nobody until an entry `stripReleased` names it. */
export interface StripKept {
  readonly image: ReleasedImage;
}

export interface RaceChange {
  readonly visibility: Visibility;
}

/** What is named changes; null takes it away. `name` cannot be taken away, only the whole line. */
export type RosterPatch = {
  readonly [Part in keyof RosterLine]?: Part extends 'name'
    ? RosterLine[Part]
    : RosterLine[Part] | null;
};

/** All conditions hold together. */
export interface AuditQuery {
  /** An operator's id; entries of all its devices. */
  readonly operator?: string;
  readonly device?: string;
  /** Kinds of events, separated by commas. */
  readonly type?: string;
  /** In the entry's own words: a bib, an entrant id, a reason. */
  readonly find?: string;
  /** Newest first: entries before this seq; from the newest when left out. */
  readonly before?: number;
  /** 1 to 500; 100 when left out. */
  readonly count?: number;
}

export interface Audit {
  readonly race: string;
  readonly epoch: string;
  readonly seq: number;
  readonly rows: readonly AuditRow[];
  /** Where the next page begins (`before`); null when this is the last. */
  readonly next: number | null;
}

export interface AuditRow {
  readonly id: EntryId;
  readonly seq: number;
  readonly recordedAt: number;
  readonly device: string;
  /** Whose device it is; null for timing systems and recordings. */
  readonly operator: { readonly id: string; readonly label: string; readonly role: Role } | null;
  /** What whoever brought it in from a saved queue is called; null where the device sent it itself. */
  readonly broughtBy: string | null;
  readonly type: string;
  /** Which entry a correction names. */
  readonly target: EntryId | null;
  readonly reason: string | null;
  /** The event as it stands in the log. */
  readonly event: unknown;
  /** Whether it counts: not voided, or restored since. */
  readonly valid: boolean;
}

/** The newest 500 since the server started, newest first. */
export interface Journal {
  readonly rows: readonly JournalRow[];
}

export interface JournalRow {
  readonly at: number;
  readonly what:
    | 'keyMade'
    | 'keyRevoked'
    | 'cameIn'
    | 'signedOut'
    | 'paired'
    | 'wrongCode'
    | 'lockedOut'
    | 'refused'
    | 'nameChanged'
    | 'nameErased'
    | 'raceMade'
    | 'raceChanged'
    | 'raceWiped'
    | 'queueBrought'
    | 'blindOpened';
  readonly operator: string | null;
  readonly race: string | null;
  readonly address: string | null;
  readonly message: string;
}
