import { expect, test } from 'vitest';
import { dateText } from './dates.ts';

test('a date is the date of the venue, wherever the viewer is', () => {
  expect(dateText('2024-05-30')).toBe('30 May 2024');
});

test('what is no date is shown as it came', () => {
  expect(dateText('May 2024?')).toBe('May 2024?');
});
