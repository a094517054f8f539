import { expect, it } from 'vitest';
import { instant } from '../../../shared/time/time.ts';
import { life } from '../../i18n/en/life.ts';
import { story } from '../../i18n/en/story.ts';
import { raceNotice } from './race-notice.ts';

const at = instant(Date.parse('2026-07-01T17:50:00Z') * 1000);
const definition = { scheduledStart: at, zone: 'Europe/Oslo' };
const recalls = [] as const;
const words = { life, story };
const inOslo = { words, here: 'Europe/Oslo', isDue: false };

it('tells the start by the venue’s clock and by the viewer’s own', () => {
  expect(raceNotice({ state: null, zero: null, recalls }, definition, inOslo)?.text).toBe(
    'Scheduled start: 1 Jul 2026, 19:50, Oslo time.',
  );
  const told = (here: string, isDue: boolean) =>
    raceNotice({ state: null, zero: null, recalls }, definition, { words, here, isDue })?.text;
  expect(told('Asia/Tokyo', false)).toBe(
    'Scheduled start: 1 Jul 2026, 19:50, Oslo time. That is 2 Jul 2026, 02:50 where you are.',
  );
  expect(told('Europe/London', false)).toBe(
    'Scheduled start: 1 Jul 2026, 19:50, Oslo time. That is 18:50 where you are.',
  );
  expect(told('Europe/Oslo', true)).toBe(
    'Was to start 1 Jul 2026, 19:50, Oslo time. Not started yet.',
  );
});

it('says why a race is postponed, and no longer when it was to start', () => {
  const state = { state: 'postponed', reason: 'Thunderstorm.' } as const;
  expect(raceNotice({ state, zero: null, recalls }, definition, inOslo)).toEqual({
    text: 'Postponed. Thunderstorm.',
    isWarning: true,
  });
});

it('says of a race that runs only that it was abandoned or is run again', () => {
  const zero = at;
  expect(raceNotice({ state: null, zero, recalls }, definition, inOslo)).toBeNull();
  expect(
    raceNotice({ state: { state: 'scheduled' }, zero, recalls }, definition, inOslo),
  ).toBeNull();
  expect(
    raceNotice({ state: { state: 'abandoned' }, zero, recalls }, definition, inOslo)?.text,
  ).toBe('Abandoned.');
});

it('tells a recall with its reason until the gun is fired again', () => {
  const recall = { at, name: null, reason: 'false start', waits: true };
  const told = (one: object) =>
    raceNotice({ state: null, zero: null, recalls: [{ ...recall, ...one }] }, definition, inOslo);
  expect(told({})).toEqual({
    text: 'Recalled, false start: the start is repeated.',
    isWarning: true,
  });
  expect(told({ reason: null })?.text).toBe('Recalled: the start is repeated.');
  expect(told({ name: 'Wave A' })?.text).toBe(
    'Wave A recalled, false start: the start is repeated.',
  );
  expect(told({ waits: false })?.text).toBe('Scheduled start: 1 Jul 2026, 19:50, Oslo time.');
});
