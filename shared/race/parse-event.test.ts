import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALL_DEFINITIONS, oval1500, sixHours } from '../testkit/definitions.ts';
import { generatedRace } from '../testkit/generate-race.ts';
import { competitors, GUN, started } from '../testkit/race-builder.ts';
import { createRace } from './apply.ts';
import type { RaceDefinition } from './definition.ts';
import type { Submission } from './entry.ts';
import { parseSubmission } from './parse-event.ts';
import { murmur3 } from './hash.ts';

const time = { basis: 'gun', time: 41_850_000, digits: 2 };
const passing = {
  type: 'passingRecorded',
  who: { bib: '7' },
  line: 'finish',
  time,
  kind: 'measured',
};

function refused(event: unknown, envelope: object = {}): string {
  const parsed = parseSubmission({ device: 'beam', n: 12, recordedAt: GUN, event, ...envelope });
  return parsed.ok ? 'accepted' : `${parsed.refusal.code} ${parsed.refusal.message}`;
}

const refusedDefinition = (change: Partial<Record<keyof RaceDefinition, unknown>>) =>
  refused({ type: 'raceDefined', definition: { ...oval1500, ...change } });

describe('what comes from outside', () => {
  test('R1 every event of the vocabulary is read back as it was', () => {
    fc.assert(
      fc.property(generatedRace(), ({ entries }) => {
        for (const entry of entries)
          expect(parseSubmission(JSON.parse(JSON.stringify(entry)))).toEqual({
            ok: true,
            submission: entry,
          });
      }),
      { numRuns: 30 },
    );
  });

  test('R1 members of the envelope are left, and members that are undefined are absent', () => {
    const entry = {
      device: 'beam',
      n: 1,
      recordedAt: GUN,
      event: passing,
      seq: 3,
      prev: 'x',
      key: 'secret',
    };
    const parsed = parseSubmission(entry);
    expect(parsed).toEqual({
      ok: true,
      submission: { device: 'beam', n: 1, recordedAt: GUN, event: passing },
    });
    const withHoles = { ...passing, point: undefined, who: { bib: '7', lane: undefined } };
    expect(refused(withHoles)).toContain('no such member');
    const absent = parseSubmission({ ...entry, event: { ...passing, point: undefined } });
    expect(absent).toStrictEqual(parsed);
  });

  test.each([
    [
      { ...passing, lien: 'finish' },
      'MALFORMED event."lien": expected no such member, found "finish"',
    ],
    [{ ...passing, line: undefined }, 'MALFORMED event.line: expected text, found nothing'],
    [
      { ...passing, line: '' },
      'MALFORMED event.line: expected text of 1 to 64 characters, found ""',
    ],
    [
      { ...passing, line: 'a\u0000b' },
      'MALFORMED event.line: expected text without control characters',
    ],
    [
      { ...passing, line: '\ud800' },
      'MALFORMED event.line: expected text without control characters',
    ],
    [
      { ...passing, who: { bib: '7', lane: 3 } },
      'MALFORMED event.who."lane": expected no such member, found 3',
    ],
    [
      { ...passing, who: {} },
      'MALFORMED event.who: expected an entrant, a bib, a tag, a lane or unknown, found an object',
    ],
    [{ ...passing, who: null }, 'MALFORMED event.who: expected an entrant'],
    [
      { ...passing, who: { unknown: false } },
      'MALFORMED event.who.unknown: expected one of true, found false',
    ],
    [
      { ...passing, kind: 'guessed' },
      'MALFORMED event.kind: expected one of official, measured, manual, reported, reconstructed, found "guessed"',
    ],
    [{ ...passing, time: 41.85 }, 'MALFORMED event.time: expected an object, found 41.85'],
    [
      { ...passing, time: { basis: 'sun' } },
      'MALFORMED event.time.basis: expected one of instant, gun, found "sun"',
    ],
    [
      { ...passing, raw: 7 },
      'MALFORMED event.raw: expected text of up to 8192 characters, found 7',
    ],
    [{ type: 'raceWon' }, 'MALFORMED event.type: expected one of raceDefined'],
    [{}, 'MALFORMED event.type: expected one of raceDefined'],
    [[], 'MALFORMED event: expected an object, found a list of 0'],
    [null, 'MALFORMED event: expected an object, found null'],
    [
      { type: 'entrantsListed', entrants: {} },
      'MALFORMED event.entrants: expected a list, found an object',
    ],
    [
      { type: 'entrantsListed', entrants: [...competitors('a'), ...competitors('a')] },
      'MALFORMED event.entrants: expected each entrant once, found "a"',
    ],
    [
      { type: 'entryVoided', target: 'beam' },
      'MALFORMED event.target: expected an entry id like beam:12, found "beam"',
    ],
    [
      { type: 'entryAmended', target: 'a:1', event: { type: 'entryVoided', target: 'a:2' } },
      'MALFORMED event.event.type: expected one of raceDefined',
    ],
    [
      {
        type: 'marksAwarded',
        entrant: 'a',
        marks: Array.from({ length: 21 }, () => 'x'),
        by: time,
      },
      'MALFORMED event.marks: expected at most 20 items, found a list of 21',
    ],
  ])('R1 %j is refused', (event, message) => {
    expect(refused(event)).toContain(message);
  });

  test.each([undefined, null, 3, 'x', true, [], () => 1, Symbol('x'), 10n])(
    'R1 %s is no entry',
    (value) => {
      expect(parseSubmission(value)).toMatchObject({
        ok: false,
        refusal: {
          code: 'MALFORMED',
          message: expect.stringMatching(/^entry: expected an object with device/),
        },
      });
    },
  );

  test('R1 functions, symbols and large integers inside are refused like anything else', () => {
    for (const [value, found] of [
      [() => 1, 'a function'],
      [Symbol('x'), 'a symbol'],
      [10n, '10'],
    ])
      expect(refused({ ...passing, line: value })).toContain(`found ${String(found)}`);
  });

  test('R1 a sentence may have line breaks and tabs', () => {
    const message = { type: 'messagePosted', time, text: 'a\n\tb', kind: 'reported' };
    expect(refused(message)).toBe('accepted');
    expect(refused({ ...message, text: 'a\n\u0007' })).toContain('control characters');
  });

  test('R1 __proto__ and constructor are members like others, and change no prototype', () => {
    const evil: unknown = JSON.parse(
      `{"type":"passingRecorded","who":{"bib":"7"},"line":"finish","kind":"measured","time":${JSON.stringify(time)},"__proto__":{"polluted":true}}`,
    );
    expect(refused(evil)).toContain('event."__proto__": expected no such member');
    expect(refused(JSON.parse('{"__proto__":{"type":"raceEnded"}}'))).toContain('event.type');
    expect(refused({ ...passing, constructor: 1 })).toContain('no such member');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    const list = started(oval1500, [{ id: '__proto__', bib: 'constructor', role: 'competitor' }]);
    list.passes({ bib: 'constructor' }, 'finish', '41.85');
    expect(list.race().split(list.race().entrantIndex('__proto__') ?? -1, 2)).not.toBeNull();
  });

  test('R1 JSON of any depth is refused without looking into it', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(refused({ ...passing, who: deep })).toContain('found a list of 1');
    expect(refused({ ...passing, deep })).toContain('no such member');
    const cyclic: Record<string, unknown> = { ...passing };
    cyclic['who'] = cyclic;
    expect(refused(cyclic)).toContain('event.who');
  });

  test('R1 arbitrary JSON never throws, at the door or in the fold', () => {
    const race = started(oval1500, competitors('ing')).race();
    const before = race.hash();
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
    });
    fc.assert(
      fc.property(anything, fc.boolean(), (value, isEvent) => {
        const entry = isEvent ? { device: 'x', n: 1, recordedAt: GUN, event: value } : value;
        expect(race.check(entry as Submission).ok).toBe(false);
        expect(race.apply(entry as Submission).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
    expect(race.hash()).toBe(before);
  });

  test('R1 an entry with one member gone wrong is refused or accepted, never thrown', () => {
    const race = createRace();
    fc.assert(
      fc.property(generatedRace(), fc.nat(), fc.anything(), ({ entries }, at, value) => {
        for (const entry of entries)
          expect(race.check(spoiled(entry, at, value) as Submission)).toHaveProperty('ok');
      }),
      { numRuns: 100 },
    );
  });
});

/** Puts a value in place of one member somewhere in an entry. */
function spoiled(entry: Submission, at: number, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(entry)) as Record<string, unknown>;
  let members = copy;
  for (let turn = at; ; turn = murmur3(String(turn), 1)) {
    const keys = Object.keys(members);
    const key = keys[turn % keys.length] ?? 'x';
    const next = members[key];
    if (typeof next !== 'object' || next === null || turn % 3 === 0) {
      members[key] = value;
      return copy;
    }
    members = next as Record<string, unknown>;
  }
}

