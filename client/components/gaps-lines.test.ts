import { describe, expect, test } from 'vitest';
import type { Ink } from '../../shared/timeline/answers.ts';
import type { GapSeries } from './Gaps.tsx';
import {
  drawnSeries,
  estimatedKey,
  gapAxis,
  gapRows,
  gapTicks,
  knownKey,
  lineEnds,
} from './gaps-lines.ts';

const points = [300, 700, 1100, 1500].map((distanceM) => ({
  id: String(distanceM),
  line: 'finish',
  distanceM,
}));

function series(id: string, gaps: readonly ([number, Ink] | null)[]): GapSeries {
  return {
    id,
    kind: 'entrant',
    followed: false,
    gaps: gaps.map((gap) => gap && { us: gap[0] * 1e6, digits: 2, ink: gap[1] }),
  };
}

describe('lines of the gap chart', () => {
  test('a stretch is whole only where both its ends are known', () => {
    const rows = gapRows(points, [
      series('CHE', [
        [0.2, 'known'],
        [0.15, 'known'],
        [0.1, 'estimated'],
        [0.03, 'known'],
      ]),
    ]);
    expect(rows.map((row) => row[knownKey('CHE')])).toEqual([0.2, 0.15, null, null]);
    expect(rows.map((row) => row[estimatedKey('CHE')])).toEqual([null, 0.15, 0.1, 0.03]);
  });

  test('a gap is drawn as it is told: taps by hand are no finer than the board', () => {
    const gaps = [
      null,
      null,
      null,
      { us: 320_000, told: 400_000, digits: 1, ink: 'known' as const },
    ];
    const hand = { ...series('H', []), gaps };
    expect(gapRows(points, [hand])[3]).toMatchObject({ [knownKey('H')]: 0.4 });
    expect(lineEnds([hand])).toEqual([{ id: 'H', at: 3, seconds: 0.4 }]);
    expect(gapAxis([hand]).to).toBeCloseTo(0.4);
  });

  test('a single point is drawn, as what it is', () => {
    const rows = gapRows(points, [
      series('A', [[0.2, 'known'], null, null, null]),
      series('B', [[0.3, 'estimated'], null, null, null]),
    ]);
    expect(rows[0]).toMatchObject({
      distanceM: 300,
      [knownKey('A')]: 0.2,
      [estimatedKey('A')]: null,
      [knownKey('B')]: null,
      [estimatedKey('B')]: 0.3,
    });
  });

  test('a hole in the splits is a hole in the line', () => {
    const rows = gapRows(points, [series('A', [[0.2, 'known'], null, [0.4, 'known'], null])]);
    expect(rows.map((row) => row[knownKey('A')])).toEqual([0.2, null, 0.4, null]);
  });

  test('twenty are drawn, the followed among them, and the pace lines besides', () => {
    const field = Array.from({ length: 30 }, (_, i) => series(`R${i}`, [[i, 'known']]));
    const followed = { ...series('LAST', [[40, 'known']]), followed: true };
    const pace = { ...series('lights', [[-1, 'known']]), kind: 'pace' as const };
    const drawn = drawnSeries([...field, followed, pace]);
    expect(drawn).toHaveLength(21);
    expect(drawn.map((one) => one.id)).toContain('LAST');
    expect(drawn.at(-1)?.id).toBe('lights');
  });

  test('names stand where the lines end', () => {
    const ends = lineEnds([
      series('PACER', [[0, 'known'], [0, 'known'], null, null]),
      series('ING', [
        [1, 'known'],
        [1, 'known'],
        [0, 'known'],
        [0, 'known'],
      ]),
      series('NONE', [null, null, null, null]),
    ]);
    expect(ends).toEqual([
      { id: 'PACER', at: 1, seconds: 0 },
      { id: 'ING', at: 3, seconds: 0 },
    ]);
  });
});

describe('the axis of gaps', () => {
  test('is read as a clock where gaps are minutes', () => {
    const stepOf = (seconds: number) => gapAxis([series('A', [[seconds, 'known']])]).step;
    expect([45, 130, 400, 1_000, 4_000].map(stepOf)).toEqual([10, 30, 120, 300, 1_200]);
  });

  test('begins and ends on labels, with the leader among them', () => {
    for (const gaps of [[0.03], [5.12, -1.66], [0.6, -0.3], [83.2], []]) {
      const axis = gapAxis([
        series(
          'A',
          gaps.map((gap): [number, Ink] => [gap, 'known']),
        ),
      ]);
      const ticks = gapTicks(axis);
      expect(ticks).toContain(0);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(8);
      expect(ticks[0]).toBeCloseTo(axis.from, 6);
      expect(ticks.at(-1)).toBeCloseTo(axis.to, 6);
    }
  });
});
