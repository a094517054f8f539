import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RecordMark } from '../race/definition.ts';
import type { Submission } from '../race/entry.ts';
import type { Race } from '../race/race.ts';
import { circuit, oval1500, rowing, sixHours } from '../testkit/definitions.ts';
import { competitors, fold, GUN, RaceBuilder, started, time } from '../testkit/race-builder.ts';
import { instant, type Instant } from '../time/time.ts';
import { expectedArrivals, type Expected } from './expected.ts';
import { recordWatch } from './record-watch.ts';
import { toldArrival } from './told-arrival.ts';

const at = (text: string): Instant => instant(GUN + time(text));
const pointAt = (m: number) => ({ id: `${m}`, line: `${m}`, distanceM: m });
const seconds = (one: Expected | undefined) =>
  one === undefined ? [] : [one.earliest, one.at, one.latest].map((us) => (us - GUN) / 1e6);

/** The entries of a bundled race; with records of our own where it lists none to watch. */
function entriesOf(slug: string, records?: readonly RecordMark[]): Submission[] {
  const text = readFileSync(new URL(`../../races/${slug}/log.ndjson`, import.meta.url), 'utf8');
  const lines: readonly Submission[] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return lines.map(({ device, n, recordedAt, event }) => {
    const watched =
      event.type === 'raceDefined' && records !== undefined
        ? { ...event, definition: { ...event.definition, records } }
        : event;
    return { device, n, recordedAt, event: watched };
  });
}

function recorded(slug: string, records?: readonly RecordMark[]): Race {
  return fold(entriesOf(slug, records));
}