describe('times', () => {
  test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e300, 2 ** 53, '41', null])(
    'R2 %s is no time',
    (value) => {
      expect(refused({ ...passing, time: { ...time, time: value } })).toMatch(
        /^BAD_TIME event\.time\.time: expected microseconds since the gun/,
      );
      expect(refused({ ...passing, time: { basis: 'instant', at: value, digits: 2 } })).toMatch(
        /^BAD_TIME/,
      );
      expect(refused(passing, { recordedAt: value })).toMatch(/^BAD_TIME recordedAt/);
    },
  );

  test('R2 digits are 0 to 6', () => {
    expect(refused({ ...passing, time: { ...time, digits: 7 } })).toMatch(
      /^BAD_TIME event\.time\.digits/,
    );
    expect(refused({ ...passing, time: { ...time, digits: 6 } })).toBe('accepted');
  });

  test('R2 a negative zero is zero', () => {
    const parsed = parseSubmission({
      device: 'a',
      n: 1,
      recordedAt: GUN,
      event: { ...passing, time: { ...time, time: -0 } },
    });
    expect(parsed.ok && Object.is((parsed.submission.event as typeof passing).time.time, 0)).toBe(
      true,
    );
  });

  test('counters are whole and from 1', () => {
    expect(refused(passing, { n: 0 })).toMatch(/^MALFORMED n: expected the counter of a device/);
    expect(refused(passing, { device: '' })).toMatch(/^MALFORMED device/);
  });
});

