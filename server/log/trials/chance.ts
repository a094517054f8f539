import type { Chance } from './fragile-disk.ts';

/** Random numbers that a seed repeats (a linear congruence is good enough to pick moments and bits). */
export function chanceFrom(seed: number): Chance {
  let state = (seed * 2_654_435_761) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** How many trials to run: `HAIRLINE_TRIALS`, else so many in CI, else so many as nobody has to wait for. */
export function trialCount({
  inCi,
  usual,
}: {
  readonly inCi: number;
  readonly usual: number;
}): number {
  const wish = Number(process.env['HAIRLINE_TRIALS']);
  if (wish > 0) return wish;
  return process.env['CI'] ? inCi : usual;
}
