import type { Instant, Micros, RaceTime } from '../time/time.ts';
import type { EntryId } from './entry.ts';
import type { Entrant, RaceDefinition } from './definition.ts';
import type { StripReleased } from './strip.ts';

/** How a time came to be known; a reconstructed one never gets the ink of a known one. */
export type TimeKind = 'official' | 'measured' | 'manual' | 'reported' | 'reconstructed';

/**
 * A time as its source gave it. `instant` moves with nothing; `gun` counts from the gun of the
 * entrant's wave (of the race, where nobody is named) and so does not change when a gun is amended,
 * while the race time of an `instant` does. `digits`: decimals of a second that the source knows.
 */
export type Stamp =
  | { readonly basis: 'instant'; readonly at: Instant; readonly digits: number }
  | {
      readonly basis: 'gun';
      readonly time: RaceTime;
      readonly digits: number;
      readonly wave?: string;
    };

/** Whom a read names: an entrant, a bib, a tag, a lane, or nobody yet. Unknown is a state, never a refusal. */
export type Who =
  | { readonly entrant: string }
  | { readonly bib: string }
  | { readonly tag: string }
  | { readonly lane: number }
  | { readonly unknown: true };

export type RaceEvent =
  | RaceDefined
  | EntrantsListed
  | GunFired
  | PassingRecorded
  | ReadingTaken
  | EntrantPlaced
  | StatusSet
  | MarksAwarded
  | ResultDeclared
  | RaceEnded
  | RaceStateSet
  | MessagePosted
  | SourceChosen
  | StripReleased
  | QueueBrought
  | EntryAmended
  | EntryVoided
  | EntryRestored;

/** What a correction may replace: anything but another correction. */
export type CorrectableEvent = Exclude<RaceEvent, EntryAmended | EntryVoided | EntryRestored>;

/** The newest by (recordedAt, id) holds; splits are derived again. */
export interface RaceDefined extends Edited {
  readonly type: 'raceDefined';
  readonly definition: RaceDefinition;
}

/** Adds entrants or replaces the lines of those already listed, per entrant the newest. */
export interface EntrantsListed extends Edited {
  readonly type: 'entrantsListed';
  readonly entrants: readonly Entrant[];
}

/** What replaces something whole says what it was made from; the race is the same with and without. */
interface Edited {
  /** The seq of the log up to which whoever edited it had seen; the server refuses what was overtaken. */
  readonly basedOn?: number;
}

/** A later valid gun of the same wave replaces the earlier (a recall voids it). */
export interface GunFired {
  readonly type: 'gunFired';
  readonly at: Instant;
  readonly wave?: string;
  readonly source: 'electronic' | 'manual' | 'audio' | 'entered' | 'reconstructed';
  /** ± this much (µs): 0 for electronic, 200 000 for a hand start. */
  readonly bandUs: Micros;
}

/** A raw passing: somebody or something crossed a line. Kept for ever, right or wrong. */
export interface PassingRecorded {
  readonly type: 'passingRecorded';
  readonly who: Who;
  readonly line: string;
  /** Named by sources that know it (a split sheet); else the rules find it from line and time. */
  readonly point?: string;
  readonly time: Stamp;
  readonly kind: TimeKind;
  /** The bytes it came in, as text, where it came from a device. */
  readonly raw?: string;
  readonly source?: string;
}

/** What the judge takes off the finish image; replaces the passing at that point for this entrant. */
export interface ReadingTaken {
  readonly type: 'readingTaken';
  readonly who: Who;
  readonly point: string;
  readonly time: Stamp;
  readonly kind: TimeKind;
  readonly reader?: string;
}

/**
 * A final place, with or without a time. `by`: the moment from which it is known, not the entrant's time.
 * Who is relegated has a `rule` or a `reason` (put behind the group after an infringement).
 */
export interface EntrantPlaced {
  readonly type: 'entrantPlaced';
  readonly entrant: string;
  readonly place: number;
  readonly by: Stamp;
  readonly rule?: string;
  readonly reason?: string;
}

/** DNF and DQ count from `time` on; DNS and `cleared` from the start. */
export interface StatusSet {
  readonly type: 'statusSet';
  readonly entrant: string;
  readonly status: 'DNS' | 'DNF' | 'DQ' | 'cleared';
  readonly time?: Stamp;
  readonly rule?: string;
  readonly reason?: string;
}

/**
 * WL, PB, NR …, and the cards and infringements a referee notes (YC, L): known only from `by` on, so that
 * no start list gives it away. `reason` is the rule or the note behind the newest of them.
 */
export interface MarksAwarded {
  readonly type: 'marksAwarded';
  readonly entrant: string;
  readonly marks: readonly string[];
  readonly by: Stamp;
  readonly reason?: string;
}

export interface ResultDeclared {
  readonly type: 'resultDeclared';
  readonly state: 'provisional' | 'official' | 'amended';
  readonly time: Stamp;
  readonly by?: string;
  readonly reason?: string;
}

/** Ends a time-limited race. */
export interface RaceEnded {
  readonly type: 'raceEnded';
  readonly time: Stamp;
}

export interface RaceStateSet {
  readonly type: 'raceStateSet';
  readonly state: 'scheduled' | 'postponed' | 'abandoned' | 'rerun';
  readonly at: Instant;
  readonly reason?: string;
}

/** A sentence that no rule could generate ("Nordås has lost a shoe"). */
export interface MessagePosted {
  readonly type: 'messagePosted';
  readonly time: Stamp;
  readonly text: string;
  readonly kind: TimeKind;
  readonly entrants?: readonly string[];
  readonly source?: string;
}

/**
 * From `time` on, this source counts before others at this line. `source` is what its passings give as
 * their source, or the device that signs them; a part of a device (`op-1.2f`) goes with it (`op-1`).
 */
export interface SourceChosen {
  readonly type: 'sourceChosen';
  readonly line: string;
  readonly source: string;
  readonly time: Stamp;
  readonly reason?: string;
}

/**
 * Somebody brought in what another device had saved as a file. The entries stay that device's own; who
 * brought them is who signed this. It says nothing of the race.
 */
export interface QueueBrought {
  readonly type: 'queueBrought';
  /** Of each device in the file, the counters from first to last and how many of them there are. */
  readonly devices: readonly BroughtDevice[];
  /** Of the file without its seal: 64 hexadecimal digits, small letters. */
  readonly sha256: string;
}

export interface BroughtDevice {
  readonly device: string;
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

/** Replaces the content of `target`; acts backwards. The newest amendment by (recordedAt, id) holds. */
export interface EntryAmended {
  readonly type: 'entryAmended';
  readonly target: EntryId;
  readonly event: CorrectableEvent;
  readonly reason?: string;
}

/** Takes `target` out of the race; it stays in the log. */
export interface EntryVoided {
  readonly type: 'entryVoided';
  readonly target: EntryId;
  readonly reason?: string;
}

export interface EntryRestored {
  readonly type: 'entryRestored';
  readonly target: EntryId;
  readonly reason?: string;
}
