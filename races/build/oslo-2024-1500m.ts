import type { Entrant, RaceDefinition, TimingPoint } from '../../shared/race/definition.ts';
import type { Roster } from '../../shared/race/roster.ts';
import { MICROS_PER_SECOND, instant } from '../../shared/time/time.ts';
import {
  counted,
  declaredOfficial,
  knownAt,
  opening,
  passing,
  printed,
  type GunStamp,
  type Known,
  type Recording,
  type Trust,
} from './recording.ts';

// Programme time; the moment of the gun itself is not known, and the log says so.
const gun = instant(Date.parse('2024-05-30T21:50:00+02:00') * 1000);

const points: readonly TimingPoint[] = [
  { id: '100', line: 'oval-200', distanceM: 100 },
  { id: '200', line: 'oval-300', distanceM: 200 },
  { id: '300', line: 'finish', distanceM: 300 },
  { id: '400', line: 'oval-100', distanceM: 400 },
  { id: '500', line: 'oval-200', distanceM: 500 },
  { id: '600', line: 'oval-300', distanceM: 600 },
  { id: '700', line: 'finish', distanceM: 700 },
  { id: '800', line: 'oval-100', distanceM: 800 },
  { id: '900', line: 'oval-200', distanceM: 900 },
  { id: '1000', line: 'oval-300', distanceM: 1000 },
  { id: '1100', line: 'finish', distanceM: 1100, label: 'bell' },
  { id: '1200', line: 'oval-100', distanceM: 1200 },
  { id: '1300', line: 'oval-200', distanceM: 1300 },
  { id: '1400', line: 'oval-300', distanceM: 1400 },
  { id: '1450', line: 'oval-350', distanceM: 1450 },
  { id: '1500', line: 'finish', distanceM: 1500, label: 'finish' },
];

const definition: RaceDefinition = {
  meeting: { name: 'Bislett Games', venue: 'Bislett stadion', city: 'Oslo', country: 'NOR' },
  event: 'Men 1500 m',
  sport: 'athletics-track',
  date: '2024-05-30',
  zone: 'Europe/Oslo',
  scheduledStart: gun,
  distanceM: 1500,
  course: { kind: 'oval', lapM: 400, lanes: 8, straightM: 84.39, radiusM: 36.5 },
  points,
  start: { kind: 'gun' },
  rounding: 'athletics-track',
  dedupeUs: 5 * MICROS_PER_SECOND,
  speed: { minMps: 5, maxMps: 9 },
  paceLines: [
    {
      id: 'lights',
      label: 'Pacing lights 3:29.00',
      kind: 'lights',
      at: [
        [0, 0],
        [1500, 209 * MICROS_PER_SECOND],
      ],
      basis: 'even',
      source: 'letsrun',
    },
    {
      id: 'wr',
      label: 'World record 3:26.00',
      kind: 'record',
      at: [
        [0, 0],
        [800, 110_730_000],
        [1100, 152_730_000],
        [1200, 166_340_000],
        [1500, 206_000_000],
      ],
      basis: 'published',
      source: 'wa-1998',
    },
  ],
  records: [{ code: 'WR', timeUs: 206_000_000, digits: 2, holder: 'Hicham El Guerrouj' }],
  provenance: {
    summary:
      'Finishing times are official and two 800 m times were reported by journalists; every other split is reconstructed, and two places are known without a time.',
    sources: [
      'letsrun',
      'capitalfm',
      'oasport',
      'sportnewsitalia',
      'benfica',
      'leichtathletik',
      'asa',
      'beldarrain',
      'dagsavisen',
      'kondis-programme',
      'wa-1998',
    ],
  },
};

// Alphabetical by surname, so that the list says nothing of the result.
const roster: Roster = {
  arese: { name: 'Pietro Arese', shortName: 'Arese', country: 'ITA' },
  cheruiyot: { name: 'Timothy Cheruiyot', shortName: 'Cheruiyot', country: 'KEN' },
  farken: { name: 'Robert Farken', shortName: 'Farken', country: 'GER' },
  giles: { name: 'Elliot Giles', shortName: 'Giles', country: 'GBR' },
  habz: { name: 'Azeddine Habz', shortName: 'Habz', country: 'FRA' },
  hoare: { name: 'Oliver Hoare', shortName: 'Hoare', country: 'AUS' },
  ingebrigtsen: { name: 'Jakob Ingebrigtsen', shortName: 'Ingebrigtsen', country: 'NOR' },
  kiprugut: { name: 'Boaz Kiprugut', shortName: 'Kiprugut', country: 'KEN' },
  mechaal: { name: 'Adel Mechaal', shortName: 'Mechaal', country: 'ESP' },
  mills: { name: 'George Mills', shortName: 'Mills', country: 'GBR' },
  mphahlele: { name: 'Ryan Mphahlele', shortName: 'Mphahlele', country: 'RSA' },
  nader: { name: 'Isaac Nader', shortName: 'Nader', country: 'POR' },
  nordas: { name: 'Narve Gilje Nordås', shortName: 'Nordås', country: 'NOR' },
  rudolf: { name: 'Žan Rudolf', shortName: 'Rudolf', country: 'SLO' },
  unnamed: { name: 'Name not established', shortName: 'Not established' },
};

