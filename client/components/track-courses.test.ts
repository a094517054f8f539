import { describe, expect, test } from 'vitest';
import type { TimingPoint } from '../../shared/race/definition.ts';
import { densityPath } from './track-density.ts';
import { alongLength, lanesPlan, shortened } from './track-lanes.ts';
import { placeLabels } from './track-labels.ts';
import { pathPlan } from './track-path.ts';

const size = { width: 600, height: 300 };

function at(...distances: number[]): TimingPoint[] {
  return distances.map((distanceM) => ({ id: String(distanceM), line: 'line', distanceM }));
}

describe('a regatta course', () => {
  const plan = lanesPlan(
    { kind: 'lanes', lengthM: 2000, lanes: 6 },
    at(500, 1000, 1500, 2000),
    size,
  );

  test('runs to the right, the bow where the crew is', () => {
    expect(plan.place(2000, 1).x).toBeGreaterThan(plan.place(1000, 1).x);
    expect(plan.place(1000, 1).nx).toBe(1);
  });

  test('has gates at 500 m, each where its crews are drawn', () => {
    const gates = plan.ticks.filter((tick) => tick.kind === 'point');
    expect(gates.map((gate) => gate.label)).toEqual(['500', '1000', '1500']);
    for (const gate of gates) {
      expect(gate.x1).toBeCloseTo(plan.place(Number(gate.label), 3).x, 1);
    }
  });

  test('gives every lane a row of its own', () => {
    const rows = [1, 2, 3, 4, 5, 6].map((lane) => plan.place(700, lane).y);
    expect(rows).toEqual(plan.rows.map((row) => row.y));
  });
});

describe('a pool', () => {
  test('is swum there and back', () => {
    expect(alongLength(30, 50)).toEqual({ alongM: 30, back: false });
    expect(alongLength(50, 50)).toEqual({ alongM: 50, back: true });
    expect(alongLength(80, 50)).toEqual({ alongM: 20, back: true });
    expect(alongLength(100, 50)).toEqual({ alongM: 0, back: false });
  });

  test('turns the swimmer at the far wall', () => {
    const plan = lanesPlan({ kind: 'lanes', lengthM: 50, lanes: 8 }, at(50, 100, 150, 200), size);
    expect(plan.place(49, 4).nx).toBe(1);
    expect(plan.place(51, 4).nx).toBe(-1);
    expect(plan.place(49, 4).x).toBeCloseTo(plan.place(51, 4).x, 6);
  });

  test('writes the odd lengths at the far wall and the even ones at the near wall', () => {
    const plan = lanesPlan(
      { kind: 'lanes', lengthM: 50, lanes: 8 },
      at(50, 100, 150, 200, 250, 300, 350, 400),
      size,
    );
    const left = plan.place(0, 1).x;
    const right = plan.place(50, 1).x;
    const near = plan.ticks.find((tick) => Math.abs(tick.x1 - left) < 1);
    const far = plan.ticks.find((tick) => Math.abs(tick.x1 - right) < 1);
    expect(near).toMatchObject({ kind: 'finish', label: '100 · 200 · 300' });
    expect(far).toMatchObject({ kind: 'point', label: '50 · 150 · 250 · 350' });
  });

  test('of which a 50 m race swims one length ends at the far wall', () => {
    const plan = lanesPlan({ kind: 'lanes', lengthM: 50, lanes: 8 }, at(50), size);
    const finish = plan.ticks.find((tick) => tick.kind === 'finish');
    expect(finish?.x1).toBeCloseTo(plan.place(50, 1).x, 1);
  });
});

describe('names beside lanes', () => {
  test('are whole where they fit, else first names are initials, else cut', () => {
    expect(shortened('Great Britain', 14)).toBe('Great Britain');
    expect(shortened('Peter Vanderkaay', 14)).toBe('P. Vanderkaay');
    expect(shortened('Peter Vanderkaay', 9)).toBe('P. Vande…');
  });
});

