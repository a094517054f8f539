import { expect, test } from 'vitest';
import { createRace } from '../../../shared/race/apply.ts';
import { instant } from '../../../shared/time/time.ts';
import { findEntrants } from './find-entrants.ts';

const race = createRace();
race.apply({
  device: 'list',
  n: 1,
  recordedAt: instant(0),
  event: {
    type: 'entrantsListed',
    entrants: [
      { id: 'a', bib: '12', role: 'competitor' },
      { id: 'b', bib: '120', role: 'competitor' },
      { id: 'c', bib: '7', role: 'competitor' },
    ],
  },
});
const roster = {
  a: { name: 'Žan Rudolf', country: 'SLO' },
  b: { name: 'Rüdiger Zanetti' },
  c: { name: 'Secret Person', hidden: true },
};
const find = (text: string) =>
  findEntrants(text, { race, roster, most: 5 }).found.map((one) => one.id);

test('names are found by any of their parts, without their accents', () => {
  expect(find('zan')).toEqual(['a', 'b']);
  expect(find('rud')).toEqual(['a', 'b']);
  expect(find('ZANETTI')).toEqual(['b']);
});

test('a whole bib comes before bibs that begin so', () => {
  expect(find('12')).toEqual(['a', 'b']);
});

test('who is hidden is found by bib only', () => {
  expect(find('secret')).toEqual([]);
  expect(find('7')).toEqual(['c']);
});

test('how many are left out is known', () => {
  expect(findEntrants('zan', { race, roster, most: 1 })).toMatchObject({
    found: [{ id: 'a', entrant: 0 }],
    rest: 1,
  });
});
