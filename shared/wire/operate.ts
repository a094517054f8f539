import type { Submission } from '../race/entry.ts';
import type { RefusalCode } from '../race/race.ts';
import type { ClockAnswer } from './messages.ts';

/**
 * What operators and the server say to each other over socket.io, namespace `/operate`; the words
 * are in docs/protocol.md. Every message is answered by its acknowledgement. What an operator's
 * screen shows of the race comes over the default namespace, as for any viewer: with an operator's
 * cookie or key, `watch` and `/api/races` also know the drafts and hidden races of its scope.
 *
 *   operator                                server
 *   hello  {wire}                    ──▶  (ack) who I am, what I may do, the server's clock
 *   clock  {sent}                    ──▶  (ack) {sent, now}               for the offset; a `No` when refused
 *   attend {race, screen, …}         ──▶  (ack)                           where I am; again when it changes
 *   submit {race, submissions}       ──▶  (ack) one answer per submission, after they are synced
 *                                    ◀──  presence {race, operators}      to those who attend it
 *                                    ◀──  revoked  {reason}               the socket is closed after it
 *
 * Exactly once: an entry is named by (race, device, n). Whoever got no answer sends the same again
 * and gets the number it had; the same name with other content is refused as KEY_REUSED. A device is
 * the operator's own (`Me.device`), or a part of it: `op-7k2m9qab` or `op-7k2m9qab.2f`. A browser whose
 * storage was cleared takes a new part and counts from 1.
 *
 * A socket's credential is the cookie of a session, which needs the page's own Origin, or the key of a
 * program in the header `x-operator-key`. Without either the namespace is refused (`connect_error`
 * with a message that is one of `DoorCode`).
 */
export const OPERATE_WIRE = 1;

export const OPERATE_NAMESPACE = '/operate';
export const OPERATOR_KEY_HEADER = 'x-operator-key';

/** So much goes into one `submit`; longer queues are sent in pieces, larger entries over HTTP. */
export const SUBMIT_LIMIT = { entries: 200, bytes: 48 * 1024 } as const;

export type Role = 'viewer' | 'tapper' | 'judge' | 'referee' | 'admin';

/** Who an operator is. Instants are µs since the Unix epoch, as everywhere. */
export interface Me {
  readonly id: string;
  readonly role: Role;
  /** The only race this operator may touch; null for all. */
  readonly race: string | null;
  /** Ids of timing points, or of lines, that a tapper is bound to; null for all. */
  readonly points: readonly string[] | null;
  /** What this person or device is called: "Anna, 800 m". */
  readonly label: string;
  /** What entries of this operator are signed with, itself or followed by `.` and more. */
  readonly device: string;
  /** Further devices that it may sign with: those of the sessions this browser had before. */
  readonly formerly: readonly string[];
  readonly expiresAt: number | null;
  /**
   * What this operator seals a saved queue with (HMAC-SHA256, hexadecimal), so that whoever brings the
   * file in can be told that nobody else changed it. It opens nothing.
   */
  readonly seal: string;
  readonly wire: number;
}

export interface Hello {
  readonly wire: number;
}

/** `OLD_WIRE`: reload the page; the queue stays. */
export type HelloAnswer = { readonly ok: true; readonly me: Me; readonly now: number } | No;

/** Where an operator is and how its device stands; what is left out is unknown. */
export interface Attend {
  /** null: nowhere any more. */
  readonly race: string | null;
  readonly screen?: 'console' | 'judge' | 'desk' | 'announcer';
  /** The start is armed on this device. */
  readonly armed?: boolean;
  /** Entries on the device that are not stored yet. */
  readonly unsent?: number;
  /** Server's clock minus the device's, and how far that may be wrong. */
  readonly offsetUs?: number;
  readonly errorUs?: number;
}

export type AttendAnswer = { readonly ok: true } | No;

export interface Submit {
  readonly race: string;
  readonly submissions: readonly Submission[];
}

/** What each message is answered with. */
export interface FromOperatorAnswers {
  readonly hello: HelloAnswer;
  readonly clock: ClockAnswer | No;
  readonly attend: AttendAnswer;
  readonly submit: SubmitAnswer;
}

/** One answer per submission, in their order; or why none of them was looked at. */
export type SubmitAnswer =
  | { readonly ok: true; readonly answers: readonly EntryAnswer[] }
  | No<DoorCode | 'NO_RACE'>;

