import { createRace } from '../shared/race/apply.ts';
import type { Submission } from '../shared/race/entry.ts';
import type { Race } from '../shared/race/race.ts';
import { loadField, type LoadSize } from '../shared/testkit/load-field.ts';
import { numbers } from '../shared/random/numbers.ts';

/**
 * What does one passing cost, in a field of 50,000 × 10 and in one of 12? Beside it, in the same run,
 * the least that a keeper of order must do: a binary search and an insert into one sorted array.
 * The last passings of a full race are timed, so that everything is as large as it gets.
 */

/** What is asked for, on a machine that does nothing else. */
const LIMIT_US = 5;
/** On a busy one the reference is slower too: 5 µs are 2.5 × what it takes when idle, and twice that is allowed. */
const LIMIT_RATIO = 5;
const TIMED = 20_000;

interface Spent {
  readonly p50: number;
  readonly p99: number;
}

interface Measured {
  readonly timely: Spent;
  /** One in fifty comes after its entrant's next ones: it goes into the middle of what is there. */
  readonly late: Spent;
}

const LATE_EVERY = 50;

/** Times the last `timed` passings of each of so many equal races. */
function measure(size: LoadSize, timed: number, races: number): Measured {
  const { opening, passings } = loadField(size);
  const late = passings.filter((_, i) => i % LATE_EVERY === 0);
  const timely = passings.filter((_, i) => i % LATE_EVERY !== 0);
  const spent = { timely: [] as number[], late: [] as number[] };
  for (let round = 0; round < races; round++) {
    const race = createRace();
    for (const entry of [...opening, ...timely.slice(0, -timed)]) race.apply(entry);
    for (const entry of timely.slice(-timed)) spent.timely.push(spentOn(race, received(entry)));
    for (const entry of late) spent.late.push(spentOn(race, received(entry)));
  }
  return { timely: percentiles(spent.timely), late: percentiles(spent.late) };
}

/** As it comes off the wire: just parsed. */
function received(entry: Submission): Submission {
  return JSON.parse(JSON.stringify(entry)) as Submission;
}

function spentOn(race: Race, entry: Submission): number {
  const from = performance.now();
  const applied = race.apply(entry);
  const spent = (performance.now() - from) * 1000;
  if (!applied.ok) throw new Error(applied.refusal.message);
  return spent;
}

/** The reference: one sorted array of 50,000 clocks in no order, insert by binary search and splice. */
function measureReference(): Spent {
  const next = numbers(3);
  const clocks: number[] = [];
  const spent = Array.from({ length: 50_000 }, () => {
    const clock = next();
    const from = performance.now();
    insert(clocks, clock);
    return (performance.now() - from) * 1000;
  });
  return percentiles(spent.slice(-TIMED));
}

function insert(sorted: number[], clock: number): void {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < clock) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, clock);
}

function percentiles(spent: readonly number[]): Spent {
  const sorted = Float64Array.from(spent).sort();
  const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

function report(what: string, { p50, p99 }: Spent, reference: Spent): void {
  const ratio = (p50 / reference.p50).toFixed(1);
  console.log(
    `${what.padEnd(34)} p50 ${p50.toFixed(2)} µs   p99 ${p99.toFixed(2)} µs   × ${ratio}`,
  );
}

const reference = measureReference();
report('sorted array insert, 50,000', reference, reference);
const large = measure({ entrants: 50_000, points: 10 }, TIMED, 1);
report('timely passing, 50,000 × 10', large.timely, reference);
report('late passing, 50,000 × 10', large.late, reference);
const small = measure({ entrants: 12, points: 10 }, 60, 100);
report('timely passing, 12 × 10', small.timely, reference);
report('late passing, 12 × 10', small.late, reference);

const slowest = Math.max(large.timely.p50, small.timely.p50);
if (slowest > LIMIT_US && slowest > LIMIT_RATIO * reference.p50) {
  console.log(
    `a timely passing is beyond ${LIMIT_US} µs and beyond ${LIMIT_RATIO} × the reference`,
  );
  process.exitCode = 1;
}
