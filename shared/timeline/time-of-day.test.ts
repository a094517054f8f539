import { expect, test } from 'vitest';
import { createRace } from '../race/apply.ts';
import { straight100 } from '../testkit/definitions.ts';
import { competitors, GUN, started } from '../testkit/race-builder.ts';
import { formatInstant } from '../time/format.ts';
import { timeOfDay } from './time-of-day.ts';

const clock = formatInstant(GUN, straight100.zone);

test('O15 a gun that was heard says the time of day, also one that was taken by hand', () => {
  const heard = started(straight100, competitors('ann')).race();
  expect(timeOfDay(heard, GUN)).toBe(clock);
  const byHand = started(straight100, competitors('ann'));
  byHand.gun(GUN, { source: 'manual', bandUs: 200_000 });
  expect(timeOfDay(byHand.race(), GUN)).toBe(clock);
});

test('O15 no time of day is told of a gun that is made, or known to minutes only', () => {
  const made = started(straight100, competitors('ann'));
  made.gun(GUN, { source: 'reconstructed', bandUs: 0 });
  expect(timeOfDay(made.race(), GUN)).toBeNull();
  const coarse = started(straight100, competitors('ann'));
  coarse.gun(GUN, { source: 'entered', bandUs: 300_000_000 });
  expect(timeOfDay(coarse.race(), GUN)).toBeNull();
});

test('O15 nor where nobody knows the venue yet', () => {
  expect(timeOfDay(createRace(), GUN)).toBeNull();
});