const pacemakers = new Set(['kiprugut', 'rudolf']);

const entrants: readonly Entrant[] = Object.keys(roster).map((id) => ({
  id,
  role: pacemakers.has(id) ? 'pacemaker' : 'competitor',
}));

// Seconds at 100, 200 … 1400, 1450 and 1500 m. Only `anchors` below are known; all other figures
// are made to fit them (see SOURCES.md). Two runners' finishing times were not found: none is here.
const seconds: Readonly<Record<string, readonly number[]>> = {
  rudolf: [13.65, 27.4, 41.35, 55.35, 69.3, 83.25, 97.3, 111.45],
  kiprugut: [13.8, 27.6, 41.55, 55.55, 69.5, 83.48, 97.5, 111.6, 125.7, 140],
  ingebrigtsen: [
    13.95, 27.85, 41.85, 55.95, 70.05, 84.2, 98.35, 112.5, 126.65, 140.85, 154.95, 168.75, 182.35,
    195.9, 202.76, 209.74,
  ],
  cheruiyot: [
    14, 27.933, 41.967, 56.1, 70.2, 84.35, 98.5, 112.65, 126.795, 140.99, 155.1, 168.88, 182.39,
    196.02, 202.87, 209.77,
  ],
  habz: [
    14.07, 28.03, 42.09, 56.25, 70.362, 84.525, 98.688, 112.85, 127, 141.2, 155.3, 169.15, 182.9,
    196.7, 203.69, 210.8,
  ],
  nader: [
    14.2, 28.217, 42.333, 56.55, 70.675, 84.85, 99.025, 113.2, 127.35, 141.55, 155.65, 169.5, 183.2,
    196.9, 203.81, 210.84,
  ],
  giles: [
    14.13, 28.12, 42.21, 56.4, 70.513, 84.675, 98.837, 113, 127.167, 141.383, 155.5, 169.4, 183.2,
    197, 203.97, 211.06,
  ],
  hoare: [
    14.27, 28.313, 42.457, 56.7, 70.825, 85, 99.175, 113.35, 127.5, 141.7, 155.8, 169.65, 183.37,
    197.1, 204.03, 211.08,
  ],
  mills: [
    14.33, 28.403, 42.577, 56.85, 70.98, 85.16, 99.34, 113.52, 127.68, 141.89, 156, 169.87, 183.67,
    197.5, 204.475, 211.57,
  ],
  arese: [
    14.55, 28.75, 43.05, 57.45, 71.662, 85.925, 100.188, 114.45, 128.7, 143, 157.2, 171.03, 184.65,
    198.25, 205.13, 212.13,
  ],
  farken: [
    14.4, 28.5, 42.7, 57, 71.138, 85.325, 99.512, 113.7, 127.883, 142.117, 156.25, 170.2, 184.1,
    198.02, 205.05, 212.2,
  ],
  unnamed: [
    14.23, 28.27, 42.41, 56.65, 70.85, 85.1, 99.35, 113.6, 127.85, 142.15, 156.35, 170.37, 184.35,
    198.35, 205.415,
  ],
  mechaal: [
    14.5, 28.667, 42.933, 57.3, 71.462, 85.675, 99.887, 114.1, 128.3, 142.55, 156.7, 170.7, 184.75,
    198.82, 205.9,
  ],
  mphahlele: [
    14.45, 28.583, 42.817, 57.15, 71.3, 85.5, 99.7, 113.9, 128.183, 142.517, 156.75, 170.95, 185.25,
    199.4, 206.565, 213.85,
  ],
  nordas: [
    14.17, 28.25, 42.6, 57.1, 71.438, 85.825, 100.212, 114.6, 129.033, 143.517, 157.9, 172.1,
    186.25, 200.4, 207.57, 214.86,
  ],
};

interface Anchor extends Trust {
  readonly time: string;
}

