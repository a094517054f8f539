import type { Instant, Micros, RaceTime } from '../time/time.ts';
import type { Entrant, RaceDefinition } from './definition.ts';
import type { EntryId, Submission } from './entry.ts';
import type { StripReleased } from './strip.ts';
import type { CorrectableEvent, ResultDeclared, TimeKind, Who } from './events.ts';

/**
 * The state of one race: a deterministic fold of its log. `apply` is the only way to change it and
 * does so in place (half a million splits are not copied per passing); `revision` rises whenever
 * anything in it changed, so that readers can tell cheaply. Everything else is read only.
 *
 * The same set of entries gives the same state and the same `hash()` in whatever order and however
 * often they come: corrections wait for their targets, definitions and entrants for their turn.
 */
export interface Race {
  readonly revision: number;
  readonly definition: RaceDefinition | null;
  /** All timing points in the order of distance; with laps, every lap's; in open-ended races it grows. */
  readonly points: readonly RacePoint[];
  /** Index of the finish in `points`; null while an open-ended race has none. */
  readonly finish: number | null;
  /** Everyone listed; the place in this array is the *entrant index* used by columns. Grows, never reorders. */
  readonly entrants: readonly RaceEntrant[];
  entrantIndex(id: string): number | undefined;
  /** The gun that `?t=` counts from: the last valid one of the first wave; null before any. */
  readonly zero: Instant | null;
  /** Valid guns by wave id (`''` where the race has no waves). */
  readonly guns: ReadonlyMap<string, Gun>;
  /** Guns that were taken out or moved after they had been fired, in the order of when that was recorded. */
  readonly startChanges: readonly StartChange[];
  /** One column per point in `points`. */
  readonly columns: readonly PointColumn[];
  /** The split of an entrant at a point with all that is known of it; null where there is none. */
  split(entrant: number, point: number): Split | null;
  /** Raw passings that no split came of: unknown bib, duplicate, out of window, before the gun. */
  readonly loose: readonly LoosePassing[];
  readonly messages: readonly RaceMessage[];
  /** Declarations of the result in the order of their time. */
  readonly declared: readonly Declaration[];
  /** Finish images that the judge shows, in the order of their time. */
  readonly strips: readonly ReleasedStrip[];
  readonly state: {
    readonly state: 'scheduled' | 'postponed' | 'abandoned' | 'rerun';
    readonly reason?: string;
  } | null;
  /** When a time-limited race ended. */
  readonly ended: Instant | null;
  /** By line, the sources that count there before others, newest first; of them the first whose `from` has come. */
  readonly chosen: ReadonlyMap<string, readonly ChosenSource[]>;
  /** How many distinct entries have been applied. */
  readonly size: number;
  /** Folds one entry in. Bad ones come back as a refusal and change nothing; a repeat is `repeated`. */
  apply(entry: Submission): Applied;
  /** The check `apply` would make, without applying: what a room asks before it appends. */
  check(entry: Submission): Applied;
  /** A name for this state: equal for equal entries on any machine, whatever their order. */
  hash(): string;
  /** Every accepted entry by id. */
  entry(id: EntryId): Submission | undefined;
  /** What an entry says after all corrections; null while it is void, and for corrections and unknown ids. */
  holds(id: EntryId): CorrectableEvent | null;
}

export type Applied =
  | { readonly ok: true; readonly repeated: boolean }
  | { readonly ok: false; readonly refusal: Refusal };

export interface Refusal {
  readonly code: RefusalCode;
  /** What was expected, what was found, for which entry: for the person who fed it. */
  readonly message: string;
}

export type RefusalCode =
  | 'KEY_REUSED' // same device and counter, other content
  | 'MALFORMED' // not an event of this vocabulary
  | 'BAD_DEFINITION' // points not rising, no line, impossible course …
  | 'BAD_TIME' // not whole microseconds, out of any range
  | 'BAD_CORRECTION'; // a correction of a correction, an amendment of another type