describe('refusals', () => {
  test('R3 the same id with the same content is a repeat, with other content its key is reused', () => {
    const race = started(oval1500, competitors('ing'));
    race.passes('ing', 'finish', '41.85');
    const folded = race.race();
    const [first] = race.entries.slice(-1);
    const again = JSON.parse(JSON.stringify(first)) as Submission;
    expect(folded.apply({ ...again, event: { ...again.event } })).toEqual({
      ok: true,
      repeated: true,
    });
    const other = { ...again, recordedAt: GUN };
    expect(folded.check(other)).toEqual({
      ok: false,
      refusal: {
        code: 'KEY_REUSED',
        message:
          'expected the passingRecorded that came first under this device and counter, found other content (passingRecorded of entrant ing on line finish, desk:4)',
      },
    });
  });

  test('R4 a refusal says what was expected, what was found and which entry it is about', () => {
    expect(refused({ ...passing, time: { ...time, digits: 2.5 } })).toBe(
      'BAD_TIME event.time.digits: expected decimals of a second (a whole number from 0 to 6), found 2.5 (passingRecorded of bib 7 on line finish, beam:12)',
    );
    expect(refused({ type: 'statusSet', entrant: 'ing', status: 'lost' })).toBe(
      'MALFORMED event.status: expected one of DNS, DNF, DQ, cleared, found "lost" (statusSet of entrant ing, beam:12)',
    );
    expect(refused({ ...passing, line: 'x'.repeat(100) })).toContain(`found "${'x'.repeat(40)}…"`);
  });

  test('R4 a refusal changes nothing', () => {
    const race = started(oval1500, competitors('ing')).race();
    const before = [race.hash(), race.revision, race.size];
    const bad = { device: 'x', n: 1, recordedAt: GUN, event: { type: 'raceWon' } };
    expect(race.apply(bad as unknown as Submission).ok).toBe(false);
    expect([race.hash(), race.revision, race.size]).toEqual(before);
  });
});

