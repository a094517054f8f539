import type { EntryId } from '../race/entry.ts';
import type { TimeKind } from '../race/events.ts';
import type { SplitFlag } from '../race/race.ts';
import type { Instant, Micros, RaceTime } from '../time/time.ts';

/**
 * The shapes of what the timeline answers. Every question takes a race and a moment (`Instant`;
 * `LIVE_EDGE` for all that has come) and depends on nothing else.
 */

/** How well a shown value is known: solid, hollow with ≈, or grey with its age. */
export type Ink = 'known' | 'estimated' | 'stale';

export type EntrantState = 'waiting' | 'running' | 'finished' | 'out' | 'DNS' | 'DNF' | 'DQ';

/** Behind another: by time at a common point, or by full laps. */
export type Behind =
  | {
      readonly by: 'time';
      readonly us: Micros;
      readonly digits: number;
      readonly point: number;
      readonly ink: Ink;
    }
  | { readonly by: 'laps'; readonly laps: number };

export interface ShownTime {
  readonly time: RaceTime;
  readonly digits: number;
  readonly kind: TimeKind;
}

export interface Standing {
  /** Entrant index, and id. */
  readonly entrant: number;
  readonly id: string;
  /** Rank among competitors at this moment, shared where equal; null for pacemakers, DNS, DNF, DQ. */
  readonly position: number | null;
  readonly shared: boolean;
  /** Positions won (+) or lost (−) at the last point against the one before; null where there is none. */
  readonly change: number | null;
  /** Index of the last point passed, −1 at the start. */
  readonly point: number;
  /** The split there; null at the start, and for a place without a time. */
  readonly split:
    | (ShownTime & {
        readonly clock: Instant;
        readonly corrected: boolean;
        readonly flags: readonly SplitFlag[];
      })
    | null;
  /** Gun time where it differs from the ranking time (net). */
  readonly gunTime: RaceTime | null;
  /** To the leader of the ranked field at the last common point; null for the leader and where unknown. */
  readonly gap: Behind | null;
  /** To the one directly ahead. */
  readonly interval: Behind | null;
  readonly lapsDown: number;
  /** Rank by category id. */
  readonly categoryPositions: Readonly<Record<string, number>>;
  readonly state: EntrantState;
  readonly reason: string | null;
  /** The official place once known at this moment. */
  readonly place: number | null;
  /** Only from the moment they are known. */
  readonly marks: readonly string[];
  readonly ink: Ink;
}

/** A window of the board. Holds unchanged while the moment stays in [from, until). */
export interface Standings {
  readonly rows: readonly Standing[];
  /** All who would be listed, whatever the window. */
  readonly total: number;
  /** Index of the first row in the whole board. */
  readonly offset: number;
  /** The furthest point anyone has reached, −1 before; how many competitors have, and how many are expected. */
  readonly point: number;
  readonly seen: number;
  readonly expected: number;
  readonly validity: Validity;
}

/** Nothing that was asked changes at any moment in [from, until), unless an entry comes. */
export interface Validity {
  readonly from: Instant;
  readonly until: Instant;
}

export interface SplitRow extends ShownTime {
  readonly point: number;
  readonly clock: Instant;
  /** Since the point before that this entrant has a split at; null at the first. */
  readonly segment: Micros | null;
  readonly segmentMetres: number | null;
  readonly lap: Micros | null;
  readonly position: number | null;
  readonly gap: Behind | null;
  readonly corrected: boolean;
  readonly flags: readonly SplitFlag[];
}

export interface LeadChange {
  readonly at: Instant;
  readonly point: number;
  readonly from: number | null;
  readonly to: number;
  readonly kind: TimeKind;
}

/** From how many up to how many; both ends excluded where they come from rounded times. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

export interface Margin {
  readonly ahead: number;
  readonly behind: number;
  readonly point: number;
  readonly us: Micros;
  readonly digits: number;
  readonly bandUs: Band;
  /** Metres, from the chaser's speed over the last segment; null where that is not known. */
  readonly metres: number | null;
  readonly bandMetres: Band | null;
  readonly speedMps: number | null;
  readonly speedKind: TimeKind | null;
  /** The order is not certain: the band includes zero and no official place says otherwise. */
  readonly tooClose: boolean;
}

