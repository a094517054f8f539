import { expect, test } from 'vitest';
import type { EntrantState, Standing, Standings } from '../../../shared/timeline/answers.ts';
import { LIVE_EDGE, instant } from '../../../shared/time/time.ts';
import { finishedCount } from './finished-count.ts';

const RACING = { finish: 3, declared: false };

function boardOf(states: readonly EntrantState[], more: Partial<Standings> = {}): Standings {
  return {
    rows: states.map((state, entrant) => ({ entrant, state }) as Standing),
    total: states.length,
    offset: 0,
    point: 3,
    seen: 1,
    expected: states.length,
    validity: { from: instant(0), until: LIVE_EDGE },
    ...more,
  };
}

test('while somebody is still out there, the board has not settled', () => {
  expect(finishedCount(boardOf(['finished', 'running']), RACING)).toBeNull();
  expect(finishedCount(boardOf(['running', 'running'], { point: 1 }), RACING)).toBeNull();
});

test('cars that are home laps down and places without a time have finished; DNF has not', () => {
  const board = boardOf(['finished', 'finished', 'finished', 'DNF', 'out'], { seen: 1 });
  expect(finishedCount(board, RACING)).toBe(3);
});

test('a declared result settles the board, whoever was last seen under way', () => {
  const board = boardOf(['finished', 'running']);
  expect(finishedCount(board, { finish: 3, declared: true })).toBe(1);
});

test('of a board of which only some rows are here, all who are expected must be home', () => {
  const part = { total: 20_000, expected: 19_177 };
  expect(finishedCount(boardOf(['finished'], { ...part, seen: 19_177 }), RACING)).toBe(19_177);
  expect(finishedCount(boardOf(['finished'], { ...part, seen: 1_200 }), RACING)).toBeNull();
  expect(finishedCount(boardOf(['running'], { ...part, point: 1, seen: 9 }), RACING)).toBeNull();
});
