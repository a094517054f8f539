import type { Entrant, RaceDefinition } from '../race/definition.ts';
import type { Submission } from '../race/entry.ts';
import { numbers } from '../random/numbers.ts';
import { instant, type Instant } from '../time/time.ts';
import { GUN } from './race-builder.ts';

/** A large field that is the same on every machine: for benches and for tests of size. */
export interface LoadField {
  readonly definition: RaceDefinition;
  readonly zero: Instant;
  /** Definition, start list and gun. */
  readonly opening: readonly Submission[];
  /** Every passing of everybody, in the order they happened. */
  readonly passings: readonly Submission[];
}

export interface LoadSize {
  readonly entrants: number;
  readonly points: number;
}

/** Everybody runs at an own even speed with a little unrest; points lie 1000 m apart on lines of their own. */
export function loadField({ entrants, points }: LoadSize): LoadField {
  const definition = evenCourse(points);
  const field = Array.from({ length: entrants }, (_, i) => entrant(i));
  const next = numbers(1500);
  const passings: Passing[] = [];
  for (let i = 0; i < entrants; i++) {
    const secondsPerKm = 170 + next() * 250;
    let clock: number = GUN;
    for (let point = 0; point < points; point++) {
      clock += Math.round(secondsPerKm * (0.98 + next() * 0.04) * 1_000_000);
      passings.push({ entrant: i, point, at: instant(clock) });
    }
  }
  passings.sort((a, b) => a.at - b.at || a.entrant - b.entrant);
  return {
    definition,
    zero: GUN,
    opening: opening(definition, field),
    passings: passings.map(passingEntry),
  };
}

interface Passing {
  readonly entrant: number;
  readonly point: number;
  readonly at: Instant;
}

/** The id of a runner by number. */
export function loadEntrantId(number: number): string {
  return `r${number}`;
}

function evenCourse(points: number): RaceDefinition {
  return {
    meeting: { name: 'Load' },
    event: `${points} km`,
    sport: 'athletics-road',
    date: '2024-05-30',
    zone: 'Europe/Oslo',
    distanceM: points * 1000,
    course: { kind: 'route', lengthM: points * 1000 },
    points: Array.from({ length: points }, (_, i) => ({
      id: `${i + 1}k`,
      line: `mat ${i + 1}`,
      distanceM: (i + 1) * 1000,
    })),
    start: { kind: 'gun' },
    rounding: 'athletics-road',
    dedupeUs: 10_000_000,
    speed: { minMps: 1, maxMps: 8 },
  };
}

function entrant(i: number): Entrant {
  return { id: loadEntrantId(i), bib: String(i + 1), role: 'competitor' };
}

function opening(definition: RaceDefinition, entrants: readonly Entrant[]): Submission[] {
  const events = [
    { type: 'raceDefined', definition },
    { type: 'entrantsListed', entrants },
    { type: 'gunFired', at: GUN, source: 'electronic', bandUs: 0 },
  ] as const;
  return events.map((event, i) => ({ device: 'desk', n: i + 1, recordedAt: GUN, event }));
}

function passingEntry({ entrant: i, point, at }: Passing, index: number): Submission {
  return {
    device: 'mats',
    n: index + 1,
    recordedAt: at,
    event: {
      type: 'passingRecorded',
      who: { bib: String(i + 1) },
      line: `mat ${point + 1}`,
      time: { basis: 'instant', at, digits: 2 },
      kind: 'measured',
    },
  };
}
