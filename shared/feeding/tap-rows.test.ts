import { describe, expect, test } from 'vitest';
import type { EntryId } from '../race/entry.ts';
import { circuit, marathon, oval1500 } from '../testkit/definitions.ts';
import { loadField } from '../testkit/load-field.ts';
import {
  GUN,
  RaceBuilder,
  afterTheGun,
  atClock,
  competitors,
  fold,
  started,
} from '../testkit/race-builder.ts';
import { instant } from '../time/time.ts';
import { fedEntries, logOf } from './fed.fixture.ts';
import { FeedLog } from './feed-log.ts';
import { tapRows, type TapRow } from './tap-rows.ts';

const UNKNOWN = { unknown: true } as const;

function rowsOf(race: RaceBuilder, line = 'finish'): readonly TapRow[] {
  return tapRows(race.race(), logOf(race), line);
}

function rowOf(race: RaceBuilder, id: EntryId, line = 'finish'): TapRow {
  const row = rowsOf(race, line).find((each) => each.id === id);
  if (row === undefined) throw new Error(`no row for ${id}`);
  return row;
}

/** A 1500 m in which a tap each second cannot be a double. */
function track(...ids: readonly string[]): RaceBuilder {
  return started({ ...oval1500, dedupeUs: 2_000_000 }, competitors(...ids));
}

test('FT1 the taps of a line stand in the order of their time, whoever brought them and whenever', () => {
  const race = track('a', 'b', 'c');
  const last = race.passes('c', 'finish', '0:53.00');
  race.device = 'phone';
  const first = race.passes('a', 'finish', '0:50.00');
  race.passes('a', 'finish+100', '1:05.00');
  const middle = race.passes('b', 'finish', '0:52.00');
  expect(rowsOf(race).map(({ id }) => id)).toEqual([first, middle, last]);
  expect(rowOf(race, first)).toMatchObject({ device: 'phone', time: 50_000_000, kind: 'measured' });
});

test('FT1 a tap without a known time stands first, and times count from the own wave', () => {
  const race = new RaceBuilder();
  race.define(marathon);
  race.list(
    { id: 'a', bib: '1', role: 'competitor', wave: 'A' },
    { id: 'b', bib: '2', role: 'competitor', wave: 'B' },
  );
  race.gun(instant(GUN + 60_000_000), { wave: 'A' });
  const late = race.passes('b', '5k', afterTheGun('20:00'));
  const early = race.passes('a', '5k', afterTheGun('19:00'));
  const waved = race.passes('b', '5k', afterTheGun('19:30', 'A'));
  const nowhere = race.passes(UNKNOWN, '5k', afterTheGun('19:30', 'C'));
  expect(rowsOf(race, '5k').map(({ id }) => id)).toEqual(
    [late, nowhere, early, waved].sort(
      (a, b) => Number(a === early || a === waved) - Number(b === early || b === waved),
    ),
  );
  expect(rowOf(race, early, '5k')).toMatchObject({
    at: GUN + 60_000_000 + 1_140_000_000,
    time: 1_140_000_000,
  });
  expect(rowOf(race, late, '5k')).toMatchObject({ at: null, time: null, state: { kind: 'noGun' } });
  race.gun(instant(GUN));
  expect(rowOf(race, late, '5k')).toMatchObject({ at: GUN + 1_200_000_000 });
  expect(rowOf(race, nowhere, '5k')).toMatchObject({ at: GUN + 1_170_000_000 });
});

