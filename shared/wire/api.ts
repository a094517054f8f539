import type { RaceDefinition } from '../race/definition.ts';
import type { Roster } from '../race/roster.ts';
import type { Standing, Standings } from '../timeline/answers.ts';
import type { ClockMap, RaceSummary, SegmentRef } from './messages.ts';

/** What the HTTP API answers (docs/protocol.md). Times are µs; instants µs since the Unix epoch. */

/** `GET /api/races` */
export interface RaceList {
  readonly races: readonly RaceCard[];
}

/** A race as a card in the library. A race on air carries no result fields. */
export interface RaceCard extends RaceSummary {
  readonly event: string;
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
  readonly clock: ClockMap;
  readonly next?: { readonly race: string; readonly at: number };
  readonly result: {
    readonly winner: string;
    readonly country: string | null;
    readonly timeUs: number;
    readonly digits: number;
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
