import { expect, test } from 'vitest';
import { emptyDraft } from './race-draft.ts';
import { NEW_RACE, openUnsaved } from './unsaved.ts';

const draft = { ...emptyDraft(new Date(0)), event: 'Men 1500 m' };

function tab(room = Number.POSITIVE_INFINITY) {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem(key: string, value: string) {
      if (value.length > room) throw new Error('full');
      kept.set(key, value);
    },
  };
}

test('what was not saved is there again for its race, also after a reload', () => {
  const storage = tab();
  const before = openUnsaved(storage);
  before.keep('oslo', { draft, base: emptyDraft(new Date(0)) });
  before.keep(NEW_RACE, { draft, base: null });
  expect(before.read('oslo')?.draft.event).toBe('Men 1500 m');
  expect(before.read('bergen')).toBeNull();
  expect(before.write()).toBe(true);
  const after = openUnsaved(storage);
  expect(after.read('oslo')).toEqual(before.read('oslo'));
  expect(after.read(NEW_RACE)).toEqual({ draft, base: null });
});

test('what was saved or discarded is not', () => {
  const storage = tab();
  const before = openUnsaved(storage);
  before.keep('oslo', { draft, base: draft });
  before.keep('oslo', null);
  before.write();
  expect(openUnsaved(storage).read('oslo')).toBeNull();
});

test('what a tab has no room for is said, so that the page asks to stay', () => {
  for (const storage of [tab(10), null]) {
    const shelf = openUnsaved(storage);
    expect(shelf.write()).toBe(true);
    shelf.keep('oslo', { draft, base: draft });
    expect(shelf.write()).toBe(false);
  }
});
