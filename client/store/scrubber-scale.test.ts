import { expect, test } from 'vitest';
import { instant } from '../../shared/time/time.ts';
import { momentAt, scrubberScale, shareOf } from './scrubber-scale.ts';

const S = 1_000_000;
const span = (until: number) => ({
  start: instant(-5 * S),
  zero: instant(0),
  until: instant(until * S),
});

test('the right end is a round figure that does not creep with a live race', () => {
  expect(scrubberScale(span(121)).to).toBe(180 * S);
  expect(scrubberScale(span(150)).to).toBe(180 * S);
  expect(scrubberScale(span(181)).to).toBe(240 * S);
});

test('two races of nearly one length have the same scrubber, so it gives no result away', () => {
  expect(scrubberScale(span(209.74))).toEqual(scrubberScale(span(214.86)));
});

test('a race of days still has an end', () => {
  expect(scrubberScale(span(3 * 86_400 + 5)).to).toBe(4 * 86_400 * S);
});

test('a share of the scrubber is a moment, and the other way round', () => {
  const scale = scrubberScale(span(209));
  for (const share of [0, 0.25, 0.5, 1])
    expect(shareOf(momentAt(share, scale), scale)).toBeCloseTo(share, 9);
  expect(momentAt(-1, scale)).toBe(scale.from);
  expect(shareOf(instant(999 * S), scale)).toBe(1);
});

test('a scrubber of no length is at its beginning', () => {
  expect(shareOf(instant(5), { from: instant(5), to: instant(5) })).toBe(0);
});
