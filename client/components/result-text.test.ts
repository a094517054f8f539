import { expect, test } from 'vitest';
import { straight100 } from '../../shared/testkit/definitions.ts';
import { competitors, started } from '../../shared/testkit/race-builder.ts';
import { resultSheet } from '../../shared/timeline/result-sheet.ts';
import { gapText, readingText } from './result-text.ts';

test('a tap is no reading, and its gaps are those of the times shown', () => {
  const race = started(straight100, competitors('ann', 'bob'));
  race.passes('ann', 'finish', '12.258', { kind: 'manual' });
  race.passes('bob', 'finish', '13.311', { kind: 'manual' });
  const sheet = resultSheet(race.race());
  expect(sheet.map(readingText)).toEqual(['', '']);
  // 12.3h and 13.4h.
  expect(sheet.map(gapText)).toEqual(['', '+1.1']);
});

test('what an instrument read finer than the official time stands beside it', () => {
  const race = started(straight100, competitors('ann', 'bob'));
  race.reads('ann', 'finish', '12.258', { kind: 'measured' });
  race.reads('bob', 'finish', '12.26', { kind: 'measured' });
  expect(resultSheet(race.race()).map(readingText)).toEqual(['12.258', '']);
});
