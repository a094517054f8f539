import { expect, test } from 'vitest';
import { raceTime } from '../time/time.ts';
import { isDeadHeat, marginBetween, settle, thousandth } from './readings.ts';

const axis = { columns: 2001, firstUs: raceTime(209_000_000), lastUs: raceTime(211_000_000) };

test('R1 the thousandth goes the way of the rule', () => {
  expect(thousandth('athletics-track', 209_738_400)).toBe(209_739_000);
  expect(thousandth('swimming', 209_738_400)).toBe(209_738_000);
  expect(thousandth('rowing', 209_738_500)).toBe(209_739_000);
});

test('R2 readings of one thousandth are a dead heat, of two are not', () => {
  expect(isDeadHeat('athletics-track', 209_738_000, 209_738_000)).toBe(true);
  expect(isDeadHeat('athletics-track', 209_737_500, 209_738_000)).toBe(true);
  expect(isDeadHeat('athletics-track', 209_738_000, 209_738_500)).toBe(false);
});

test('R3 a margin is known to a column, in seconds and in metres', () => {
  const margin = marginBetween(axis, 'athletics-track', {
    ahead: 209_738_000,
    behind: 209_767_000,
    speedMps: 7.5,
  });
  expect(margin).toMatchObject({
    us: 29_000,
    bandUs: { low: 28_000, high: 30_000 },
    deadHeat: false,
  });
  expect(margin.metres).toBeCloseTo(0.2175);
  const none = { ahead: 209_738_000, behind: 209_738_000, speedMps: null };
  expect(marginBetween(axis, 'athletics-track', none)).toEqual({
    us: 0,
    bandUs: { low: 0, high: 1000 },
    metres: null,
    deadHeat: true,
  });
});

test('R4 within a column the mean counts, in whole columns, halves later', () => {
  expect(settle(axis, { first: 209_738_000, second: 209_739_000, third: null })).toEqual({
    state: 'agreed',
    us: 209_739_000,
    differenceUs: 1000,
  });
});

test('R4 further apart a third looks, and the middle counts', () => {
  const apart = { first: 209_738_000, second: 209_741_000 };
  expect(settle(axis, { ...apart, third: null })).toEqual({
    state: 'thirdLook',
    differenceUs: 3000,
  });
  const by = (third: number) => settle(axis, { ...apart, third });
  expect(by(209_740_000)).toEqual({ state: 'settled', us: 209_740_000, differenceUs: 3000 });
  expect(by(209_700_000)).toMatchObject({ us: 209_738_000 });
  expect(by(209_800_000)).toMatchObject({ us: 209_741_000 });
});

test('R4 while one has not read, there is nothing to compare', () => {
  expect(settle(axis, { first: null, second: 1, third: null })).toEqual({ state: 'missing' });
  expect(settle(axis, { first: 1, second: null, third: 2 })).toEqual({ state: 'missing' });
});
