import type { SpeedRange } from '../../race/definition.ts';
import { MICROS_PER_SECOND } from '../../time/time.ts';
import { everyOf, routePoints } from '../oval-points.ts';
import type { Preset } from '../preset.ts';

const HALF_M = 21_097.5;
const MARATHON_M = 42_195;
const MILE_M = 1609.344;

const running: SpeedRange = { minMps: 1, maxMps: 8 };
const walking: SpeedRange = { minMps: 1, maxMps: 5.5 };

interface Road {
  readonly id: string;
  readonly event: string;
  readonly distanceM: number;
  readonly words?: string;
  readonly everyM: number;
}

const roads: readonly Road[] = [
  { id: 'mile', event: 'Road mile', distanceM: MILE_M, everyM: 400 },
  { id: '3k', event: '3 km', distanceM: 3000, everyM: 1000 },
  { id: '5k', event: '5 km', distanceM: 5000, everyM: 1000 },
  { id: '10k', event: '10 km', distanceM: 10_000, everyM: 5000 },
  { id: '15k', event: '15 km', distanceM: 15_000, everyM: 5000 },
  { id: '10-miles', event: '10 miles', distanceM: 10 * MILE_M, everyM: 5000 },
  { id: '20k', event: '20 km', distanceM: 20_000, everyM: 5000 },
  {
    id: 'half',
    event: 'Half marathon',
    distanceM: HALF_M,
    words: '21 km halvmaraton',
    everyM: 5000,
  },
  { id: '25k', event: '25 km', distanceM: 25_000, everyM: 5000 },
  { id: '30k', event: '30 km', distanceM: 30_000, everyM: 5000 },
  { id: '50k', event: '50 km', distanceM: 50_000, words: 'ultra', everyM: 10_000 },
  { id: '100k', event: '100 km', distanceM: 100_000, words: 'ultra', everyM: 10_000 },
  { id: '100-miles', event: '100 miles', distanceM: 100 * MILE_M, words: 'ultra', everyM: 20_000 },
];

const onRoad = ({ id, event, distanceM, words = '', everyM }: Road): Preset => ({
  id: `road-${id}`,
  family: 'road',
  event,
  words: `road run street ${words}`,
  format: {
    sport: 'athletics-road',
    distanceM,
    course: { kind: 'route', lengthM: distanceM },
    points: routePoints(everyOf(distanceM, everyM)),
    start: { kind: 'gun' },
    rounding: 'athletics-road',
    dedupeUs: 30 * MICROS_PER_SECOND,
    speed: running,
  },
});

const marathonAt = [5, 10, 15, 20, HALF_M / 1000, 25, 30, 35, 40, MARATHON_M / 1000];

const marathon: Preset = {
  id: 'road-marathon',
  family: 'road',
  event: 'Marathon',
  words: 'road run 42 km maraton',
  format: {
    sport: 'athletics-road',
    distanceM: MARATHON_M,
    course: { kind: 'route', lengthM: MARATHON_M },
    points: routePoints(marathonAt.map((km) => km * 1000)).map((point) =>
      point.distanceM === HALF_M ? { ...point, id: 'half', line: 'half', label: 'half' } : point,
    ),
    start: { kind: 'gun' },
    rounding: 'athletics-road',
    dedupeUs: 30 * MICROS_PER_SECOND,
    speed: running,
  },
};

const HOUR_US = 3_600 * MICROS_PER_SECOND;

/** Walks and races around a loop; the line of the loop is the finish. */
function loop(id: string, event: string, km: number, lapM: number, words: string): Preset {
  const laps = Math.round((km * 1000) / lapM);
  return {
    id: `road-${id}`,
    family: 'road',
    event,
    words: `road loop ${words}`,
    format: {
      sport: 'athletics-road',
      distanceM: laps * lapM,
      course: { kind: 'circuit', lapM, schematic: true },
      points: [{ id: 'lap', line: 'finish', distanceM: lapM }],
      laps: { lengthM: lapM, limit: { kind: 'count', laps }, finish: 'own' },
      start: { kind: 'gun' },
      rounding: 'athletics-road',
      dedupeUs: 30 * MICROS_PER_SECOND,
      speed: walking,
    },
  };
}

/** As many laps as the hours hold; only whole ones count. */
function timed(id: string, event: string, hours: number, lapM: number, words: string): Preset {
  return {
    id: `ultra-${id}`,
    family: 'ultra',
    event,
    words: `ultra hours time ${words}`,
    format: {
      sport: 'athletics-road',
      distanceM: null,
      course: { kind: 'circuit', lapM, schematic: true },
      points: [{ id: 'lap', line: 'line', distanceM: lapM }],
      laps: {
        lengthM: lapM,
        limit: { kind: 'time', durationUs: hours * HOUR_US, lastLap: 'completed' },
        finish: 'own',
      },
      start: { kind: 'gun' },
      rounding: 'seconds',
      dedupeUs: 30 * MICROS_PER_SECOND,
      speed: { minMps: 0.2, maxMps: 6.5 },
    },
  };
}

/** 100 miles in 24 hours, one lap an hour. */
const BACKYARD_LAP_M = 6705.6;

export const roadPresets: readonly Preset[] = [
  ...roads.map(onRoad),
  marathon,
  loop('walk-10k', '10 km race walk', 10, 1000, 'walking'),
  loop('walk-20k', '20 km race walk', 20, 1000, 'walking'),
  loop('walk-35k', '35 km race walk', 35, 1000, 'walking'),
  loop('walk-50k', '50 km race walk', 50, 2000, 'walking'),
  timed('1h', 'One hour run', 1, 400, 'stundenlauf track'),
  timed('6h', '6 hours', 6, 1000, ''),
  timed('12h', '12 hours', 12, 1000, ''),
  timed('24h', '24 hours', 24, 1000, 'day'),
  timed('48h', '48 hours', 48, 1000, 'two days'),
  timed('6d', '6 days', 144, 1000, 'six days'),
  timed('backyard', 'Backyard ultra', 72, BACKYARD_LAP_M, 'last one standing hourly yard'),
];
