import type { RaceDefinition } from '../race/definition.ts';

/** What a preset settles of a definition: everything that follows from the sport and the distance. */
export type Format = Pick<
  RaceDefinition,
  'sport' | 'distanceM' | 'course' | 'points' | 'laps' | 'start' | 'rounding' | 'dedupeUs' | 'speed'
>;

export type Family =
  | 'track'
  | 'indoor'
  | 'road'
  | 'ultra'
  | 'rowing'
  | 'swimming'
  | 'cycling'
  | 'motor'
  | 'skiing'
  | 'other';

/** A standard event that a race can be made from. */
export interface Preset {
  /** Stable, for links and stored choices: `track-1500`. */
  readonly id: string;
  readonly family: Family;
  /** In the sport's words, without who runs it: "1500 m". */
  readonly event: string;
  /** Further words that somebody might look for. */
  readonly words: string;
  readonly format: Format;
}

/** What makes a race of a format: who meets where and when. */
export type Particulars = Pick<RaceDefinition, 'meeting' | 'event' | 'date' | 'zone'> &
  Partial<
    Pick<
      RaceDefinition,
      | 'round'
      | 'heat'
      | 'scheduledStart'
      | 'categories'
      | 'paceLines'
      | 'records'
      | 'protestUs'
      | 'qualifying'
      | 'provenance'
    >
  >;

/** The whole definition; members that are undefined are left out. */
export function definitionOf(format: Format, particulars: Particulars): RaceDefinition {
  const { laps, ...rest } = format;
  const said = Object.entries(particulars).filter(([, value]) => value !== undefined);
  return {
    ...rest,
    ...(laps === undefined ? {} : { laps }),
    ...(Object.fromEntries(said) as unknown as Particulars),
  };
}

/** A format out of a whole definition: what another race can be made like. */
export function formatOf(definition: RaceDefinition): Format {
  const { sport, distanceM, course, points, laps, start, rounding, dedupeUs, speed } = definition;
  return {
    sport,
    distanceM,
    course,
    points,
    ...(laps === undefined ? {} : { laps }),
    start,
    rounding,
    dedupeUs,
    speed,
  };
}
