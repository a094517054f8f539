import { describe, expect, it } from 'vitest';
import type { StartLine } from '../formats/start-list.ts';
import { entrantsOf, heatsOf, linesOf, lineProblems, rosterLineOf } from './entrants.ts';

const full: StartLine = {
  bib: '101',
  name: 'Anna Berg',
  shortName: 'Berg',
  country: 'NOR',
  club: 'Tjalve',
  crew: ['Anna', 'Birte'],
  lane: 4,
  grid: 2,
  tags: ['A1'],
  category: 'W40',
  wave: 'Elite',
  offsetUs: 30_000_000,
  seedUs: 212_300_000,
  seedDigits: 2,
  pacemaker: true,
};

describe('a start list', () => {
  it('becomes entrants with numbers for ids and names beside them, and back', () => {
    const { entrants, roster, categories, waves } = entrantsOf([full, { bib: '7' }]);
    expect(entrants.map(({ id, role }) => `${id} ${role}`)).toEqual([
      'e1 pacemaker',
      'e2 competitor',
    ]);
    expect(JSON.stringify(entrants)).not.toContain('Anna');
    expect(roster).toMatchObject({ e1: { name: 'Anna Berg', country: 'NOR' } });
    expect(roster).not.toHaveProperty('e2');
    expect(waves).toEqual(['Elite']);
    expect(linesOf(entrants, roster, categories)).toEqual([full, { bib: '7' }]);
    expect(linesOf(entrants, roster)[0]?.category).toBe('W40');
  });
  it('calls by the surname before a comma, and by nothing that no comma makes a surname', () => {
    const short = (name: string) => rosterLineOf({ name })?.shortName;
    expect(short('O’Brien, Séan')).toBe('O’Brien');
    expect(short('van der Berg, Ida Marie')).toBe('van der Berg');
    for (const name of ['Séan O’Brien', 'Sam Berg, Jr.', 'Berg, III', 'A, B, C', 'Berg,'])
      expect(short(name), name).toBeUndefined();
    expect(rosterLineOf({ name: 'O’Brien, Séan', shortName: 'SOB' })?.shortName).toBe('SOB');
  });
  it('goes on counting where another ended', () => {
    expect(entrantsOf([{ name: 'A' }], 13).entrants[0]?.id).toBe('e13');
  });
  it('loses no country but one that is no code', () => {
    const { roster } = entrantsOf([
      { name: 'A', country: 'XYZ' },
      { name: 'B', country: 'NORWAY' },
    ]);
    expect(roster['e1']).toEqual({ name: 'A', country: 'XYZ' });
    expect(roster['e2']).toEqual({ name: 'B' });
  });
  it('has its heats in their order', () => {
    const lines = [{ heat: '2' }, { heat: '10' }, { heat: '1' }, { heat: '2', bib: '1' }];
    expect(heatsOf(lines).map(([heat, of]) => [heat, of.length])).toEqual([
      ['1', 1],
      ['2', 2],
      ['10', 1],
    ]);
    expect(heatsOf([{ name: 'A' }])).toEqual([[null, [{ name: 'A' }]]]);
    expect(heatsOf([{ heat: 'B' }, { heat: 'A' }]).map(([heat]) => heat)).toEqual(['B', 'A']);
  });
});

describe('what is odd in a start list', () => {
  it('is said of each line', () => {
    expect(
      lineProblems([
        { bib: '1', name: 'A', lane: 3, country: 'DEU', tags: ['x'] },
        { bib: '1', lane: 3, country: 'Norway', tags: ['x'] },
        { name: 'C', lane: 3, heat: '2', country: 'XXX' },
        { country: 'NOR' },
      ]),
    ).toEqual([
      { index: 0, kind: 'unknownCountry', text: 'DEU', other: 'GER' },
      { index: 1, kind: 'noName', text: '1' },
      { index: 1, kind: 'noCountryCode', text: 'Norway' },
      { index: 1, kind: 'doubledBib', text: '1', other: 0 },
      { index: 1, kind: 'doubledLane', text: '3', other: 0 },
      { index: 1, kind: 'doubledTag', text: 'x', other: 0 },
      { index: 2, kind: 'unknownCountry', text: 'XXX' },
      { index: 3, kind: 'noName', text: '' },
    ]);
  });
});
