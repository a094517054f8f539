import fc from 'fast-check';
import type { Entrant, RaceDefinition, Start } from '../race/definition.ts';
import { entryId, type Submission } from '../race/entry.ts';
import type { CorrectableEvent, RaceEvent, Stamp, TimeKind, Who } from '../race/events.ts';
import { layOut } from '../race/course-points.ts';
import { instant, raceTime } from '../time/time.ts';
import {
  circuit,
  marathon,
  oval1500,
  rowing,
  sixHours,
  straight100,
  swim400,
} from './definitions.ts';
import { numbers } from '../random/numbers.ts';
import { GUN } from './race-builder.ts';

/**
 * Whole races as they might go, for property tests: a course and a start of every kind, runs that
 * make sense, and everything that goes wrong: reads twice, late, of nobody, at the wrong line, two
 * guns, two definitions, corrections before their targets and corrections that cannot be.
 */
export interface GeneratedRace {
  readonly definition: RaceDefinition;
  readonly entrants: readonly Entrant[];
  /** In the order they were recorded, or thereabouts. */
  readonly entries: readonly Submission[];
}

export function generatedRace(): fc.Arbitrary<GeneratedRace> {
  return definition().chain((race) =>
    fc
      .record({
        entrants: field(race),
        // Every third race is a calm one, in which most reads are in order.
        happenings: fc.oneof(
          { weight: 2, arbitrary: fc.array(happening(race), { minLength: 12, maxLength: 40 }) },
          { weight: 1, arbitrary: fc.array(happening(race), { maxLength: 3 }) },
        ),
        runs: fc.array(run(race), { maxLength: 6 }),
        corrections: fc.array(correction, { maxLength: 6 }),
        stir: fc.nat(),
      })
      .map((parts) => assemble(race, parts)),
  );
}

