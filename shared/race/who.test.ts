import { describe, expect, test } from 'vitest';
import { oval1500, rowing } from '../testkit/definitions.ts';
import {
  competitors,
  looseOf,
  RaceBuilder,
  splitsOf,
  started,
  time,
} from '../testkit/race-builder.ts';
import type { Entrant } from './definition.ts';

const nordas: Entrant = { id: 'nor', bib: '7', tags: ['A0FF', 'A100'], role: 'competitor' };
const britain: Entrant = { id: 'gbr', lane: 4, role: 'competitor' };

describe('whose read it is', () => {
  test('W1 a bib, a tag and the id all name the same entrant', () => {
    const race = started(oval1500, [nordas]);
    race.passes({ bib: '7' }, 'finish', '42.60');
    race.passes({ tag: 'A100' }, 'finish', '1:40.21');
    race.passes({ tag: 'A0FF' }, 'finish', '2:37.90');
    race.passes({ entrant: 'nor' }, 'finish', '3:34.86');
    expect(Object.values(splitsOf(race.race(), 'nor'))).toEqual(
      ['42.60', '1:40.21', '2:37.90', '3:34.86'].map(time),
    );
  });

  test('W1 a lane names the crew in it', () => {
    const race = started(rowing, [britain]);
    race.passes({ lane: 4 }, '500', '1:29.53');
    expect(splitsOf(race.race(), 'gbr')).toEqual({ 500: time('1:29.53') });
  });

  test('W2 nobody, and a bib that is not listed, stay loose until a list names it', () => {
    const race = started(oval1500, competitors('ing'));
    const unknown = race.passes({ unknown: true }, 'finish', '42');
    const stranger = race.passes({ bib: '7' }, 'finish', '42.60');
    expect(race.race().loose).toEqual([
      {
        entry: unknown,
        clock: race.race().loose[0]?.clock,
        line: 'finish',
        who: { unknown: true },
        why: 'unknownEntrant',
      },
      {
        entry: stranger,
        clock: race.race().loose[1]?.clock,
        line: 'finish',
        who: { bib: '7' },
        why: 'unknownEntrant',
      },
    ]);
    race.list(nordas);
    expect(looseOf(race.race())).toEqual({ [unknown]: 'unknownEntrant' });
    expect(splitsOf(race.race(), 'nor')).toEqual({ 300: time('42.60') });
  });

  test('W2 an amendment says who it was', () => {
    const race = started(oval1500, [nordas]);
    const passing = race.passes({ unknown: true }, 'finish', '42.60');
    race.amends(passing, { ...race.eventOf(passing, 'passingRecorded'), who: { bib: '7' } });
    expect(looseOf(race.race())).toEqual({});
    expect(splitsOf(race.race(), 'nor')).toEqual({ 300: time('42.60') });
  });

  test('W2 a reading of a stranger is loose at the line of its point, and at the point where the course has none', () => {
    const race = started(oval1500, competitors('ing'));
    race.reads({ bib: '7' }, '300', '42.60');
    race.reads({ bib: '7' }, 'nowhere', '42.60');
    expect(race.race().loose.map(({ line }) => line)).toEqual(['finish', 'nowhere']);
  });

  test('W3 a bib that two bear belongs to neither, until one of them gets another', () => {
    const race = started(oval1500, [nordas, { ...nordas, id: 'hab', tags: [] }]);
    const passing = race.passes({ bib: '7' }, 'finish', '42.60');
    expect(looseOf(race.race())).toEqual({ [passing]: 'unknownEntrant' });
    race.list({ id: 'hab', bib: '8', role: 'competitor' });
    expect(splitsOf(race.race(), 'nor')).toEqual({ 300: time('42.60') });
    race.list({ id: 'hab', bib: '7', role: 'competitor' });
    expect(splitsOf(race.race(), 'nor')).toEqual({});
  });

  test('W4 an entrant whose every list was voided keeps its index and is on no list', () => {
    const race = new RaceBuilder();
    race.define(oval1500);
    race.gun();
    race.list(...competitors('ing'));
    const before = race.race().hash();
    race.voids(race.list(nordas));
    const folded = race.race();
    expect(folded.entrants[1]).toMatchObject({ index: 1, listed: false, gun: null });
    expect(folded.entrantIndex('nor')).toBeUndefined();
    expect(folded.entrantIndex('ing')).toBe(0);
    expect(folded.hash()).toBe(before);
  });
});
