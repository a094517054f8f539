import { expect, test } from 'vitest';
import { GUN } from '../../../../shared/testkit/race-builder.ts';
import { instant } from '../../../../shared/time/time.ts';
import { cueBetween } from './interval-cues.ts';

const after = (seconds: number) => instant(GUN + Math.round(seconds * 1e6));
const starts = [0, 30, 60].map((seconds) => ({ at: after(seconds) }));

/** All cues of a time, looked at every frame, by the second they come in. */
function heard(from: number, to: number, frame = 1 / 60): string[] {
  const cues: string[] = [];
  for (let at = from; at < to; at += frame) {
    const cue = cueBetween(starts, after(at - frame), after(at));
    if (cue !== null) cues.push(`${cue} ${Math.round(at)}`);
  }
  return cues;
}

test('each start is counted in: at ten seconds, each of the last five, and as one may go', () => {
  expect(heard(1, 31)).toEqual([
    'count 20',
    'count 25',
    'count 26',
    'count 27',
    'count 28',
    'count 29',
    'go 30',
  ]);
});

test('before the first start is known, and after the last, nothing is heard', () => {
  expect(cueBetween([{ at: null }], after(0), after(100))).toBeNull();
  expect(heard(61, 120)).toEqual([]);
});

test('a page that slept says nothing late', () => {
  expect(cueBetween(starts, after(15), after(30.5))).toBeNull();
  expect(cueBetween(starts, after(15), after(30.2))).toBe('go');
});
