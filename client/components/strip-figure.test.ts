import { describe, expect, test } from 'vitest';
import type { RoundingRule } from '../../shared/race/definition.ts';
import { bodyUs, stripFigure, type StripFigure } from './strip-figure.ts';
import { stripLayout } from './strip-layout.ts';

/** How far strokes reach, in metres; control points of curves are counted as reached. */
function reach({ strokes }: Pick<StripFigure, 'strokes'>) {
  const corners = strokes.flatMap(({ d, widthM }) =>
    [...d.matchAll(/(-?\d*\.?\d+) (-?\d*\.?\d+)/g)].map(([, x, y]) => ({
      left: Number(x) - widthM / 2,
      bottom: Number(y) - widthM / 2,
      top: Number(y) + widthM / 2,
    })),
  );
  return {
    left: Math.min(...corners.map(({ left }) => left)),
    bottom: Math.min(...corners.map(({ bottom }) => bottom)),
    top: Math.max(...corners.map(({ top }) => top)),
  };
}

describe('what is read lies on its time', () => {
  test.each<[string, RoundingRule]>([
    ['the fingertip of a swimmer', 'swimming'],
    ['the bow of a shell', 'rowing'],
    ['the nose of a car', 'motor'],
  ])('%s is the foremost of the shape', (_, rule) => {
    expect(reach(stripFigure(rule)).left).toBeCloseTo(0, 9);
  });

  test('the torso of a runner, whose hands and head do not count', () => {
    const torso = stripFigure('athletics-track').strokes.filter(({ widthM }) => widthM > 0.2);
    expect(reach({ strokes: torso }).left).toBeCloseTo(0, 9);
  });
});

test('a body passes the line at its speed', () => {
  expect(bodyUs(stripFigure('swimming'), 2.3)).toBeCloseTo(1e6);
});

describe.each<RoundingRule>(['swimming', 'rowing'])(
  '%s: who lies flat, lies in the own lane',
  (rule) => {
    const figure = stripFigure(rule);
    test.each([320, 600])('with %d px of width', (width) => {
      for (let rows = 1; rows <= 10; rows++) {
        const { rowsY, figurePx, top, bottom } = stripLayout(width, {
          rows,
          crowd: rows > 3,
          heightM: figure.heightM,
        });
        const pxPerMetre = figurePx / figure.heightM;
        const { bottom: lowest, top: highest } = reach(figure);
        rowsY.forEach((y, row) => {
          expect(y - lowest * pxPerMetre).toBeLessThanOrEqual(Math.min(y, bottom));
          expect(y - highest * pxPerMetre).toBeGreaterThan(rowsY[row + 1] ?? top);
        });
      }
    });

    test('eight lanes take all of the strip', () => {
      const { rowsY, figurePx, top } = stripLayout(600, {
        rows: 8,
        crowd: true,
        heightM: figure.heightM,
      });
      expect((rowsY.at(-1) ?? 0) - figurePx - top).toBeLessThan(12);
    });
  },
);
