import { describe, expect, test } from 'vitest';
import { instant } from '../../shared/time/time.ts';
import type { Motion } from '../../shared/timeline/answers.ts';
import { glide } from './track-glide.ts';

const FRAME_MS = 16;

function running(distanceM: number, speedMps = 7): Motion {
  return { distanceM, speedMps, ink: 'estimated', bandM: 1, lastPoint: 0, lastClock: null };
}

/** Plays at 1× and gives the drawn distance of every frame. */
function play(distanceAt: (second: number) => number, seconds: number, rate = 1): number[] {
  const dot = glide();
  const frames = Math.round((seconds * 1000) / FRAME_MS);
  return Array.from({ length: frames }, (_, i) => {
    const wallMs = i * FRAME_MS;
    const second = (wallMs / 1000) * rate;
    return dot.follow(running(distanceAt(second), 7), instant(second * 1e6), wallMs);
  });
}

describe('a dot', () => {
  test('that needs no correction is drawn where it is', () => {
    const drawn = play((second) => 7 * second, 3);
    drawn.forEach((distanceM, i) => expect(distanceM).toBeCloseTo((7 * i * FRAME_MS) / 1000, 6));
  });

  test('glides onto a correction forwards instead of jumping, within half a second', () => {
    const drawn = play((second) => 7 * second + (second >= 1 ? 4 : 0), 2);
    const steps = drawn.slice(1).map((distanceM, i) => distanceM - (drawn[i] ?? 0));
    expect(Math.max(...steps)).toBeLessThan(0.7);
    const halfASecondLater = Math.round(1500 / FRAME_MS);
    expect(drawn[halfASecondLater]).toBeCloseTo((7 * halfASecondLater * FRAME_MS) / 1000 + 4, 0);
  });

  test('that was drawn too far waits for its runner and never runs backwards', () => {
    const drawn = play((second) => 7 * second - (second >= 1 ? 5 : 0), 3);
    for (let i = 1; i < drawn.length; i++) {
      expect(drawn[i]).toBeGreaterThanOrEqual(drawn[i - 1] ?? 0);
    }
    const last = drawn.length - 1;
    expect(drawn[last]).toBeCloseTo((7 * last * FRAME_MS) / 1000 - 5, 1);
  });

  test('corrected forwards is never drawn beyond what is known', () => {
    const drawn = play((second) => 7 * second + (second >= 1 ? 4 : 0), 3);
    drawn.forEach((distanceM, i) => {
      const second = (i * FRAME_MS) / 1000;
      expect(distanceM).toBeLessThanOrEqual(7 * second + (second >= 1 ? 4 : 0) + 1e-6);
    });
  });

  test('keeps up at 64×', () => {
    const drawn = play((second) => 7 * second, 2, 64);
    const last = drawn.length - 1;
    expect(drawn[last]).toBeCloseTo((7 * 64 * last * FRAME_MS) / 1000, 3);
  });

  test('is where it is after a seek, forwards and back', () => {
    const dot = glide();
    dot.follow(running(100), instant(20e6), 0);
    expect(dot.follow(running(900), instant(130e6), FRAME_MS)).toBe(900);
    expect(dot.follow(running(50), instant(7e6), 2 * FRAME_MS)).toBe(50);
  });

  test('shows a correction at once while the viewer has paused', () => {
    const dot = glide();
    dot.follow(running(100), instant(20e6), 0);
    expect(dot.follow(running(97), instant(20e6), 500)).toBe(97);
  });
});
