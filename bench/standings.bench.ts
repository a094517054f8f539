import { createRace } from '../shared/race/apply.ts';
import type { Race } from '../shared/race/race.ts';
import { loadField, type LoadSize } from '../shared/testkit/load-field.ts';
import { numbers } from '../shared/random/numbers.ts';
import { orderAt, positionAt, standingsAt } from '../shared/timeline/standings.ts';
import { topAt } from '../shared/timeline/top.ts';
import { instant, type Instant } from '../shared/time/time.ts';
import { measure, report, reportRatio, type Spent } from './measure.ts';

/**
 * What does a board at a random moment of a finished race cost, in a field of 50,000 × 10 and in one
 * of 12? Beside it, in the same run, what everybody pays who keeps no order: sort the clocks of the
 * furthest point at every question.
 */

/** DESIGN 9 asks for 10 µs for the top 100 with gaps; twice that, as shared machines are noisy. */
const TOP_LIMIT_US = 20;
/** A hundred rows with all they show; what they cost most is the split of each, far apart in memory. */
const ROWS_LIMIT_US = 400;
/** Rows far down, and one row wherever it is, are found by walking the order from its top. */
const DEEP_LIMIT_US = 8_000;
const SMALL_LIMIT_US = 60;
/** The top must be this much cheaper than one sort of the field. */
const AGAINST_SORT = 0.01;

function filled(size: LoadSize): Race {
  const { opening, passings } = loadField(size);
  const race = createRace();
  for (const entry of [...opening, ...passings]) race.apply(entry);
  return race;
}

/** The same moments in every run, from the first passing to the last. */
function momentsOf(race: Race, count: number): readonly Instant[] {
  const last = race.columns.at(-1);
  const end = last?.clock[last.order[last.count - 1] ?? 0] ?? 0;
  const zero = race.zero ?? 0;
  const next = numbers(50_000);
  return Array.from({ length: count }, () => instant(zero + Math.floor(next() * (end - zero))));
}

function sortEachTime(race: Race): Spent {
  const clocks = race.columns[4]?.clock ?? new Float64Array();
  return measure(60, () => clocks.slice().sort());
}

const large = filled({ entrants: 50_000, points: 10 });
const moments = momentsOf(large, 20_000);
const at = (i: number): Instant => moments[i % moments.length] ?? instant(0);
const anyone = (i: number): number => (i * 7919) % 50_000;

const sorting = sortEachTime(large);
const top = measure(20_000, (i) => topAt(large, at(i), 100));
report('sort of 50,000 clocks (reference)', sorting, Infinity);
report('top 100 with gaps, 50,000 × 10', top, TOP_LIMIT_US);
reportRatio('top 100 with gaps against that sort', top, sorting, AGAINST_SORT);
const rows = (offset: number) => (i: number) => standingsAt(large, at(i), { offset, count: 100 });
report('100 rows from the first, 50,000 × 10', measure(5_000, rows(0)), ROWS_LIMIT_US);
report('100 rows from the 25,000th', measure(300, rows(25_000)), DEEP_LIMIT_US);
report(
  'whole order, 50,000 × 10',
  measure(300, (i) => orderAt(large, at(i))),
  DEEP_LIMIT_US,
);
report(
  'one of 50,000',
  measure(300, (i) => positionAt(large, at(i), anyone(i))),
  DEEP_LIMIT_US,
);

const small = filled({ entrants: 12, points: 10 });
const few = momentsOf(small, 5_000);
const then = (i: number): Instant => few[i % few.length] ?? instant(0);
report(
  'whole board, 12 × 10',
  measure(20_000, (i) => standingsAt(small, then(i))),
  SMALL_LIMIT_US,
);
report(
  'one of 12',
  measure(20_000, (i) => positionAt(small, then(i), i % 12)),
  SMALL_LIMIT_US,
);
