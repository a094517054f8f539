import { expect, test } from 'vitest';
import type { Gun } from '../../../shared/race/race.ts';
import { instant } from '../../../shared/time/time.ts';
import { ownStart } from './own-start.ts';

const definition = { start: { kind: 'interval' }, zone: 'Europe/Oslo' } as const;
const noon = instant(Date.parse('2026-07-01T10:00:00Z') * 1000);
const third = { startOffsetUs: 60_000_000 };
const gun = (source: Gun['source']): ReadonlyMap<string, Gun> =>
  new Map([['', { at: noon, source, bandUs: 0, entry: 'a:1' }]]);
const waiting = { zero: null, guns: new Map() };
const begun = { zero: noon, guns: gun('electronic') };

test('an own start is told by the clock of the venue, or after how long it comes', () => {
  expect(ownStart(waiting, definition, third)).toBe('+1:00');
  expect(ownStart(waiting, { ...definition, scheduledStart: noon }, third)).toBe('12:01:00');
  expect(ownStart(begun, definition, third)).toBe('12:01:00');
});

test('where the time of day of the gun is made up, an own start has none either', () => {
  expect(ownStart({ zero: noon, guns: gun('reconstructed') }, definition, third)).toBe('+1:00');
});

test('who starts with all the others has none', () => {
  expect(ownStart(begun, { ...definition, start: { kind: 'gun' } }, third)).toBeNull();
  expect(ownStart(begun, definition, {})).toBeNull();
});
