import { expect, test } from 'vitest';
import { readClock, readMessage } from './read-message.ts';

const clock = { race: 1, server: 2, rate: 1 };
const head = { race: 'oslo', epoch: 'a', seq: 3, clock, phase: 'live', viewers: 2, feeds: [] };
const frame = { race: 'oslo', epoch: 'a', after: 0, entries: [[1]] };
const catchup = { ...frame, wire: 1, seq: 1, clock, phase: 'live', how: 'entries' };
const segments = [{ url: '/s', from: 1, to: 2, bytes: 3 }];

test('what a server says is read', () => {
  expect(readMessage('head', head)).toEqual({ name: 'head', message: head });
  expect(readMessage('frame', frame)?.message).toBe(frame);
  expect(readMessage('catchup', catchup)?.message).toBe(catchup);
  expect(readMessage('catchup', { ...catchup, how: 'segments', segments })).not.toBeNull();
  expect(readMessage('gone', { race: 'oslo', reason: 'notFound' })).not.toBeNull();
  expect(readClock({ sent: 1, now: 2 })).toEqual({ sent: 1, now: 2 });
});

test.each([
  ['head', null],
  ['head', 'hello'],
  ['head', { ...head, seq: '3' }],
  ['head', { ...head, clock: { race: 1 } }],
  ['head', { ...head, feeds: undefined }],
  ['frame', { ...frame, entries: [{}] }],
  ['frame', { ...frame, after: Number.NaN }],
  ['frame', { ...frame, race: 7 }],
  ['catchup', { ...catchup, how: 'pigeon' }],
  ['catchup', { ...catchup, how: 'segments' }],
  ['catchup', { ...catchup, how: 'segments', segments: [{ url: 4 }] }],
  ['gone', { race: 'oslo' }],
] as const)('a %s of another shape is not believed: %o', (name, payload) => {
  expect(readMessage(name, payload)).toBeNull();
});

test('a clock without a time is none', () => {
  expect(readClock({ sent: 1 })).toBeNull();
});