export interface RacePoint {
  readonly index: number;
  /** The id in the definition; with laps followed by @ and the lap: `line@7`. */
  readonly id: string;
  readonly line: string;
  /** Metres from the start. */
  readonly distanceM: number;
  readonly label?: string;
  /** Lap this point ends or lies in, from 1; 0 where the race has no laps. */
  readonly lap: number;
}

export interface Gun {
  readonly at: Instant;
  readonly bandUs: Micros;
  readonly source: 'electronic' | 'manual' | 'audio' | 'entered' | 'reconstructed';
  readonly entry: EntryId;
}

/** What became of a gun that had been fired. */
export interface StartChange {
  /** When it was recorded. */
  readonly at: Instant;
  readonly wave?: string;
  /** When the gun was fired, as first said. */
  readonly from: Instant;
  /** When it was fired, as it is known now; null for a gun that was taken out: a recall, as a rule. */
  readonly to: Instant | null;
  /** The wider band of the two guns: how well it is known by how much it was moved. */
  readonly bandUs: Micros;
  readonly reason?: string;
}

export interface RaceEntrant {
  readonly index: number;
  readonly entrant: Entrant;
  /** False once every start list that named this entrant was voided: it keeps its index, has no splits and belongs on no board. */
  readonly listed: boolean;
  /** Where this entrant's ranking time counts from: race gun, wave gun, interval start or own start passing. */
  readonly origin: Instant | null;
  /** Where the gun time counts from (the wave's gun; equal to `origin` unless ranked by net time). */
  readonly gun: Instant | null;
  /** The status that holds and from when (`from` −∞ for DNS); null for OK. */
  readonly status: {
    readonly status: 'DNS' | 'DNF' | 'DQ';
    readonly from: Instant;
    readonly rule?: string;
    readonly reason?: string;
  } | null;
  readonly place: {
    readonly place: number;
    readonly by: Instant;
    readonly rule?: string;
    readonly reason?: string;
  } | null;
  readonly marks: {
    readonly marks: readonly string[];
    readonly by: Instant;
    readonly reason?: string;
  } | null;
}

/**
 * Who passed one point and when. `clock[e]` is the instant (µs) entrant index `e` passed, NaN where
 * it did not or is not known; `order[0 … count)` lists those who did, by clock, then by entrant id.
 */
export interface PointColumn {
  readonly clock: Float64Array;
  readonly order: Uint32Array;
  readonly count: number;
}

export interface Split {
  readonly entrant: number;
  readonly point: number;
  /** When it happened. */
  readonly clock: Instant;
  /** Time that ranks: from the entrant's origin. */
  readonly time: RaceTime;
  readonly digits: number;
  readonly kind: TimeKind;
  /** The passing or reading that it comes from. */
  readonly entry: EntryId;
  /** True once an amendment, or a reading over a passing, changed it. */
  readonly corrected: boolean;
  readonly flags: readonly SplitFlag[];
}

export type SplitFlag = 'skippedPoint' | 'tooFast' | 'tooSlow';

export interface LoosePassing {
  readonly entry: EntryId;
  readonly clock: Instant | null;
  readonly line: string;
  readonly who: Who;
  readonly why:
    | 'unknownEntrant'
    | 'duplicate'
    | 'noPoint'
    | 'beforeStart'
    | 'noGun'
    | 'superseded'
    // two blind readers differ, and no third has looked
    | 'undecided'
    | 'unknownLine'
    // the race was over for this entrant
    | 'afterEnd';
}

/** A choice of `sourceChosen` that holds for reads from `from` on. */
export interface ChosenSource {
  readonly source: string;
  readonly from: Instant;
  readonly entry: EntryId;
}

export interface RaceMessage {
  readonly at: Instant;
  readonly text: string;
  readonly kind: TimeKind;
  readonly entrants: readonly string[];
  readonly source?: string;
  readonly entry: EntryId;
}

/** A finish image that everybody may see, of view times from `at` on. */
export interface ReleasedStrip extends Omit<StripReleased, 'type' | 'by'> {
  readonly at: Instant;
  readonly entry: EntryId;
}

export interface Declaration {
  readonly state: ResultDeclared['state'];
  readonly at: Instant;
  readonly by?: string;
  readonly reason?: string;
}
