import { describe, expect, test } from 'vitest';
import { oval1500 } from '../../../../shared/testkit/definitions.ts';
import { competitors } from '../../../../shared/testkit/race-builder.ts';
import { ofDistance } from '../../../../shared/setup/edit-definition.ts';
import { mergeDrafts, withTheirs } from './merge-drafts.ts';
import { draftOf, type RaceDraft } from './race-draft.ts';
import { changesOf } from './setup-changes.ts';

const base = draftOf(oval1500, competitors('e1', 'e2'), {
  e1: { name: 'Jakob Ingebrigtsen', country: 'NOR' },
  e2: { name: 'Timothy Cheruiyot' },
});

function withLine(draft: RaceDraft, id: string, change: Partial<RaceDraft['lines'][number]>) {
  return {
    ...draft,
    lines: draft.lines.map((line) => (line.id === id ? { ...line, ...change } : line)),
  };
}

describe('two who edit one race', () => {
  test('and change different things both keep theirs, and are told what the other changed', () => {
    const mine = withLine({ ...base, city: 'Bergen' }, 'e1', { lane: 4 });
    const theirs = withLine({ ...base, start: '20:10' }, 'e1', { bib: '77' });
    const { draft, taken, collisions } = mergeDrafts(base, mine, theirs);
    expect(draft).toMatchObject({ city: 'Bergen', start: '20:10' });
    expect(draft.lines[0]).toMatchObject({ lane: 4, bib: '77', name: 'Jakob Ingebrigtsen' });
    expect(collisions).toEqual([]);
    expect(taken.map(({ part }) => part)).toEqual([
      { of: 'race', field: 'start' },
      { of: 'line', entrant: 'e1', cell: 'bib' },
    ]);
  });

  test('and change the same are asked, and each may be right', () => {
    const mine = withLine({ ...base, start: '20:05' }, 'e2', { name: 'Tim Cheruiyot' });
    const theirs = withLine({ ...base, start: '20:10' }, 'e2', { name: 'T. Cheruiyot' });
    const { draft, collisions } = mergeDrafts(base, mine, theirs);
    expect(draft.start).toBe('20:05');
    expect(collisions).toEqual([
      { part: { of: 'race', field: 'start' }, mine: '20:05', theirs: '20:10' },
      {
        part: { of: 'line', entrant: 'e2', cell: 'name' },
        mine: 'Tim Cheruiyot',
        theirs: 'T. Cheruiyot',
      },
    ]);
    const taken = collisions.reduce(withTheirs, draft);
    expect([taken.start, taken.lines[1]?.name]).toEqual(['20:10', 'T. Cheruiyot']);
  });

  test('and change the same to the same agree', () => {
    const both = { ...base, start: '20:10' };
    expect(mergeDrafts(base, both, both)).toMatchObject({ taken: [], collisions: [] });
  });

  test('cannot have the length of one and the points of the other', () => {
    if (base.format === null) throw new Error('a race has a format');
    const mine = { ...base, format: ofDistance(base.format, 800) };
    const theirs = {
      ...base,
      format: { ...base.format, points: base.format.points.slice(1), dedupeUs: 3_000_000 },
    };
    const { draft, taken, collisions } = mergeDrafts(base, mine, theirs);
    expect(collisions.map(({ part }) => part)).toEqual([{ of: 'format', field: 'course' }]);
    expect(taken.map(({ part }) => part)).toEqual([{ of: 'format', field: 'dedupeUs' }]);
    expect(draft.format).toMatchObject({ distanceM: 800, dedupeUs: 3_000_000 });
    const other = collisions.reduce(withTheirs, draft);
    expect(other.format).toEqual(theirs.format);
  });

  test('and each list somebody have both in the list, with keys of their own', () => {
    const mine = { ...base, lines: [...base.lines, { key: 2, name: 'Mine' }] };
    const theirs = { ...base, lines: [...base.lines, { key: 2, id: 'e3', name: 'Theirs' }] };
    const { draft } = mergeDrafts(base, mine, theirs);
    expect(draft.lines.map(({ name }) => name)).toEqual([
      'Jakob Ingebrigtsen',
      'Timothy Cheruiyot',
      'Mine',
      'Theirs',
    ]);
    expect(new Set(draft.lines.map(({ key }) => key)).size).toBe(4);
  });

  test('may take something away', () => {
    const { draft } = mergeDrafts(
      base,
      { ...base, city: 'Bergen' },
      withLine(base, 'e1', { country: undefined as never }),
    );
    expect('country' in (draft.lines[0] ?? {})).toBe(false);
  });
});

test('a form that is saved keeps the rules of the round, which it does not show', () => {
  const entrants = competitors('e1');
  const rules = { protestUs: 900_000_000, qualifying: { byPlace: 3, byTime: 2 } };
  const definition = { ...oval1500, ...rules };
  const stored = { definition, entrants, ids: new Set(['e1']), roster: {} };
  const draft = draftOf(definition, entrants, {});
  expect(changesOf(draft, stored)?.definition).toBeNull();
  expect(changesOf({ ...draft, city: 'Bergen' }, stored)?.definition).toMatchObject(rules);
});
