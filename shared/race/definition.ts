import type { Instant, Micros } from '../time/time.ts';

/**
 * What a race is, before anyone moves: the first entry of every log. It holds no names; those are
 * personal and live in the roster beside the log, where they can be edited and erased.
 */
export interface RaceDefinition {
  readonly meeting: Meeting;
  /** The event in the sport's words: "Men 1500 m". */
  readonly event: string;
  readonly round?: string;
  readonly heat?: number;
  readonly sport: Sport;
  /** Local date at the venue, `2024-05-30`. */
  readonly date: string;
  /** IANA zone of the venue, `Europe/Oslo`. */
  readonly zone: string;
  readonly scheduledStart?: Instant;
  /** Metres from start to finish; null where a time limit ends the race. */
  readonly distanceM: number | null;
  readonly course: Course;
  /**
   * Places where times are taken, in the order of their distance, which strictly rises. With
   * `laps`, these are the points of one lap and repeat every lap.
   */
  readonly points: readonly TimingPoint[];
  readonly laps?: Laps;
  readonly start: Start;
  /** Which sport's rule makes the official time out of the reading. */
  readonly rounding: RoundingRule;
  /** Two passings of one entrant on one line closer than this are one (µs). */
  readonly dedupeUs: Micros;
  /** What this field can run: reads outside are flagged, windows and estimates follow from it. */
  readonly speed: SpeedRange;
  readonly categories?: readonly Category[];
  readonly paceLines?: readonly PaceLine[];
  readonly records?: readonly RecordMark[];
  /** How long protests may be made after an announcement; as `PROTEST_US` says when left out. */
  readonly protestUs?: Micros;
  /** Who goes on from the round that this race is a heat of; the same in all of its heats. */
  readonly qualifying?: QualifyingRule;
  /** One sentence for the viewer on how true the data are, with the kinds that appear. */
  readonly provenance?: Provenance;
}

export interface Meeting {
  readonly name: string;
  readonly venue?: string;
  readonly city?: string;
  /** Three-letter NOC code. */
  readonly country?: string;
}

export type Sport =
  | 'athletics-track'
  | 'athletics-road'
  | 'rowing'
  | 'swimming'
  | 'motor'
  | 'cycling'
  | 'skiing'
  | 'other';

/** Names of the rules in `shared/time/rounding.ts`. */
export type RoundingRule =
  | 'athletics-track'
  | 'athletics-long-track'
  | 'athletics-road'
  | 'athletics-hand'
  | 'swimming'
  | 'alpine'
  | 'rowing'
  | 'motor'
  | 'thousandths'
  | 'seconds';

export interface SpeedRange {
  readonly minMps: number;
  readonly maxMps: number;
}

export interface TimingPoint {
  readonly id: string;
  /** The physical line (mat, beam, camera); one line can be many points. */
  readonly line: string;
  /** Metres from the start (within one lap where the definition has `laps`). */
  readonly distanceM: number;
  /** What people call it when it is not the distance: "bell", "finish", "half". */
  readonly label?: string;
}

/** The points repeat lap after lap until a count or a time ends the race. */
export interface Laps {
  readonly lengthM: number;
  readonly limit:
    | { readonly kind: 'count'; readonly laps: number }
    | {
        readonly kind: 'time';
        readonly durationUs: Micros;
        /** `completed`: laps whole at the end count. `started`: the lap under way at the end is finished. */
        readonly lastLap: 'completed' | 'started';
      };
  /**
   * `own`: everyone goes the full distance. `leader`: the race is over for each at the first
   * passing of the line after the winner's (motor sport), and lapped entrants are classified.
   */
  readonly finish: 'own' | 'leader';
}

export type Course =
  /** A running track. `finishM`: how far the finish line lies along the lap from the start of the home straight's end, always 0 here: distances count from the finish line. */
  | {
      readonly kind: 'oval';
      readonly lapM: number;
      readonly lanes: number;
      readonly straightM: number;
      readonly radiusM: number;
    }
  | { readonly kind: 'straight'; readonly lengthM: number; readonly lanes: number }
  /** A pool (turns every `lengthM`) or a regatta course (one length). */
  | { readonly kind: 'lanes'; readonly lengthM: number; readonly lanes: number }
  /** A closed loop; the outline starts at the line, in metres, y to the north. `schematic` says it is not the true shape. */
  | {
      readonly kind: 'circuit';
      readonly lapM: number;
      readonly outline?: readonly (readonly [number, number])[];
      readonly schematic?: boolean;
    }
  | {
      readonly kind: 'route';
      readonly lengthM: number;
      readonly outline?: readonly (readonly [number, number])[];
      readonly schematic?: boolean;
    };

export type Start =
  | { readonly kind: 'gun' }
  /** As a gun, with drawn lanes. */
  | { readonly kind: 'lanes' }
  /** As a gun, from a grid. */
  | { readonly kind: 'grid' }
  /** Each wave has its gun. `rankBy`: gun time of the wave, or net time from the entrant's own start passing. */
  | { readonly kind: 'waves'; readonly waves: readonly Wave[]; readonly rankBy: 'gun' | 'net' }
  /** Each entrant starts `startOffsetUs` after the gun and is ranked by net time. */
  | { readonly kind: 'interval' };

export interface Wave {
  readonly id: string;
  readonly name: string;
}

export interface Category {
  readonly id: string;
  readonly name: string;
}

/** A line to race against: pacing lights or a record, as times at distances (linear between). */
export interface PaceLine {
  readonly id: string;
  readonly label: string;
  readonly kind: 'lights' | 'record' | 'target';
  /** Rising pairs [metres, µs from the gun]; the last is the finish. */
  readonly at: readonly (readonly [number, Micros])[];
  /** `even` when only the final time is known and the rest is arithmetic. */
  readonly basis: 'published' | 'even';
  readonly source?: string;
}

export interface RecordMark {
  readonly code: string;
  readonly timeUs: Micros;
  readonly digits: number;
  readonly holder?: string;
}

/** Who goes on: the first `byPlace` of each heat (Q), then the next `byTime` fastest of all (q). */
export interface QualifyingRule {
  readonly byPlace: number;
  readonly byTime: number;
}

export interface Provenance {
  readonly summary: string;
  /** Where the figures come from; details in SOURCES.md. */
  readonly sources?: readonly string[];
}

/** An athlete, crew or car in a race. `id` is stable for good; names are in the roster. */
export interface Entrant {
  readonly id: string;
  readonly bib?: string;
  readonly lane?: number;
  readonly grid?: number;
  readonly tags?: readonly string[];
  /** Pacemakers lead but are never ranked. */
  readonly role: 'competitor' | 'pacemaker';
  readonly categories?: readonly string[];
  readonly wave?: string;
  /** Interval start: µs after the gun. */
  readonly startOffsetUs?: Micros;
}
