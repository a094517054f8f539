import { expect, test } from 'vitest';
import { next, transitions, type LinkEvent, type LinkState } from './link.ts';

const expected: Readonly<Record<LinkState, Readonly<Record<LinkEvent, LinkState>>>> = {
  connecting: {
    opened: 'catchingUp',
    closed: 'offline',
    caughtUp: 'connecting',
    hole: 'connecting',
    heard: 'connecting',
    silent: 'offline',
    retry: 'connecting',
  },
  catchingUp: {
    opened: 'catchingUp',
    closed: 'offline',
    caughtUp: 'live',
    hole: 'catchingUp',
    heard: 'catchingUp',
    silent: 'stale',
    retry: 'catchingUp',
  },
  live: {
    opened: 'catchingUp',
    closed: 'offline',
    caughtUp: 'live',
    hole: 'catchingUp',
    heard: 'live',
    silent: 'stale',
    retry: 'live',
  },
  stale: {
    opened: 'catchingUp',
    closed: 'offline',
    caughtUp: 'live',
    hole: 'catchingUp',
    heard: 'catchingUp',
    silent: 'offline',
    retry: 'stale',
  },
  offline: {
    opened: 'catchingUp',
    closed: 'offline',
    caughtUp: 'offline',
    hole: 'offline',
    heard: 'offline',
    silent: 'offline',
    retry: 'connecting',
  },
};

const states = Object.keys(expected) as LinkState[];
const events = Object.keys(expected.live) as LinkEvent[];

test.each(states.flatMap((state) => events.map((event) => [state, event] as const)))(
  'a link that is %s and meets %s goes where the table says',
  (state, event) => {
    expect(next(state, event)).toBe(expected[state][event]);
  },
);

test('a closed socket is noticed in every state', () => {
  for (const state of states) expect(next(state, 'closed')).toBe('offline');
});

test('no state is a trap: each can become live again', () => {
  for (const state of states) {
    const walk = (['retry', 'opened', 'caughtUp'] as const).reduce(next, state);
    expect(walk).toBe('live');
  }
});

test('live is reached only by having caught up', () => {
  for (const state of states.filter((one) => one !== 'live')) {
    for (const event of events.filter((one) => one !== 'caughtUp')) {
      expect(transitions[state][event]).not.toBe('live');
    }
  }
});
