import { describe, expect, test } from 'vitest';
import type { Entrant } from '../race/definition.ts';
import { oval1500, sixHours } from '../testkit/definitions.ts';
import { competitors, started } from '../testkit/race-builder.ts';
import { readBib } from './bib-input.ts';
import { entrantNamed, namesOf, SHARED } from './names.ts';

const field = (...bibs: readonly string[]): Entrant[] =>
  bibs.map((bib, i) => ({ id: `e${i}`, bib, role: 'competitor' }));

describe('FB1 digits are completed against the start list', () => {
  const race = started(oval1500, field('1', '12', '101', '112', '113', '20')).race();
  const read = (digits: string) => readBib(race, digits, 'finish');

  test('a whole bib that begins no other is meant', () => {
    expect(read('20')).toMatchObject({ verdict: 'exact', bib: '20', entrant: 5, count: 1 });
  });

  test('a whole bib that begins others is meant as well, and they are shown', () => {
    const { verdict, bib, candidates } = read('1');
    expect({ verdict, bib }).toEqual({ verdict: 'exactOrLonger', bib: '1' });
    expect(candidates.map((each) => each.bib)).toEqual(['1', '12', '101', '112', '113']);
  });

  test('the beginning of one bib only completes to it', () => {
    expect(read('10')).toMatchObject({ verdict: 'completes', bib: '101', entrant: 2 });
    expect(read(' 2 ')).toMatchObject({ digits: '2', verdict: 'completes', bib: '20' });
  });

  test('the beginning of several means nobody yet; the shorter stand first', () => {
    const several = read('11');
    expect(several).toMatchObject({ verdict: 'several', bib: null, entrant: null, count: 2 });
    expect(readBib(race, '1', 'finish', 2).candidates).toHaveLength(2);
  });

  test('nothing, and a bib that nobody has', () => {
    expect(read(' ')).toMatchObject({ verdict: 'empty', candidates: [] });
    expect(read('999')).toMatchObject({ verdict: 'notInRace', bib: null, count: 0 });
  });
});

test('FB2 a bib that two bear names nobody', () => {
  const race = started(oval1500, field('7', '7', '8')).race();
  expect(readBib(race, '7', 'finish')).toMatchObject({ verdict: 'sharedBib', entrant: null });
});

describe('FB3 whom this line has seen is said', () => {
  test('with the last time there, and whether it was the last', () => {
    const builder = started(oval1500, competitors('a', 'b'));
    builder.passes('a', 'finish', '0:50.00');
    const lap = builder.passes('a', 'finish', '1:50.00');
    const end = builder.passes('b', 'finish', '3:45.00', { point: '1500' });
    const race = builder.race();
    const seen = (digits: string) => readBib(race, digits, 'finish').candidates[0]?.seen;
    expect(seen('1')).toMatchObject({ point: 6, entry: lap, done: false });
    expect(seen('2')).toMatchObject({ point: 14, entry: end, done: true });
    expect(readBib(race, '1', 'finish+100').candidates[0]?.seen).toBeNull();
  });

  test('where a time limit ends the race, nobody is ever done', () => {
    const builder = started(sixHours, competitors('a'));
    builder.passes('a', 'line', '5:00');
    const [candidate] = readBib(builder.race(), '1', 'line').candidates;
    expect(candidate?.seen).toMatchObject({ point: 0, done: false });
  });
});

test('FB4 names follow the start list that holds', () => {
  const builder = started(oval1500, [
    { id: 'a', bib: '1', lane: 3, tags: ['t1', 't1'], role: 'competitor' },
    { id: 'b', lane: 4, tags: ['t2'], role: 'competitor' },
  ]);
  const race = builder.race();
  const names = namesOf(race);
  expect(entrantNamed(names, { entrant: 'b' })).toBe(1);
  expect(entrantNamed(names, { bib: '1' })).toBe(0);
  expect(entrantNamed(names, { bib: '2' })).toBeNull();
  expect(entrantNamed(names, { tag: 't1' })).toBe(0);
  expect(entrantNamed(names, { tag: 't3' })).toBeNull();
  expect(entrantNamed(names, { lane: 4 })).toBe(1);
  expect(entrantNamed(names, { lane: 5 })).toBeNull();
  expect(entrantNamed(names, { entrant: 'c' })).toBeNull();
  expect(entrantNamed(names, { unknown: true })).toBeNull();
  builder.passes('a', 'finish', '0:50.00');
  race.apply(builder.entries.at(-1) ?? builder.entries[0] ?? expect.fail());
  expect(namesOf(race)).toBe(names);
  builder.list({ id: 'b', bib: '1', lane: 4, role: 'competitor' });
  race.apply(builder.entries.at(-1) ?? expect.fail());
  expect(entrantNamed(namesOf(race), { bib: '1' })).toBe(SHARED);
  builder.voids('desk:2');
  race.apply(builder.entries.at(-1) ?? expect.fail());
  expect(entrantNamed(namesOf(race), { bib: '1' })).toBe(1);
  expect(entrantNamed(namesOf(race), { entrant: 'a' })).toBeNull();
});
