import type { Micros } from '../time/time.ts';

/**
 * The names of a race: everything personal, kept beside the log so that it can be edited and erased
 * while the log stays valid. Keys are entrant ids.
 */
export type Roster = Readonly<Record<string, RosterLine>>;

export interface RosterLine {
  readonly name: string;
  /** What fits a narrow board: a surname, a crew's code. */
  readonly shortName?: string;
  /** Three-letter NOC code. */
  readonly country?: string;
  readonly club?: string;
  /** Members of a crew or a relay, in their order. */
  readonly crew?: readonly string[];
  /** The time an entrant was seeded with (µs), as the start list gave it: for the draw and the programme. */
  readonly seedUs?: Micros;
  /** Its decimals as they were given: 3:33.10 and 3:33.1 are told apart. */
  readonly seedDigits?: number;
  /** A hidden athlete is shown by bib only, everywhere. */
  readonly hidden?: boolean;
}
