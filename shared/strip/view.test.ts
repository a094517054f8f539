import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  columnToPx,
  fitView,
  panBy,
  pxToColumn,
  resized,
  skewed,
  snapColumn,
  straightened,
  withColumn,
  zoomAt,
  type StripView,
} from './view.ts';

const images = fc.integer({ min: 2, max: 65_000 });
const steps = fc.array(
  fc.record({
    factor: fc.double({ min: 0.2, max: 6, noNaN: true }),
    px: fc.integer({ min: 0, max: 1400 }),
    pan: fc.integer({ min: -4000, max: 4000 }),
  }),
  { maxLength: 8 },
);

function wandered(columns: number, moves: readonly { factor: number; px: number; pan: number }[]) {
  return moves.reduce(
    (view, { factor, px, pan }) => panBy(zoomAt(view, factor, px, columns), pan, columns),
    fitView(columns, 1400),
  );
}

test('V1 column to px to column comes back at any zoom and place', () => {
  fc.assert(
    fc.property(images, steps, fc.double({ min: 0, max: 1, noNaN: true }), (columns, moves, at) => {
      const view = wandered(columns, moves);
      const column = at * (columns - 1);
      expect(pxToColumn(view, columnToPx(view, column))).toBeCloseTo(column, 6);
    }),
  );
});

test('V1 a pointer anywhere on a column of pixels finds that column', () => {
  const view: StripView = { from: 100, zoom: 8, widthPx: 800 };
  const found = [0, 3, 7.9].map((px) => snapColumn(pxToColumn(view, 16 + px), 1, 1000));
  expect(found).toEqual([102, 102, 102]);
});

test('V2 what is under the pointer stays, away from the ends', () => {
  const before: StripView = { from: 5000, zoom: 1, widthPx: 1000 };
  const after = zoomAt(before, 4, 250, 12_400);
  expect(after.zoom).toBe(4);
  expect(pxToColumn(after, 250)).toBeCloseTo(pxToColumn(before, 250), 9);
});

test('V2 it is no closer than single columns can be seen, and no farther than the whole image', () => {
  const view = fitView(12_400, 1240);
  expect(view.zoom).toBeCloseTo(0.1);
  expect(zoomAt(view, 1e9, 0, 12_400).zoom).toBe(48);
  expect(zoomAt(zoomAt(view, 60, 800, 12_400), 1e-9, 300, 12_400)).toEqual(view);
});

test('V3 the view follows a column out of sight, and stands still otherwise', () => {
  const view: StripView = { from: 5000, zoom: 2, widthPx: 1000 };
  expect(withColumn(view, 5250, 12_400)).toBe(view);
  const moved = withColumn(view, 5499, 12_400);
  expect(columnToPx(moved, 5499)).toBeCloseTo(500);
  const atEnd: StripView = { from: 0, zoom: 2, widthPx: 1000 };
  expect(withColumn(atEnd, 3, 12_400)).toBe(atEnd);
});

test('V4 the hairline stands on whole columns or on halves, inside the image', () => {
  expect(snapColumn(10.4, 1, 100)).toBe(10);
  expect(snapColumn(10.4, 0.5, 100)).toBe(10.5);
  expect(snapColumn(-3, 1, 100)).toBe(0);
  expect(snapColumn(400, 0.5, 100)).toBe(99);
});

test('V5 the ends of the image stay at the ends of the screen', () => {
  fc.assert(
    fc.property(images, steps, (columns, moves) => {
      const view = wandered(columns, moves);
      const shown = view.widthPx / view.zoom;
      if (shown >= columns) expect(view.from).toBeCloseTo((columns - shown) / 2, 6);
      else expect(view.from >= 0 && view.from + shown <= columns + 1e-6).toBe(true);
    }),
  );
});

test('V5 another width of the screen keeps the middle', () => {
  const view: StripView = { from: 5000, zoom: 2, widthPx: 1000 };
  expect(resized(view, 600, 12_400)).toEqual({ from: 5100, zoom: 2, widthPx: 600 });
  expect(resized(fitView(1000, 400), 800, 1000).zoom).toBeCloseTo(0.8);
});

test('V6 straightening is undone by skewing, and the middle row stays', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -400, max: 400, noNaN: true }),
      fc.integer({ min: 1, max: 3000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (shear, height, down) => {
        const skew = { shear, height };
        const row = down * height;
        expect(skewed(straightened(700, row, skew), row, skew)).toBeCloseTo(700, 6);
        expect(straightened(700, height / 2, skew)).toBe(700);
      },
    ),
  );
  expect(straightened(710, 0, { shear: 20, height: 100 })).toBe(700);
});
