import { expect, test } from 'vitest';
import { en } from '../../../i18n/en.ts';
import type { Behind } from '../../../../shared/timeline/answers.ts';
import { behindText, leadText } from './lead-words.ts';

const behind = (us: number, ink: 'known' | 'estimated' = 'known') =>
  ({ by: 'time', us, digits: 3, point: 0, ink }) as Behind;

test('nobody reads out thousandths, of the second and of those further back alike', () => {
  expect(leadText(behind(250_000), 'Owen', en)).toBe('0.25 s ahead of Owen');
  expect(behindText(behind(277_000), en)).toBe('+0.28');
});

test('an estimated gap is called one', () => {
  expect(leadText(behind(250_000, 'estimated'), 'Owen', en)).toBe('≈ 0.25 s ahead of Owen');
  expect(behindText(behind(1_277_000, 'estimated'), en)).toBe('≈ +1.28');
});

test('who is lapped is behind by laps', () => {
  expect(behindText({ by: 'laps', laps: 1 }, en)).toBe(en.board.laps(1));
});
