import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RoundingRule as NamedInDefinition } from '../race/definition.ts';
import { officialTime, readingInterval, ROUNDING, unitOf, type RoundingRule } from './rounding.ts';
import { raceTime } from './time.ts';

const rules = Object.keys(ROUNDING) as RoundingRule[];

describe('officialTime', () => {
  test.each<[RoundingRule, number, number, number, boolean]>([
    ['athletics-track', 209_730_100, 209_740_000, 2, false],
    ['athletics-track', 209_740_000, 209_740_000, 2, false],
    ['athletics-long-track', 3_566_322_000, 3_566_400_000, 1, false],
    ['athletics-road', 7_784_322_000, 7_785_000_000, 0, false],
    ['athletics-hand', 10_110_000, 10_200_000, 1, true],
    ['swimming', 228_149_999, 228_140_000, 2, false],
    ['alpine', 66_669_000, 66_660_000, 2, false],
    ['rowing', 366_564_000, 366_560_000, 2, false],
    ['rowing', 366_565_000, 366_570_000, 2, false],
    ['motor', 745_900, 745_000, 3, false],
    ['thousandths', 1_234_999, 1_234_000, 3, false],
    ['seconds', 59_999_999, 59_000_000, 0, false],
  ])('%s makes of %d µs %d µs', (rule, reading, time, digits, hand) => {
    expect(officialTime(rule, { time: raceTime(reading), digits: 6 })).toEqual({
      time,
      digits,
      hand,
    });
  });

  test.each<[RoundingRule, number, number, number]>([
    ['athletics-track', 41_273_000, 41_300_000, 1],
    ['athletics-track', 41_300_000, 41_300_000, 1],
    ['athletics-long-track', 41_273_000, 41_300_000, 1],
    ['athletics-road', 7_784_322_000, 7_785_000_000, 0],
    ['swimming', 48_149_999, 48_140_000, 2],
    ['thousandths', 10_118_000, 10_100_000, 1],
    ['motor', 10_118_000, 10_100_000, 1],
  ])('%s makes of %d µs by hand %d µs, marked h', (rule, reading, time, digits) => {
    expect(
      officialTime(rule, { time: raceTime(reading), digits: 3, kind: 'manual' }),
    ).toMatchObject({ time, digits, hand: true });
  });

  test('a source of fewer digits is not made more precise', () => {
    expect(officialTime('athletics-track', { time: raceTime(230_000_000), digits: 0 })).toEqual({
      time: 230_000_000,
      digits: 0,
      hand: false,
    });
  });

  test('an official time is its own official time', () => {
    const readings = fc.integer({ min: 0, max: 400_000_000_000 });
    fc.assert(
      fc.property(fc.constantFrom(...rules), readings, (rule, reading) => {
        const once = officialTime(rule, { time: raceTime(reading), digits: 6 });
        expect(officialTime(rule, once)).toEqual(once);
      }),
    );
  });
});

describe('readingInterval', () => {
  test('3:29.74 on the track was read after 3:29.73 and not after 3:29.74', () => {
    expect(readingInterval('athletics-track', raceTime(209_740_000), 2)).toEqual({
      low: 209_730_000,
      high: 209_740_000,
      lowOpen: true,
      highOpen: false,
    });
  });

  test('3:47.23 in the pool was read from 3:47.23 on and before 3:47.24', () => {
    expect(readingInterval('swimming', raceTime(227_230_000), 2)).toEqual({
      low: 227_230_000,
      high: 227_240_000,
      lowOpen: false,
      highOpen: true,
    });
  });

  test('a rowing time was read within half a hundredth', () => {
    expect(readingInterval('rowing', raceTime(366_560_000), 2)).toMatchObject({
      low: 366_555_000,
      high: 366_565_000,
    });
  });

  test('a time finer than the rule is the reading itself', () => {
    const time = raceTime(209_738_400);
    expect(readingInterval('athletics-track', time, 4)).toEqual({
      low: time,
      high: time,
      lowOpen: false,
      highOpen: false,
    });
  });

  test('a reading lies in the interval of its official time, and the one a unit away does not', () => {
    const readings = fc.integer({ min: 0, max: 400_000_000_000 });
    fc.assert(
      fc.property(fc.constantFrom(...rules), readings, (rule, reading) => {
        const official = officialTime(rule, { time: raceTime(reading), digits: 6 });
        const holds = (micros: number) => {
          const { low, high, lowOpen, highOpen } = readingInterval(
            rule,
            official.time,
            official.digits,
          );
          return (
            (lowOpen ? low < micros : low <= micros) && (highOpen ? micros < high : micros <= high)
          );
        };
        expect(holds(reading)).toBe(true);
        expect(holds(reading + unitOf(official.digits))).toBe(false);
        expect(holds(reading - unitOf(official.digits))).toBe(false);
      }),
    );
  });
});

test('every rule that a definition can name is in the table, and no other', () => {
  const named: Record<NamedInDefinition, true> = {
    'athletics-track': true,
    'athletics-long-track': true,
    'athletics-road': true,
    'athletics-hand': true,
    swimming: true,
    alpine: true,
    rowing: true,
    motor: true,
    thousandths: true,
    seconds: true,
  };
  expect(rules.toSorted()).toEqual(Object.keys(named).toSorted());
});
