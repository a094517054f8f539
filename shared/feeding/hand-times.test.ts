import { expect, test } from 'vitest';
import { officialTime } from '../time/rounding.ts';
import { raceTime } from '../time/time.ts';
import { handTime, ofWatches } from './hand-times.ts';

const s = (seconds: number) => raceTime(Math.round(seconds * 1_000_000));

test('FH1 a hand time goes up to the next 0.1 s on the track and the next second outside, unless exact', () => {
  expect(handTime(s(10.11), 'track')).toBe(s(10.2));
  expect(handTime(s(10.2), 'track')).toBe(s(10.2));
  expect(handTime(s(7384.3), 'outside')).toBe(s(7385));
  expect(handTime(s(7384), 'outside')).toBe(s(7384));
  expect(officialTime('athletics-hand', { time: s(10.11), digits: 2 }).time).toBe(s(10.2));
});

test('FH2 of three watches what two agree on, else the middle; of two the longer', () => {
  expect(ofWatches([], 'track')).toBeNull();
  expect(ofWatches([s(10.11)], 'track')).toEqual({ time: s(10.2), by: 'one' });
  expect(ofWatches([s(10.11), s(10.31)], 'track')).toEqual({ time: s(10.4), by: 'longer' });
  expect(ofWatches([s(10.11), s(10.18)], 'track')).toEqual({ time: s(10.2), by: 'agreed' });
  expect(ofWatches([s(10.5), s(10.11), s(10.31)], 'track')).toEqual({
    time: s(10.4),
    by: 'middle',
  });
  expect(ofWatches([s(10.5), s(10.11), s(10.18)], 'track')).toEqual({
    time: s(10.2),
    by: 'agreed',
  });
  expect(ofWatches([s(10.11), s(10.49), s(10.5)], 'track')).toEqual({
    time: s(10.5),
    by: 'agreed',
  });
  expect(ofWatches([s(10.1), s(10.2), s(10.3), s(9)], 'track')).toEqual({
    time: s(10.2),
    by: 'middle',
  });
});
