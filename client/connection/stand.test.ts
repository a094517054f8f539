import { expect, test } from 'vitest';
import { NOWHERE, step, stepToHead, type Stand } from './stand.ts';

const at: Stand = { epoch: 'a', seq: 10 };

test('a run that begins where we stand follows on', () => {
  expect(step(at, { epoch: 'a', after: 10, entries: ['11', '12'] })).toEqual({
    kind: 'follows',
    entries: ['11', '12'],
    stand: { epoch: 'a', seq: 12 },
  });
});

test('what we already have is cut off', () => {
  expect(step(at, { epoch: 'a', after: 8, entries: ['9', '10', '11'] })).toEqual({
    kind: 'follows',
    entries: ['11'],
    stand: { epoch: 'a', seq: 11 },
  });
});

test('a repeated run brings nothing', () => {
  expect(step(at, { epoch: 'a', after: 7, entries: ['8', '9'] })).toEqual({ kind: 'known' });
  expect(step(at, { epoch: 'a', after: 10, entries: [] })).toEqual({ kind: 'known' });
});

test('a run that begins later leaves a hole', () => {
  expect(step(at, { epoch: 'a', after: 11, entries: ['12'] })).toEqual({ kind: 'hole' });
});

test('another epoch is another log, also for one who stands nowhere', () => {
  expect(step(at, { epoch: 'b', after: 10, entries: ['11'] })).toEqual({ kind: 'otherEpoch' });
  expect(step(NOWHERE, { epoch: 'b', after: 0, entries: ['1'] })).toEqual({ kind: 'otherEpoch' });
});

test('a head shows a hole after the last frame', () => {
  expect(stepToHead(at, { epoch: 'a', seq: 11 })).toBe('hole');
  expect(stepToHead(at, { epoch: 'a', seq: 10 })).toBe('known');
  expect(stepToHead(at, { epoch: 'a', seq: 9 })).toBe('known');
  expect(stepToHead(at, { epoch: 'b', seq: 3 })).toBe('otherEpoch');
});
