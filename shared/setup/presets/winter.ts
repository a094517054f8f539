import type { Course, SpeedRange } from '../../race/definition.ts';
import { MICROS_PER_SECOND } from '../../time/time.ts';
import { everyOf, grouped, ovalPoints, routePoints } from '../oval-points.ts';
import type { Family, Format, Preset } from '../preset.ts';

const skis: SpeedRange = { minMps: 1, maxMps: 20 };

function route(
  id: string,
  event: string,
  family: Family,
  words: string,
  {
    atM,
    ...rest
  }: Pick<Format, 'sport' | 'start' | 'rounding' | 'speed'> & {
    readonly atM: readonly number[];
  },
): Preset {
  const distanceM = atM.at(-1) ?? 0;
  return {
    id,
    family,
    event,
    words,
    format: {
      ...rest,
      distanceM,
      course: { kind: 'route', lengthM: distanceM },
      points: routePoints(atM),
      dedupeUs: 5 * MICROS_PER_SECOND,
    },
  };
}

const interval = {
  sport: 'skiing',
  start: { kind: 'interval' },
  rounding: 'alpine',
  speed: skis,
} as const;
const mass = { ...interval, start: { kind: 'gun' } } as const;

const crossCountry = [5, 7.5, 10, 15, 20, 30, 50].flatMap((km) => [
  route(
    `skiing-${km}k`,
    `${km} km interval start`,
    'skiing',
    `cross-country ski langrenn ${km}km`,
    {
      ...interval,
      atM: everyOf(km * 1000, km * 250),
    },
  ),
  route(`skiing-${km}k-mass`, `${km} km mass start`, 'skiing', `cross-country ski ${km}km`, {
    ...mass,
    atM: everyOf(km * 1000, km * 250),
  }),
]);

// Lengths of an alpine piste are not prescribed (the drop is): these are typical and want editing.
const alpine = [
  ['slalom', 'Slalom', 600],
  ['giant', 'Giant slalom', 1400],
  ['super-g', 'Super-G', 2000],
  ['downhill', 'Downhill', 3000],
] as const;

const down = alpine.map(([id, event, lengthM]) =>
  route(`alpine-${id}`, event, 'skiing', 'alpine ski interval start', {
    ...interval,
    speed: { minMps: 3, maxMps: 45 },
    atM: everyOf(lengthM, lengthM / 4),
  }),
);

// ISU 400 m standard: inner bend of 26 m; skated in pairs, who change lanes, so a lap is 400 m for both.
const ice: Course = { kind: 'oval', lapM: 400, lanes: 2, straightM: 111.94, radiusM: 26 };

const skating = [500, 1000, 1500, 3000, 5000, 10_000].map((distanceM): Preset => ({
  id: `skating-${distanceM}`,
  family: 'other',
  event: `Speed skating ${grouped(distanceM)} m`,
  words: `ice skate skøyter schaatsen ${distanceM}m`,
  format: {
    sport: 'other',
    distanceM,
    course: ice,
    points: ovalPoints({ lapM: 400, distanceM, everyM: 400 }),
    start: { kind: 'lanes' },
    rounding: 'thousandths',
    dedupeUs: 5 * MICROS_PER_SECOND,
    speed: { minMps: 3, maxMps: 18 },
  },
}));

const many = { sport: 'other', start: { kind: 'gun' }, rounding: 'seconds' } as const;
const mixed: SpeedRange = { minMps: 0.3, maxMps: 20 };

const triathlon = [
  route('triathlon-sprint', 'Triathlon, sprint', 'other', 'triathlon swim bike run 25.75', {
    ...many,
    speed: mixed,
    atM: [750, 20_750, 25_750],
  }),
  route(
    'triathlon-olympic',
    'Triathlon, standard',
    'other',
    'triathlon olympic swim bike run 51.5',
    {
      ...many,
      speed: mixed,
      atM: [1500, 41_500, 51_500],
    },
  ),
  route('triathlon-long', 'Triathlon, long', 'other', 'triathlon full 226 swim bike run', {
    ...many,
    speed: mixed,
    atM: [3800, 183_800, 225_995],
  }),
];

const orienteering = route('orienteering', 'Orienteering, interval start', 'other', 'o-løp 8 km', {
  sport: 'other',
  start: { kind: 'interval' },
  rounding: 'seconds',
  speed: { minMps: 0.3, maxMps: 7 },
  atM: [2000, 4000, 6000, 8000],
});

export const winterPresets: readonly Preset[] = [
  ...crossCountry,
  route('skiing-sprint', 'Sprint prologue 1.4 km', 'skiing', 'cross-country ski sprint prolog', {
    ...interval,
    atM: [700, 1400],
  }),
  ...down,
  ...skating,
  ...triathlon,
  orienteering,
];