describe('FT2 what came of a tap', () => {
  test('a split, with its point', () => {
    const race = track('a');
    const first = race.passes('a', 'finish', '0:50.00');
    const named = race.passes('a', 'finish', '3:45.00', { point: '1500' });
    expect(rowOf(race, first).state).toEqual({ kind: 'split', point: 2 });
    expect(rowOf(race, named).state).toEqual({ kind: 'split', point: 14 });
  });

  test('nobody yet, somebody who is not in the race, a bib of two', () => {
    const race = track('a');
    race.list({ id: 'x', bib: '7', role: 'competitor' }, { id: 'y', bib: '7', role: 'competitor' });
    const nobody = race.passes(UNKNOWN, 'finish', '0:50.00');
    const stranger = race.passes({ bib: '99' }, 'finish', '0:52.00');
    const shared = race.passes({ bib: '7' }, 'finish', '0:54.00');
    expect(rowOf(race, nobody)).toMatchObject({ entrant: null, state: { kind: 'unassigned' } });
    expect(rowOf(race, stranger)).toMatchObject({ entrant: null, state: { kind: 'notInRace' } });
    expect(rowOf(race, shared)).toMatchObject({ entrant: null, state: { kind: 'sharedName' } });
  });

  test('a duplicate, with what counts and how much later it came', () => {
    const race = track('a');
    const first = race.passes('a', 'finish', '0:50.00');
    const again = race.passes('a', 'finish', '0:50.12');
    expect(rowOf(race, again).state).toEqual({ kind: 'duplicate', of: first, gapUs: 120_000 });
    race.add({ type: 'sourceChosen', line: 'finish', source: 'beam', time: afterTheGun('0:00') });
    const chosen = race.passes('a', 'finish', '0:50.30', { source: 'beam' });
    expect(rowOf(race, first).state).toEqual({ kind: 'duplicate', of: chosen, gapUs: -300_000 });
    expect(rowOf(race, chosen)).toMatchObject({ source: 'beam', state: { kind: 'split' } });
  });

  test('a duplicate of what is no split itself', () => {
    const race = track('a');
    race.passes('a', 'finish', '0:05.00');
    const again = race.passes('a', 'finish', '0:05.50');
    expect(rowOf(race, again).state).toEqual({ kind: 'duplicate', of: null, gapUs: null });
  });

  test('too soon for the field: after the start, and after the split before', () => {
    const race = started(circuit, competitors('a'));
    const early = race.passes('a', 'line', '0:10');
    const lap = race.passes('a', 'line', '1:30');
    const soon = race.passes('a', 'line', '2:00');
    expect(rowOf(race, early, 'line').state).toEqual({
      kind: 'tooSoon',
      after: null,
      gapUs: 10_000_000,
    });
    expect(rowOf(race, lap, 'line').state).toMatchObject({ kind: 'split' });
    expect(rowOf(race, soon, 'line').state).toEqual({
      kind: 'tooSoon',
      after: lap,
      gapUs: 30_000_000,
    });
  });

  test('no point: all of the line are passed, or it names one that cannot be', () => {
    const race = track('a');
    race.passes('a', 'finish', '3:45.00', { point: '1500' });
    const after = race.passes('a', 'finish', '4:45.00');
    const wrong = race.passes('a', 'finish', '3:50.00', { point: '300' });
    expect(rowOf(race, after).state).toEqual({ kind: 'noPoint' });
    expect(rowOf(race, wrong).state).toEqual({ kind: 'noPoint' });
  });

  test('superseded by a reading, before the start, after the end', () => {
    const race = track('a', 'b');
    const tap = race.passes('a', 'finish', '3:45.00');
    const reading = race.reads('a', '1500', '3:45.12');
    const early = race.passes('b', 'finish', atClock('0:00.00'));
    race.gun(instant(GUN + 1_000_000));
    expect(rowOf(race, tap).state).toEqual({ kind: 'superseded', by: reading });
    expect(rowOf(race, early).state).toEqual({ kind: 'beforeStart' });
    const nobody = race.passes({ unknown: true }, 'finish', atClock('0:00.50'));
    expect(rowOf(race, nobody).state).toEqual({ kind: 'beforeStart' });
    const laps = started(circuit, competitors('a', 'b'));
    for (const lap of [1, 2, 3, 4, 5]) laps.passes('a', 'line', `${lap * 2}:00`);
    const over = laps.passes('a', 'line', '12:00');
    expect(rowOf(laps, over, 'line').state).toEqual({ kind: 'noPoint' });
    for (const minute of [3, 6, 9, 12]) laps.passes('b', 'line', `${minute}:30`);
    const beyond = laps.passes('b', 'line', '15:30');
    expect(rowOf(laps, beyond, 'line').state).toEqual({ kind: 'afterEnd' });
  });

  test('a line that the course has not', () => {
    const race = track('a');
    const tap = race.passes('a', 'car park', '0:50.00');
    expect(rowOf(race, tap, 'car park').state).toEqual({ kind: 'unknownLine' });
  });

  test('void, with what it said last, and refused, which no race knows', () => {
    const race = track('a', 'b');
    const tap = race.passes(UNKNOWN, 'finish', '0:50.00');
    const first = race.eventOf(tap, 'passingRecorded');
    race.amends(tap, { ...first, who: { entrant: 'a' } });
    race.amends(tap, { ...first, who: { entrant: 'b' } });
    race.voids(tap);
    expect(rowOf(race, tap)).toMatchObject({
      who: { entrant: 'b' },
      entrant: 1,
      state: { kind: 'void' },
      amended: false,
    });
    const refused = race.passes('a', 'finish', '0:55.00');
    const known = fold(race.entries.slice(0, -1));
    const log = logOf(race, { refused: [refused] });
    expect(tapRows(known, log, 'finish').at(-1)).toMatchObject({
      id: refused,
      entrant: 0,
      state: { kind: 'refused' },
    });
  });
});

