import { describe, expect, test } from 'vitest';
import type { TimingPoint } from '../../shared/race/definition.ts';
import {
  besideM,
  fromLineM,
  lapAtRadiusM,
  laneRadiusM,
  ovalPlan,
  ovalPoint,
  ovalShape,
} from './track-oval.ts';

const course = { kind: 'oval', lapM: 400, lanes: 8, straightM: 84.39, radiusM: 36.8 } as const;
const shape = ovalShape(course);
const size = { width: 600, height: 340 };
const points: TimingPoint[] = [300, 700, 1100, 1500].map((distanceM) => ({
  id: String(distanceM),
  line: 'finish',
  distanceM,
}));

describe('the standard track', () => {
  test('is 400.00 m round on the measured line, 36.80 m from the middle of its bends', () => {
    expect(lapAtRadiusM(shape, shape.measuredM)).toBeCloseTo(400, 6);
    expect(shape.measuredM).toBeCloseTo(36.8, 2);
    expect(shape.kerbM).toBeCloseTo(36.5, 2);
  });

  test('closes: a lap later everyone is where they were', () => {
    const line = ovalPoint(shape, 0, shape.measuredM);
    const later = ovalPoint(shape, 400, shape.measuredM);
    expect(later.x).toBeCloseTo(line.x, 6);
    expect(later.y).toBeCloseTo(line.y, 6);
  });

  test('has its finish line at the right end of the home straight, at the bottom', () => {
    const line = ovalPoint(shape, 0, shape.measuredM);
    expect(line.x).toBeCloseTo(84.39 / 2, 6);
    expect(line.y).toBeCloseTo(36.8, 2);
    expect(ovalPoint(shape, -10, shape.measuredM).x).toBeCloseTo(84.39 / 2 - 10, 6);
  });

  test('is run anticlockwise', () => {
    const around = Array.from({ length: 100 }, (_, i) => ovalPoint(shape, i * 4, shape.measuredM));
    const area = around.reduce((sum, a, i) => {
      const b = around[(i + 1) % around.length] ?? a;
      return sum + a.x * b.y - b.x * a.y;
    }, 0);
    // On a screen, with y down, anticlockwise is negative.
    expect(area).toBeLessThan(0);
  });

  test('moves a dot one metre for each metre run, everywhere', () => {
    for (let s = 0; s < 400; s++) {
      const a = ovalPoint(shape, s, shape.measuredM);
      const b = ovalPoint(shape, s + 1, shape.measuredM);
      expect(Math.hypot(b.x - a.x, b.y - a.y)).toBeCloseTo(1, 3);
    }
  });
});

describe('the 1500 m', () => {
  test('starts 300 m before the line, at the top of the back straight', () => {
    expect(fromLineM(400, 1500, 0)).toBe(100);
    const start = ovalPoint(shape, 100, shape.measuredM);
    const backStraight = ovalPoint(shape, Math.PI * shape.measuredM, shape.measuredM);
    expect(start.y).toBeLessThan(0);
    expect(start.x).toBeGreaterThan(backStraight.x);
    expect(Math.PI * shape.measuredM - 100).toBeCloseTo(15.61, 1);
  });

  test('crosses the line at 300, 700, 1100 and 1500 m', () => {
    for (const distanceM of [300, 700, 1100, 1500]) {
      expect(fromLineM(400, 1500, distanceM)).toBe(0);
    }
  });

  test('draws one line for all four passages, and the start apart from it', () => {
    const { ticks } = ovalPlan(course, points, size);
    expect(ticks.map((tick) => [tick.kind, tick.label])).toEqual([
      ['start', ''],
      ['finish', '300 · 700 · 1100'],
    ]);
  });

  test('keeps every dot, tick and word inside the drawing, from a phone to a wall', () => {
    for (const width of [320, 390, 600, 1200]) {
      const plan = ovalPlan(course, points, { width, height: width / 1.78 });
      for (let d = 0; d <= 1500; d += 10) {
        const { x, y } = plan.place(d, 8);
        expect(x).toBeGreaterThan(0);
        expect(x).toBeLessThan(width);
        expect(y).toBeGreaterThan(0);
        expect(y).toBeLessThan(plan.height);
      }
      for (const tick of plan.ticks) expect(tick.labelY).toBeGreaterThan(8);
    }
  });
});

describe('lanes', () => {
  test('are measured 0.30 m out in the first and 0.20 m out in the others', () => {
    expect(laneRadiusM(shape, 1)).toBeCloseTo(36.8, 2);
    expect(laneRadiusM(shape, 8)).toBeCloseTo(36.5 + 7 * 1.22 + 0.2, 2);
  });

  test('stagger a 400 m in lane 8 by 53.03 m', () => {
    const lap = lapAtRadiusM(shape, laneRadiusM(shape, 8));
    expect(fromLineM(lap, 400, 0)).toBeCloseTo(53.03, 1);
  });

  test('end at the same line', () => {
    const plan = ovalPlan(course, [{ id: 'f', line: 'f', distanceM: 400 }], size);
    const finishX = [1, 4, 8].map((lane) => plan.place(400, lane).x);
    for (const x of finishX) expect(x).toBeCloseTo(finishX[0] ?? 0, 6);
  });

  test('lie straight beside each other on straights and bends', () => {
    const outer = laneRadiusM(shape, 6);
    for (const s of [0, 57, 116, 150, 201, 280, 330, 399]) {
      const a = ovalPoint(shape, s, shape.measuredM);
      const b = ovalPoint(shape, besideM(shape, s, shape.measuredM, outer), outer);
      expect(b.nx).toBeCloseTo(a.nx, 6);
      expect(b.ny).toBeCloseTo(a.ny, 6);
      expect(Math.hypot(b.x - a.x, b.y - a.y)).toBeCloseTo(outer - shape.measuredM, 6);
    }
  });
});