export interface Motion {
  /** Metres from the start. */
  readonly distanceM: number;
  readonly speedMps: number;
  readonly ink: Ink;
  /** ± metres. */
  readonly bandM: number;
  readonly lastPoint: number;
  readonly lastClock: Instant | null;
}

export interface PaceDifference {
  readonly line: string;
  /** Point of the leader's last split. */
  readonly point: number;
  /** Leader minus the pace line; negative is ahead of it. */
  readonly us: Micros;
  readonly digits: number;
  readonly ink: Ink;
}

/** One thing that happened; the words are made by the reader's language from `says`. */
export interface StoryItem {
  readonly at: Instant;
  readonly key: string;
  readonly says: StorySays;
}

export type StorySays =
  /** `wave`: what the wave is called; null where everybody starts together. */
  | { readonly kind: 'gun'; readonly wave: string | null }
  | { readonly kind: 'recall'; readonly wave: string | null; readonly reason: string | null }
  /** The start is known better: negative for earlier than was said. */
  | {
      readonly kind: 'gunMoved';
      readonly wave: string | null;
      readonly us: Micros;
      /** Decimals of a second to tell it by: tenths where a hand took either gun. */
      readonly digits: number;
    }
  | {
      readonly kind: 'leadAt';
      readonly point: number;
      readonly leader: number;
      readonly time: ShownTime;
      readonly segment: {
        readonly us: Micros;
        readonly metres: number;
        readonly digits: number;
        /** Of two times one of which is made, so is what lies between them. */
        readonly ink: Ink;
      } | null;
      /** The bell rings there. */
      readonly isAtBell: boolean;
    }
  | {
      readonly kind: 'leadChange';
      readonly point: number;
      readonly leader: number;
      readonly before: number;
    }
  | {
      readonly kind: 'gapAt';
      readonly point: number;
      readonly leader: number;
      readonly second: number;
      readonly us: Micros;
      readonly digits: number;
      readonly ink: Ink;
    }
  | { readonly kind: 'pacemakerOut'; readonly entrant: number; readonly point: number }
  | { readonly kind: 'bell'; readonly point: number; readonly leader: number }
  | {
      readonly kind: 'status';
      readonly entrant: number;
      readonly status: 'DNS' | 'DNF' | 'DQ';
      readonly reason: string | null;
    }
  | {
      readonly kind: 'finish';
      readonly entrant: number;
      readonly place: number;
      readonly time: ShownTime | null;
    }
  /** Those after the first three, once a group is complete: places 4–10, 11–100, 101–1000 … `entrants` lists them up to ten. */
  | {
      readonly kind: 'finishers';
      readonly fromPlace: number;
      readonly toPlace: number;
      readonly entrants: readonly number[];
      readonly time: ShownTime | null;
    }
  | {
      readonly kind: 'margin';
      readonly ahead: number;
      readonly behind: number;
      readonly margin: Margin;
    }
  | {
      readonly kind: 'declared';
      readonly state: 'provisional' | 'official' | 'amended';
      readonly reason: string | null;
    }
  | {
      readonly kind: 'message';
      readonly text: string;
      readonly source: string | null;
      readonly timeKind: TimeKind;
    };

/** A mark on the scrubber. */
export interface TimelineMark {
  readonly at: Instant;
  readonly kind: 'gun' | 'point' | 'lead' | 'finish' | 'status' | 'correction' | 'declared';
  readonly point: number | null;
}

/** What one stretch of the log changed, for a viewer who was not looking. */
export interface Change {
  readonly entrant: number;
  readonly what: 'split' | 'position' | 'status' | 'place' | 'marks';
  readonly point: number | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly entry: EntryId | null;
}
