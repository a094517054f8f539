import type {
  Category,
  RaceDefinition,
  TimingPoint,
  Wave,
} from '../../../shared/race/definition.ts';
import { MICROS_PER_SECOND, instant, type Instant } from '../../../shared/time/time.ts';

const MINUTE = 60 * MICROS_PER_SECOND;
const firstGun = instant(Date.parse('2025-10-05T09:00:00+02:00') * 1000);

export interface WaveStart extends Wave {
  readonly gun: Instant;
}

/** Four waves, a quarter of an hour apart, the quickest first. */
export const waveStarts: readonly WaveStart[] = [1, 2, 3, 4].map((number) => ({
  id: `w${number}`,
  name: `Wave ${number}`,
  gun: instant(firstGun + (number - 1) * 15 * MINUTE),
}));

const AGES = [18, 40, 50, 60, 70] as const;
const OLDEST = 99;

/** Women and men, and each by age. */
const categories: readonly Category[] = (['W', 'M'] as const).flatMap((sex) => [
  { id: sex, name: sex === 'W' ? 'Women' : 'Men' },
  ...AGES.map((from, index) => ({
    id: `${sex}${from}`,
    name: `${sex === 'W' ? 'Women' : 'Men'} ${from}–${(AGES[index + 1] ?? OLDEST + 1) - 1}`,
  })),
]);

/** The age category of a grown-up. */
export function ageCategory(sex: 'W' | 'M', age: number): string {
  return `${sex}${AGES.findLast((from) => age >= from) ?? AGES[0]}`;
}

const HALF_M = 21_097.5;
export const MARATHON_M = 42_195;

/** A mat at the start, every 5 km, at the half and at the finish. */
export const mats: readonly TimingPoint[] = [
  { id: 'start', line: 'start', distanceM: 0, label: 'start' },
  ...[5, 10, 15, 20].map(everyFive),
  { id: 'half', line: 'half', distanceM: HALF_M, label: 'half' },
  ...[25, 30, 35, 40].map(everyFive),
  { id: 'finish', line: 'finish', distanceM: MARATHON_M, label: 'finish' },
];

function everyFive(km: number): TimingPoint {
  return { id: `${km}k`, line: `${km}k`, distanceM: km * 1000, label: `${km} km` };
}

// Through a town that does not exist; metres, about as long as the race.
const outline: readonly (readonly [number, number])[] = [
  [0, 0],
  [976, 379],
  [2060, 455],
  [3144, 976],
  [3794, 1951],
  [3577, 3144],
  [4228, 4119],
  [5420, 4444],
  [6612, 4011],
  [7479, 3144],
  [8563, 2927],
  [9539, 3469],
  [9973, 4553],
  [9539, 5637],
  [8563, 6287],
  [7479, 6179],
  [6504, 6721],
  [6179, 7805],
  [5311, 8563],
  [4228, 8455],
  [3469, 7588],
  [2493, 7154],
  [1409, 7479],
  [434, 7046],
  [-108, 6070],
  [325, 5095],
  [108, 4011],
  [-867, 3469],
  [-1409, 2493],
  [-1084, 1409],
  [-1626, 434],
  [-2602, -108],
  [-2710, -1192],
  [-1843, -1843],
  [-759, -1734],
  [0, -976],
  [759, -1409],
  [1626, -867],
  [1301, -217],
];

export const marathonDefinition: RaceDefinition = {
  meeting: { name: 'Synthetic City Marathon' },
  event: 'Marathon (synthetic)',
  sport: 'athletics-road',
  date: '2025-10-05',
  zone: 'Europe/Oslo',
  scheduledStart: firstGun,
  distanceM: MARATHON_M,
  course: { kind: 'route', lengthM: MARATHON_M, outline, schematic: true },
  points: mats,
  start: { kind: 'waves', waves: waveStarts.map(({ id, name }) => ({ id, name })), rankBy: 'net' },
  rounding: 'athletics-road',
  dedupeUs: MINUTE,
  speed: { minMps: 1, maxMps: 6.5 },
  categories,
  provenance: {
    summary: 'Synthetic: every runner, every time and the course were made up by a program.',
    sources: ['generated'],
  },
};
