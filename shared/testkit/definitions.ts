import type { RaceDefinition, TimingPoint } from '../race/definition.ts';

/** Definitions of races as they are run, to start tests from. */

const meeting = { name: 'Test meeting', city: 'Oslo', country: 'NOR' };
const when = { date: '2024-05-30', zone: 'Europe/Oslo' };

/** 1500 m on a 400 m oval: a mat every 100 m, the finish line is also 300, 700 and 1100 m. */
export const oval1500: RaceDefinition = {
  meeting,
  event: 'Men 1500 m',
  sport: 'athletics-track',
  ...when,
  distanceM: 1500,
  course: { kind: 'oval', lapM: 400, lanes: 8, straightM: 84.39, radiusM: 36.5 },
  points: Array.from({ length: 15 }, (_, i): TimingPoint => {
    const distanceM = (i + 1) * 100;
    return { id: `${distanceM}`, line: ovalLine(distanceM), distanceM };
  }),
  start: { kind: 'gun' },
  rounding: 'athletics-track',
  dedupeUs: 5_000_000,
  speed: { minMps: 4, maxMps: 11 },
};

/** Lines of an oval stand 100 m apart; the finish line is called `finish`. */
function ovalLine(distanceM: number): string {
  const from = (distanceM + 100) % 400;
  return from === 0 ? 'finish' : `finish+${from}`;
}

/** A marathon with a start mat, waves and net times; 10 points on mats of their own. */
export const marathon: RaceDefinition = {
  meeting,
  event: 'Marathon',
  sport: 'athletics-road',
  ...when,
  distanceM: 42_195,
  course: { kind: 'route', lengthM: 42_195 },
  points: [
    { id: 'start', line: 'start', distanceM: 0 },
    ...[5, 10, 15, 20].map(kilometre),
    { id: 'half', line: 'half', distanceM: 21_097.5, label: 'half' },
    ...[25, 30, 35, 40].map(kilometre),
    { id: 'finish', line: 'finish', distanceM: 42_195, label: 'finish' },
  ],
  start: {
    kind: 'waves',
    waves: [
      { id: 'elite', name: 'Elite' },
      { id: 'A', name: 'Wave A' },
      { id: 'B', name: 'Wave B' },
    ],
    rankBy: 'net',
  },
  rounding: 'athletics-road',
  dedupeUs: 30_000_000,
  speed: { minMps: 1, maxMps: 6.5 },
};

function kilometre(km: number): TimingPoint {
  return { id: `${km}k`, line: `${km}k`, distanceM: km * 1000 };
}

/** Four lanes of 2000 m, timed each 500 m. */
export const rowing: RaceDefinition = {
  meeting,
  event: "Men's coxless four",
  round: 'Final A',
  sport: 'rowing',
  ...when,
  distanceM: 2000,
  course: { kind: 'lanes', lengthM: 2000, lanes: 6 },
  points: [500, 1000, 1500, 2000].map((m) => ({ id: `${m}`, line: `${m}`, distanceM: m })),
  start: { kind: 'lanes' },
  rounding: 'rowing',
  dedupeUs: 1_000_000,
  speed: { minMps: 3, maxMps: 8 },
};

/** 400 m freestyle in a 50 m pool: both ends of the pool are touched in turn. */
export const swim400: RaceDefinition = {
  meeting,
  event: 'Men 400 m freestyle',
  sport: 'swimming',
  ...when,
  distanceM: 400,
  course: { kind: 'lanes', lengthM: 50, lanes: 8 },
  points: Array.from({ length: 8 }, (_, i) => ({
    id: `${(i + 1) * 50}`,
    line: i % 2 === 0 ? 'far end' : 'start end',
    distanceM: (i + 1) * 50,
  })),
  start: { kind: 'lanes' },
  rounding: 'swimming',
  dedupeUs: 2_000_000,
  speed: { minMps: 0.8, maxMps: 2.8 },
};

/** Five laps of 5 km from a grid 200 m behind the line; over for all when the winner is home. */
export const circuit: RaceDefinition = {
  meeting,
  event: 'Grand Prix',
  sport: 'motor',
  ...when,
  distanceM: 24_800,
  course: { kind: 'circuit', lapM: 5000, schematic: true },
  points: [
    { id: 'sector', line: 'sector', distanceM: 2000 },
    { id: 'line', line: 'line', distanceM: 5000 },
  ],
  laps: { lengthM: 5000, limit: { kind: 'count', laps: 5 }, finish: 'leader' },
  start: { kind: 'grid' },
  rounding: 'motor',
  dedupeUs: 2_000_000,
  speed: { minMps: 5, maxMps: 95 },
};

/** A ski race of 10 km: everybody starts at a time of their own. */
export const interval10k: RaceDefinition = {
  meeting,
  event: '10 km interval start',
  sport: 'skiing',
  ...when,
  distanceM: 10_000,
  course: { kind: 'route', lengthM: 10_000 },
  points: [2500, 5000, 10_000].map((m) => ({ id: `${m}`, line: `${m}`, distanceM: m })),
  start: { kind: 'interval' },
  rounding: 'thousandths',
  dedupeUs: 2_000_000,
  speed: { minMps: 2, maxMps: 12 },
};

const SIX_HOURS_US = 6 * 3600 * 1_000_000;

/** Six hours around a kilometre; only whole laps count. */
export const sixHours: RaceDefinition = {
  meeting,
  event: '6 hours',
  sport: 'athletics-road',
  ...when,
  distanceM: null,
  course: { kind: 'circuit', lapM: 1000 },
  points: [{ id: 'line', line: 'line', distanceM: 1000 }],
  laps: {
    lengthM: 1000,
    limit: { kind: 'time', durationUs: SIX_HOURS_US, lastLap: 'completed' },
    finish: 'own',
  },
  start: { kind: 'gun' },
  rounding: 'seconds',
  dedupeUs: 10_000_000,
  speed: { minMps: 0.5, maxMps: 6 },
};

/** 100 m in lanes, timed at the finish only. */
export const straight100: RaceDefinition = {
  meeting,
  event: 'Women 100 m',
  sport: 'athletics-track',
  ...when,
  distanceM: 100,
  course: { kind: 'straight', lengthM: 100, lanes: 8 },
  points: [{ id: 'finish', line: 'finish', distanceM: 100 }],
  start: { kind: 'lanes' },
  rounding: 'athletics-track',
  dedupeUs: 1_000_000,
  speed: { minMps: 3, maxMps: 13 },
};

export const ALL_DEFINITIONS: readonly RaceDefinition[] = [
  oval1500,
  marathon,
  rowing,
  swim400,
  circuit,
  interval10k,
  sixHours,
  straight100,
];
