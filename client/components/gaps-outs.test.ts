import { expect, test } from 'vitest';
import type { GapSeries } from './Gaps.tsx';
import { gapAxis } from './gaps-lines.ts';
import { gapsPlot, xOf, yOf } from './gaps-plot.ts';
import { outEnds } from './gaps-outs.ts';

const distances = [300, 700, 1100, 1500];

function series(id: string, seconds: readonly (number | null)[], out = false): GapSeries {
  const gaps = seconds.map((each) =>
    each === null ? null : { us: each * 1e6, digits: 2, ink: 'known' as const },
  );
  return { id, kind: 'entrant', gaps, followed: false, out };
}

function ends(all: readonly GapSeries[]) {
  const plot = gapsPlot({ width: 640, height: 260 }, 1500, gapAxis(all), 8);
  return { plot, ends: outEnds(all, distances, () => 'Coscoran', plot) };
}

test('the line of who is out ends at the last split, with the name beside it', () => {
  const { plot, ends: found } = ends([
    series('leader', [0, 0, 0, 0]),
    series('other', [1, 2, 3, 4]),
    series('out', [3, 9, null, null], true),
  ]);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ id: 'out', x: xOf(plot, 700), y: yOf(plot, 9) });
  expect(found[0]?.name?.x).toBeGreaterThan(xOf(plot, 700));
});

test('a name that would cover a line stands elsewhere, or not at all', () => {
  const fan = Array.from({ length: 61 }, (_, i) => i / 20).map((gap) =>
    series(`r${gap}`, [gap, gap, gap, gap]),
  );
  const { plot, ends: found } = ends([...fan, series('out', [1, 1, null, null], true)]);
  expect(found[0]?.name).toBeNull();
  const { ends: level } = ends([
    series('leader', [0, 0, 0, 0]),
    series('straight', [10, 10, 10, 10]),
    series('out', [10, 10, null, null], true),
  ]);
  expect(level[0]?.name?.y).not.toBeCloseTo(yOf(plot, 10), 0);
  expect(level[0]?.name).not.toBeNull();
});

test('two who step off at one place do not write over each other', () => {
  const { ends: found } = ends([
    series('leader', [0, 0, 0, 0]),
    series('a', [8, null, null, null], true),
    series('b', [8.2, null, null, null], true),
    series('last', [10, 14, 18, 20]),
  ]);
  const [a, b] = found.map(({ name }) => name);
  expect(a === null || b === null || a?.y !== b?.y || a?.x !== b?.x).toBe(true);
});