export type EntryAnswer =
  | {
      readonly device: string;
      readonly n: number;
      readonly ok: true;
      readonly seq: number;
      /** It had been stored before. */
      readonly repeated: boolean;
    }
  | ({ readonly device: string; readonly n: number } & No<EntryCode>);

/** A refusal. `again`: nothing is wrong with what was sent; keep it and send it once more later. */
export interface No<Code extends string = DoorCode> {
  readonly ok: false;
  readonly code: Code;
  /** What was expected and what was found, for the person who sent it. */
  readonly message: string;
  readonly again: boolean;
}

/** Why an operator, a message or a request is not let in. */
export type DoorCode =
  | 'NO_KEY' // neither cookie nor header
  | 'BAD_KEY' // unknown, or a link where a session is wanted
  | 'EXPIRED'
  | 'REVOKED'
  | 'FOREIGN_ORIGIN' // a cookie counts only with this server's own Origin
  | 'NOT_ALLOWED' // this role may not
  | 'OTHER_RACE' // bound to another race
  | 'OLD_WIRE'
  | 'MALFORMED'
  | 'UNKNOWN_MESSAGE'
  | 'TOO_FAST'
  | 'TOO_LARGE';

/** Why one entry was refused; the core's own reasons among them. */
export type EntryCode =
  | RefusalCode
  | 'NOT_ALLOWED' // this role may not bring such an event
  | 'OTHER_POINT' // a tapper's passing at a point that is not its own
  | 'OTHER_DEVICE' // signed with, or correcting, a device that is not one's own
  | 'SECOND_PERSON' // an official result wants a second person or a reason
  | 'NO_REASON' // a disqualification wants a rule or a reason
  | 'OUTDATED' // somebody else has changed the same since it was looked at (`basedOn`)
  | 'NOT_STORED' // the disk would not; `again`
  | 'REPLACED' // this log has ended
  | 'TOO_FAST'; // `again`

/** Everyone who attends a race, oneself too; sent whenever that changes. */
export interface Presence {
  readonly race: string;
  readonly operators: readonly PresentOperator[];
}

export interface PresentOperator extends Omit<Attend, 'race'> {
  readonly id: string;
  readonly label: string;
  readonly role: Role;
  readonly points: readonly string[] | null;
}

/** How each source of a race is doing; sent when something changed, and every five seconds. */
export interface Sources {
  readonly race: string;
  /** The server's clock when it was sent, µs. */
  readonly now: number;
  readonly sources: readonly SourceHealth[];
}

/** One device that feeds a race, or attends it to feed it. */
export interface SourceHealth {
  /** The device that entries are signed with. */
  readonly source: string;
  /** Whose device it is; null for timing systems and recordings. */
  readonly operator: {
    readonly id: string;
    readonly label: string;
    readonly role: Role;
    /** Its key was taken back or has run out: nothing more comes of it. Left out by older servers. */
    readonly over?: boolean;
  } | null;
  /** A program, which may feed over HTTP alone and then has no socket. */
  readonly program: boolean;
  /** Whether a socket of it attends the race now. */
  readonly connected: boolean;
  /** When anything of it last came, also what was refused (µs); null before the first since the server started. */
  readonly lastAt: number | null;
  /** Entries stored in this race. */
  readonly stored: number;
  /** Entries that came within the last minute. */
  readonly perMinute: number;
  /** Bytes of entries since the server started. */
  readonly bytes: number;
  /** Lines it has brought passings for. */
  readonly lines: readonly string[];
  /** Counters below the newest that never came: how many, and the first of them. */
  readonly missing: number;
  readonly holes: readonly (readonly [from: number, to: number])[];
  /** Entries refused since the server started, and the last of them as it came. */
  readonly refused: number;
  readonly lastRefused: RefusedRaw | null;
  /** As the device said when it attended; null where it did not. */
  readonly unsent: number | null;
  readonly offsetUs: number | null;
  readonly errorUs: number | null;
}

export interface RefusedRaw {
  readonly at: number;
  readonly code: string;
  readonly message: string;
  /** What came, as text, cut to 500 characters. */
  readonly raw: string;
}

export interface Revoked {
  readonly reason: 'revoked' | 'expired' | 'signedOut';
}

/** `NOT_STORED` and the like are worth sending again; everything else stays refused. */
export function isWorthRepeating(code: DoorCode | EntryCode | 'NO_RACE'): boolean {
  return code === 'NOT_STORED' || code === 'TOO_FAST';
}
