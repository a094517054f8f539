import { describe, expect, test } from 'vitest';
import { instant } from '../time/time.ts';
import { oval1500 } from '../testkit/definitions.ts';
import { competitors, GUN, splitsOf, started, time, afterTheGun } from '../testkit/race-builder.ts';

const field = competitors('ing', 'che', 'rud');
const oslo = () => started(oval1500, field);

describe('status, places and the result', () => {
  test('S1 DNF and DQ count from their time, DNS from ever, and without a time from when it was recorded', () => {
    const race = oslo();
    race.status('ing', 'DQ', {
      time: afterTheGun('1:00'),
      rule: 'TR 17.3',
      reason: 'inside the kerb',
    });
    race.status('che', 'DNS', { time: afterTheGun('1:00') });
    const at = race.recordedAt;
    race.status('rud', 'DNF');
    expect(race.race().entrants.map(({ status }) => status)).toEqual([
      { status: 'DQ', from: GUN + time('1:00'), rule: 'TR 17.3', reason: 'inside the kerb' },
      { status: 'DNS', from: Number.NEGATIVE_INFINITY },
      { status: 'DNF', from: at },
    ]);
  });

  test('S2 cleared takes a status away', () => {
    const race = oslo();
    race.status('ing', 'DQ');
    race.status('ing', 'cleared');
    expect(race.race().entrants[0]?.status).toBeNull();
  });

  test('S3 who did not finish keeps the splits', () => {
    const race = oslo();
    race.passes('rud', 'finish', '41.35');
    race.status('rud', 'DNF', { time: afterTheGun('1:52') });
    expect(splitsOf(race.race(), 'rud')).toEqual({ 300: time('41.35') });
  });

  test('S4 a place without a time, and a time without a place', () => {
    const race = oslo();
    race.places('ing', 10, '3:40');
    race.reads('che', '1500', '3:29.77');
    const [ing, che] = race.race().entrants;
    expect(ing?.place).toEqual({ place: 10, by: GUN + time('3:40') });
    expect(splitsOf(race.race(), 'ing')).toEqual({});
    expect(che?.place).toBeNull();
    expect(splitsOf(race.race(), 'che')).toEqual({ 1500: time('3:29.77') });
  });

  test('S8 why somebody was relegated or marked stands with it, and goes with it', () => {
    const builder = started(oval1500, competitors('a', 'b'));
    const placed = builder.add({
      type: 'entrantPlaced',
      entrant: 'a',
      place: 2,
      by: afterTheGun('4:00.0'),
      rule: 'TR17.2.1',
      reason: 'pushed on the bend',
    });
    builder.add({
      type: 'marksAwarded',
      entrant: 'b',
      marks: ['YC'],
      by: afterTheGun('4:00.0'),
      reason: 'conduct',
    });
    expect(builder.race().entrants[0]?.place).toMatchObject({
      place: 2,
      rule: 'TR17.2.1',
      reason: 'pushed on the bend',
    });
    expect(builder.race().entrants[1]?.marks).toMatchObject({ marks: ['YC'], reason: 'conduct' });
    builder.voids(placed);
    builder.marks('b', [], '4:10.0');
    expect(builder.race().entrants.map(({ place, marks }) => [place, marks])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  test('S5 marks are known from a moment on, and an empty list takes them away', () => {
    const race = oslo();
    race.marks('ing', ['WL', 'PB'], '3:29.74');
    expect(race.race().entrants[0]?.marks).toEqual({
      marks: ['WL', 'PB'],
      by: GUN + time('3:29.74'),
    });
    race.marks('ing', [], '3:29.74');
    expect(race.race().entrants[0]?.marks).toBeNull();
  });

  test('S6 messages and declarations stand in the order of their time', () => {
    const race = oslo();
    race.declares('official', '10:00', { by: 'Referee', reason: 'no protest' });
    race.declares('provisional', '5:00');
    const late = race.says('The dive', '3:29.74');
    const shoe = race.add({
      type: 'messagePosted',
      text: 'A shoe is lost',
      time: afterTheGun('1:00'),
      kind: 'reported',
      entrants: ['che'],
      source: 'tv',
    });
    const { declared, messages } = race.race();
    expect(declared).toEqual([
      { state: 'provisional', at: GUN + time('5:00') },
      { state: 'official', at: GUN + time('10:00'), by: 'Referee', reason: 'no protest' },
    ]);
    expect(messages).toEqual([
      {
        at: GUN + time('1:00'),
        text: 'A shoe is lost',
        kind: 'reported',
        entrants: ['che'],
        source: 'tv',
        entry: shoe,
      },
      { at: GUN + time('3:29.74'), text: 'The dive', kind: 'reported', entrants: [], entry: late },
    ]);
  });

  test('what is said of an entrant before any list names it holds once one does', () => {
    const race = oslo();
    race.status('new', 'DNS');
    race.list({ id: 'new', role: 'competitor' });
    expect(race.race().entrants[3]?.status?.status).toBe('DNS');
  });
});

describe('what readers hold', () => {
  test('an entrant keeps its identity while nothing but its splits changed', () => {
    const race = oslo();
    const folded = race.race();
    const [ing] = folded.entrants;
    race.passes('ing', 'finish', '41.85');
    folded.apply(race.entries.at(-1) ?? raise());
    expect(folded.entrants[0]).toBe(ing);
    race.status('ing', 'DNF');
    folded.apply(race.entries.at(-1) ?? raise());
    expect(folded.entrants[0]).not.toBe(ing);
  });

  test('the revision rises with every entry and not with a repeat', () => {
    const race = oslo();
    const folded = race.race();
    expect(folded.revision).toBe(3);
    const again = race.entries[0] ?? raise();
    expect(folded.apply(again)).toEqual({ ok: true, repeated: true });
    expect(folded.check(again)).toEqual({ ok: true, repeated: true });
    expect(folded.revision).toBe(3);
  });

  test('lists that nothing changed keep their identity', () => {
    const race = oslo();
    race.says('Rain', '10');
    race.passes({ unknown: true }, 'finish', '12');
    const folded = race.race();
    const { messages, loose, declared } = folded;
    expect(folded.loose).toBe(loose);
    race.passes('ing', 'finish', '41.85');
    folded.apply(race.entries.at(-1) ?? raise());
    expect(folded.messages).toBe(messages);
    expect(folded.declared).toBe(declared);
  });

  test('S9 that a saved queue was brought in by somebody changes nothing but the log', () => {
    const race = oslo();
    race.passes('ing', 'finish', '41.85');
    const folded = race.race();
    const before = folded.hash();
    const devices = [{ device: 'op-7k2m9qab.p1', first: 1, last: 3, count: 3 }];
    const event = { type: 'queueBrought', devices, sha256: '0'.repeat(64) } as const;
    const recordedAt = instant(race.recordedAt + 1);
    expect(folded.apply({ device: 'op-desk.queue', n: 1, recordedAt, event })).toMatchObject({
      ok: true,
    });
    expect(folded.hash()).toBe(before);
    expect(folded.holds('op-desk.queue:1')).toEqual(event);
  });

  test('a split of nobody and at no point is null', () => {
    const folded = oslo().race();
    expect(folded.split(9, 0)).toBeNull();
    expect(folded.split(0, 99)).toBeNull();
  });

  test('the state of the race is the newest, with its reason', () => {
    const race = oslo();
    race.sets('postponed', 'Thunder');
    expect(race.race().state).toEqual({ state: 'postponed', reason: 'Thunder' });
    race.recordedAt = instant(race.recordedAt + 1);
    race.sets('scheduled');
    expect(race.race().state).toEqual({ state: 'scheduled' });
  });
});

function raise(): never {
  throw new Error('no entry');
}
