import { expect, test } from 'vitest';
import { instant } from '../../shared/time/time.ts';
import {
  arrived,
  changeRate,
  LIVE,
  pause,
  play,
  seek,
  viewTime,
  type ViewClock,
  type ViewMoment,
} from './view-clock.ts';

const S = 1_000_000;

function at(clock: ViewClock, more: Partial<ViewMoment> = {}): ViewMoment {
  return { clock, rate: 1, nowMs: 0, span: { start: instant(0), edge: instant(100 * S) }, ...more };
}

const behind = (seconds: number): ViewClock => ({
  mode: 'behind',
  at: instant(seconds * S),
  sinceMs: 0,
});
const paused = (seconds: number): ViewClock => ({ mode: 'paused', at: instant(seconds * S) });

test('a live viewer sees the edge, wherever it moves', () => {
  expect(viewTime(at(LIVE))).toBe(100 * S);
  expect(viewTime(at(LIVE, { span: { start: instant(0), edge: instant(101 * S) } }))).toBe(101 * S);
});

test('who plays behind moves with their own rate from where they stood', () => {
  expect(viewTime(at(behind(10), { nowMs: 4000, rate: 2 }))).toBe(18 * S);
  expect(viewTime(at(behind(10), { nowMs: 4000, rate: 0.01 }))).toBe(10.04 * S);
});

test('an edge that moves on leaves a viewer behind where they were', () => {
  const before = viewTime(at(paused(40)));
  const after = viewTime(at(paused(40), { span: { start: instant(0), edge: instant(900 * S) } }));
  expect(after).toBe(before);
});

test('who reaches the edge by playing is live', () => {
  expect(arrived(at(behind(99), { nowMs: 1500 }))).toBe(LIVE);
  const before = behind(99);
  expect(arrived(at(before, { nowMs: 500 }))).toBe(before);
  expect(arrived(at(paused(100)))).toEqual(paused(100));
});

test('pausing live keeps the moment that was on screen', () => {
  expect(pause(at(LIVE))).toEqual(paused(100));
  expect(play(at(paused(30), { nowMs: 7 }))).toEqual({ ...behind(30), sinceMs: 7 });
});

test('playing on from the edge is live', () => {
  expect(play(at(paused(100)))).toBe(LIVE);
});

test('a seek keeps playing if it played, and stays paused if it was', () => {
  expect(seek(at(LIVE, { nowMs: 5 }), instant(20 * S))).toEqual({ ...behind(20), sinceMs: 5 });
  expect(seek(at(paused(3)), instant(20 * S))).toEqual(paused(20));
  expect(seek(at(behind(3)), instant(500 * S))).toBe(LIVE);
  expect(seek(at(paused(3)), instant(500 * S))).toEqual(paused(100));
  expect(seek(at(paused(3)), instant(-5 * S))).toEqual(paused(0));
});

test('slowing down leaves live, hurrying does not', () => {
  expect(changeRate(at(LIVE, { nowMs: 9 }), 0.5, 1)).toEqual({ ...behind(100), sinceMs: 9 });
  expect(changeRate(at(LIVE), 4, 1)).toBe(LIVE);
});

test('another speed does not move the viewer', () => {
  const moment = at(behind(10), { nowMs: 4000, rate: 2 });
  const clock = changeRate(moment, 0.1, 1);
  expect(viewTime(at(clock, { nowMs: 4000, rate: 0.1 }))).toBe(18 * S);
});
