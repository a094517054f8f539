import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StripAxis } from '../race/strip.ts';
import { raceTime } from '../time/time.ts';
import {
  axisFromRate,
  axisFromTwo,
  columnAt,
  columnUs,
  cropAxis,
  digitsOf,
  directionOf,
  latestUs,
  perSecond,
  timeAt,
  type MadeAxis,
} from './axis.ts';

function made(axis: MadeAxis): StripAxis {
  if (!axis.ok) throw new Error(axis.reason);
  return axis.axis;
}

const thousand = made(
  axisFromRate({
    columns: 12_400,
    firstUs: raceTime(205_000_000),
    perSecond: 1000,
    direction: 'rightward',
  }),
);

test('A1 the first column and the columns a second make the axis', () => {
  expect(timeAt(thousand, 0)).toBe(205_000_000);
  expect(timeAt(thousand, 4740)).toBe(209_740_000);
  expect(timeAt(thousand, 4740.5)).toBe(209_740_500);
  expect(perSecond(thousand)).toBeCloseTo(1000, 6);
});

test('A1 leftward, the rightmost column was taken first', () => {
  const axis = made(
    axisFromRate({
      columns: 1001,
      firstUs: raceTime(10_000_000),
      perSecond: 1000,
      direction: 'leftward',
    }),
  );
  expect([timeAt(axis, 1000), timeAt(axis, 0)]).toEqual([10_000_000, 11_000_000]);
  expect(directionOf(axis)).toBe('leftward');
  expect(directionOf(thousand)).toBe('rightward');
});

test('A2 two known times make the axis, in either direction', () => {
  const known = [
    { column: 4740, us: raceTime(209_740_000) },
    { column: 4770, us: raceTime(209_770_000) },
  ] as const;
  expect(made(axisFromTwo(12_400, known[0], known[1]))).toEqual(thousand);
  expect(made(axisFromTwo(12_400, known[1], known[0]))).toEqual(thousand);
  const mirrored = made(axisFromTwo(12_400, known[0], { column: 4710, us: raceTime(209_770_000) }));
  expect(directionOf(mirrored)).toBe('leftward');
});

test.each([
  [axisFromTwo(1, { column: 0, us: raceTime(0) }, { column: 1, us: raceTime(1000) }), 'tooNarrow'],
  [axisFromTwo(9, { column: 2, us: raceTime(0) }, { column: 2, us: raceTime(9) }), 'sameColumn'],
  [axisFromTwo(9, { column: 2, us: raceTime(5) }, { column: 3, us: raceTime(5) }), 'sameTime'],
  [axisFromTwo(9, { column: 2, us: raceTime(5) }, { column: 3, us: raceTime(6) }), 'rate'],
  [
    axisFromRate({ columns: 1, firstUs: raceTime(0), perSecond: 1000, direction: 'rightward' }),
    'tooNarrow',
  ],
  [
    axisFromRate({ columns: 9, firstUs: raceTime(0), perSecond: 0, direction: 'rightward' }),
    'rate',
  ],
  [
    axisFromRate({
      columns: 9,
      firstUs: raceTime(0),
      perSecond: Number.NaN,
      direction: 'leftward',
    }),
    'rate',
  ],
])('A2 what makes no axis says why: %o', (axis, reason) => {
  expect(axis).toEqual({ ok: false, reason });
});

const axes = fc
  .record({
    columns: fc.integer({ min: 2, max: 65_000 }),
    firstUs: fc.integer({ min: -1_000_000, max: 40_000_000_000 }).map(raceTime),
    perSecond: fc.double({ min: 50, max: 40_000, noNaN: true }),
    direction: fc.constantFrom('rightward' as const, 'leftward' as const),
  })
  .map((given) => made(axisFromRate(given)));

test('A3 column to time to column comes back, at any rate and in both directions', () => {
  fc.assert(
    fc.property(axes, fc.double({ min: 0, max: 1, noNaN: true }), (axis, share) => {
      const column = share * (axis.columns - 1);
      const back = columnAt(axis, timeAt(axis, column));
      expect(Math.abs(back - column)).toBeLessThanOrEqual(0.51 / Math.abs(columnUs(axis)));
    }),
  );
});

test('A4 a thousand columns a second know thousandths, and fewer know less', () => {
  const digitsAt = (rate: number) =>
    digitsOf(
      made(
        axisFromRate({
          columns: 700,
          firstUs: raceTime(7),
          perSecond: rate,
          direction: 'leftward',
        }),
      ),
    );
  expect([1, 50, 100, 999, 1000, 2000, 9_999, 10_000].map(digitsAt)).toEqual([
    0, 1, 2, 2, 3, 3, 3, 4,
  ]);
});

test('A5 a crop keeps the time of every column', () => {
  fc.assert(
    fc.property(axes, fc.nat(), fc.nat(), (axis, a, b) => {
      const from = a % (axis.columns - 1);
      const to = from + 2 + (b % (axis.columns - from - 1));
      const crop = cropAxis(axis, from, to);
      expect(crop.columns).toBe(to - from);
      const column = from + Math.floor((to - from) / 2);
      expect(Math.abs(timeAt(crop, column - from) - timeAt(axis, column))).toBeLessThanOrEqual(1);
    }),
  );
});

test('A6 the latest time is at the right or at the left end', () => {
  expect(latestUs(thousand)).toBe(217_399_000);
  const mirrored = { ...thousand, firstUs: thousand.lastUs, lastUs: thousand.firstUs };
  expect(latestUs(mirrored)).toBe(217_399_000);
});
