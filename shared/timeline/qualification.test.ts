import fc from 'fast-check';
import { expect, test } from 'vitest';
import { straight100 } from '../testkit/definitions.ts';
import { competitors, GUN, started } from '../testkit/race-builder.ts';
import { qualify, type HeatResult, type Qualification } from './qualification.ts';
import { resultSheet } from './result-sheet.ts';

/** A heat in which `a1 a2 …` finish at these times; `null` is a place without a time, DQ, DNF or DNS a status. */
function heat(
  name: string,
  times: readonly (string | null)[],
  { gun = 'electronic' as 'electronic' | 'manual' } = {},
): HeatResult {
  const ids = times.map((_, i) => `${name}${i + 1}`);
  const race = started(straight100, competitors(...ids));
  race.gun(GUN, { source: gun });
  times.forEach((time, i) => {
    const id = ids[i] ?? '';
    if (time === null) race.places(id, i + 1, '30.0');
    else if (time === 'DQ' || time === 'DNF' || time === 'DNS') race.status(id, time);
    else race.reads(id, 'finish', time);
  });
  return { heat: name, lines: resultSheet(race.race()) };
}

const marks = ({ qualified }: Qualification): Record<string, string> =>
  Object.fromEntries(qualified.map(({ id, mark }) => [id, mark]));

test('O6 the first two of each heat and the next two fastest go on', () => {
  const heats = [
    heat('a', ['11.001', '11.002', '11.003', '11.300']),
    heat('b', ['11.100', '11.200', '11.250', '11.260']),
  ];
  const found = qualify(heats, { byPlace: 2, byTime: 2 });
  expect(marks(found)).toEqual({ a1: 'Q', a2: 'Q', b1: 'Q', b2: 'Q', a3: 'q', b3: 'q' });
  expect(found).toMatchObject({ open: [], mixedTiming: false });
});

test('O6 who shares the last place that counts is open: all go on, or lots are drawn', () => {
  const found = qualify([heat('a', ['11.001', '11.002', '11.002', '11.300'])], {
    byPlace: 2,
    byTime: 1,
  });
  expect(marks(found)).toEqual({ a1: 'Q', a4: 'q' });
  expect(found.open).toEqual([
    {
      by: 'place',
      places: 1,
      ids: [
        { heat: 'a', id: 'a2', place: 2 },
        { heat: 'a', id: 'a3', place: 2 },
      ],
      why: 'tie',
    },
  ]);
});

test('O7 DQ, DNF, DNS and places without a time are left out of the fastest', () => {
  const heats = [
    heat('a', ['11.001', 'DQ', 'DNF', '11.400']),
    heat('b', ['11.100', null, 'DNS', '11.500']),
  ];
  const found = qualify(heats, { byPlace: 1, byTime: 2 });
  expect(marks(found)).toEqual({ a1: 'Q', b1: 'Q', a4: 'q', b4: 'q' });
});

test('O7 level to the thousandth at the last place is a tie, and the faster are through', () => {
  const heats = [
    heat('a', ['11.0010', '11.1008', '11.1500']),
    heat('b', ['11.0020', '11.1003', '11.0900']),
  ];
  const found = qualify(heats, { byPlace: 1, byTime: 2 });
  expect(marks(found)).toEqual({ a1: 'Q', b1: 'Q', b3: 'q' });
  expect(found.open).toMatchObject([{ by: 'time', places: 1, why: 'tie' }]);
  expect(found.open[0]?.ids.map(({ id }) => id)).toEqual(['b2', 'a2']);
});

test('O7 times that are known too coarsely leave the last place unknown', () => {
  const heats = [heat('a', ['11.00', '11.10']), heat('b', ['11.02', '11.10'])];
  expect(qualify(heats, { byPlace: 1, byTime: 1 }).open).toMatchObject([
    { by: 'time', places: 1, why: 'unknown' },
  ]);
});

test('O7 hand times are compared as they are rounded, and told where others are among them', () => {
  const heats = [
    heat('a', ['11.01', '11.12'], { gun: 'manual' }),
    heat('b', ['11.02', '11.18'], { gun: 'manual' }),
  ];
  const found = qualify(heats, { byPlace: 1, byTime: 1 });
  expect(found).toMatchObject({ mixedTiming: false, open: [{ why: 'unknown' }] });
  const mixed = [...heats, heat('c', ['11.001', '11.002'])];
  expect(qualify(mixed, { byPlace: 1, byTime: 1 }).mixedTiming).toBe(true);
  expect(qualify(mixed, { byPlace: 1, byTime: 0 }).mixedTiming).toBe(false);
});

