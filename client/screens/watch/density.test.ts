import { expect, test } from 'vitest';
import { createRace } from '../../../shared/race/apply.ts';
import { instant } from '../../../shared/time/time.ts';
import { loadField } from '../../../shared/testkit/load-field.ts';
import { densityAt, densityKeeper, STRETCHES } from './density.ts';

const field = loadField({ entrants: 500, points: 5 });
const race = createRace();
for (const entry of [...field.opening, ...field.passings]) race.apply(entry);

const after = (seconds: number) => instant(field.zero + seconds * 1_000_000);
const total = (counts: Float64Array | null) => {
  let sum = 0;
  for (const count of counts ?? []) sum += count;
  return sum;
};

test('before the gun nobody is on the course', () => {
  expect(total(densityAt(race, after(-1)))).toBe(0);
});

test('after the last one is home nobody is', () => {
  expect(total(densityAt(race, after(1_000_000)))).toBe(0);
});

test('everyone on the way is counted once, at every moment', () => {
  const last = race.columns.at(-1);
  for (const seconds of [1, 60, 600, 1_800, 3_600, 5_400]) {
    const home = [...(last?.clock ?? [])].filter((clock) => clock <= after(seconds)).length;
    const started = race.entrants.filter(
      ({ origin }) => origin !== null && origin <= after(seconds),
    );
    expect(total(densityAt(race, after(seconds)))).toBe(started.length - home);
  }
});

test('a hundred stretches, none of them negative', () => {
  const counts = densityAt(race, after(600));
  expect(counts).toHaveLength(STRETCHES);
  expect(Math.min(...(counts ?? []))).toBeGreaterThanOrEqual(0);
});

test('a crowd is not counted again within a fifth of a second', () => {
  let nowMs = 0;
  const keep = densityKeeper(race, () => nowMs);
  const before = keep(after(1_000));
  nowMs = 100;
  expect(keep(after(2_000))).toBe(before);
  nowMs = 250;
  expect(keep(after(2_000))).not.toBe(before);
});
