import type { Instant, Micros, RaceTime } from '../time/time.ts';
import { text, whole, type Shape } from './shape.ts';

/** How large things may be. All are far beyond any race and far below what would hurt a server. */
export const HOLDS = {
  id: 64,
  name: 200,
  sentence: 2_000,
  raw: 8_192,
  /** Of a definition, and of a whole race with its laps laid out. */
  points: 1_000,
  laidPoints: 20_000,
  laps: 10_000,
  outline: 20_000,
  lanes: 1_000,
  waves: 1_000,
  categories: 1_000,
  paceLines: 50,
  sources: 200,
  tags: 20,
  marks: 20,
  entrants: 100_000,
  place: 1_000_000,
  metres: 10_000_000,
  mps: 1_000,
} as const;

/** ± what a `Date` could hold were it in µs; a race time added stays a safe integer. */
const LATEST_INSTANT = 8_640_000_000_000_000;
/** 115 days. */
const LONGEST = 10_000_000_000_000;

export const instantShape = whole(
  -LATEST_INSTANT,
  LATEST_INSTANT,
  'microseconds since 1970',
  'BAD_TIME',
) as Shape<Instant>;

export const raceTimeShape = whole(
  -LONGEST,
  LONGEST,
  'microseconds since the gun',
  'BAD_TIME',
) as Shape<RaceTime>;

export const microsShape: Shape<Micros> = whole(0, LONGEST, 'microseconds', 'BAD_TIME');

export const digitsShape = whole(0, 6, 'decimals of a second', 'BAD_TIME');

export const nameShape = text(HOLDS.name);
