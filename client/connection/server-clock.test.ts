import { expect, test } from 'vitest';
import { betterClock, clockOf } from './server-clock.ts';

test('the answer is taken to be from the middle of the round trip', () => {
  const clock = clockOf({ sentMs: 1000, heardMs: 1040, serverUs: 5_000_000 });
  expect(clock).toEqual({ offsetUs: 5_000_000 - 1_020_000, bandUs: 20_000 });
});

test('the shortest round trip is believed', () => {
  const good = { offsetUs: 500, bandUs: 2_000 };
  const poor = { offsetUs: 9_000, bandUs: 40_000 };
  expect(betterClock(good, poor)).toBe(good);
  expect(betterClock(poor, good)).toBe(good);
});

test('a sample that cannot be true together with the best one means that a clock was set', () => {
  const before = { offsetUs: 500, bandUs: 2_000 };
  const after = { offsetUs: 3_600_000_000, bandUs: 40_000 };
  expect(betterClock(before, after)).toBe(after);
});