describe('who comes next', () => {
  test('X1 at the speed of the last segment, the soonest first', () => {
    const race = started(rowing, competitors('ann', 'bob', 'cyd'));
    race.passes('ann', '500', '1:30.00');
    race.passes('ann', '1000', '3:00.00');
    race.passes('bob', '500', '1:25.00');
    const { next, overdue } = expectedArrivals(race.race(), at('3:05'));
    expect(next.map(({ id, point, from }) => [id, point, from])).toEqual([['ann', 2, 1]]);
    expect(seconds(next[0])).toEqual([266.4, 270, 273.6]);
    expect(next[0]?.state).toBe('coming');
    // Bob is long past 1000 m and cyd past 500 m
    expect(overdue.map(({ id, state }) => [id, state])).toEqual([
      ['cyd', 'missing'],
      ['bob', 'late'],
    ]);
    expect(expectedArrivals(race.race(), at('1:40')).next.map(({ id }) => id)).toEqual([
      'bob',
      'ann',
    ]);
  });

  test('X1 from the start, whatever the field can run', () => {
    const race = started(rowing, competitors('ann'));
    const [ann] = expectedArrivals(race.race(), at('10')).next;
    expect(seconds(ann).map(Math.round)).toEqual([63, 91, 167]);
    expect(ann).toMatchObject({ from: -1, point: 0 });
    expect(expectedArrivals(new RaceBuilder().race(), at('10'))).toEqual({ next: [], overdue: [] });
  });

  test('X1 from the start as those before did, and never beyond what the field can run', () => {
    const race = started(rowing, competitors('ann', 'bob'));
    race.passes('ann', '500', '1:30.00');
    expect(seconds(expectedArrivals(race.race(), at('1:31')).next[0])).toEqual([81, 90, 99]);
    race.passes('ann', '1000', '20:00.00');
    expect(seconds(expectedArrivals(race.race(), at('20:01')).next[0])[1]).toBeCloseTo(
      1200 + 500 / 3,
      5,
    );
  });

  test('X2 as those did who have been there: a hill that costs everybody a third', () => {
    const race = started(rowing, competitors('ann', 'bob', 'cyd', 'dan'));
    for (const [id, first] of [
      ['ann', 90],
      ['bob', 91],
      ['cyd', 92],
    ] as const) {
      race.passes(id, '500', `1:${first - 60}.0`);
      race.passes(id, '1000', { basis: 'instant', at: instant(GUN + first * 2e6), digits: 2 });
      race.passes(id, '1500', {
        basis: 'instant',
        at: instant(GUN + Math.round(first * 3.333333e6)),
        digits: 2,
      });
    }
    race.passes('dan', '500', '1:40.0');
    race.passes('dan', '1000', '3:20.0');
    const dan = expectedArrivals(race.race(), at('5:10')).next.find(({ id }) => id === 'dan');
    expect(Math.round(seconds(dan)[1] ?? 0)).toBe(333);
  });

  test('X4 late beyond the window, missing beyond three times its half', () => {
    const race = started(rowing, competitors('ann'));
    race.passes('ann', '500', '1:40.0');
    race.passes('ann', '1000', '3:20.0');
    // Expected at 5:00 ± 4 s
    const state = (when: string) => {
      const { next, overdue } = expectedArrivals(race.race(), at(when));
      return [...next, ...overdue][0];
    };
    expect(state('4:55')?.state).toBe('coming');
    expect(state('5:03')?.state).toBe('due');
    expect(state('5:05')).toMatchObject({ state: 'late', overUs: 1_000_000 });
    expect(state('5:13')?.state).toBe('missing');
  });

  test('X4 where nobody has been: late at half the middle speed, missing at a third or beyond the slowest', () => {
    // 5 km by bicycle, between 2 and 25 m/s: 13.5 in the middle, 6:10
    const race = started(
      { ...rowing, distanceM: 5000, points: [pointAt(5000)], speed: { minMps: 2, maxMps: 25 } },
      competitors('ann'),
    ).race();
    const state = (when: string) => {
      const { next, overdue } = expectedArrivals(race, at(when));
      return [...next, ...overdue][0]?.state;
    };
    expect(['3:00', '12:00', '12:30', '18:00', '18:40'].map(state)).toEqual([
      'coming',
      'due',
      'late',
      'late',
      'missing',
    ]);
    const crews = started(rowing, competitors('ann')).race();
    expect(expectedArrivals(crews, at('2:46')).overdue).toEqual([]);
    expect(expectedArrivals(crews, at('2:48')).overdue[0]?.state).toBe('missing');
  });

  test('X7 an arrival is told no closer than it is known', () => {
    const long = { ...rowing, distanceM: 35_000, points: [5000, 20_000, 35_000].map(pointAt) };
    const race = started(long, competitors('ann'));
    const told = (when: string) => {
      const [ann] = expectedArrivals(race.race(), at(when)).next;
      return ann === undefined ? null : toldArrival(ann, at(when));
    };
    // Anything between 10:25 and 27:46
    expect(told('3:00')).toEqual({ how: 'open' });
    race.passes('ann', '5000', '20:00');
    // 60 minutes more, ± 6 of them
    expect(told('25:00')).toEqual({ how: 'minutes', minutes: 55 });
    expect(told('1:19:50')).toEqual({ how: 'minutes', minutes: 0 });
    expect(told('1:23:00')).toEqual({ how: 'minutes', minutes: 0 });
    const crews = started(rowing, competitors('ann'));
    crews.passes('ann', '500', '1:40');
    const [ann] = expectedArrivals(crews.race(), at('1:50')).next;
    expect(ann && toldArrival(ann, at('1:50'))).toEqual({
      how: 'close',
      inUs: 90_000_000,
      bandUs: 10_000_000,
    });
  });

  test('X5 nobody who is home, out or not started; a pacemaker is never overdue', () => {
    const race = started(rowing, [
      ...competitors('ann', 'bob', 'cyd'),
      { id: 'pace', role: 'pacemaker' },
    ]);
    race.passes('ann', '500', '1:30.0');
    race.passes('ann', '2000', '6:00.0', { point: '2000' });
    race.status('bob', 'DNS');
    race.passes('pace', '500', '1:29.0');
    const { next, overdue } = expectedArrivals(race.race(), at('6:01'));
    expect(next).toEqual([]);
    expect(overdue.map(({ id }) => id)).toEqual(['cyd']);
    const early = new RaceBuilder();
    early.define(rowing);
    early.list(...competitors('ann'));
    expect(expectedArrivals(early.race(), at('1')).next).toEqual([]);
  });

  test('X5 when the leader is home in a race that is over for all, nobody who took the flag is expected', () => {
    const race = started(circuit, competitors('ann', 'bob'));
    for (const lap of [1, 2, 3, 4, 5])
      race.passes('ann', 'line', `${lap}:00`, { point: `line@${lap}` });
    for (const lap of [1, 2, 3]) race.passes('bob', 'line', `${lap}:30`, { point: `line@${lap}` });
    race.passes('bob', 'line', '5:10', { point: 'line@4' });
    expect(expectedArrivals(race.race(), at('5:12'))).toEqual({ next: [], overdue: [] });
  });
});

