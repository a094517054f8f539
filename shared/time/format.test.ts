import { describe, expect, test } from 'vitest';
import {
  formatClock,
  formatGap,
  formatInstant,
  formatMoment,
  formatRaceTime,
  formatSeconds,
} from './format.ts';
import { instant, raceTime } from './time.ts';

describe('formatRaceTime', () => {
  test.each([
    [209_740_000, 2, '3:29.74'],
    [1_634_300_000, 1, '27:14.3'],
    [7_508_000_000, 0, '2:05:08'],
    [9_580_000, 2, '9.58'],
    [-420_000, 2, '\u22120.42'],
    [0, 2, '0.00'],
    [60_000_000, 0, '1:00'],
    [3_600_000_000, 3, '1:00:00.000'],
    [59_999_999, 6, '59.999999'],
    [86_400_000_000, 0, '24:00:00'],
    [65_040_000, 2, '1:05.04'],
  ])('%d µs with %d digits is %s', (micros, digits, text) => {
    expect(formatRaceTime(raceTime(micros), { digits })).toBe(text);
  });

  test('decimals that the source does not know are dropped, not rounded up', () => {
    expect(formatRaceTime(raceTime(209_739_999), { digits: 2 })).toBe('3:29.73');
  });

  test('a hand time is marked h', () => {
    expect(formatRaceTime(raceTime(10_200_000), { digits: 1, hand: true })).toBe('10.2h');
  });

  test('what is shown as zero has no minus', () => {
    expect(formatRaceTime(raceTime(-4_000), { digits: 2 })).toBe('0.00');
  });
});

test.each([
  [180_000, 2, '+0.18'],
  [0, 2, '+0.00'],
  [62_300_000, 1, '+1:02.3'],
  [-30_000, 2, '\u22120.03'],
  [34_999, 2, '+0.03'],
  [35_000, 2, '+0.04'],
  [59_999_000, 0, '+1:00'],
])('a gap of %d µs with %d digits is %s', (micros, digits, text) => {
  expect(formatGap(micros, { digits })).toBe(text);
});

test.each([
  [30_000, 2, '0.03'],
  [209_740_000, 2, '209.74'],
  [-220_000, 1, '\u22120.2'],
  [54_990_000, 0, '55'],
])('%d µs in seconds with %d digits is %s', (micros, digits, text) => {
  expect(formatSeconds(micros, { digits })).toBe(text);
});

describe('formatClock', () => {
  test.each([
    [0, '0:00.0'],
    [12_450_000, '0:12.4'],
    [9_999_999, '0:09.9'],
    [209_740_000, '3:29.7'],
    [3_723_400_000, '1:02:03.4'],
    [-5_150_000, '\u22120:05.2'],
  ])('%d µs from the gun reads %s', (micros, text) => {
    expect(formatClock(raceTime(micros))).toBe(text);
  });

  test('digits can be asked for', () => {
    expect(formatClock(raceTime(192_450_000), { digits: 0 })).toBe('3:12');
    expect(formatClock(raceTime(192_450_000), { digits: 2 })).toBe('3:12.45');
  });
});

test('formatMoment says the date, the time of day and the zone', () => {
  const dive = instant(Date.parse('2024-05-30T21:53:29+02:00') * 1000);
  expect(formatMoment(dive, 'Europe/Oslo')).toBe('30 May 2024, 21:53:29 CEST');
});

describe('formatInstant', () => {
  const dive = instant(Date.UTC(2024, 4, 30, 19, 53, 29) * 1000 + 740_000);

  test('is the time of day at the venue', () => {
    expect(formatInstant(dive, 'Europe/Oslo', { digits: 2 })).toBe('21:53:29.74');
    expect(formatInstant(dive, 'Asia/Kathmandu')).toBe('01:38:29');
  });

  test('before 1970 the decimals still count forwards', () => {
    expect(formatInstant(instant(-750_000), 'UTC', { digits: 2 })).toBe('23:59:59.25');
  });
});
