import { describe, expect, test } from 'vitest';
import { loadEntrantId, loadField } from '../testkit/load-field.ts';
import { numbers } from '../random/numbers.ts';
import { fold } from '../testkit/race-builder.ts';
import type { Submission } from './entry.ts';
import type { Race } from './race.ts';

const { opening, passings } = loadField({ entrants: 300, points: 5 });
const [definition, list, gun] = opening;

/** Ids in the order of each column. */
function orders(race: Race): (string | undefined)[][] {
  return race.columns.map(({ order, count }) =>
    Array.from(order.subarray(0, count), (e) => race.entrants[e]?.entrant.id),
  );
}

describe('a large field', () => {
  const inTime = fold([...opening, ...passings]);

  test('everybody has all splits, and each column is in the order of its clocks', () => {
    expect(inTime.columns.map(({ count }) => count)).toEqual([300, 300, 300, 300, 300]);
    for (const { clock, order, count } of inTime.columns)
      for (let i = 1; i < count; i++)
        expect(clock[order[i - 1] ?? 0]).toBeLessThanOrEqual(clock[order[i] ?? 0] ?? 0);
  });

  test.each<[string, (Submission | undefined)[]]>([
    ['the definition comes last', [list, gun, ...passings, definition]],
    ['the gun comes last', [definition, list, ...passings, gun]],
    ['the start list comes last', [definition, gun, ...passings, list]],
    ['the passings come backwards', [...opening, ...passings.toReversed()]],
  ])('%s: the same columns and the same hash', (_, entries) => {
    const race = fold(entries.filter((entry) => entry !== undefined));
    expect(orders(race)).toEqual(orders(inTime));
    expect(race.hash()).toBe(inTime.hash());
  });

  test('entrants of one moment stand in the order of their ids, whoever was listed first', () => {
    const at = passings[0]?.recordedAt ?? 0;
    const together = passings.slice(0, 100).map((entry): Submission => {
      if (entry.event.type !== 'passingRecorded') throw new Error('a passing');
      return {
        ...entry,
        event: {
          ...entry.event,
          line: 'mat 1',
          time: { basis: 'instant', at: at as never, digits: 2 },
        },
      };
    });
    const next = numbers(7);
    const stirred = together.toSorted(() => next() - 0.5);
    const race = fold([...opening, ...stirred]);
    const ids = orders(race)[0] ?? [];
    expect(ids.length).toBeGreaterThan(50);
    expect(ids).toEqual(ids.toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1)));
    expect(fold([...stirred, ...opening]).hash()).toBe(race.hash());
  });

  test('a start list that grows finds room in the columns', () => {
    const race = fold([...opening, ...passings]);
    race.apply({
      device: 'late',
      n: 1,
      recordedAt: 0 as never,
      event: {
        type: 'entrantsListed',
        entrants: [{ id: 'late', bib: 'late', role: 'competitor' }],
      },
    });
    const passing = passings[0];
    if (passing?.event.type !== 'passingRecorded') throw new Error('a passing');
    race.apply({
      ...passing,
      device: 'late',
      n: 2,
      event: { ...passing.event, who: { bib: 'late' } },
    });
    expect(race.columns[0]?.count).toBe(301);
    expect(race.split(race.entrantIndex('late') ?? -1, 0)?.clock).toBe(passing.recordedAt);
    expect(race.entrantIndex(loadEntrantId(0))).toBe(0);
  });
});
