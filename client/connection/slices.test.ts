import { expect, test } from 'vitest';
import { inSlices, SLICE_MS } from './slices.ts';

function bench(costMs: number) {
  let clockMs = 0;
  const slices: number[] = [];
  const folded: number[] = [];
  let cancelled = false;
  return {
    slices,
    folded,
    cancel: () => (cancelled = true),
    run: (count: number) =>
      inSlices(
        Array.from({ length: count }, (_, index) => index),
        {
          each: (item) => {
            folded.push(item);
            clockMs += costMs;
          },
          sliceDone: (done) => slices.push(done),
        },
        { nowMs: () => clockMs, breathe: () => Promise.resolve(), cancelled: () => cancelled },
      ),
  };
}

test('a few entries are folded at once, before anything else can happen', () => {
  const { run, folded } = bench(0.01);
  void run(5);
  expect(folded).toEqual([0, 1, 2, 3, 4]);
});

test('many entries are folded in order, with a breath every 8 ms', async () => {
  const { run, folded, slices } = bench(0.25);
  await run(200);
  expect(folded).toHaveLength(200);
  expect(folded[199]).toBe(199);
  const perSlice = SLICE_MS / 0.25;
  expect(slices.length).toBeGreaterThanOrEqual(200 / (perSlice + 1));
  for (const [index, done] of slices.entries()) {
    expect(done - (slices[index - 1] ?? 0)).toBeLessThanOrEqual(perSlice + 1);
  }
});

test('a fold that is no longer wanted stops at the next breath', async () => {
  const { run, folded, cancel } = bench(1);
  const done = run(1000);
  cancel();
  await done;
  expect(folded.length).toBeLessThan(20);
});
