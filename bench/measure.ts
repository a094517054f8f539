/** What one call costs, as a share of many: the middle one and the slowest of a hundred. */
export interface Spent {
  readonly p50: number;
  readonly p99: number;
}

/** µs a call, over `times` calls after a tenth as many to warm up. */
export function measure(times: number, call: (i: number) => unknown): Spent {
  for (let i = 0; i < times / 10; i++) call(i);
  const spent = new Float64Array(times);
  for (let i = 0; i < times; i++) {
    const from = performance.now();
    call(i);
    spent[i] = (performance.now() - from) * 1000;
  }
  spent.sort();
  const at = (part: number): number => spent[Math.floor((times - 1) * part)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Prints a figure beside its limit, and remembers that one was missed. */
export function report(what: string, { p50, p99 }: Spent, limitUs: number): void {
  const isBeyond = p50 > limitUs;
  const figures = `p50 ${p50.toFixed(1)} µs   p99 ${p99.toFixed(1)} µs   limit ${limitUs} µs`;
  console.log(`${what.padEnd(40)} ${figures}${isBeyond ? '   BEYOND' : ''}`);
  if (isBeyond) process.exitCode = 1;
}

/** Prints how many times the reference something costs. */
export function reportRatio(what: string, of: Spent, to: Spent, limit: number): void {
  const ratio = of.p50 / to.p50;
  const isBeyond = ratio > limit;
  console.log(
    `${what.padEnd(40)} × ${ratio.toPrecision(2)}   limit × ${limit}${isBeyond ? '   BEYOND' : ''}`,
  );
  if (isBeyond) process.exitCode = 1;
}