const anchors: Readonly<Record<string, Anchor>> = {
  'rudolf 800': { time: '1:51.45', kind: 'reported', source: 'letsrun' },
  'ingebrigtsen 800': { time: '1:52.5', kind: 'reported', source: 'letsrun' },
  'ingebrigtsen 1500': { time: '3:29.74', kind: 'official', source: 'letsrun' },
  'cheruiyot 1500': { time: '3:29.77', kind: 'official', source: 'capitalfm' },
  'habz 1500': { time: '3:30.80', kind: 'official', source: 'oasport' },
  'nader 1500': { time: '3:30.84', kind: 'official', source: 'benfica' },
  'giles 1500': { time: '3:31.06', kind: 'official', source: 'oasport' },
  'hoare 1500': { time: '3:31.08', kind: 'official', source: 'sportnewsitalia' },
  'mills 1500': { time: '3:31.57', kind: 'official', source: 'sportnewsitalia' },
  'arese 1500': { time: '3:32.13', kind: 'official', source: 'oasport' },
  'farken 1500': { time: '3:32.20', kind: 'official', source: 'leichtathletik' },
  'mphahlele 1500': { time: '3:33.85', kind: 'official', source: 'asa' },
  'nordas 1500': { time: '3:34.86', kind: 'official', source: 'dagsavisen' },
};

const made: Trust = { kind: 'reconstructed', source: 'reconstruction' };

function splitsOf(entrant: string): Known[] {
  return (seconds[entrant] ?? []).map((value, index) => {
    const point = points[index];
    if (point === undefined) throw new Error(`${entrant} has more splits than there are points`);
    const anchor = anchors[`${entrant} ${point.id}`];
    if (anchor === undefined) return passing(gun, entrant, point, counted(value, 1), made);
    const { time, ...trust } = anchor;
    return passing(gun, entrant, point, printed(time), trust);
  });
}

// Both finished before the twelfth; that moment is the first at which their places are certain.
const twelfth = finishOf('mphahlele');
const places: readonly Known[] = [
  knownAt(gun, twelfth, { type: 'entrantPlaced', entrant: 'unnamed', place: 10, by: twelfth }),
  knownAt(gun, twelfth, { type: 'entrantPlaced', entrant: 'mechaal', place: 11, by: twelfth }),
];

function finishOf(entrant: string): GunStamp {
  return printed(anchors[`${entrant} 1500`]?.time ?? '');
}

function out(entrant: string, after: number): Known {
  const time = counted(after, 0);
  return knownAt(gun, time, {
    type: 'statusSet',
    entrant,
    status: 'DNF',
    time,
    reason: 'Pacemaker',
  });
}

function awarded(entrant: string, ...marks: string[]): Known {
  const by = finishOf(entrant);
  return knownAt(gun, by, { type: 'marksAwarded', entrant, marks, by });
}

const marks: readonly Known[] = [
  awarded('ingebrigtsen', 'WL', 'SB'),
  awarded('cheruiyot', 'SB'),
  awarded('habz', 'SB'),
  awarded('nader', 'PB'),
  awarded('giles', 'SB'),
  awarded('hoare', 'SB'),
  awarded('arese', 'NR', 'PB'),
  awarded('farken', 'SB'),
];

function told(after: number, source: string, text: string, ...named: string[]): Known {
  const time = counted(after, 0);
  const entrants = named.length > 0 ? { entrants: named } : {};
  return knownAt(gun, time, {
    type: 'messagePosted',
    time,
    text,
    kind: 'reported',
    source,
    ...entrants,
  });
}

// Only what a source places on the course; the moment is that of the reconstructed passing there.
const story: readonly Known[] = [
  told(0, 'tfn', 'Light rain; the stadium is sold out.'),
  told(57.1, 'dagsavisen', 'Nordås has lost a shoe in the first few hundred metres.', 'nordas'),
  told(
    112.65,
    'letsrun',
    'The two pacemakers are clear; Ingebrigtsen heads the pack behind the gap.',
    'ingebrigtsen',
  ),
  told(
    155.1,
    'capitalfm',
    'Ingebrigtsen lifts the pace at the bell and Cheruiyot goes with him.',
    'ingebrigtsen',
    'cheruiyot',
  ),
  told(182.39, 'letsrun', 'Cheruiyot attacks with 200 m to go.', 'cheruiyot'),
  told(202.87, 'letsrun', 'Cheruiyot comes again in the last 50 m.', 'cheruiyot'),
  told(
    209.77,
    'reuters',
    'Ingebrigtsen dives at the line and falls: photo finish.',
    'ingebrigtsen',
    'cheruiyot',
  ),
];

export const oslo2024: Recording = {
  slug: 'oslo-2024-1500m',
  roster,
  known: [
    ...opening(gun, definition, entrants),
    ...Object.keys(seconds).flatMap(splitsOf),
    out('rudolf', 112),
    out('kiprugut', 141),
    ...places,
    ...marks,
    ...story,
    declaredOfficial(gun, 225),
  ],
};
