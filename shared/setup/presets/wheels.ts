import type { Course, SpeedRange, Start } from '../../race/definition.ts';
import { MICROS_PER_SECOND } from '../../time/time.ts';
import { everyOf, ovalPoints, routePoints } from '../oval-points.ts';
import type { Family, Format, Preset } from '../preset.ts';

// 250 m with bends of about 23 m: a sketch of a velodrome, each is a little different.
const velodrome: Course = { kind: 'oval', lapM: 250, lanes: 2, straightM: 52.743, radiusM: 23 };
const riding: SpeedRange = { minMps: 2, maxMps: 25 };

/** On a 250 m track, timed every lap at the finish line. */
function track(id: string, event: string, distanceM: number, words: string): Preset {
  return {
    id: `cycling-${id}`,
    family: 'cycling',
    event,
    words: `cycling track velodrome ${words}`,
    format: {
      sport: 'cycling',
      distanceM,
      course: velodrome,
      points: ovalPoints({ lapM: 250, distanceM, everyM: 250 }),
      start: { kind: 'gun' },
      rounding: 'thousandths',
      dedupeUs: 3 * MICROS_PER_SECOND,
      speed: riding,
    },
  };
}

/** Two opposite each other: each has its line at its own straight, half a lap apart. */
function pursuit(id: string, event: string, distanceM: number, words: string): Preset {
  const made = track(id, event, distanceM, words);
  const points = ovalPoints({ lapM: 250, distanceM, everyM: 125 });
  return { ...made, format: { ...made.format, points, start: { kind: 'lanes' } } };
}

interface Along {
  readonly id: string;
  readonly event: string;
  readonly km: number;
  readonly everyKm: number;
  readonly words: string;
}

function along(
  family: Family,
  { id, event, km, everyKm, words }: Along,
  rest: Pick<Format, 'sport' | 'rounding' | 'speed'> & { readonly start: Start },
): Preset {
  const distanceM = km * 1000;
  return {
    id: `${family}-${id}`,
    family,
    event,
    words,
    format: {
      ...rest,
      distanceM,
      course: { kind: 'route', lengthM: distanceM },
      points: routePoints(everyOf(distanceM, everyKm * 1000)),
      dedupeUs: 10 * MICROS_PER_SECOND,
    },
  };
}

const road = {
  sport: 'cycling',
  rounding: 'seconds',
  speed: riding,
  start: { kind: 'gun' },
} as const;
const trial = {
  sport: 'cycling',
  rounding: 'thousandths',
  speed: riding,
  start: { kind: 'interval' },
} as const;

interface Loop {
  readonly id: string;
  readonly event: string;
  readonly lapM: number;
  readonly laps: number;
  readonly words: string;
}

const looped = (
  { id, event, lapM, laps, words }: Loop,
  rest: Pick<Format, 'sport' | 'rounding' | 'speed' | 'start'>,
  finish: 'own' | 'leader',
): Preset => ({
  id: `${rest.sport}-${id}`,
  family: rest.sport === 'motor' ? 'motor' : 'cycling',
  event,
  words,
  format: {
    ...rest,
    distanceM: lapM * laps,
    course: { kind: 'circuit', lapM, schematic: true },
    points: [{ id: 'line', line: 'finish', distanceM: lapM }],
    laps: { lengthM: lapM, limit: { kind: 'count', laps }, finish },
    dedupeUs: 10 * MICROS_PER_SECOND,
  },
});

const cars = {
  sport: 'motor',
  rounding: 'motor',
  start: { kind: 'grid' },
  speed: { minMps: 4, maxMps: 100 },
} as const;

/** The lap that is under way when the time is up is driven to its end. */
function endurance(hours: number): Preset {
  const lapM = 5000;
  return {
    id: `motor-${hours}h`,
    family: 'motor',
    event: `${hours} hour${hours === 1 ? '' : 's'} endurance`,
    words: 'motor race cars laps time',
    format: {
      ...cars,
      distanceM: null,
      course: { kind: 'circuit', lapM, schematic: true },
      points: [{ id: 'line', line: 'finish', distanceM: lapM }],
      laps: {
        lengthM: lapM,
        limit: {
          kind: 'time',
          durationUs: hours * 3600 * MICROS_PER_SECOND,
          lastLap: 'started',
        },
        finish: 'leader',
      },
      dedupeUs: 10 * MICROS_PER_SECOND,
    },
  };
}

