import { describe, expect, test } from 'vitest';
import { instant } from '../time/time.ts';
import { oval1500 } from '../testkit/definitions.ts';
import {
  afterTheGun,
  competitors,
  fold,
  GUN,
  looseOf,
  RaceBuilder,
  splitsOf,
  started,
  time,
} from '../testkit/race-builder.ts';
import { createRace } from './apply.ts';

const field = competitors('ing', 'che');

describe('which of several entries holds', () => {
  test('N1 the newest status holds, whichever comes first', () => {
    const race = started(oval1500, field);
    race.status('ing', 'DNF');
    race.status('ing', 'DQ', { rule: 'TR 17.3' });
    for (const entries of [race.entries, race.entries.toReversed()])
      expect(fold(entries).entrants.find((e) => e.entrant.id === 'ing')?.status).toMatchObject({
        status: 'DQ',
        rule: 'TR 17.3',
      });
  });

  test('N1 recorded in the same moment, the device later in the alphabet and then the higher counter holds', () => {
    const race = started(oval1500, field);
    const at = race.recordedAt;
    for (const [device, reason] of [
      ['judge', 'third'],
      ['judge', 'fourth'],
      ['desk', 'second'],
    ] as const) {
      race.device = device;
      race.recordedAt = at;
      race.sets('postponed', reason);
    }
    expect(race.race().state).toEqual({ state: 'postponed', reason: 'fourth' });
  });

  test('N2 when the newest is voided, the one before it holds again', () => {
    const race = started(oval1500, field);
    race.status('ing', 'DNF');
    race.voids(race.status('ing', 'DQ'));
    expect(race.race().entrants[0]?.status?.status).toBe('DNF');
  });

  test('N3 an amended gun keeps its place before a later one', () => {
    const race = started(oval1500, field);
    const first = race.gun(instant(GUN + 1_000_000));
    race.gun(instant(GUN + 2_000_000));
    race.amends(first, { ...race.eventOf(first, 'gunFired'), at: instant(GUN + 9_000_000) });
    expect(race.race().zero).toBe(GUN + 2_000_000);
  });
});

describe('corrections', () => {
  test('C1 a void that comes before its target takes it out as soon as it comes', () => {
    const race = started(oval1500, field);
    const passing = race.passes('ing', 'finish', '41.85');
    race.voids(passing);
    const late = race.entries.toSorted((a) => (a.event.type === 'passingRecorded' ? 1 : -1));
    expect(splitsOf(fold(late), 'ing')).toEqual({});
    expect(fold(late).hash()).toBe(race.race().hash());
  });

  test('C2 the newest of void and restore decides', () => {
    const race = started(oval1500, field);
    const passing = race.passes('ing', 'finish', '41.85');
    race.voids(passing);
    race.restores(passing);
    expect(splitsOf(race.race(), 'ing')).toEqual({ 300: time('41.85') });
    race.voids(passing);
    expect(splitsOf(race.race(), 'ing')).toEqual({});
    expect(race.race().loose).toEqual([]);
  });

  test('C3 the newest amendment replaces the content and acts backwards', () => {
    const race = started(oval1500, field);
    const passing = race.passes('ing', 'finish', '41.85');
    const event = race.eventOf(passing, 'passingRecorded');
    race.amends(passing, { ...event, time: afterTheGun('41.95') });
    race.amends(passing, { ...event, who: { entrant: 'che' } });
    expect(splitsOf(race.race(), 'ing')).toEqual({});
    expect(splitsOf(race.race(), 'che')).toEqual({ 300: time('41.85') });
  });

  test('C4 what is restored has the content of its newest amendment', () => {
    const race = started(oval1500, field);
    const passing = race.passes('ing', 'finish', '41.85');
    race.voids(passing);
    const event = race.eventOf(passing, 'passingRecorded');
    race.amends(passing, { ...event, time: afterTheGun('41.95') });
    race.restores(passing);
    expect(splitsOf(race.race(), 'ing')).toEqual({ 300: time('41.95') });
  });

  test('C5 a correction of a correction, of itself or to another type is refused', () => {
    const race = started(oval1500, field);
    const passing = race.passes('ing', 'finish', '41.85');
    const voided = race.voids(passing);
    const folded = race.race();
    const before = folded.hash();
    const refused = (event: Parameters<typeof race.add>[0]) => {
      race.add(event);
      const applied = folded.apply(race.entries.at(-1) ?? fail());
      return applied.ok ? 'accepted' : `${applied.refusal.code}: ${applied.refusal.message}`;
    };
    expect(refused({ type: 'entryVoided', target: voided })).toBe(
      'BAD_CORRECTION: expected no correction as target, found desk:5, an entryVoided (entryVoided, desk:6)',
    );
    expect(refused({ type: 'entryRestored', target: 'desk:7' })).toMatch(/found itself/);
    expect(
      refused({
        type: 'entryAmended',
        target: passing,
        event: { type: 'raceEnded', time: afterTheGun('0') },
      }),
    ).toBe(
      'BAD_CORRECTION: expected a passingRecorded, as desk:4 is one, found a raceEnded (entryAmended, desk:8)',
    );
    expect(folded.hash()).toBe(before);
  });

  test('C5 a bad correction that came before its target is kept and has no effect', () => {
    const race = started(oval1500, field);
    const passing = race.passes('ing', 'finish', '41.85');
    const before = race.race().hash();
    const amended = race.amends(passing, { type: 'raceEnded', time: afterTheGun('0') });
    race.voids(amended);
    const folded = fold(race.entries.toReversed());
    expect(folded.hash()).toBe(before);
    expect(folded.size).toBe(6);
    expect(folded.entry(amended)?.event.type).toBe('entryAmended');
  });

  test('C6 voiding everything leaves a race in which nothing has happened', () => {
    const race = started(oval1500, field);
    race.passes('ing', 'finish', '41.85');
    race.reads('che', '300', '42.00');
    race.status('ing', 'DNF');
    race.places('che', 1, '42.00');
    race.marks('che', ['PB'], '42.00');
    race.says('Rain', '10');
    race.declares('official', '60');
    race.sets('abandoned', 'Rain');
    race.ends('30');
    const ids = race.entries.map(({ device, n }) => `${device}:${n}` as const);
    ids.forEach((id) => race.voids(id));
    const empty = race.race();
    expect(empty.hash()).toBe(createRace().hash());
    expect(empty).toMatchObject({
      definition: null,
      points: [],
      columns: [],
      zero: null,
      loose: [],
      messages: [],
      declared: [],
      state: null,
      ended: null,
      finish: null,
    });
    expect(empty.entrants.map(({ listed }) => listed)).toEqual([false, false]);
  });

  test('a void of a void line: restoring a start list brings its entrants and their splits back', () => {
    const race = new RaceBuilder();
    race.define(oval1500);
    race.gun();
    const list = race.list(...field);
    race.passes({ bib: '1' }, 'finish', '41.85');
    const before = race.race().hash();
    race.voids(list);
    expect(looseOf(race.race())).toEqual({ 'desk:4': 'unknownEntrant' });
    race.restores(list);
    expect(race.race().hash()).toBe(before);
  });
});

function fail(): never {
  throw new Error('no entry');
}
