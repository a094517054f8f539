import { expect, test } from 'vitest';
import type { SourceHealth } from '../../../../shared/wire/operate.ts';
import { ageText, offsetText, rangesText, stateOf } from './source-view.ts';

const MINUTE = 60_000_000;
const source: SourceHealth = {
  source: 'op-anna2345.x1',
  operator: { id: 'anna2345', label: 'Anna', role: 'tapper' },
  program: false,
  connected: true,
  lastAt: 0,
  stored: 12,
  perMinute: 3,
  bytes: 900,
  lines: ['finish'],
  missing: 0,
  holes: [],
  refused: 0,
  lastRefused: null,
  unsent: 0,
  offsetUs: 0,
  errorUs: 1_000,
};
const refusal = { at: 0, code: 'OTHER_POINT', message: 'not here', raw: '{}' };

test.each<[string, Partial<SourceHealth>, number, string]>([
  ['a phone that is connected and has just tapped', {}, 1, 'ok'],
  ['a phone that is connected and brought nothing for a minute', {}, MINUTE + 1, 'quiet'],
  ['a phone that is connected and has not begun', { stored: 0, lastAt: null }, MINUTE, 'ok'],
  ['a phone that is gone', { connected: false }, 1, 'gone'],
  [
    'a phone whose key was taken back, however much it brought',
    { operator: { id: 'anna2345', label: 'Anna', role: 'tapper', over: true }, missing: 2 },
    1,
    'over',
  ],
  ['a program that posts and has no socket', { connected: false, program: true }, 1, 'posting'],
  [
    'a program that has posted nothing for a minute',
    { connected: false, program: true },
    MINUTE + 1,
    'silent',
  ],
  ['a program that has a socket', { program: true }, 1, 'ok'],
  ['a timing system without a key', { connected: false, operator: null }, 1, 'posting'],
  ['a phone some of whose entries never came', { missing: 2, holes: [[3, 4]] }, 1, 'holes'],
  ['a phone that was refused just now', { lastRefused: refusal }, 1, 'refused'],
  ['a phone that was refused long ago', { lastRefused: refusal, lastAt: MINUTE }, MINUTE + 1, 'ok'],
])('%s', (_, change, nowUs, state) => {
  expect(stateOf({ ...source, ...change }, nowUs)).toBe(state);
});

test('ages, holes and offsets are read at a glance', () => {
  expect([4_400_000, 3 * MINUTE, 125 * MINUTE, 4_400 * MINUTE, -1].map(ageText)).toEqual([
    '4 s',
    '3 min',
    '2 h',
    '3 d',
    '0 s',
  ]);
  expect(
    rangesText([
      [3, 4],
      [6, 6],
    ]),
  ).toBe('3–4, 6');
  expect([3_214, -900].map(offsetText)).toEqual(['+3.2', '−0.9']);
});