test('FT3 a tap that was amended to another line stands there', () => {
  const race = track('a');
  const tap = race.passes('a', 'finish', '1:05.00');
  race.amends(tap, { ...race.eventOf(tap, 'passingRecorded'), line: 'finish+100' });
  expect(rowsOf(race)).toEqual([]);
  expect(rowOf(race, tap, 'finish+100')).toMatchObject({ amended: true, state: { kind: 'split' } });
});

describe('FT4 two taps of one device closer than 150 ms', () => {
  test('are flagged as long as they are not the splits of two', () => {
    const race = track('a', 'b');
    const first = race.passes(UNKNOWN, 'finish', '0:50.00');
    const second = race.passes(UNKNOWN, 'finish', '0:50.14');
    expect(rowOf(race, first).double).toBeNull();
    expect(rowOf(race, second).double).toEqual({ of: first, gapUs: 140_000 });
    race.amends(first, { ...race.eventOf(first, 'passingRecorded'), who: { entrant: 'a' } });
    expect(rowOf(race, second).double).toEqual({ of: first, gapUs: 140_000 });
    race.amends(second, { ...race.eventOf(second, 'passingRecorded'), who: { entrant: 'b' } });
    expect(rowOf(race, second).double).toBeNull();
  });

  test('of two devices, or 150 ms apart, or void, are two', () => {
    const race = track('a');
    const first = race.passes(UNKNOWN, 'finish', '0:50.00');
    race.passes(UNKNOWN, 'finish', '0:50.15');
    race.device = 'other';
    race.passes(UNKNOWN, 'finish', '0:50.01');
    expect(rowsOf(race).map(({ double }) => double)).toEqual([null, null, null]);
    race.device = 'desk';
    race.passes(UNKNOWN, 'finish', '0:50.08');
    race.voids(first);
    expect(rowsOf(race).filter(({ double }) => double !== null)).toHaveLength(1);
  });
});

test('FT5 a row in which nothing changed is the same object as before', () => {
  const race = track('a', 'b');
  race.passes('a', 'finish', '0:50.00');
  const tap = race.passes(UNKNOWN, 'finish', '0:52.00');
  const before = rowsOf(race);
  race.amends(tap, { ...race.eventOf(tap, 'passingRecorded'), who: { entrant: 'b' } });
  const after = tapRows(race.race(), logOf(race), 'finish', before);
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
});

describe('FT6 the log is read on from where it was', () => {
  test('what is stored stays, what waits is taken anew', () => {
    const race = track('a', 'b');
    race.passes('a', 'finish', '0:50.00');
    const log = new FeedLog();
    log.update(fedEntries(race.entries));
    race.passes('b', 'finish', '0:52.00');
    const waiting = race.passes('b', 'finish', '0:56.00');
    race.amends(waiting, { ...race.eventOf(waiting, 'passingRecorded'), who: { entrant: 'a' } });
    log.update(fedEntries(race.entries, { waiting: 2, own: ['desk'] }));
    expect(log.taps('finish').size).toBe(3);
    expect(log.correctionsOf(waiting)).toHaveLength(1);
    expect(log.entries).toHaveLength(7);
    log.update(fedEntries(race.entries.slice(0, -2)));
    expect(log.taps('finish').size).toBe(2);
    log.update(fedEntries(race.entries));
    expect(log.correctionsOf(waiting)).toHaveLength(1);
  });

  test('another log is read from its beginning, and what stands behind a hole waits for it', () => {
    const [one, two] = [track('a'), track('a')];
    one.passes('a', 'finish', '0:50.00');
    two.device = 'other';
    const tap = two.passes('a', 'finish', '0:51.00');
    const log = new FeedLog();
    log.update(fedEntries(one.entries));
    log.update(fedEntries(two.entries));
    expect([...log.taps('finish')]).toEqual([tap]);
    const holed = fedEntries(two.entries).filter(({ seq }) => seq !== 2);
    log.update(holed);
    expect([...log.taps('finish')]).toEqual([tap]);
    log.update(fedEntries(two.entries));
    expect([...log.taps('finish')]).toEqual([tap]);
  });
});

test('FT6 of two thousand rows only those are made anew in which something changed', () => {
  const { opening, passings } = loadField({ entrants: 2_000, points: 2 });
  const entries = [...opening, ...passings];
  const race = fold(entries.slice(0, -1));
  const log = new FeedLog();
  log.update(fedEntries(entries.slice(0, -1)));
  const line = race.points[1]?.line ?? '';
  const before = tapRows(race, log, line);
  for (const entry of entries.slice(-1)) race.apply(entry);
  log.update(fedEntries(entries));
  const from = performance.now();
  const after = tapRows(race, log, line, before);
  process.stdout.write(`2,000 rows of a line: ${(performance.now() - from).toFixed(1)} ms\n`);
  expect(after).toHaveLength(2_000);
  expect(after.filter((row) => !before.includes(row))).toHaveLength(1);
});