interface Measured {
  readonly slug: string;
  readonly metres: number;
  readonly count: number;
  readonly median: number;
  readonly p90: number;
  readonly covered: number;
  readonly missing: number;
}

/** Asks, at each passing, when that entrant will be at its next point, and compares with when it was. */
function measure(slug: string): Measured[] {
  const race = recorded(slug);
  const found = new Map<number, { errors: number[]; covered: number; missing: number }>();
  // Of 56 laps every fourth tells enough.
  const step = race.points.length > 30 ? 4 : 1;
  for (let point = 0; point + 1 < race.points.length; point += step) {
    for (const { index } of race.entrants) {
      const [here, there] = [
        race.columns[point]?.clock[index],
        race.columns[point + 1]?.clock[index],
      ];
      if (here === undefined || there === undefined || Number.isNaN(here + there)) continue;
      const one = expectedArrivals(race, instant(here)).next.find(
        ({ entrant }) => entrant === index,
      );
      if (one === undefined || one.from !== point) continue;
      const metres = Math.round(
        (race.points[point + 1]?.distanceM ?? 0) - (race.points[point]?.distanceM ?? 0),
      );
      const kept = found.get(metres) ?? { errors: [], covered: 0, missing: 0 };
      found.set(metres, kept);
      kept.errors.push(Math.abs(there - one.at) / 1e6);
      if (there >= one.earliest && there <= one.latest) kept.covered++;
      if (there > one.at + 3 * (one.latest - one.at)) kept.missing++;
    }
  }
  return [...found].map(([metres, { errors, covered, missing }]) => {
    const sorted = errors.sort((a, b) => a - b);
    const share = (of: number) => sorted[Math.floor(of * sorted.length)] ?? 0;
    const count = sorted.length;
    const shares = { covered: covered / count, missing: missing / count };
    return { slug, metres, count, median: share(0.5), p90: share(0.9), ...shares };
  });
}

const RACES = [
  'athens-2004-coxless-four',
  'bahrain-2021-grand-prix',
  'oslo-2024-1500m',
  'tokyo-2020-eights',
  'us-trials-2012-400m-freestyle',
];

test('X3 of the bundled races, the window covers about four out of five', () => {
  const rows = RACES.flatMap(measure);
  const lines = rows.map((row) =>
    [
      row.slug.padEnd(30),
      `${row.metres} m`.padStart(7),
      `${row.count} arrivals`.padStart(14),
      `median ${row.median.toFixed(2)} s`,
      `p90 ${row.p90.toFixed(2)} s`,
      `in the window ${Math.round(row.covered * 100)} %`,
      `called missing ${(row.missing * 100).toFixed(1)} %`,
    ].join('  '),
  );
  process.stdout.write(`Expected arrivals, asked at the point before:\n${lines.join('\n')}\n`);
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  const covered = rows.reduce((sum, row) => sum + row.covered * row.count, 0) / all;
  expect(covered).toBeGreaterThan(0.72);
  expect(covered).toBeLessThan(0.95);
  for (const row of rows) if (row.count >= 12) expect(row.covered, row.slug).toBeGreaterThan(0.6);
}, 60_000);

