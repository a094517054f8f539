import type {
  Category,
  Course,
  Entrant,
  Laps,
  Meeting,
  PaceLine,
  Provenance,
  QualifyingRule,
  RaceDefinition,
  RecordMark,
  SpeedRange,
  Start,
  TimingPoint,
  Wave,
} from './definition.ts';
import { HOLDS, instantShape, microsShape, nameShape } from './limits.ts';
import {
  list,
  matching,
  measure,
  nullOr,
  object,
  oneOf,
  optional,
  pair,
  text,
  variants,
  whole,
  type Shape,
} from './shape.ts';

/** The members a definition and a start list have. What they mean together: `definition-problem.ts`. */

const metres = measure(0, HOLDS.metres, 'metres');
const some = measure(0, HOLDS.metres, 'metres');
const lanes = whole(1, HOLDS.lanes, 'a number of lanes');
const outline = list(
  pair(
    measure(-HOLDS.metres, HOLDS.metres, 'metres'),
    measure(-HOLDS.metres, HOLDS.metres, 'metres'),
  ),
  HOLDS.outline,
);
const country = matching<string>(/^[A-Z]{3}$/, 'a three-letter NOC code');

const meeting = object<Meeting>({
  name: nameShape,
  venue: optional(nameShape),
  city: optional(nameShape),
  country: optional(country),
});

const point = object<TimingPoint>({
  id: text(HOLDS.id),
  line: text(HOLDS.id),
  distanceM: metres,
  label: optional(nameShape),
});

const limit = variants<Laps['limit']>(
  'kind',
  new Map<unknown, Shape<Laps['limit']>>([
    [
      'count',
      object<Extract<Laps['limit'], { kind: 'count' }>>({
        kind: oneOf('count'),
        laps: whole(1, HOLDS.laps, 'a number of laps'),
      }),
    ],
    [
      'time',
      object<Extract<Laps['limit'], { kind: 'time' }>>({
        kind: oneOf('time'),
        durationUs: microsShape,
        lastLap: oneOf('completed', 'started'),
      }),
    ],
  ]),
);

const laps = object<Laps>({ lengthM: some, limit, finish: oneOf('own', 'leader') });

type CourseOf<K extends Course['kind']> = Extract<Course, { kind: K }>;

const course = variants<Course>(
  'kind',
  new Map<unknown, Shape<Course>>([
    [
      'oval',
      object<CourseOf<'oval'>>({
        kind: oneOf('oval'),
        lapM: some,
        lanes,
        straightM: metres,
        radiusM: some,
      }),
    ],
    ['straight', object<CourseOf<'straight'>>({ kind: oneOf('straight'), lengthM: some, lanes })],
    ['lanes', object<CourseOf<'lanes'>>({ kind: oneOf('lanes'), lengthM: some, lanes })],
    [
      'circuit',
      object<CourseOf<'circuit'>>({
        kind: oneOf('circuit'),
        lapM: some,
        outline: optional(outline),
        schematic: optional(oneOf(true, false)),
      }),
    ],
    [
      'route',
      object<CourseOf<'route'>>({
        kind: oneOf('route'),
        lengthM: some,
        outline: optional(outline),
        schematic: optional(oneOf(true, false)),
      }),
    ],
  ]),
);

const wave = object<Wave>({ id: text(HOLDS.id), name: nameShape });

type StartOf<K extends Start['kind']> = Extract<Start, { kind: K }>;

const start = variants<Start>(
  'kind',
  new Map<unknown, Shape<Start>>([
    ['gun', object<StartOf<'gun'>>({ kind: oneOf('gun') })],
    ['lanes', object<StartOf<'lanes'>>({ kind: oneOf('lanes') })],
    ['grid', object<StartOf<'grid'>>({ kind: oneOf('grid') })],
    [
      'waves',
      object<StartOf<'waves'>>({
        kind: oneOf('waves'),
        waves: list(wave, HOLDS.waves),
        rankBy: oneOf('gun', 'net'),
      }),
    ],
    ['interval', object<StartOf<'interval'>>({ kind: oneOf('interval') })],
  ]),
);

const paceLine = object<PaceLine>({
  id: text(HOLDS.id),
  label: nameShape,
  kind: oneOf('lights', 'record', 'target'),
  at: list(pair(metres, microsShape), HOLDS.points),
  basis: oneOf('published', 'even'),
  source: optional(text(HOLDS.sentence)),
});

const record = object<RecordMark>({
  code: text(HOLDS.id),
  timeUs: microsShape,
  digits: whole(0, 6, 'decimals of a second'),
  holder: optional(nameShape),
});

const speed = object<SpeedRange>({
  minMps: measure(0, HOLDS.mps, 'metres a second'),
  maxMps: measure(0, HOLDS.mps, 'metres a second'),
});

export const definitionShape: Shape<RaceDefinition> = object<RaceDefinition>({
  meeting,
  event: nameShape,
  round: optional(nameShape),
  heat: optional(whole(1, 10_000, 'the number of a heat')),
  sport: oneOf(
    'athletics-track',
    'athletics-road',
    'rowing',
    'swimming',
    'motor',
    'cycling',
    'skiing',
    'other',
  ),
  date: matching<string>(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2024-05-30'),
  zone: matching<string>(/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/, 'an IANA zone like Europe/Oslo'),
  scheduledStart: optional(instantShape),
  distanceM: nullOr(some),
  course,
  points: list(point, HOLDS.points),
  laps: optional(laps),
  start,
  rounding: oneOf(
    'athletics-track',
    'athletics-long-track',
    'athletics-road',
    'athletics-hand',
    'swimming',
    'alpine',
    'rowing',
    'motor',
    'thousandths',
    'seconds',
  ),
  dedupeUs: microsShape,
  speed,
  categories: optional(
    list(object<Category>({ id: text(HOLDS.id), name: nameShape }), HOLDS.categories),
  ),
  paceLines: optional(list(paceLine, HOLDS.paceLines)),
  records: optional(list(record, HOLDS.paceLines)),
  protestUs: optional(microsShape),
  qualifying: optional(
    object<QualifyingRule>({
      byPlace: whole(0, HOLDS.lanes, 'a number of places'),
      byTime: whole(0, HOLDS.lanes, 'a number of places'),
    }),
  ),
  provenance: optional(
    object<Provenance>({
      summary: text(HOLDS.sentence),
      sources: optional(list(text(HOLDS.sentence), HOLDS.sources)),
    }),
  ),
});

export const entrantShape: Shape<Entrant> = object<Entrant>({
  id: text(HOLDS.id),
  bib: optional(text(HOLDS.id)),
  lane: optional(whole(0, HOLDS.lanes, 'a lane')),
  grid: optional(whole(1, HOLDS.entrants, 'a place on the grid')),
  tags: optional(list(text(HOLDS.id), HOLDS.tags)),
  role: oneOf('competitor', 'pacemaker'),
  categories: optional(list(text(HOLDS.id), HOLDS.categories)),
  wave: optional(text(HOLDS.id)),
  startOffsetUs: optional(microsShape),
});
