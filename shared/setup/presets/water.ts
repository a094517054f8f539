import type { SpeedRange, TimingPoint } from '../../race/definition.ts';
import { MICROS_PER_SECOND } from '../../time/time.ts';
import { everyOf, grouped, routePoints } from '../oval-points.ts';
import type { Preset } from '../preset.ts';

const boats: SpeedRange = { minMps: 2, maxMps: 8 };

function regatta(distanceM: number, everyM: number, words: string): Preset {
  return {
    id: `rowing-${distanceM}`,
    family: 'rowing',
    event: `Rowing ${grouped(distanceM)} m`,
    words: `rowing regatta row crew ${distanceM}m ${words}`,
    format: {
      sport: 'rowing',
      distanceM,
      course: { kind: 'lanes', lengthM: distanceM, lanes: 6 },
      points: routePoints(everyOf(distanceM, everyM)),
      start: { kind: 'lanes' },
      rounding: 'rowing',
      dedupeUs: MICROS_PER_SECOND,
      speed: boats,
    },
  };
}

/** One after the other against the clock, along a river. */
function headRace(distanceM: number, event: string): Preset {
  return {
    id: `rowing-head-${distanceM}`,
    family: 'rowing',
    event,
    words: `rowing head race interval start time trial ${distanceM}m`,
    format: {
      sport: 'rowing',
      distanceM,
      course: { kind: 'route', lengthM: distanceM },
      points: routePoints(everyOf(distanceM, distanceM / 2)),
      start: { kind: 'interval' },
      rounding: 'rowing',
      dedupeUs: 5 * MICROS_PER_SECOND,
      speed: boats,
    },
  };
}

function canoe(distanceM: number): Preset {
  const format = regatta(distanceM, Math.min(distanceM, 250), '').format;
  return {
    id: `canoe-${distanceM}`,
    family: 'other',
    event: `Canoe sprint ${distanceM} m`,
    words: `kayak canoe k1 c1 ${distanceM}m`,
    format: { ...format, sport: 'other', rounding: 'thousandths', course: nineLanes(distanceM) },
  };
}

function nineLanes(lengthM: number) {
  return { kind: 'lanes', lengthM, lanes: 9 } as const;
}

const strokes = [
  { id: 'free', name: 'freestyle', words: 'freestyle crawl', at: [50, 100, 200, 400, 800, 1500] },
  { id: 'back', name: 'backstroke', words: 'backstroke', at: [50, 100, 200] },
  { id: 'breast', name: 'breaststroke', words: 'breaststroke', at: [50, 100, 200] },
  { id: 'fly', name: 'butterfly', words: 'butterfly fly', at: [50, 100, 200] },
  { id: 'medley', name: 'individual medley', words: 'medley im', at: [100, 200, 400] },
] as const;

const relays = [
  ['4x50', '4 × 50 m freestyle relay', 200],
  ['4x50-medley', '4 × 50 m medley relay', 200],
  ['4x100', '4 × 100 m freestyle relay', 400],
  ['4x100-medley', '4 × 100 m medley relay', 400],
  ['4x200', '4 × 200 m freestyle relay', 800],
] as const;

/** Touches: in 50 m every length; in 25 m every second, as pads usually hang at the start end alone. */
function turns(distanceM: number, poolM: number): TimingPoint[] {
  return everyOf(distanceM, 50).map((m) => ({
    id: `${m}`,
    line: (m / poolM) % 2 === 0 ? 'start end' : 'far end',
    distanceM: m,
    ...(m === distanceM ? { label: 'finish' } : {}),
  }));
}

function swim(id: string, event: string, distanceM: number, poolM: number, words: string): Preset {
  return {
    id: `swimming-${poolM}-${id}`,
    family: 'swimming',
    event: `${event}${poolM === 25 ? ' (25 m pool)' : ''}`,
    words: `swim ${words} ${distanceM}m ${poolM === 25 ? 'short' : 'long'} course pool`,
    format: {
      sport: 'swimming',
      distanceM,
      course: { kind: 'lanes', lengthM: poolM, lanes: 8 },
      points: turns(distanceM, poolM),
      start: { kind: 'lanes' },
      rounding: 'swimming',
      dedupeUs: 5 * MICROS_PER_SECOND,
      speed: { minMps: 0.3, maxMps: 3 },
    },
  };
}

const pools = [50, 25].flatMap((poolM) => [
  ...strokes.flatMap(({ id, name, words, at }) =>
    at
      .filter((m) => poolM === 25 || !(id === 'medley' && m === 100))
      .map((m) => swim(`${m}-${id}`, `${grouped(m)} m ${name}`, m, poolM, words)),
  ),
  ...relays.map(([id, event, m]) => swim(id, event, m, poolM, `relay ${id}`)),
]);

function openWater(km: number): Preset {
  const distanceM = km * 1000;
  return {
    id: `open-water-${km}k`,
    family: 'swimming',
    event: `Open water ${km} km`,
    words: `swim lake sea marathon swim ${km}km`,
    format: {
      sport: 'swimming',
      distanceM,
      course: { kind: 'route', lengthM: distanceM },
      points: routePoints(everyOf(distanceM, 2500)),
      start: { kind: 'gun' },
      rounding: 'swimming',
      dedupeUs: 30 * MICROS_PER_SECOND,
      speed: { minMps: 0.2, maxMps: 2.5 },
    },
  };
}

export const waterPresets: readonly Preset[] = [
  regatta(2000, 500, 'olympic'),
  regatta(1500, 500, 'junior'),
  regatta(1000, 500, 'masters'),
  regatta(500, 250, 'sprint'),
  headRace(4000, 'Head race 4 km'),
  headRace(5000, 'Head race 5 km'),
  headRace(6800, 'Head race 6.8 km'),
  ...pools,
  openWater(5),
  openWater(10),
  ...[200, 500, 1000].map(canoe),
];