/** Event types, start kinds and course kinds in so many of the races. */
export function histogram(races: readonly GeneratedRace[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { definition: race, entries } of races) {
    const kinds = new Set<string>(entries.map(({ event }) => event.type));
    kinds.add(`start ${race.start.kind}`).add(`course ${race.course.kind}`);
    for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** The same entries in another order, some of them more than once. */
export function stirred(entries: readonly Submission[], seed: number): Submission[] {
  const next = numbers(seed);
  const again = entries.filter(() => next() < 0.2);
  return [...entries, ...again]
    .map((entry) => ({ entry, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ entry }) => entry);
}

const WAVES = [
  { id: 'A', name: 'Wave A' },
  { id: 'B', name: 'Wave B' },
];

const starts: fc.Arbitrary<Start> = fc.oneof(
  fc.constant<Start>({ kind: 'gun' }),
  fc.constant<Start>({ kind: 'lanes' }),
  fc.constant<Start>({ kind: 'grid' }),
  fc.constant<Start>({ kind: 'interval' }),
  fc.constantFrom<Start>(
    { kind: 'waves', waves: WAVES, rankBy: 'gun' },
    { kind: 'waves', waves: WAVES, rankBy: 'net' },
  ),
);

const shortTime = { kind: 'time', durationUs: 1_800_000_000 } as const;

const courses: readonly RaceDefinition[] = [
  oval1500,
  straight100,
  rowing,
  swim400,
  circuit,
  {
    ...sixHours,
    laps: { lengthM: 1000, limit: { ...shortTime, lastLap: 'completed' }, finish: 'own' },
  },
  {
    ...sixHours,
    laps: { lengthM: 1000, limit: { ...shortTime, lastLap: 'started' }, finish: 'own' },
  },
  {
    ...sixHours,
    laps: { lengthM: 1000, limit: { ...shortTime, lastLap: 'started' }, finish: 'leader' },
  },
  marathon,
  {
    ...oval1500,
    points: [{ id: 'line', line: 'finish', distanceM: 400 }],
    laps: { lengthM: 400, limit: { kind: 'count', laps: 4 }, finish: 'own' },
  },
];

function definition(): fc.Arbitrary<RaceDefinition> {
  const kinds = [...new Set(courses.map(({ course }) => course.kind))];
  const oneOfEach = kinds.map((each) =>
    fc.constantFrom(...courses.filter(({ course }) => course.kind === each)),
  );
  return fc
    .tuple(fc.oneof(...oneOfEach), starts, fc.constantFrom(0, 2_000_000, 60_000_000))
    .map(([course, start, dedupeUs]) => ({ ...course, start, dedupeUs }));
}

const ids = ['e0', 'e1', 'e2', 'e3', 'e4', 'e5'] as const;
const anId = fc.constantFrom(...ids, 'nobody');

function field(race: RaceDefinition): fc.Arbitrary<Entrant[]> {
  return fc.array(line(race), { minLength: 2, maxLength: 8 });
}

/** Bibs, lanes and tags come twice now and then. */
function line({ start }: RaceDefinition): fc.Arbitrary<Entrant> {
  return fc.record(
    {
      id: fc.constantFrom(...ids),
      role: fc.constantFrom('competitor' as const, 'competitor' as const, 'pacemaker' as const),
      bib: fc.constantFrom('1', '2', '3', '4', '5', '6'),
      lane: fc.integer({ min: 1, max: 8 }),
      tags: fc.array(fc.constantFrom('t1', 't2', 't3'), { maxLength: 2 }),
      ...(start.kind === 'waves' ? { wave: fc.constantFrom('A', 'B', 'C') } : {}),
      ...(start.kind === 'interval'
        ? { startOffsetUs: fc.integer({ min: 0, max: 3 }).map((n) => n * 30_000_000) }
        : {}),
    },
    { requiredKeys: ['id', 'role'] },
  );
}

const anyone: fc.Arbitrary<Who> = fc.oneof(
  { weight: 5, arbitrary: anId.map((entrant) => ({ entrant })) },
  { weight: 4, arbitrary: fc.constantFrom('1', '2', '3', '4', '99').map((bib) => ({ bib })) },
  { weight: 1, arbitrary: fc.constantFrom('t1', 't2', 'tx').map((tag) => ({ tag })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 9 }).map((lane) => ({ lane })) },
  { weight: 1, arbitrary: fc.constant({ unknown: true as const }) },
);

const kind = fc.constantFrom<TimeKind>(
  'official',
  'measured',
  'manual',
  'reported',
  'reconstructed',
);

/** Coarse times, so that many are equal, from before the gun to long after the last. */
function stamp(race: RaceDefinition): fc.Arbitrary<Stamp> {
  const step = Math.round(typicalLegUs(race) / 4);
  const micros = fc.integer({ min: -2, max: 80 }).map((n) => n * step);
  return fc.tuple(micros, fc.constantFrom('gun', 'gun of A', 'instant')).map(([us, basis]) => {
    if (basis === 'instant') return { basis, at: instant(GUN + us), digits: 2 };
    const stampOfGun = { basis: 'gun', time: raceTime(us), digits: 1 } as const;
    return basis === 'gun' ? stampOfGun : { ...stampOfGun, wave: 'A' };
  });
}

/** How long the field takes for one leg. */
function typicalLegUs(race: RaceDefinition): number {
  const metres = (race.points.at(-1)?.distanceM ?? 0) / race.points.length;
  return (metres / typicalSpeed(race)) * 1_000_000;
}

function typicalSpeed({ speed }: RaceDefinition): number {
  return (speed.minMps + speed.maxMps) / 2;
}

function happening(race: RaceDefinition): fc.Arbitrary<CorrectableEvent> {
  const when = stamp(race);
  const lines = fc.constantFrom(...new Set(race.points.map((each) => each.line)), 'elsewhere');
  const names = fc.constantFrom(
    ...layOut(race)
      .all.slice(0, 12)
      .map(({ id }) => id),
    'nowhere',
  );
  return fc.oneof(
    { weight: 8, arbitrary: passing({ when, lines, names }) },
    { weight: 2, arbitrary: reading({ when, names }) },
    { weight: 1, arbitrary: gun },
    { weight: 1, arbitrary: field(race).map(listed) },
    { weight: 1, arbitrary: fact(when) },
    { weight: 1, arbitrary: status(when) },
    { weight: 1, arbitrary: word(when) },
    { weight: 1, arbitrary: state(when) },
    { weight: 1, arbitrary: choice({ when, lines }) },
    { weight: 1, arbitrary: fc.constantFrom(race, { ...race, dedupeUs: 1_000_000 }).map(defined) },
  );
}

interface ReadParts {
  readonly when: fc.Arbitrary<Stamp>;
  readonly lines: fc.Arbitrary<string>;
  readonly names: fc.Arbitrary<string>;
}

function passing({ when, lines, names }: ReadParts): fc.Arbitrary<CorrectableEvent> {
  const members = {
    type: fc.constant('passingRecorded' as const),
    who: anyone,
    line: lines,
    point: names,
    time: when,
    kind,
    source: fc.constant('mat'),
  };
  return fc.record(members, { requiredKeys: ['type', 'who', 'line', 'time', 'kind'] });
}

function reading({ when, names }: Omit<ReadParts, 'lines'>): fc.Arbitrary<CorrectableEvent> {
  const type = fc.constant('readingTaken' as const);
  return fc.record({ type, who: anyone, point: names, time: when, kind });
}

/** Reads in these races are signed by `desk` and `beam`, and some say that they are of the mat. */
function choice({ when, lines }: Omit<ReadParts, 'names'>): fc.Arbitrary<CorrectableEvent> {
  const source = fc.constantFrom('desk', 'beam', 'mat');
  return fc.record({ type: fc.constant('sourceChosen' as const), line: lines, source, time: when });
}

const gun: fc.Arbitrary<CorrectableEvent> = fc
  .record(
    { wave: fc.constantFrom('A', 'B', 'C'), late: fc.constantFrom(0, 0, 1_000_000, 60_000_000) },
    { requiredKeys: ['late'] },
  )
  .map(({ late, wave }) => ({
    type: 'gunFired',
    at: instant(GUN + late),
    source: 'electronic',
    bandUs: 0,
    ...(wave === undefined ? {} : { wave }),
  }));

function fact(when: fc.Arbitrary<Stamp>): fc.Arbitrary<CorrectableEvent> {
  const place = fc.integer({ min: 1, max: 4 });
  const marks = fc.array(fc.constantFrom('PB', 'WL'), { maxLength: 2 });
  return fc.oneof(
    fc.record({ type: fc.constant('entrantPlaced' as const), entrant: anId, place, by: when }),
    fc.record({ type: fc.constant('marksAwarded' as const), entrant: anId, marks, by: when }),
  );
}

function status(when: fc.Arbitrary<Stamp>): fc.Arbitrary<CorrectableEvent> {
  const which = fc.constantFrom('DNS' as const, 'DNF' as const, 'DQ' as const, 'cleared' as const);
  return fc.record(
    { type: fc.constant('statusSet' as const), entrant: anId, status: which, time: when },
    { requiredKeys: ['type', 'entrant', 'status'] },
  );
}

function word(when: fc.Arbitrary<Stamp>): fc.Arbitrary<CorrectableEvent> {
  const how = fc.constantFrom('provisional' as const, 'official' as const, 'amended' as const);
  const text = fc.constantFrom('A shoe is lost', 'Rain');
  return fc.oneof(
    fc.record({ type: fc.constant('resultDeclared' as const), state: how, time: when }),
    fc.record({ type: fc.constant('messagePosted' as const), time: when, text, kind }),
  );
}

function state(when: fc.Arbitrary<Stamp>): fc.Arbitrary<CorrectableEvent> {
  const which = fc.constantFrom('scheduled' as const, 'postponed' as const, 'abandoned' as const);
  const at = fc.constant(GUN);
  return fc.oneof(
    fc.record({ type: fc.constant('raceStateSet' as const), state: which, at }),
    fc.record({ type: fc.constant('raceEnded' as const), time: when }),
  );
}

function defined(race: RaceDefinition): CorrectableEvent {
  return { type: 'raceDefined', definition: race };
}

/** Each entrant once, as one list may name nobody twice. */
function listed(entrants: readonly Entrant[]): CorrectableEvent {
  return {
    type: 'entrantsListed',
    entrants: [...new Map(entrants.map((each) => [each.id, each])).values()],
  };
}

/** One entrant's way along the course at an even speed, with some reads missing or doubled. */
function run(race: RaceDefinition): fc.Arbitrary<CorrectableEvent[]> {
  return fc
    .record({
      who: fc.oneof(
        anyone,
        fc.constantFrom(...ids).map((entrant): Who => ({ entrant })),
      ),
      speed: fc
        .integer({ min: 60, max: 140 })
        .map((percent) => (typicalSpeed(race) * percent) / 100),
      from: fc.integer({ min: 0, max: 60 }).map((seconds) => seconds * 1_000_000),
      missing: fc.array(fc.nat({ max: 15 }), { maxLength: 3 }),
      twice: fc.array(fc.nat({ max: 15 }), { maxLength: 3 }),
      isNamed: fc.boolean(),
    })
    .map(({ who, speed, from, missing, twice, isNamed }) =>
      layOut(race)
        .all.slice(0, 12)
        .filter(({ index }) => !missing.includes(index))
        .flatMap(({ id, line: on, distanceM, index }) => {
          const at = Math.round(from + (distanceM / speed) * 1_000_000);
          const reads = twice.includes(index) ? [at, at + 500_000] : [at];
          return reads.map((us): CorrectableEvent => ({
            type: 'passingRecorded',
            who,
            line: on,
            ...(isNamed ? { point: id } : {}),
            time: { basis: 'instant', at: instant(GUN + us), digits: 2 },
            kind: 'measured',
          }));
        }),
    );
}

/** What to do to which entry; `other` is one to take the new content of an amendment from. */
const correction = fc.record({
  verb: fc.constantFrom('entryVoided' as const, 'entryRestored' as const, 'entryAmended' as const),
  target: fc.nat(),
  other: fc.nat(),
});

type Correction = typeof correction extends fc.Arbitrary<infer C> ? C : never;

interface Parts {
  readonly entrants: readonly Entrant[];
  readonly happenings: readonly CorrectableEvent[];
  readonly runs: readonly (readonly CorrectableEvent[])[];
  readonly corrections: readonly Correction[];
  readonly stir: number;
}

function assemble(race: RaceDefinition, parts: Parts): GeneratedRace {
  const { entrants, happenings, runs, corrections, stir } = parts;
  const start: CorrectableEvent = { type: 'gunFired', at: GUN, source: 'electronic', bandUs: 0 };
  const events = [defined(race), listed(entrants), start, ...happenings, ...runs.flat()];
  const next = numbers(stir);
  const entries: Submission[] = [];
  const counters = new Map<string, number>();
  const sign = (event: RaceEvent) => {
    const device = next() < 0.5 ? 'desk' : 'beam';
    const n = (counters.get(device) ?? 0) + 1;
    counters.set(device, n);
    // Many are recorded in the same second.
    const recordedAt = instant(GUN + Math.floor(next() * 20) * 1_000_000);
    entries.push({ device, n, recordedAt, event });
  };
  events.forEach(sign);
  for (const each of corrections) sign(correct(each, entries));
  return { definition: race, entrants, entries };
}

function correct({ verb, target, other }: Correction, entries: readonly Submission[]): RaceEvent {
  const chosen = entries[target % entries.length];
  if (chosen === undefined) throw new Error('a race without entries');
  const id = entryId(chosen);
  if (verb !== 'entryAmended') return { type: verb, target: id };
  // Content of the same type where there is another, now and then of any type.
  const like = entries.filter(({ event }) => event.type === chosen.event.type);
  const from = other % 8 === 0 ? entries : like;
  const event = from[other % from.length]?.event ?? chosen.event;
  if (
    event.type === 'entryAmended' ||
    event.type === 'entryVoided' ||
    event.type === 'entryRestored'
  )
    return { type: 'entryVoided', target: id };
  return { type: 'entryAmended', target: id, event };
}
