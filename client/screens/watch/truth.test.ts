import { expect, test } from 'vitest';
import { truthOf } from './truth.ts';

test.each([
  [{ official: 13, reported: 2, reconstructed: 180 }, 'mixed'],
  [{ reconstructed: 10 }, 'reconstructed'],
  [{ official: 24 }, 'official'],
  [{ official: 4, reported: 1 }, 'reported'],
  [{ measured: 9 }, 'measured'],
  [{ manual: 9, measured: 0 }, 'manual'],
  [{ measured: 9, manual: 1 }, 'partlyManual'],
  [{ official: 0 }, 'none'],
  [{}, 'none'],
] as const)('%o is %s', (kinds, truth) => {
  expect(truthOf({ kinds })).toBe(truth);
});

test('a race that a program made up is synthetic, however exact its times are', () => {
  expect(truthOf({ kinds: { measured: 9 }, synthetic: true })).toBe('synthetic');
});
