import { describe, expect, test } from 'vitest';
import { columnOf } from '../../../../shared/formats/start-list-columns.ts';
import { withWaves } from '../../../../shared/setup/edit-definition.ts';
import { marathon } from '../../../../shared/testkit/definitions.ts';
import { setup } from '../../../i18n/en/setup.ts';
import { emptyDraft, ONLY_WAVE, problemsOf, withListedWaves } from './race-draft.ts';

describe('the waves of a race', () => {
  const unnamed = withWaves(marathon, [ONLY_WAVE], 'net');
  const wavesOf = (of: typeof marathon, ...waves: (string | undefined)[]) => {
    const lines = waves.map((wave) => (wave === undefined ? { bib: '1' } : { bib: '1', wave }));
    const { start } = withListedWaves(of, lines);
    return start.kind === 'waves' ? start.waves.map(({ name }) => name) : null;
  };

  test('are those of the start list: a gun for a wave that nobody named would start nobody', () => {
    expect(wavesOf(unnamed, 'A', 'B', 'A')).toEqual(['A', 'B']);
  });

  test('are one as long as the list names none, and keep it for those who are in no other', () => {
    expect(wavesOf(unnamed)).toEqual(['1']);
    expect(wavesOf(unnamed, undefined)).toEqual(['1']);
    expect(wavesOf(unnamed, 'A', undefined)).toEqual(['1', 'A']);
    expect(wavesOf(unnamed, '2', '1')).toEqual(['1', '2']);
  });

  test('are also those that were named and have nobody yet', () => {
    expect(wavesOf(withWaves(marathon, ['Elite', 'A'], 'net'), 'A', 'B')).toEqual([
      'Elite',
      'A',
      'B',
    ]);
  });
});

test('each heading that a start list is shown with is read as what it is', () => {
  const shown = [...Object.values(setup.list.columns), ...Object.values(setup.import.columnNames)];
  const own: string = setup.import.columnNames.ignored;
  for (const heading of shown.filter((each) => each !== own))
    expect(columnOf(heading), heading).not.toBeNull();
});

test('a record that cannot be read is a problem, and is not left out without a word', () => {
  const draft = { ...emptyDraft(new Date(0)), event: 'Men 1500 m', meeting: 'Bislett' };
  expect(problemsOf({ ...draft, records: 'WR 3:26.00' })).toEqual({});
  expect(problemsOf({ ...draft, records: 'WR three minutes' })).toEqual({ records: 'records' });
});
