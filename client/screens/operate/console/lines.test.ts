import { expect, test } from 'vitest';
import { en } from '../../../i18n/en.ts';
import { marathon, oval1500 } from '../../../../shared/testkit/definitions.ts';
import { openingLine, tapLines } from './lines.ts';

test('a line with many points is called by its name, one with a single point by its distance', () => {
  const lines = tapLines(oval1500, null, en);
  expect(lines.find(({ line }) => line === 'finish')).toEqual({
    line: 'finish',
    name: 'finish',
    points: '300, 700, 1100, 1500 m',
  });
  const [first] = tapLines(marathon, ['5k'], en);
  expect(first).toMatchObject({ points: null });
});

test('a device that is bound to a point or to its line taps at that line only', () => {
  for (const bound of [['1100'], ['finish']])
    expect(tapLines(oval1500, bound, en).map(({ line }) => line)).toEqual(['finish']);
  expect(tapLines(oval1500, ['nowhere'], en)).toEqual([]);
});

test('the line chosen last comes first, then the finish, then any', () => {
  const lines = tapLines(oval1500, null, en);
  const [some] = lines;
  expect(openingLine(lines, oval1500, some?.line)).toBe(some);
  expect(openingLine(lines, oval1500, 'gone')?.line).toBe('finish');
  expect(openingLine(lines.slice(0, 1), oval1500, undefined)).toBe(some);
  expect(openingLine([], oval1500, undefined)).toBeNull();
});
