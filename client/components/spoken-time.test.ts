import { expect, test } from 'vitest';
import { en } from '../i18n/en.ts';
import { spokenTime } from './spoken-time.ts';

test('a scrubber says its place in words', () => {
  const lag = en.scrubber.behind(spokenTime(14_400_000, 0));
  expect(en.scrubber.value(spokenTime(151_400_000, 1), lag)).toBe(
    '2 minutes 31.4 seconds, 14 seconds behind live',
  );
});

test.each([
  [0, '0.0 seconds'],
  [1_000_000, '1.0 seconds'],
  [3_661_500_000, '1 hour 1 minute 1.5 seconds'],
  [-4_500_000, '4.5 seconds before the gun'],
])('%i µs is said %s', (us, said) => {
  expect(en.scrubber.value(spokenTime(us, 1), null)).toBe(said);
});
