import { expect, it } from 'vitest';
import { instant } from '../../../shared/time/time.ts';
import { life as words } from '../../i18n/en/life.ts';
import { raceNotice } from './race-notice.ts';

const at = instant(Date.parse('2026-07-01T17:50:00Z') * 1000);
const definition = { scheduledStart: at, zone: 'Europe/Oslo' };
const inOslo = { words, here: 'Europe/Oslo' };

it('tells the start by the venue’s clock and by the viewer’s own', () => {
  expect(raceNotice({ state: null, zero: null }, definition, inOslo)?.text).toBe(
    'Scheduled start: 19:50, Oslo time.',
  );
  expect(
    raceNotice({ state: null, zero: null }, definition, { words, here: 'Asia/Tokyo' })?.text,
  ).toBe('Scheduled start: 19:50, Oslo time. That is 02:50 where you are.');
});

it('says why a race is postponed, and no longer when it was to start', () => {
  const state = { state: 'postponed', reason: 'Thunderstorm.' } as const;
  expect(raceNotice({ state, zero: null }, definition, inOslo)).toEqual({
    text: 'Postponed. Thunderstorm.',
    isWarning: true,
  });
});

it('says of a race that runs only that it was abandoned or is run again', () => {
  const zero = at;
  expect(raceNotice({ state: null, zero }, definition, inOslo)).toBeNull();
  expect(raceNotice({ state: { state: 'scheduled' }, zero }, definition, inOslo)).toBeNull();
  expect(raceNotice({ state: { state: 'abandoned' }, zero }, definition, inOslo)?.text).toBe(
    'Abandoned.',
  );
});
