import { describe, expect, test } from 'vitest';
import { instant } from '../time/time.ts';
import { oval1500, swim400 } from '../testkit/definitions.ts';
import {
  afterTheGun,
  competitors,
  fold,
  GUN,
  looseOf,
  splitsOf,
  started,
  time,
} from '../testkit/race-builder.ts';

const field = competitors('ing', 'che');

describe('from reads to crossings', () => {
  test('P1 a passing of nobody at nothing at no time of this race is kept, and listed with its reason', () => {
    const race = started(oval1500, field);
    const odd = race.passes({ unknown: true }, 'car park', '-9:00', {
      raw: '\u0001?',
      source: 'beam 2',
    });
    expect(looseOf(race.race())).toEqual({ [odd]: 'unknownEntrant' });
    expect(race.race().entry(odd)?.event).toMatchObject({ raw: '\u0001?', source: 'beam 2' });
  });

  test('P2 a line that the course has not is an unknown line, a point that it has not is no point', () => {
    const race = started(oval1500, field);
    const line = race.passes('ing', 'car park', '42');
    const point = race.passes('ing', 'finish', '42', { point: '1600' });
    expect(looseOf(race.race())).toEqual({ [line]: 'unknownLine', [point]: 'noPoint' });
  });

  test('P2 a passing that names its point is on the line of that point, whatever line it names', () => {
    const race = started(oval1500, field);
    race.passes('ing', 'split sheet', '55.95', { point: '400' });
    expect(splitsOf(race.race(), 'ing')).toEqual({ 400: time('55.95') });
  });

  test('P3 of two reads of one moment that of the earlier device, then of the lower counter, counts', () => {
    const race = started(oval1500, field);
    race.device = 'mat';
    race.passes('ing', 'finish', '41.85');
    race.device = 'beam';
    const first = race.passes('ing', 'finish', '41.85');
    race.passes('ing', 'finish', '41.85');
    for (const entries of [race.entries, race.entries.toReversed()])
      expect(fold(entries).split(0, 2)?.entry).toBe(first);
  });

  test('P4 reads that follow each other closer than the dedupe time are one crossing, however many', () => {
    const race = started(oval1500, field);
    ['41.85', '46.80', '51.75', '56.70'].forEach((at) => race.passes('ing', 'finish', at));
    expect(splitsOf(race.race(), 'ing')).toEqual({ 300: time('41.85') });
    expect(race.race().loose.map(({ why }) => why)).toEqual([
      'duplicate',
      'duplicate',
      'duplicate',
    ]);
  });

  test('P4 reads a dedupe time apart, on another line or of another entrant are crossings of their own', () => {
    const race = started({ ...swim400, dedupeUs: 2_000_000 }, field);
    race.passes('ing', 'far end', '25.00');
    race.passes('ing', 'start end', '50.00');
    race.passes('ing', 'far end', '1:15.00');
    race.passes('che', 'far end', '25.10');
    expect(splitsOf(race.race(), 'ing')).toEqual({
      50: time('25'),
      100: time('50'),
      150: time('1:15'),
    });
    expect(splitsOf(race.race(), 'che')).toEqual({ 50: time('25.10') });
  });

  test('P5 the first read of a crossing counts, also when it comes last', () => {
    const race = started(oval1500, field);
    race.passes('ing', 'finish', '42.30');
    race.passes('ing', 'finish', '41.85');
    expect(splitsOf(race.race(), 'ing')).toEqual({ 300: time('41.85') });
    expect(race.race().split(0, 2)?.corrected).toBe(false);
  });

  test('P6 a read that names its point counts before an earlier one that does not', () => {
    const race = started(oval1500, field);
    const mat = race.passes('ing', 'finish', '41.85');
    race.passes('ing', 'finish', '42.00', { point: '300' });
    expect(splitsOf(race.race(), 'ing')).toEqual({ 300: time('42.00') });
    expect(looseOf(race.race())).toEqual({ [mat]: 'duplicate' });
  });

  test('P6 of several passings that name one point the first counts, however far apart', () => {
    const race = started(oval1500, field);
    const late = race.passes('ing', 'finish', '58', { point: '300' });
    race.passes('ing', 'finish', '41.85', { point: '300' });
    expect(splitsOf(race.race(), 'ing')).toEqual({ 300: time('41.85') });
    expect(looseOf(race.race())).toEqual({ [late]: 'duplicate' });
  });

  test('P7 a reading counts before every passing of its point and its crossing, and corrects the split', () => {
    const race = started(oval1500, field);
    const beam = race.passes('ing', 'finish', '3:29.70');
    const sheet = race.passes('ing', 'finish', '3:29.80', { point: '1500' });
    const reading = race.reads('ing', '1500', '3:29.74');
    expect(race.race().split(0, 14)).toEqual({
      entrant: 0,
      point: 14,
      clock: GUN + time('3:29.74'),
      time: time('3:29.74'),
      digits: 2,
      kind: 'official',
      entry: reading,
      corrected: true,
      flags: [],
    });
    expect(looseOf(race.race())).toEqual({ [beam]: 'superseded', [sheet]: 'superseded' });
  });

  test('P7 a reading of the same time, or with nothing beside it, corrects nothing', () => {
    const race = started(oval1500, field);
    race.passes('ing', 'finish', '3:29.74');
    race.reads('ing', '1500', '3:29.74');
    race.reads('che', '1500', '3:29.77');
    expect(race.race().split(0, 14)?.corrected).toBe(false);
    expect(race.race().split(1, 14)?.corrected).toBe(false);
  });

  test('P8 the newest of several readings counts', () => {
    const race = started(oval1500, field);
    const again = race.reads('ing', '1500', '3:29.75');
    race.recordedAt = instant(GUN);
    const first = race.reads('ing', '1500', '3:29.74');
    expect(race.race().split(0, 14)).toMatchObject({ entry: again, corrected: true });
    expect(looseOf(race.race())).toEqual({ [first]: 'superseded' });
  });

  test('P9 a split whose read was amended is corrected', () => {
    const race = started(oval1500, field);
    const named = race.passes('ing', 'finish', '41.85', { point: '300' });
    const open = race.passes('che', 'finish', '41.95');
    expect(race.race().split(0, 2)?.corrected).toBe(false);
    for (const passing of [named, open])
      race.amends(passing, {
        ...race.eventOf(passing, 'passingRecorded'),
        time: afterTheGun('41.90'),
      });
    expect(race.race().split(0, 2)).toMatchObject({ time: time('41.90'), corrected: true });
    expect(race.race().split(1, 2)).toMatchObject({ time: time('41.90'), corrected: true });
  });

  test('P9 a tap that is given its name is not corrected; one that is given another time is', () => {
    const race = started(oval1500, field);
    const [tap, moved] = [
      race.passes({ unknown: true }, 'finish', '41.85'),
      race.passes({ unknown: true }, 'finish', '45.00'),
    ];
    const amend = (read: typeof tap, entrant: string, at?: string) =>
      race.amends(read, {
        ...race.eventOf(read, 'passingRecorded'),
        who: { entrant },
        ...(at === undefined ? {} : { time: afterTheGun(at) }),
      });
    amend(tap, 'ing');
    amend(moved, 'che', '45.10');
    expect(race.race().split(0, 2)).toMatchObject({ time: time('41.85'), corrected: false });
    expect(race.race().split(1, 2)).toMatchObject({ time: time('45.10'), corrected: true });
    amend(tap, 'che');
    amend(moved, 'ing');
    expect(race.race().split(1, 2)).toMatchObject({ time: time('41.85'), corrected: false });
  });
});