describe('D2 a definition that contradicts itself', () => {
  test('the definitions of the test kit do not', () => {
    for (const definition of ALL_DEFINITIONS)
      expect(refused({ type: 'raceDefined', definition })).toBe('accepted');
  });

  const point = { id: 'a', line: 'a', distanceM: 1500 };
  const laps = { lengthM: 400, limit: { kind: 'count', laps: 4 }, finish: 'own' };
  const lapPoint = [{ id: 'a', line: 'a', distanceM: 400 }];

  test.each<[Partial<Record<keyof RaceDefinition, unknown>>, string]>([
    [{ points: [] }, 'points: expected at least one timing point'],
    [{ points: [point, point] }, 'point: expected each id once, found "a"'],
    [
      {
        points: [
          { ...point, distanceM: 1600 },
          { ...point, id: 'b' },
        ],
      },
      'points: expected distances that rise (point b), found 1500',
    ],
    [
      { points: [{ ...point, distanceM: 0 }], distanceM: 0 },
      'points: expected a point beyond the start, found 0',
    ],
    [{ distanceM: 1609 }, 'distanceM: expected the distance of the last point, 1500 m, found 1609'],
    [{ distanceM: null }, 'distanceM: expected the distance of the last point, 1500 m, found null'],
    [{ distanceM: Number.NaN }, 'definition.distanceM: expected metres'],
    [
      { laps: { ...laps, lengthM: 0 }, points: lapPoint },
      'laps.lengthM: expected a lap of some length',
    ],
    [
      { laps, points: [point] },
      'points: expected the last point at the end of the lap, 400 m, found 1500',
    ],
    [{ laps, points: lapPoint, distanceM: 1200 }, 'distanceM: expected 1600 m or up to a lap less'],
    [{ laps, points: lapPoint, distanceM: 1601 }, 'distanceM: expected 1600 m or up to a lap less'],
    [
      { laps: { ...laps, limit: { kind: 'count', laps: 0 } }, points: lapPoint },
      'definition.laps.limit.laps: expected a number of laps',
    ],
    [
      { ...sixHours, distanceM: 1000 },
      'distanceM: expected null where a time limit ends the race, found 1000',
    ],
    [
      {
        ...sixHours,
        laps: {
          lengthM: 1000,
          limit: { kind: 'time', durationUs: 0, lastLap: 'started' },
          finish: 'own',
        },
      },
      'laps.limit: expected a time limit above zero',
    ],
    [
      { ...sixHours, speed: { minMps: 1, maxMps: 1000 } },
      'laps: expected at most 20000 points in all laps, found 21601',
    ],
    [{ course: { kind: 'route', lengthM: 0 } }, 'course: expected a course of some length'],
    [{ course: { kind: 'circuit', lapM: 0 } }, 'course: expected a course of some length'],
    [
      { course: { kind: 'oval', lapM: 400, lanes: 8, straightM: 100, radiusM: 50 } },
      'course: expected straights and bends that make about 400 m, found 514',
    ],
    [{ course: { kind: 'field' } }, 'definition.course.kind: expected one of oval'],
    [
      { course: { kind: 'route', lengthM: 10, outline: [[1]] } },
      'outline.0: expected a pair, found a list of 1',
    ],
    [{ speed: { minMps: 0, maxMps: 10 } }, 'speed: expected a lowest speed above zero'],
    [{ speed: { minMps: 10, maxMps: 10 } }, 'speed: expected a lowest speed above zero'],
    [
      { start: { kind: 'waves', waves: [], rankBy: 'gun' } },
      'start.waves: expected at least one wave',
    ],
    [
      {
        start: {
          kind: 'waves',
          waves: [
            { id: 'a', name: 'A' },
            { id: 'a', name: 'B' },
          ],
          rankBy: 'net',
        },
      },
      'wave: expected each id once',
    ],
    [
      {
        categories: [
          { id: 'a', name: 'A' },
          { id: 'a', name: 'B' },
        ],
      },
      'category: expected each id once',
    ],
    [
      { paceLines: [{ id: 'p', label: 'P', kind: 'lights', at: [], basis: 'even' }] },
      'paceLines: expected a pair, found "p"',
    ],
    [
      {
        paceLines: [
          {
            id: 'p',
            label: 'P',
            kind: 'lights',
            at: [
              [400, 5],
              [400, 6],
            ],
            basis: 'even',
          },
        ],
      },
      'paceLines: expected pairs that rise, found "p"',
    ],
    [{ zone: 'not a zone!' }, 'definition.zone: expected an IANA zone like Europe/Oslo'],
    [{ event: undefined }, 'definition.event: expected text, found nothing'],
  ])('%j is refused', (change, message) => {
    const sentence = refusedDefinition(change);
    expect(sentence).toMatch(/^BAD_DEFINITION/);
    expect(sentence).toContain(message);
  });
});
