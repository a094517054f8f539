import type { RaceDefinition } from '../race/definition.ts';
import type { TimeKind } from '../race/events.ts';
import type { Roster } from '../race/roster.ts';
import type { Standing, Standings } from '../timeline/answers.ts';
import type { ClockMap, RaceSummary, SegmentRef } from './messages.ts';

/** What the HTTP API answers (docs/protocol.md). Times are µs; instants µs since the Unix epoch. */

/** `GET /api/races`; with `?archived` those that were put away, and no others. */
export interface RaceList {
  readonly races: readonly RaceCard[];
}

/** A race as a card in the library. A race on air carries no result fields. */
export interface RaceCard extends RaceSummary {
  readonly event: string;
  readonly round?: string;
  readonly heat?: number;
  /** That it does not go as everybody expects, and why. */
  readonly state?: {
    readonly is: 'postponed' | 'abandoned' | 'rerun';
    readonly reason?: string;
  };
  readonly meeting: string;
  readonly city: string | null;
  readonly country: string | null;
  readonly date: string;
  readonly sport: RaceDefinition['sport'];
  readonly distanceM: number | null;
  readonly entrants: number;
  /** Which kinds of time the data are made of, with how many splits of each. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly provenance: string | null;
  /** A program made the race up, as its own sources say. */
  readonly synthetic?: true;
  readonly clock: ClockMap;
  readonly next?: { readonly race: string; readonly at: number };
  readonly result: {
    readonly winner: string;
    readonly country: string | null;
    readonly timeUs: number;
    readonly digits: number;
    /** Taken by hand. */
    readonly hand?: true;
    /** How far the winner came, where a time limit ends the race. */
    readonly reached?: { readonly laps: number; readonly distanceM: number };
    readonly margin: {
      readonly us: number;
      readonly digits: number;
      readonly lowUs: number;
      readonly highUs: number;
      readonly metres: number | null;
    } | null;
    /** Gap of the second to the first over the race, seconds, one per common point; for the sparkline. */
    readonly gaps: readonly number[];
    readonly durationUs: number;
  } | null;
}

/** `GET /api/races/:slug` */
export interface RacePage {
  readonly card: RaceCard;
  readonly definition: RaceDefinition;
  readonly epoch: string;
  readonly seq: number;
  readonly hash: string;
  readonly segments: readonly SegmentRef[];
}

/** `GET /api/races/:slug/roster` */
export interface RosterReply {
  readonly race: string;
  readonly epoch: string;
  /** Which names these are (`Head.names`). */
  readonly names?: string;
  readonly roster: Roster;
}

/** `GET /api/races/:slug/standings?t=3:12.4&from=0&count=50&category=&find=` — the same answer as the board. */
export interface BoardReply extends Omit<Standings, 'rows'> {
  readonly race: string;
  readonly epoch: string;
  readonly seq: number;
  /** The moment answered for: µs since the Unix epoch, null at the live edge; and since the gun. */
  readonly at: number | null;
  readonly t: number | null;
  readonly rows: readonly (Standing & {
    readonly bib: string | null;
    readonly name: string;
    readonly country: string | null;
  })[];
}

/** Any refusal of the HTTP API. */
export interface ApiProblem {
  readonly error: { readonly code: string; readonly message: string };
}

/** `GET /api/races/:slug/results.json`; `results.csv` is the same as a table. */
export interface ResultsReply {
  readonly race: string;
  readonly epoch: string;
  readonly seq: number;
  readonly state: 'provisional' | 'official' | 'amended' | null;
  /** Of an official or amended result. */
  readonly seal?: ResultSeal | null;
  /** Official or amended, and corrected after that: the rows are not what was announced. */
  readonly correctedSince?: boolean;
  readonly rows: readonly ResultRow[];
}

/** Stands for all that the log held when the result was declared. */
export interface ResultSeal {
  /** The entry that declared it. */
  readonly seq: number;
  /** SHA-256 (hex) of its line in the log, each of which holds the hash of the one before. */
  readonly hash: string;
  /** Entries that have come since. */
  readonly entriesSince: number;
}

export interface ResultRow {
  readonly place: number | null;
  readonly id: string;
  readonly bib: string | null;
  readonly name: string;
  readonly country: string | null;
  readonly status: 'OK' | 'out' | 'DNS' | 'DNF' | 'DQ';
  /** The official time by the sport's rule; null for a place without a time. */
  readonly timeUs: number | null;
  readonly digits: number | null;
  readonly time: string | null;
  readonly kind: TimeKind | null;
  /** Full laps behind. */
  readonly laps: number;
  /** PB, WR …; what qualifies stands apart. */
  readonly marks: readonly string[];
  readonly reason: string | null;
  /** Q by place, q by time, qR or qJ by decision, qD by lot. */
  readonly qualified: string | null;
  /** Of a status: "TR17.2.3". */
  readonly rule: string | null;
  /** What an instrument read, as text and in µs; both null for a tap, which is no reading. */
  readonly reading: string | null;
  readonly readingUs: number | null;
  /** To the winner, by the readings; null where it counts in laps or is not known. */
  readonly gap: string | null;
  readonly lane: number | null;
  /** By the gun, where net times rank; null where it is the time itself. */
  readonly gunTime: string | null;
  /** How far, where a time limit ends the race: whole laps, and metres; null elsewhere. */
  readonly lapsDone: number | null;
  readonly distanceM: number | null;
  readonly club: string | null;
  /** Members of a crew or a relay, in their order. */
  readonly crew: readonly string[];
}

/** How slow and how quick a replay may be. */
export const REPLAY_RATES = { slowest: 0.01, fastest: 64 } as const;

/** `POST /api/replays` {recording, rate}: puts a recording on air as a race of its own. */
export interface ReplayRequest {
  readonly recording: string;
  readonly rate?: number;
}

export interface ReplayCreated {
  readonly race: string;
  /** Goes in the header `x-replay-key` of every later request; shown here and never again. */
  readonly key: string;
}

/**
 * `PATCH /api/replays/:slug`: what is named changes. `seek` is a race time such as "3:12.4", forward
 * only. `DELETE` ends the replay. Both answer where its clock stands.
 */
export interface ReplayChange {
  readonly paused?: boolean;
  readonly rate?: number;
  readonly seek?: string;
}

export interface ReplayReply {
  readonly race: string;
  readonly clock: ClockMap;
}

/** `GET /healthz` */
export interface Health {
  readonly ok: boolean;
  readonly version: string;
  readonly races: number;
  readonly viewers: number;
  readonly uptimeS: number;
}
