import { expect, test } from 'vitest';
import type { Roster } from '../../../shared/race/roster.ts';
import { en } from '../../i18n/en.ts';
import { nameOf } from './names.ts';

const roster: Roster = {
  nzl: { name: 'New Zealand', shortName: 'NZL', country: 'NZL' },
  ask: { name: 'Ann Ask', shortName: 'Ask', country: 'NOR' },
};

test('a crew has its name everywhere, and its code where there is room for letters only', () => {
  expect(nameOf({ id: 'nzl' }, roster, en)).toMatchObject({
    name: 'New Zealand',
    shortName: 'New Zealand',
    code: 'NZL',
    label: 'NZL',
    dot: 'NZL',
  });
});

test('a person has a surname, and initials where no number stands', () => {
  const ask = { shortName: 'Ask', code: null, label: 'AA' };
  expect(nameOf({ id: 'ask' }, roster, en)).toMatchObject(ask);
  expect(nameOf({ id: 'ask', bib: '7' }, roster, en)).toMatchObject({ ...ask, label: '7' });
});
