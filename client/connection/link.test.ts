import { expect, test } from 'vitest';
import { next, transitions, type LinkEvent, type LinkState } from './link.ts';

const states = Object.keys(transitions) as LinkState[];
const events = Object.keys(transitions.live) as LinkEvent[];

test('an opened socket asks from where we stand, whatever was before', () => {
  for (const state of states) expect(next(state, 'opened')).toBe('catchingUp');
});

test('a closed socket is noticed in every state', () => {
  for (const state of states) expect(next(state, 'closed')).toBe('offline');
});

test('live is reached only by having caught up, and only over an open socket', () => {
  for (const state of states) {
    for (const event of events.filter((one) => next(state, one) === 'live' && state !== 'live'))
      expect([state, event]).toEqual([expect.stringMatching(/^(catchingUp|stale)$/), 'caughtUp']);
  }
});

test('silence makes it stale, and more of it offline: a link that nobody hears is none', () => {
  expect(next('live', 'silent')).toBe('stale');
  expect(next('catchingUp', 'silent')).toBe('stale');
  expect(next('stale', 'silent')).toBe('offline');
  expect(next('connecting', 'silent')).toBe('offline');
});

test('after a silence what is heard is not trusted to be all: it catches up', () => {
  expect(next('stale', 'heard')).toBe('catchingUp');
});

test('who misses an entry catches up', () => {
  expect(next('live', 'hole')).toBe('catchingUp');
});

test('only an offline link is tried anew', () => {
  expect(states.filter((state) => next(state, 'retry') !== state)).toEqual(['offline']);
  expect(next('offline', 'retry')).toBe('connecting');
});

test('without a socket nothing that was still on its way changes anything', () => {
  for (const state of ['connecting', 'offline'] as const)
    for (const event of ['caughtUp', 'hole', 'heard'] as const)
      expect(next(state, event)).toBe(state);
});

test('a live link stays live while it is heard', () => {
  for (const event of ['heard', 'caughtUp', 'retry'] as const)
    expect(next('live', event)).toBe('live');
});

test('catching up goes on until it is done', () => {
  for (const event of ['heard', 'hole', 'retry'] as const)
    expect(next('catchingUp', event)).toBe('catchingUp');
});

test('no state is a trap: each can become live again', () => {
  for (const state of states) {
    const walk = (['retry', 'opened', 'caughtUp'] as const).reduce(next, state);
    expect(walk).toBe('live');
  }
});