describe('records in danger', () => {
  const wr = { code: 'WR', timeUs: time('3:26.00'), digits: 2, holder: 'El Guerrouj' };
  const nr = { code: 'NR', timeUs: time('3:30.50'), digits: 2 };

  function run(...splits: readonly (readonly [number, string])[]): Race {
    const race = started({ ...oval1500, records: [wr, nr] }, [
      { id: 'pace', role: 'pacemaker' },
      ...competitors('ann', 'bob'),
    ]);
    race.passes('pace', 'finish', '41.0', { point: '300' });
    for (const [metres, text] of splits) race.reads('ann', String(metres), text);
    return race.race();
  }
  const states = (race: Race, when: string) =>
    recordWatch(race, at(when)).map(({ record, state }) => [record.code, state]);

  test('X6 on course, close and out of reach while it runs, from both speeds', () => {
    const race = run([700, '1:38.00'], [1100, '2:33.60']);
    const [watch] = recordWatch(race, at('2:34'));
    // 2:33.6, and 400 m at the mean of 139.6 and 139 ms a metre: 3:29.3 ± 1.7
    expect(watch).toMatchObject({ state: 'outOfReach', digits: 1, point: 10, entrant: 1 });
    expect(Math.round((watch?.timeUs ?? 0) / 1e5)).toBe(2093);
    expect(Math.round((watch?.bandUs ?? 0) / 1e5)).toBe(17);
    expect(states(race, '2:34')).toEqual([
      ['WR', 'outOfReach'],
      ['NR', 'close'],
    ]);
    expect(states(run([700, '1:36.00'], [1100, '2:27.0']), '2:28')).toEqual([
      ['WR', 'onCourse'],
      ['NR', 'onCourse'],
    ]);
  });

  test('X6 at the finish official times decide', () => {
    expect(states(run([1500, '3:25.991']), '4:00')).toEqual([
      ['WR', 'equalled'],
      ['NR', 'broken'],
    ]);
    expect(recordWatch(run([1500, '3:26.301']), at('4:00'))[0]).toMatchObject({
      state: 'missed',
      byUs: 310_000,
      bandUs: 0,
      digits: 2,
    });
  });

  test('X6 nothing before the first split, without records, where time ends the race, or the leader ends it for all', () => {
    expect(recordWatch(run(), at('30'))).toEqual([]);
    expect(recordWatch(run([700, '1:38']), at('1:00'))).toEqual([]);
    const race = started(rowing, competitors('ann'));
    race.passes('ann', '500', '1:30');
    expect(recordWatch(race.race(), at('2:00'))).toEqual([]);
    const hours = started({ ...sixHours, records: [wr] }, competitors('ann'));
    hours.passes('ann', 'line', '5:00');
    expect(recordWatch(hours.race(), at('6:00'))).toEqual([]);
    const cars = started({ ...circuit, records: [wr] }, competitors('ann'));
    cars.passes('ann', 'line', '1:00.0');
    expect(recordWatch(cars.race(), at('1:30'))).toEqual([]);
  });

  test('X6 four out of five projections of the bundled races stay within 3 % of what was left', () => {
    let [count, within] = [0, 0];
    for (const slug of RACES) {
      const race = recorded(slug, [wr]);
      const finish = race.finish ?? -1;
      for (let point = 1; point < finish; point++) {
        const leader = race.columns[point]?.order[0] ?? -1;
        const home = race.split(leader, finish);
        const passed = race.split(leader, point);
        if (home === null || passed === null) continue;
        const [watch] = recordWatch(race, passed.clock);
        if (watch === undefined || watch.entrant !== leader) continue;
        count++;
        if (Math.abs(watch.timeUs - home.time) <= watch.bandUs) within++;
      }
    }
    expect(count).toBeGreaterThan(10);
    expect(within / count).toBeGreaterThan(0.6);
  });
});
