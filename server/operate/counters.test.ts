import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCounters } from './counters.ts';

const SECOND = 1_000_000;

describe('what is counted of one device', () => {
  test('counters that never came are holes, and are none any more when they come late', () => {
    const counters = openCounters();
    for (const n of [1, 2, 5, 9]) counters.stored(n, n * SECOND);
    expect(counters.health(10 * SECOND)).toMatchObject({
      stored: 4,
      missing: 5,
      holes: [
        [3, 4],
        [6, 8],
      ],
    });
    counters.stored(7, 10 * SECOND);
    expect(counters.health(10 * SECOND).holes).toEqual([
      [3, 4],
      [6, 6],
      [8, 8],
    ]);
  });

  test('an entry that was refused is no hole, and its raw line is kept', () => {
    const counters = openCounters();
    counters.stored(1, SECOND);
    const refused = { code: 'BAD_TIME', message: 'not whole microseconds', raw: 'x'.repeat(600) };
    counters.came(2, { at: 2 * SECOND, bytes: 600, refused });
    counters.stored(3, 3 * SECOND);
    const health = counters.health(3 * SECOND);
    expect(health).toMatchObject({ missing: 0, refused: 1, bytes: 600 });
    expect(health.lastRefused).toEqual({ ...refused, raw: 'x'.repeat(500), at: 2 * SECOND });
  });

  test('the rate is what came within a minute; what was stored before the start is of no rate', () => {
    const counters = openCounters();
    counters.stored(1, null);
    for (let n = 2; n <= 91; n++) counters.stored(n, n * SECOND);
    expect(counters.health(91 * SECOND)).toMatchObject({
      stored: 91,
      perMinute: 60,
      lastAt: 91 * SECOND,
    });
    expect(counters.health(1_000 * SECOND).perMinute).toBe(0);
  });

  test('one wild counter is told without listing a million holes', () => {
    const counters = openCounters();
    counters.stored(5_000_000, SECOND);
    expect(counters.health(SECOND)).toMatchObject({ missing: 4_999_999, holes: [] });
  });

  test('in whatever order they come, what is missing is the newest less what came', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (ns) => {
        const counters = openCounters();
        for (const n of ns) counters.stored(n, 0);
        expect(counters.health(0).missing).toBe(Math.max(...ns) - ns.length);
      }),
    );
  });
});
