import type { Course, RoundingRule, SpeedRange } from '../../race/definition.ts';
import { MICROS_PER_SECOND } from '../../time/time.ts';
import { grouped, metres, ovalPoints, routePoints } from '../oval-points.ts';
import type { Family, Preset } from '../preset.ts';

const MILE_M = 1609.344;

// World Athletics Track and Field Facilities Manual: the 400 m standard track, measured 0.30 m from the kerb.
const outdoor: Course = { kind: 'oval', lapM: 400, lanes: 8, straightM: 84.39, radiusM: 36.5 };
// TR 43: 200 m with bends of 17.20 m; the straights follow from it.
const indoor: Course = { kind: 'oval', lapM: 200, lanes: 6, straightM: 45.022, radiusM: 17.2 };

interface Run {
  readonly id: string;
  readonly event: string;
  readonly distanceM: number;
  readonly words?: string;
  readonly lapM?: number;
  readonly speed: SpeedRange;
  /** Drawn lanes. */
  readonly lanes: boolean;
}

const sprint: SpeedRange = { minMps: 3, maxMps: 13 };
const middle: SpeedRange = { minMps: 2.5, maxMps: 10.5 };
const distance: SpeedRange = { minMps: 2, maxMps: 9 };
const walking: SpeedRange = { minMps: 1.2, maxMps: 5.5 };

const run = (
  distanceM: number,
  lanes: boolean,
  more: Partial<Omit<Run, 'distanceM' | 'lanes'>> = {},
): Run => ({
  id: `${metres(distanceM)}`,
  event: `${grouped(distanceM)} m`,
  distanceM,
  lanes,
  speed: distanceM <= 400 ? sprint : distanceM <= 3000 ? middle : distance,
  ...more,
});

const named = (id: string, event: string, words = ''): Pick<Run, 'id' | 'event' | 'words'> => ({
  id,
  event,
  words,
});

const mile = run(MILE_M, false, named('mile', 'Mile', '1609'));

// The lap with the water jump inside the bend is 3.916 m shorter, outside it 19.406 m longer (Facilities Manual 2.2.4).
const STEEPLE_INSIDE_M = 396.084;
const STEEPLE_OUTSIDE_M = 419.406;

const outdoors: readonly Run[] = [
  run(150, true),
  run(200, true),
  run(300, true),
  run(400, true),
  run(400, true, named('400h', '400 m hurdles', 'hurdles 400mh')),
  run(300, true, named('300h', '300 m hurdles', 'hurdles 300mh')),
  run(600, false),
  run(800, true),
  run(1000, false),
  run(1500, false),
  mile,
  run(2000, false),
  run(3000, false),
  run(3218.688, false, named('2-miles', '2 miles', 'two miles')),
  run(5000, false),
  run(10_000, false),
  ...[2000, 3000].flatMap((m) => [
    run(m, false, {
      ...named(`${m}sc`, `${grouped(m)} m steeplechase`, 'sc water jump inside hinder'),
      lapM: STEEPLE_INSIDE_M,
    }),
    run(m, false, {
      ...named(`${m}sc-outside`, `${grouped(m)} m steeplechase (water jump outside)`, 'sc hinder'),
      lapM: STEEPLE_OUTSIDE_M,
    }),
  ]),
  run(400, true, named('4x100', '4 × 100 m relay', '4x100 relay')),
  run(800, true, named('4x200', '4 × 200 m relay', '4x200 relay')),
  run(1600, true, named('4x400', '4 × 400 m relay', '4x400 relay mixed')),
  run(3200, false, named('4x800', '4 × 800 m relay', '4x800 relay')),
  run(6000, false, named('4x1500', '4 × 1500 m relay', '4x1500 relay')),
  ...[3000, 5000, 10_000].map((m) =>
    run(m, false, {
      ...named(`${m}w`, `${grouped(m)} m race walk`, 'walking track walk'),
      speed: walking,
    }),
  ),
  run(20_000, false, { ...named('20000w', '20,000 m race walk', 'walking track'), speed: walking }),
  run(25_000, false),
];

const indoors: readonly Run[] = [
  run(200, true),
  run(300, true),
  run(400, true),
  run(600, false),
  run(800, true),
  run(1000, false),
  run(1500, false),
  mile,
  run(2000, false),
  run(3000, false),
  run(5000, false),
  run(800, true, named('4x200', '4 × 200 m relay', '4x200 relay')),
  run(1600, true, named('4x400', '4 × 400 m relay', '4x400 relay')),
  run(3200, false, named('4x800', '4 × 800 m relay', '4x800 relay')),
  ...[3000, 5000].map((m) =>
    run(m, false, {
      ...named(`${m}w`, `${grouped(m)} m race walk`, 'walking'),
      speed: walking,
    }),
  ),
];

const straight = (distanceM: number, family: 'track' | 'indoor', hurdles: boolean): Preset => ({
  id: `${family}-${distanceM}${hurdles ? 'h' : ''}`,
  family,
  event: `${distanceM} m${hurdles ? ' hurdles' : ''}${family === 'indoor' ? ' indoor' : ''}`,
  words: `sprint straight ${distanceM}m ${hurdles ? `hurdles ${distanceM}mh` : ''}`,
  format: {
    sport: 'athletics-track',
    distanceM,
    course: { kind: 'straight', lengthM: distanceM, lanes: 8 },
    points: routePoints([distanceM]),
    start: { kind: 'lanes' },
    rounding: 'athletics-track',
    dedupeUs: 2 * MICROS_PER_SECOND,
    speed: sprint,
  },
});

const onOval =
  (family: Family, course: Extract<Course, { kind: 'oval' }>) =>
  ({ id, event, distanceM, words = '', lapM, speed, lanes }: Run): Preset => ({
    id: `${family}-${id}`,
    family,
    event: family === 'indoor' ? `${event} indoor` : event,
    words: `${metres(distanceM)}m ${words}`,
    format: {
      sport: 'athletics-track',
      distanceM,
      course: { ...course, lapM: lapM ?? course.lapM },
      points: ovalPoints({
        lapM: lapM ?? course.lapM,
        distanceM,
        everyM: lapM ?? course.lapM,
      }),
      start: { kind: lanes ? 'lanes' : 'gun' },
      rounding: roundingOf(distanceM),
      dedupeUs: 5 * MICROS_PER_SECOND,
      speed,
    },
  });

/** TR 19.23: up to 10,000 m on the track hundredths, beyond tenths. */
function roundingOf(distanceM: number): RoundingRule {
  return distanceM <= 10_000 ? 'athletics-track' : 'athletics-long-track';
}

export const trackPresets: readonly Preset[] = [
  ...[60, 80, 100].map((m) => straight(m, 'track', false)),
  ...[80, 100, 110].map((m) => straight(m, 'track', true)),
  ...outdoors.map(onOval('track', outdoor)),
  straight(60, 'indoor', false),
  straight(60, 'indoor', true),
  ...indoors.map(onOval('indoor', indoor)),
];
