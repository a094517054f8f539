import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StripScale } from './strip-scale.ts';
import {
  closeUp,
  nextReading,
  niceStep,
  panBy,
  pxPerMetre,
  pxToTime,
  scaleBar,
  stripTicks,
  timeToPx,
  wholeFinish,
  withTimeInView,
  zoomAt,
} from './strip-scale.ts';

/** Oslo 2024: official times in µs. */
const TIMES = [209.74, 209.77, 210.8, 210.84, 211.06, 214.86].map((s) => Math.round(s * 1e6));
const limits = wholeFinish(TIMES);
const whole: StripScale = { ...limits, widthPx: 600 };

/** The whole finish and four closer ones around the winner. */
const zooms = [1, 4, 16, 64, 250].map((factor) => ({
  factor,
  scale: { ...zoomAt(whole, factor, timeToPx(whole, 209_740_000), limits), widthPx: 600 },
}));

describe('the time scale of the strip', () => {
  for (const { factor, scale } of zooms) {
    test(`leads from pixel to time and back within a pixel at zoom ${factor}`, () => {
      for (let px = 0; px <= 600; px++) {
        expect(Math.abs(timeToPx(scale, pxToTime(scale, px)) - px)).toBeLessThanOrEqual(1);
      }
    });

    test(`puts every reading within a pixel of where the ticks say, at zoom ${factor}`, () => {
      const ticks = stripTicks(scale);
      for (const us of TIMES.filter((time) => time >= scale.fromUs && time <= scale.toUs)) {
        const before = ticks.findLast((tick) => tick.us <= us);
        const after = ticks.find((tick) => tick.us > us);
        if (!before || !after) continue;
        const part = (us - before.us) / (after.us - before.us);
        const expected = before.px + part * (after.px - before.px);
        expect(Math.abs(timeToPx(scale, us) - expected)).toBeLessThanOrEqual(1);
      }
    });
  }

  test('zooms about the pointer: what is under it stays there', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 400 }),
        fc.double({ min: 1.05, max: 40, noNaN: true }),
        (px, factor) => {
          const zoomed = { ...zoomAt(whole, factor, px, limits), widthPx: 600 };
          const us = whole.fromUs + (px / 600) * (whole.toUs - whole.fromUs);
          expect(Math.abs(timeToPx(zoomed, us) - px)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test('never shows more than the finish, nor less than 0.02 s', () => {
    const out = zoomAt(whole, 0.1, 300, limits);
    expect(out).toEqual(limits);
    const deep = zoomAt(whole, 1e6, 300, limits);
    expect(deep.toUs - deep.fromUs).toBe(20_000);
  });

  test('pans to the ends and no further', () => {
    const near = { ...zoomAt(whole, 10, 300, limits), widthPx: 600 };
    expect(panBy(near, -1e6, limits).fromUs).toBe(limits.fromUs);
    expect(panBy(near, 1e6, limits).toUs).toBe(limits.toUs);
  });

  test('follows the hairline out of sight, and else stays', () => {
    const view = closeUp(TIMES[0] ?? 0, TIMES[1] ?? 0);
    expect(withTimeInView(view, 209_750_000, limits)).toBe(view);
    const moved = withTimeInView(view, 211_060_000, limits);
    expect((moved.fromUs + moved.toUs) / 2).toBeCloseTo(211_060_000, -1);
    expect(moved.toUs - moved.fromUs).toBeCloseTo(view.toUs - view.fromUs, -1);
  });

  test('opens on the first two, both in sight', () => {
    for (const [ahead, behind] of [
      [209_740_000, 209_770_000],
      [209_740_000, 209_740_000],
      [100_000_000, 104_000_000],
    ] as const) {
      const view = closeUp(ahead, behind);
      expect(view.fromUs).toBeLessThan(ahead);
      expect(view.toUs).toBeGreaterThan(behind);
    }
  });

  test('labels ticks apart from each other, with as many decimals as they differ in', () => {
    for (const { scale } of zooms) {
      const labelled = stripTicks(scale).filter((tick) => tick.labelled);
      expect(labelled.length).toBeGreaterThan(1);
      for (const tick of labelled) expect(tick.us % 10 ** (6 - tick.digits)).toBe(0);
      const apart = labelled.slice(1).map((tick, i) => tick.px - (labelled[i]?.px ?? 0));
      expect(Math.min(...apart)).toBeGreaterThan(60);
    }
  });

  test('steps are 1, 2 or 5 times a power of ten', () => {
    expect([1, 3, 7, 20, 21, 900].map(niceStep)).toEqual([1, 5, 10, 20, 50, 1000]);
  });
});

describe('lengths on the strip', () => {
  test('a scale bar is as long as its length at the speed of the finish', () => {
    for (const { scale } of zooms) {
      const bar = scaleBar(scale, 7.25, 150);
      expect(bar.px).toBeLessThanOrEqual(150);
      expect(bar.px).toBeGreaterThan(50);
      const us = (bar.centimetres / 100 / 7.25) * 1e6;
      expect(timeToPx(scale, scale.fromUs + us)).toBeCloseTo(bar.px, 6);
    }
  });

  test('0.03 s at 7.25 m/s is 0.22 m wide', () => {
    const scale = { fromUs: 209_700_000, toUs: 209_800_000, widthPx: 1000 };
    const gapPx = timeToPx(scale, 209_770_000) - timeToPx(scale, 209_740_000);
    expect(gapPx / pxPerMetre(scale, 7.25)).toBeCloseTo(0.2175, 6);
  });
});

describe('the next reading', () => {
  test('is the nearest one on that side, and none beyond the ends', () => {
    expect(nextReading(TIMES, 209_740_000, 1)).toBe(209_770_000);
    expect(nextReading(TIMES, 209_750_000, -1)).toBe(209_740_000);
    expect(nextReading(TIMES, 209_740_000, -1)).toBeNull();
    expect(nextReading(TIMES, 214_860_000, 1)).toBeNull();
  });
});
