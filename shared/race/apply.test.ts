import { expect, test } from 'vitest';
import { oval1500 } from '../testkit/definitions.ts';
import { competitors, splitsOf, started, time, fold } from '../testkit/race-builder.ts';

test('a runner who crosses the finish line four times has splits at 300, 700, 1100 and 1500 m', () => {
  const oslo = started(oval1500, competitors('ing', 'che'));
  for (const at of ['41.85', '1:38.35', '2:34.95', '3:29.74']) oslo.passes('ing', 'finish', at);
  const race = oslo.race();
  expect(splitsOf(race, 'ing')).toEqual({
    300: time('41.85'),
    700: time('1:38.35'),
    1100: time('2:34.95'),
    1500: time('3:29.74'),
  });
  expect(race.loose).toEqual([]);
  expect(race.finish).toBe(14);
  expect(fold(oslo.entries.toReversed()).hash()).toBe(race.hash());
});