const byHand = { gun: 'manual' } as const;

test('O7 within one heat its own places decide, however coarse its times are', () => {
  const heats = [
    heat('a', ['10.300', '10.400', '10.521', '10.600'], byHand),
    heat('b', ['10.310', '10.410', '10.701'], byHand),
  ];
  const found = qualify(heats, { byPlace: 2, byTime: 1 });
  expect(found.qualified.filter(({ mark }) => mark === 'q')).toEqual([
    { heat: 'a', id: 'a3', mark: 'q' },
  ]);
  expect(found.open).toEqual([]);
});

test('O7 equal hand times of two heats are open between the best of each', () => {
  const heats = [
    heat('a', ['10.300', '10.521', '10.600'], byHand),
    heat('b', ['10.310', '10.580'], byHand),
  ];
  expect(qualify(heats, { byPlace: 1, byTime: 1 }).open).toEqual([
    {
      by: 'time',
      places: 1,
      ids: [
        { heat: 'a', id: 'a2', place: 2 },
        { heat: 'b', id: 'b2', place: 2 },
      ],
      why: 'unknown',
    },
  ]);
  const two = qualify(heats, { byPlace: 1, byTime: 2 });
  // Only one of the other two can be ahead of a2, who beat a3.
  expect(marks(two)).toEqual({ a1: 'Q', a2: 'q', b1: 'Q' });
  expect(two.open).toMatchObject([{ places: 1, ids: [{ id: 'a3' }, { id: 'b2' }] }]);
});

test('O7 who shares the last place of one heat is tied there, hand times or not', () => {
  const heats = [heat('a', ['10.300', '10.521', '10.521'], byHand)];
  expect(qualify(heats, { byPlace: 1, byTime: 1 }).open).toMatchObject([
    { by: 'time', places: 1, why: 'tie', ids: [{ id: 'a2' }, { id: 'a3' }] },
  ]);
});

test('O7 who was placed behind another of the heat does not go on before them', () => {
  const slower = heat('a', ['10.300', '10.600', '10.500']);
  const moved = slower.lines.map((line) =>
    line.id === 'a2' ? { ...line, place: 2 } : line.id === 'a3' ? { ...line, place: 3 } : line,
  );
  const heats = [{ ...slower, lines: moved }, heat('b', ['10.310', '10.550'])];
  expect(marks(qualify(heats, { byPlace: 1, byTime: 2 }))).toMatchObject({ b2: 'q', a2: 'q' });
});

test('O7 a round smaller than its places takes everybody with a time', () => {
  expect(marks(qualify([heat('a', ['11.1', '11.2'])], { byPlace: 1, byTime: 5 }))).toEqual({
    a1: 'Q',
    a2: 'q',
  });
});

test('O7 nobody faster stays behind: in any heats, those through by time beat those who are not', () => {
  const times = fc.array(fc.integer({ min: 11_000, max: 11_020 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(
      fc.array(times, { minLength: 1, maxLength: 4 }),
      fc.nat(3),
      fc.nat(5),
      (rounds, byPlace, byTime) => {
        const heats = rounds.map((ms, i) =>
          heat(
            String.fromCharCode(97 + i),
            ms.map((one) => (one / 1000).toFixed(3)),
          ),
        );
        const { qualified, open } = qualify(heats, { byPlace, byTime });
        const all = heats.flatMap(({ lines }) => lines);
        const timeOf = (id: string) => all.find((line) => line.id === id)?.reading?.time ?? NaN;
        const through = new Set(qualified.map(({ id }) => id));
        expect(through.size).toBe(qualified.length);
        const undecided = new Set(open.flatMap(({ ids }) => ids.map(({ id }) => id)));
        for (const id of undecided) expect(through.has(id)).toBe(false);
        const slowest = Math.max(
          ...qualified.filter(({ mark }) => mark === 'q').map(({ id }) => timeOf(id)),
        );
        for (const { id, reading } of all) {
          if (through.has(id) || undecided.has(id) || reading === null) continue;
          expect(reading.time).toBeGreaterThan(slowest);
        }
        const openByTime = open.find(({ by }) => by === 'time');
        const qs = qualified.filter(({ mark }) => mark === 'q').length;
        expect(qs + (openByTime?.places ?? 0)).toBeLessThanOrEqual(byTime);
        if (openByTime) expect(openByTime.ids.length).toBeGreaterThan(openByTime.places);
      },
    ),
    { numRuns: 60 },
  );
});
