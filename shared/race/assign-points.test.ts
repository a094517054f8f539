import { describe, expect, test } from 'vitest';
import { circuit, marathon, oval1500 } from '../testkit/definitions.ts';
import {
  competitors,
  fold,
  looseOf,
  type RaceBuilder,
  splitsOf,
  started,
  time,
} from '../testkit/race-builder.ts';
import type { RaceDefinition } from './definition.ts';

const field = competitors('ing', 'che');
const flagsOf = (race: RaceBuilder, point: number) => race.race().split(0, point)?.flags;

/** Net times, and the start mat lies on the finish line. */
const cityRun: RaceDefinition = {
  ...marathon,
  points: marathon.points.map((point) =>
    point.id === 'start' || point.id === 'finish' ? { ...point, line: 'finish' } : point,
  ),
};

function atCityRun(): RaceBuilder {
  return started(cityRun, competitors('ing'));
}

describe('from crossings to points', () => {
  test('L1 a read that names its point goes there, however fast', () => {
    const race = started(oval1500, field);
    race.passes('ing', 'finish', '41.85', { point: '1500' });
    expect(splitsOf(race.race(), 'ing')).toEqual({ 1500: time('41.85') });
  });

  test('L2 of two that contradict each other a reading stays, and of two passings the one earlier in time', () => {
    const race = started(oval1500, field);
    const first = race.passes('ing', 'x', '1:00', { point: '700' });
    race.reads('ing', '800', '59.00');
    expect(looseOf(race.race())).toEqual({ [first]: 'noPoint' });
    race.passes('che', 'x', '1:00', { point: '700' });
    const second = race.passes('che', 'x', '1:01', { point: '600' });
    const same = race.passes('che', 'x', '1:00', { point: '800' });
    expect(splitsOf(race.race(), 'che')).toEqual({ 700: time('1:00') });
    expect(looseOf(race.race())).toEqual({
      [first]: 'noPoint',
      [second]: 'noPoint',
      [same]: 'noPoint',
    });
  });

  test('L3 each crossing of the finish line is the next of its points, in whatever order they come', () => {
    const race = started(oval1500, field);
    for (const at of ['41.85', '1:38.35', '2:34.95', '3:29.74']) race.passes('ing', 'finish', at);
    const expected = {
      300: time('41.85'),
      700: time('1:38.35'),
      1100: time('2:34.95'),
      1500: time('3:29.74'),
    };
    expect(splitsOf(race.race(), 'ing')).toEqual(expected);
    expect(splitsOf(fold(race.entries.toReversed()), 'ing')).toEqual(expected);
  });

  test('L3 when a read was missed the next one goes to the point whose window it fits', () => {
    const race = started(oval1500, field);
    race.passes('ing', 'finish', '41.85');
    race.passes('ing', 'finish', '2:34.95');
    expect(splitsOf(race.race(), 'ing')).toEqual({ 300: time('41.85'), 1100: time('2:34.95') });
  });

  test('L3 a crossing lies between the splits around it', () => {
    const race = started(oval1500, field);
    race.reads('ing', '300', '41.85');
    race.reads('ing', '1100', '2:34.95');
    race.passes('ing', 'finish', '1:38.35');
    const lost = race.passes('ing', 'finish', '2:10.00');
    expect(splitsOf(race.race(), 'ing')).toMatchObject({ 700: time('1:38.35') });
    expect(looseOf(race.race())).toEqual({ [lost]: 'noPoint' });
  });

  test('L4 a lap faster than anyone can run is none', () => {
    const race = started(oval1500, field);
    race.passes('ing', 'finish', '41.85');
    const photographer = race.passes('ing', 'finish', '1:10.00');
    race.passes('ing', 'finish', '1:38.35');
    expect(splitsOf(race.race(), 'ing')).toEqual({ 300: time('41.85'), 700: time('1:38.35') });
    expect(looseOf(race.race())).toEqual({ [photographer]: 'noPoint' });
  });

  test('L5 too late for all points of the line goes to the nearest', () => {
    const race = started(oval1500, field);
    race.passes('ing', 'finish', '20:00');
    expect(splitsOf(race.race(), 'ing')).toEqual({ 300: time('20:00') });
    expect(flagsOf(race, 2)).toEqual(['skippedPoint', 'tooSlow']);
  });

  test('L5 a long stop at the pits is one long lap where the slowest speed allows it', () => {
    const race = started(circuit, competitors('ham'));
    race.passes('ham', 'line', '1:30.000');
    race.passes('ham', 'line', '15:00.000');
    expect(splitsOf(race.race(), 'ham')).toEqual({
      'line@1': time('1:30'),
      'line@2': time('15:00'),
    });
  });

  test('L6 on a start mat that is the finish line too the last read counts, and the finish is the finish', () => {
    const race = atCityRun();
    const queue = race.passes('ing', 'finish', '0:20');
    const step = race.passes('ing', 'finish', '2:00');
    race.passes('ing', 'finish', '2:10');
    race.passes('ing', '5k', '22:10');
    race.passes('ing', 'finish', '2:52:10');
    expect(splitsOf(race.race(), 'ing')).toEqual({
      start: 0,
      '5k': time('20:00'),
      finish: time('2:50:00'),
    });
    expect(looseOf(race.race())).toEqual({ [queue]: 'duplicate', [step]: 'duplicate' });
    expect(fold(race.entries.toReversed()).hash()).toBe(race.race().hash());
  });

  test('L6 a start that was named stays', () => {
    const race = atCityRun();
    race.passes('ing', 'finish', '0:20', { point: 'start' });
    const later = race.passes('ing', 'finish', '2:10');
    expect(race.race().entrants[0]?.origin).toBe((race.race().zero ?? 0) + time('20'));
    expect(looseOf(race.race())).toEqual({ [later]: 'duplicate' });
  });

  test('L6 who was seen beyond the start is not at the start any more', () => {
    const race = atCityRun();
    race.passes('ing', 'finish', '1:00');
    race.passes('ing', '5k', '20:00');
    const back = race.passes('ing', 'finish', '25:00');
    expect(splitsOf(race.race(), 'ing')).toEqual({ start: 0, '5k': time('19:00') });
    expect(looseOf(race.race())).toEqual({ [back]: 'noPoint' });
  });

  test('L6 a crossing at the start that goes on beyond the next split counts as far as it lies before it', () => {
    const race = started({ ...cityRun, dedupeUs: 3_600_000_000 }, competitors('ing'));
    race.passes('ing', 'finish', '1:00');
    race.passes('ing', '5k', '20:00', { point: '5k' });
    const back = race.passes('ing', 'finish', '25:00');
    expect(splitsOf(race.race(), 'ing')).toEqual({ start: 0, '5k': time('19:00') });
    expect(looseOf(race.race())).toEqual({ [back]: 'duplicate' });
  });

  test('L7 a skipped point is flagged on the split after it, unless that was named; the start does not count', () => {
    const race = started(oval1500, field);
    race.passes('ing', 'finish', '41.85');
    race.passes('ing', 'finish+100', '55.95', { point: '400' });
    race.passes('ing', 'finish', '1:38.35', { point: '700' });
    expect(flagsOf(race, 2)).toEqual(['skippedPoint']);
    expect(flagsOf(race, 3)).toEqual([]);
    expect(flagsOf(race, 6)).toEqual([]);
    const city = atCityRun();
    city.passes('ing', '5k', '20:00');
    expect(flagsOf(city, 1)).toEqual([]);
  });

  test('L8 a speed outside the range of the field is flagged', () => {
    const race = started(oval1500, field);
    race.passes('ing', 'finish+200', '50', { point: '100' });
    race.passes('ing', 'finish+300', '51', { point: '200' });
    expect(flagsOf(race, 0)).toEqual(['tooSlow']);
    expect(flagsOf(race, 1)).toEqual(['tooFast']);
  });

  test('L9 a missed split is inserted by naming it, and the crossings after it are found anew', () => {
    const race = started({ ...oval1500, speed: { minMps: 3, maxMps: 11 } }, field);
    race.passes('ing', 'finish', '41.85');
    race.passes('ing', 'finish', '2:34.95');
    race.passes('ing', 'finish', '3:29.74');
    // At 3 m/s the read of 1100 m passes for a slow 700 m.
    expect(Object.keys(splitsOf(race.race(), 'ing'))).toEqual(['300', '700', '1100']);
    race.reads('ing', '700', '1:38.35');
    expect(splitsOf(race.race(), 'ing')).toEqual({
      300: time('41.85'),
      700: time('1:38.35'),
      1100: time('2:34.95'),
      1500: time('3:29.74'),
    });
  });

  test('L3 a start point on a lap line is not taken for a lap', () => {
    const laps: RaceDefinition = {
      ...circuit,
      distanceM: 25_000,
      points: [
        { id: 'grid', line: 'line', distanceM: 0 },
        { id: 'line', line: 'line', distanceM: 5000 },
      ],
    };
    const race = started(laps, competitors('ham'));
    race.passes('ham', 'line', '3.000');
    race.passes('ham', 'line', '1:30.000');
    expect(splitsOf(race.race(), 'ham')).toEqual({ 'grid@1': time('3'), 'line@1': time('1:30') });
    expect(race.race().points).toHaveLength(6);
  });
});
