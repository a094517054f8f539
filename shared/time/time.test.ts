import { expect, test } from 'vitest';
import { afterGun, instant, LIVE_EDGE, raceTime, sinceGun } from './time.ts';

const gun = instant(1_717_098_600_000_000);

test('a clock started at the gun shows the race time, and the race time gives the moment back', () => {
  const finish = afterGun(gun, raceTime(209_740_000));
  expect(finish).toBe(1_717_098_809_740_000);
  expect(sinceGun(finish, gun)).toBe(209_740_000);
});

test('before the gun the race time is negative', () => {
  expect(sinceGun(instant(gun - 1), gun)).toBe(-1);
});

test('every moment lies before the live edge', () => {
  expect(gun < LIVE_EDGE).toBe(true);
});
