import { expect, test } from 'vitest';
import { raceTime } from '../../shared/time/time.ts';
import { makeMomentLink, plainTime, readMomentLink } from './moment-link.ts';

test('a link opens the moment that it was made at', () => {
  const time = raceTime(192_400_000);
  const link = makeMomentLink('http://localhost:3000/race/oslo?t=1#x', {
    time,
    followed: ['a', 'b'],
    photo: true,
  });
  expect(link).toBe('http://localhost:3000/race/oslo?t=3:12.4&f=a&f=b&v=photo');
  expect(readMomentLink(new URL(link).search)).toEqual({ time, followed: ['a', 'b'], photo: true });
});

test('a time that cannot be read opens the race where it would open anyway', () => {
  expect(readMomentLink('?t=later')).toEqual({ time: null, followed: [], photo: false });
  expect(readMomentLink('')).toEqual({ time: null, followed: [], photo: false });
});

test.each([
  [0, '0'],
  [61_000_000, '1:01'],
  [209_740_000, '3:29.74'],
  [7_508_000_000, '2:05:08'],
  [-4_500_000, '-4.5'],
  [12_345_678, '12.345'],
  [600_000_000, '10:00'],
])('%i µs in an address is %s', (us, text) => {
  expect(plainTime(raceTime(us))).toBe(text);
  expect(readMomentLink(`?t=${text}`).time).toBe(Math.trunc(us / 1000) * 1000);
});
