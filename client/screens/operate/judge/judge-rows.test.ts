import { expect, test } from 'vitest';
import { entryId } from '../../../../shared/race/entry.ts';
import { oval1500 } from '../../../../shared/testkit/definitions.ts';
import {
  competitors,
  GUN,
  started,
  time,
  type RaceBuilder,
} from '../../../../shared/testkit/race-builder.ts';
import { resultSheet } from '../../../../shared/timeline/result-sheet.ts';
import { raceTime } from '../../../../shared/time/time.ts';
import type { DeskEntry } from '../../../desk/desk.ts';
import {
  bothLocked,
  entrantOf,
  judgeRows,
  readingEvent,
  recordedReadings,
  speedInto,
  visibleTo,
} from './judge-rows.ts';

const POINT = '1500';

function oslo(): RaceBuilder {
  const race = started(oval1500, competitors('ing', 'che', 'habz'));
  race.passes('ing', 'finish', '3:29.8', { kind: 'manual' });
  return race;
}

function reads(race: RaceBuilder, entrant: string, at: string, reader: string | null = null) {
  return race.add(
    readingEvent({ who: { entrant }, point: POINT, us: time(at), digits: 3, reader }),
  );
}

function readingsOf(race: RaceBuilder) {
  const entries = race.entries.map((submission): DeskEntry => ({
    id: entryId(submission),
    submission,
    own: true,
    where: 'stored',
    seq: 1,
    why: null,
  }));
  return recordedReadings(race.race(), entries, POINT);
}

const finishOf = (race: RaceBuilder) => race.race().finish ?? -1;

test('the list stands in the order of the readings, then in that of the taps', () => {
  const race = oslo();
  reads(race, 'che', '3:29.767');
  reads(race, 'ing', '3:29.738');
  const rows = judgeRows(race.race(), finishOf(race), readingsOf(race));
  expect(rows.map(({ entrant, order }) => [entrant, order])).toEqual([
    [0, 1],
    [1, 2],
    [2, null],
  ]);
  // What was tapped stays to be compared with, also where a reading stands over it.
  expect(rows.map(({ tapped }) => tapped)).toEqual([time('3:29.8'), null, null]);
  expect(rows[0]?.official).toMatchObject({ time: time('3:29.74'), digits: 2 });
});

test('equal readings share their place in the order', () => {
  const race = oslo();
  reads(race, 'che', '3:29.738');
  reads(race, 'ing', '3:29.738');
  const rows = judgeRows(race.race(), finishOf(race), readingsOf(race));
  expect(rows.map(({ order }) => order)).toEqual([1, 1, null]);
});

test('a voided reading is no reading', () => {
  const race = oslo();
  race.voids(reads(race, 'ing', '3:29.738'));
  expect(readingsOf(race)).toEqual([]);
});

test('a blind reader sees nothing of the other before both have locked', () => {
  const race = oslo();
  reads(race, 'ing', '3:29.738', 'A');
  const ofA = readingsOf(race);
  expect(visibleTo('B', ofA)).toEqual([]);
  expect(visibleTo('A', ofA)).toHaveLength(1);
  reads(race, 'ing', '3:29.739', 'B');
  const both = readingsOf(race);
  expect(bothLocked(both)).toBe(true);
  expect(visibleTo('B', both)).toHaveLength(2);
  const [row] = judgeRows(race.race(), finishOf(race), both);
  expect(row?.blind).toEqual({ first: time('3:29.738'), second: time('3:29.739'), third: null });
});

test('P12 what two readers differ about is open, and what stood before counts', () => {
  const race = oslo();
  const rowOf = () =>
    judgeRows(race.race(), finishOf(race), readingsOf(race)).find((row) => row.entrant === 0);
  reads(race, 'ing', '3:29.738', 'A');
  reads(race, 'ing', '3:29.768', 'B');
  expect(rowOf()).toMatchObject({ isOpen: true, reading: null, official: null, order: null });
  reads(race, 'ing', '3:29.767', 'C');
  expect(rowOf()).toMatchObject({ isOpen: false, reading: { us: time('3:29.767') } });
  expect(rowOf()?.reading?.us).toBe(race.race().split(0, finishOf(race))?.time);
});

test('O12 the judge sees the official time that the board shows', () => {
  const race = started(oval1500, competitors('ing', 'che'));
  race.gun(GUN, { source: 'manual', bandUs: 200_000 });
  reads(race, 'ing', '1:35.363');
  const [row] = judgeRows(race.race(), finishOf(race), readingsOf(race));
  expect(row?.official).toEqual({ time: time('1:35.4'), digits: 1, hand: true });
  expect(row?.official).toEqual(resultSheet(race.race())[0]?.official);
});

test('a name that nobody bears, or two, means nobody', () => {
  const race = oslo().race();
  expect(entrantOf(race, { entrant: 'che' })).toBe(1);
  expect(entrantOf(race, { bib: '9999' })).toBeNull();
  expect(entrantOf(race, { unknown: true })).toBeNull();
});

test('the speed at the line is that of the last segment, and of the whole race without one', () => {
  const race = oslo();
  race.passes('che', 'finish', '0:41.0', { point: '300' });
  const finish = finishOf(race);
  expect(speedInto(race.race(), 1, finish, raceTime(time('3:29.77')))).toBeCloseTo(
    1200 / (209.77 - 41),
    3,
  );
  expect(speedInto(race.race(), 2, finish, raceTime(time('3:30')))).toBeCloseTo(1500 / 210, 3);
});
