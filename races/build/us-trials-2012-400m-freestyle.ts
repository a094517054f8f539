import type { Entrant, RaceDefinition, TimingPoint } from '../../shared/race/definition.ts';
import type { Roster } from '../../shared/race/roster.ts';
import { MICROS_PER_SECOND, instant } from '../../shared/time/time.ts';
import { declaredOfficial, opening, sheetRow, type Recording } from './recording.ts';

// Noon of the day: no source for the programme time was found.
const gun = instant(Date.parse('2012-06-25T12:00:00-05:00') * 1000);

// Touch pads hang at both ends; the start and every even length end at the same wall.
const points: readonly TimingPoint[] = [
  { id: '50', line: 'turn-wall', distanceM: 50 },
  { id: '100', line: 'start-wall', distanceM: 100 },
  { id: '150', line: 'turn-wall', distanceM: 150 },
  { id: '200', line: 'start-wall', distanceM: 200 },
  { id: '250', line: 'turn-wall', distanceM: 250 },
  { id: '300', line: 'start-wall', distanceM: 300 },
  { id: '350', line: 'turn-wall', distanceM: 350 },
  { id: '400', line: 'start-wall', distanceM: 400, label: 'finish' },
];

const definition: RaceDefinition = {
  meeting: {
    name: 'US Olympic Team Trials 2012',
    venue: 'CenturyLink Center',
    city: 'Omaha',
    country: 'USA',
  },
  event: 'Men 400 m freestyle',
  round: 'Final',
  sport: 'swimming',
  date: '2012-06-25',
  zone: 'America/Chicago',
  distanceM: 400,
  course: { kind: 'lanes', lengthM: 50, lanes: 8 },
  points,
  start: { kind: 'lanes' },
  rounding: 'swimming',
  dedupeUs: 5 * MICROS_PER_SECOND,
  speed: { minMps: 1.2, maxMps: 2.5 },
  provenance: { summary: 'All times are official.', sources: ['omega'] },
};

const roster: Roster = {
  dwyer: { name: 'Conor Dwyer', shortName: 'Dwyer' },
  feeley: { name: 'Ryan Feeley', shortName: 'Feeley' },
  houchin: { name: 'Charlie Houchin', shortName: 'Houchin' },
  jaeger: { name: 'Connor Jaeger', shortName: 'Jaeger' },
  klueh: { name: 'Michael Klueh', shortName: 'Klueh' },
  mcbroom: { name: 'Michael McBroom', shortName: 'McBroom' },
  patton: { name: 'Matt Patton', shortName: 'Patton' },
  vanderkaay: { name: 'Peter Vanderkaay', shortName: 'Vanderkaay' },
};

interface Swum {
  readonly lane: number;
  readonly times: readonly string[];
}

// At every 50 m.
const sheet: Readonly<Record<string, Swum>> = {
  klueh: {
    lane: 1,
    times: '26.60 55.13 1:24.11 1:53.14 2:22.40 2:51.34 3:20.31 3:48.17'.split(' '),
  },
  vanderkaay: {
    lane: 2,
    times: '26.22 54.47 1:23.28 1:51.87 2:20.65 2:49.91 3:18.99 3:47.67'.split(' '),
  },
  houchin: {
    lane: 3,
    times: '25.56 54.00 1:23.11 1:52.15 2:20.93 2:49.79 3:18.94 3:48.32'.split(' '),
  },
  jaeger: {
    lane: 4,
    times: '26.52 55.53 1:24.37 1:53.45 2:22.75 2:51.79 3:21.12 3:49.55'.split(' '),
  },
  dwyer: {
    lane: 5,
    times: '26.49 55.46 1:24.46 1:53.37 2:22.27 2:51.02 3:19.51 3:47.83'.split(' '),
  },
  patton: {
    lane: 6,
    times: '26.43 55.51 1:24.69 1:53.81 2:22.72 2:51.72 3:20.97 3:49.90'.split(' '),
  },
  feeley: {
    lane: 7,
    times: '26.51 55.71 1:24.83 1:54.24 2:22.83 2:52.05 3:20.75 3:49.25'.split(' '),
  },
  mcbroom: {
    lane: 8,
    times: '26.61 55.65 1:24.84 1:54.82 2:24.80 2:55.66 3:26.30 3:56.12'.split(' '),
  },
};

const entrants: readonly Entrant[] = Object.entries(sheet).map(([id, { lane }]) => ({
  id,
  lane,
  role: 'competitor',
}));

export const usTrials2012: Recording = {
  slug: 'us-trials-2012-400m-freestyle',
  roster,
  known: [
    ...opening(gun, definition, entrants),
    ...Object.entries(sheet).flatMap(([id, { times }]) =>
      sheetRow(gun, id, points, times, { kind: 'official', source: 'omega' }),
    ),
    declaredOfficial(gun, 260),
  ],
};
