import { expect, test } from 'vitest';
import { follow, followForNow, prefsStore } from './prefs.ts';

function shelf(kept: Record<string, string> = {}) {
  return {
    kept,
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
  };
}

test('what a viewer chose is there after a reload', () => {
  const place = shelf();
  prefsStore(place).setState({ theme: 'light' });
  follow(prefsStore(place), 'oslo', 'ingebrigtsen');
  const again = prefsStore(place).getState();
  expect(again.theme).toBe('light');
  expect(again.followed).toEqual({ oslo: ['ingebrigtsen'] });
});

test('following twice is following no more', () => {
  const prefs = prefsStore(null);
  follow(prefs, 'oslo', 'a');
  follow(prefs, 'oslo', 'b');
  follow(prefs, 'oslo', 'a');
  expect(prefs.getState().followed).toEqual({ oslo: ['b'] });
});

test('whom a link follows is followed for this visit only, unless one follows them oneself', () => {
  const place = shelf();
  const prefs = prefsStore(place);
  const kept = () => prefsStore(place).getState().followed['oslo'];
  follow(prefs, 'oslo', 'own');
  followForNow(prefs, 'oslo', ['own', 'a', 'b', 'a']);
  expect(prefs.getState().followed['oslo']).toEqual(['own', 'a', 'b']);
  prefs.setState({ theme: 'dark' });
  expect(kept()).toEqual(['own']);
  follow(prefs, 'oslo', 'a');
  expect(prefs.getState().followed['oslo']).toEqual(['own', 'b']);
  follow(prefs, 'oslo', 'a');
  expect(kept()).toEqual(['own', 'a']);
});

test.each(['{', '"dark"', '{"theme":"pink","singleKeys":3,"followed":{"oslo":[7]}}', 'null'])(
  'what stands on the shelf is not trusted: %s',
  (text) => {
    const prefs = prefsStore(shelf({ 'hairline.prefs': text })).getState();
    expect(prefs.theme).toBe('system');
    expect(prefs.singleKeys).toBe(true);
    expect(prefs.followed).toEqual({});
  },
);

test('a shelf that refuses costs nothing but the memory', () => {
  const prefs = prefsStore({
    getItem: () => null,
    setItem: () => {
      throw new Error('full');
    },
  });
  prefs.setState({ theme: 'dark' });
  expect(prefs.getState().theme).toBe('dark');
});
