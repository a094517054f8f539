import { expect, test } from 'vitest';
import { instant } from '../../../shared/time/time.ts';
import { ownStart } from './own-start.ts';

const definition = { start: { kind: 'interval' }, zone: 'Europe/Oslo' } as const;
const noon = instant(Date.parse('2026-07-01T10:00:00Z') * 1000);
const third = { startOffsetUs: 60_000_000 };

test('an own start is told by the clock of the venue, or after how long it comes', () => {
  expect(ownStart({ zero: null }, definition, third)).toBe('+1:00');
  expect(ownStart({ zero: null }, { ...definition, scheduledStart: noon }, third)).toBe('12:01:00');
  expect(ownStart({ zero: noon }, definition, third)).toBe('12:01:00');
});

test('who starts with all the others has none', () => {
  expect(ownStart({ zero: noon }, { ...definition, start: { kind: 'gun' } }, third)).toBeNull();
  expect(ownStart({ zero: noon }, definition, {})).toBeNull();
});