describe('a circuit', () => {
  const square = [
    [0, 0],
    [100, 0],
    [100, 100],
    [0, 100],
  ] as const;
  const plan = pathPlan({ kind: 'circuit', lapM: 5400, outline: square }, at(5400), size);

  test('closes after a lap, and a lapped car is where it would be on the first', () => {
    expect(plan.place(5400, null).x).toBeCloseTo(plan.place(0, null).x, 6);
    expect(plan.place(6750, null)).toEqual(plan.place(1350, null));
  });

  test('keeps the proportions of its outline', () => {
    const corners = [0, 1350, 2700, 4050].map((d) => plan.place(d, null));
    const sides = corners.map((a, i) => {
      const b = corners[(i + 1) % 4] ?? a;
      return Math.hypot(b.x - a.x, b.y - a.y);
    });
    for (const side of sides) expect(side).toBeCloseTo(sides[0] ?? 0, 6);
  });

  test('has north at the top', () => {
    expect(plan.place(2700, null).y).toBeLessThan(plan.place(0, null).y);
  });

  test('puts its labels outside, whichever way it is run', () => {
    for (const outline of [square, [...square].reverse()]) {
      const around = pathPlan({ kind: 'circuit', lapM: 400, outline }, at(400), size);
      for (const d of [50, 150, 250, 350]) {
        const { x, y, nx, ny } = around.place(d, null);
        expect(nx * (x - size.width / 2) + ny * (y - size.height / 2)).toBeGreaterThan(0);
      }
    }
  });

  test('of unknown shape is a ring and says so', () => {
    const ring = pathPlan({ kind: 'circuit', lapM: 5400 }, at(5400), size);
    expect(ring.schematic).toBe(true);
    expect(plan.schematic).toBe(false);
    expect(ring.place(5400, null).x).toBeCloseTo(ring.place(0, null).x, 6);
  });
});

describe('a route', () => {
  const plan = pathPlan(
    { kind: 'route', lengthM: 42_195 },
    at(5000, 10_000, 21_097.5, 42_195),
    size,
  );

  test('names its points in kilometres', () => {
    const labels = plan.ticks.map((tick) => tick.label);
    expect(labels).toContain('5');
    expect(labels).toContain('21.1');
  });

  test('goes from the start to the finish and no further', () => {
    expect(plan.place(-5, null)).toEqual(plan.place(0, null));
    expect(plan.place(50_000, null)).toEqual(plan.place(42_195, null));
  });

  test('draws a crowd above the line, thickest where most are', () => {
    const counts = new Float64Array([0, 100, 25, 0]);
    const d = densityPath(counts, plan, 42_195);
    const ys = [...d.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map((match) => Number(match[2]));
    const line = plan.place(0, null).y;
    expect(Math.min(...ys)).toBeCloseTo(line - 40, 1);
    expect(Math.max(...ys)).toBeCloseTo(line, 1);
  });
});

describe('the names on a course that comes back beside itself', () => {
  // There and back again, forty metres apart.
  const outline = [
    [0, 0],
    [1000, 0],
    [2000, 0],
    [2000, 40],
    [1000, 40],
    [0, 40],
  ] as const;
  const plan = pathPlan({ kind: 'route', lengthM: 4040, outline }, at(1000, 2000, 3000, 4040), {
    width: 600,
    height: 200,
  });
  const named = plan.ticks.filter(({ label }) => label !== null);

  test('stand on the side where the course is not', () => {
    expect(named.length).toBeGreaterThanOrEqual(4);
    for (const { kind, label, labelY, y1, y2 } of named) {
      if (kind !== 'point' || label === '2000') continue;
      const isOut = (y1 + y2) / 2 > plan.height / 2;
      expect(labelY > (y1 + y2) / 2).toBe(isOut);
    }
  });

  test('a crowd is drawn on it, half on either side, though its shape be made up', () => {
    const course = { kind: 'route', lengthM: 4040, outline, schematic: true } as const;
    const made = pathPlan(course, at(4040), { width: 600, height: 200 });
    const d = densityPath(new Float64Array(20).fill(9), made, 4040);
    const ys = [...d.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map((match) => Number(match[2]));
    const places = [0, 2020, 4040].map((metres) => made.place(metres, null).y);
    expect(Math.max(...ys) - Math.max(...places)).toBeLessThanOrEqual(12);
    expect(Math.min(...places) - Math.min(...ys)).toBeLessThanOrEqual(12);
  });

  test('and the names of runners keep off them', () => {
    const { rail } = plan;
    if (rail === null) throw new Error('no rail');
    for (let metres = 0; metres <= 4040; metres += 90) {
      const wish = { id: 1, railPx: rail.ofDistance(metres, null), width: 34, rank: 0 };
      const [spot] = placeLabels([wish], rail, 15);
      if (spot === undefined) throw new Error('no room');
      for (const one of rail.taken ?? [])
        expect(
          Math.abs(one.x - spot.x) >= (one.width + 34) / 2 ||
            Math.abs(one.y - spot.y) >= (one.height + 15) / 2,
        ).toBe(true);
    }
  });
});