export const wheelPresets: readonly Preset[] = [
  pursuit('pursuit-4k', 'Individual pursuit 4 km', 4000, 'pursuit 4000'),
  pursuit('pursuit-3k', 'Individual pursuit 3 km', 3000, 'pursuit 3000'),
  pursuit('team-pursuit', 'Team pursuit 4 km', 4000, 'team pursuit 4000'),
  track('kilo', 'Kilometre time trial', 1000, 'kilo 1000'),
  track('500', '500 m time trial', 500, '500'),
  track('team-sprint', 'Team sprint', 750, 'team sprint 750'),
  track('sprint', 'Sprint, 3 laps', 750, 'match sprint'),
  track('flying-200', 'Flying 200 m', 200, 'qualifying sprint'),
  track('keirin', 'Keirin, 6 laps', 1500, 'derny'),
  track('scratch-10k', 'Scratch race 10 km', 10_000, 'omnium'),
  track('scratch-15k', 'Scratch race 15 km', 15_000, 'omnium'),
  along(
    'cycling',
    {
      id: 'road-100',
      event: 'Road race 100 km',
      km: 100,
      everyKm: 20,
      words: 'cycling road bike mass start',
    },
    road,
  ),
  along(
    'cycling',
    {
      id: 'road-160',
      event: 'Road race 160 km',
      km: 160,
      everyKm: 20,
      words: 'cycling road bike mass start',
    },
    road,
  ),
  along(
    'cycling',
    {
      id: 'road-250',
      event: 'Road race 250 km',
      km: 250,
      everyKm: 50,
      words: 'cycling road bike mass start',
    },
    road,
  ),
  along(
    'cycling',
    {
      id: 'tt-16',
      event: 'Time trial 16.1 km',
      km: 16.0934,
      everyKm: 5,
      words: 'cycling 10 miles tt interval start',
    },
    trial,
  ),
  along(
    'cycling',
    {
      id: 'tt-20',
      event: 'Time trial 20 km',
      km: 20,
      everyKm: 5,
      words: 'cycling tt itt interval start',
    },
    trial,
  ),
  along(
    'cycling',
    {
      id: 'tt-40',
      event: 'Time trial 40 km',
      km: 40,
      everyKm: 10,
      words: 'cycling tt itt interval start',
    },
    trial,
  ),
  along(
    'cycling',
    {
      id: 'hill',
      event: 'Hill climb 10 km',
      km: 10,
      everyKm: 5,
      words: 'cycling uphill mountain interval start',
    },
    trial,
  ),
  looped(
    {
      id: 'criterium',
      event: 'Criterium, 40 laps',
      lapM: 1000,
      laps: 40,
      words: 'cycling crit city laps',
    },
    road,
    'leader',
  ),
  looped(
    { id: 'cross', event: 'Cyclo-cross, 9 laps', lapM: 3000, laps: 9, words: 'cycling cx laps' },
    road,
    'leader',
  ),
  looped(
    {
      id: 'mtb',
      event: 'Mountain bike cross-country, 7 laps',
      lapM: 4200,
      laps: 7,
      words: 'cycling xco mtb laps',
    },
    road,
    'leader',
  ),
  looped(
    { id: 'kart', event: 'Kart, 15 laps', lapM: 1200, laps: 15, words: 'motor karting' },
    cars,
    'leader',
  ),
  looped(
    { id: '10', event: 'Car race, 10 laps', lapM: 4000, laps: 10, words: 'motor sprint' },
    cars,
    'leader',
  ),
  looped(
    { id: '20', event: 'Car race, 20 laps', lapM: 4000, laps: 20, words: 'motor' },
    cars,
    'leader',
  ),
  looped(
    {
      id: 'grand-prix',
      event: 'Grand Prix, 60 laps',
      lapM: 5100,
      laps: 60,
      words: 'motor formula',
    },
    cars,
    'leader',
  ),
  ...[1, 6, 12, 24].map(endurance),
];
