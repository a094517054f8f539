import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatRaceTime } from './format.ts';
import { parseRaceTime } from './parse.ts';
import { round, unitOf } from './rounding.ts';
import { raceTime } from './time.ts';

describe('parseRaceTime', () => {
  test.each([
    ['3:29.74', 209_740_000, 2],
    ['3:29,7', 209_700_000, 1],
    [' 209.74 ', 209_740_000, 2],
    ['2:05:08', 7_508_000_000, 0],
    ['0', 0, 0],
    ['-0.42', -420_000, 2],
    ['\u22120.42', -420_000, 2],
    ['+1.5', 1_500_000, 1],
    ['-0.00', 0, 2],
    ['12.000001', 12_000_001, 6],
    ['125:00', 7_500_000_000, 0],
  ])('%j is %d µs with %d digits', (text, time, digits) => {
    expect(parseRaceTime(text)).toEqual({ ok: true, time, digits, hand: false });
  });

  test('an h marks a hand time', () => {
    expect(parseRaceTime('10.2h')).toEqual({ ok: true, time: 10_200_000, digits: 1, hand: true });
  });

  test.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['fast', 'notATime'],
    ['3:29.', 'notATime'],
    ['1e3', 'notATime'],
    ['NaN', 'notATime'],
    ['1:2:3:4', 'notATime'],
    ['--1', 'notATime'],
    ['3:60.00', 'sixty'],
    ['1:60:00', 'sixty'],
    ['3:9.74', 'sixty'],
    ['3:029', 'sixty'],
    ['1.1234567', 'tooFine'],
    ['10000:00:00', 'tooLong'],
    ['9'.repeat(400), 'tooLong'],
  ])('%j is refused: %s', (text, reason) => {
    expect(parseRaceTime(text)).toEqual({ ok: false, reason });
  });

  test('what was formatted is read back, whatever the digits', () => {
    const times = fc.integer({ min: -400_000_000_000, max: 400_000_000_000 });
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 6 }), fc.boolean(), (micros, digits, hand) => {
        const time = raceTime(round(micros, unitOf(digits), 'down') + 0);
        const text = formatRaceTime(time, { digits, hand });
        expect(parseRaceTime(text)).toEqual({ ok: true, time, digits, hand });
      }),
    );
  });
});
