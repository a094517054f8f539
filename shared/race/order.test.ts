import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generatedRace, histogram, stirred } from '../testkit/generate-race.ts';
import { createRace } from './apply.ts';
import type { Submission } from './entry.ts';
import type { Race } from './race.ts';

/** HAIRLINE_SEED repeats a run, HAIRLINE_RUNS or HAIRLINE_TRIALS (10 000 for R5) makes it longer. */
const seed = Number(process.env['HAIRLINE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const runs = Number(process.env['HAIRLINE_RUNS'] ?? process.env['HAIRLINE_TRIALS'] ?? 200);
process.stdout.write(`property tests of races: HAIRLINE_SEED=${seed}\n`);

/** Refused corrections are part of the game: which is refused depends on what was known (C5). */
function foldAll(entries: readonly Submission[]): Race {
  const race = createRace();
  for (const entry of entries) {
    const applied = race.apply(entry);
    if (!applied.ok) expect(applied.refusal.code).toBe('BAD_CORRECTION');
  }
  return race;
}

describe('generated races', { timeout: 600_000 + runs * 1_000 }, () => {
  test('have every kind of event, start and course in at least one of twenty', () => {
    const counts = histogram(fc.sample(generatedRace(), { numRuns: runs, seed }));
    const rows = [...counts]
      .sort(byName)
      .map(([kind, n]) => `${kind.padEnd(20)} ${(n * 100) / runs} %`);
    process.stdout.write(`${rows.join('\n')}\n`);
    expect(counts.size).toBe(16 + 5 + 5);
    for (const [kind, n] of counts) expect(n, kind).toBeGreaterThanOrEqual(runs / 20);
  });

  test(`H2 R5 ${runs} races: any order and any repetition of the same entries gives the same hash`, () => {
    fc.assert(
      fc.property(generatedRace(), fc.nat(), ({ entries }, stir) => {
        expect(foldAll(stirred(entries, stir)).hash()).toBe(foldAll(entries).hash());
      }),
      { numRuns: runs, seed },
    );
  });

  test('H2 a race that is asked for its hash after every batch ends with the same hash', () => {
    fc.assert(
      fc.property(generatedRace(), fc.nat({ max: 9 }), ({ entries }, every) => {
        const race = createRace();
        entries.forEach((entry, i) => {
          race.apply(entry);
          if (i % (every + 1) === 0) race.hash();
        });
        expect(race.hash()).toBe(foldAll(entries).hash());
      }),
      { numRuns: runs, seed },
    );
  });

  test('what readers see is the same by entrant id, and the columns hold exactly the splits', () => {
    fc.assert(
      fc.property(generatedRace(), fc.nat(), ({ entries }, stir) => {
        const race = foldAll(entries);
        expect(seen(foldAll(stirred(entries, stir)))).toEqual(seen(race));
        expect(columnsProblem(race)).toBeNull();
      }),
      { numRuns: runs, seed },
    );
  });
});

function seen(race: Race): unknown {
  const { points, finish, zero, guns, loose, messages, declared, state, ended } = race;
  const entrants = race.entrants
    .filter(({ listed }) => listed)
    .map(({ index: _, ...entrant }) => entrant)
    .sort((a, b) => (a.entrant.id < b.entrant.id ? -1 : 1));
  const splits = race.entrants.flatMap(({ index, entrant }) =>
    points.map((point) => [entrant.id, point.id, withoutIndex(race.split(index, point.index))]),
  );
  const order = race.columns.map((column) =>
    Array.from(column.order.subarray(0, column.count), (e) => race.entrants[e]?.entrant.id),
  );
  const sorted = splits.filter(([, , split]) => split !== null).map((row) => JSON.stringify(row));
  return {
    points,
    finish,
    zero,
    loose,
    messages,
    declared,
    state,
    ended,
    entrants,
    order,
    guns: [...guns].sort(byName),
    splits: sorted.sort(),
  };
}

function withoutIndex(split: ReturnType<Race['split']>): unknown {
  return split === null ? null : { ...split, entrant: null };
}

/** Every split is in its column, in order; every column entry is a split; splits rise in time. */
function columnsProblem(race: Race): string | null {
  if (race.columns.length !== race.points.length) return 'a column for each point';
  for (const { index } of race.entrants) {
    let last = Number.NEGATIVE_INFINITY;
    for (const point of race.points) {
      const split = race.split(index, point.index);
      const clock = race.columns[point.index]?.clock[index] ?? Number.NaN;
      if (split === null && !Number.isNaN(clock)) return 'a clock without a split';
      if (split !== null && split.clock !== clock) return 'a split without its clock';
      if (split !== null && split.clock <= last) return 'splits that rise';
      if (split !== null) last = split.clock;
    }
  }
  for (const { clock, order, count } of race.columns) {
    const clocks = Array.from(order.subarray(0, count), (e) => clock[e] ?? Number.NaN);
    if (clocks.some((each, i) => !(each >= (clocks[i - 1] ?? -Infinity)))) return 'order by clock';
    if (clock.filter((each) => !Number.isNaN(each)).length !== count)
      return 'everyone counted once';
  }
  return null;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
