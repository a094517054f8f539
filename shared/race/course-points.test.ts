import { describe, expect, test } from 'vitest';
import { circuit, oval1500, sixHours } from '../testkit/definitions.ts';
import { competitors, looseOf, splitsOf, started, time } from '../testkit/race-builder.ts';
import type { Race } from './race.ts';

const field = competitors('ing', 'che');
const distances = (race: Race) => race.points.map(({ distanceM }) => distanceM);

describe('the course', () => {
  test('D1 a new definition derives every split again', () => {
    const race = started({ ...oval1500, points: oval1500.points.slice(-1) }, field);
    race.passes('ing', 'finish', '41.85');
    race.passes('ing', 'finish', '3:29.74');
    expect(splitsOf(race.race(), 'ing')).toEqual({ 1500: time('3:29.74') });
    race.define({ ...oval1500, speed: { minMps: 5.5, maxMps: 11 } });
    expect(splitsOf(race.race(), 'ing')).toEqual({ 300: time('41.85'), 1500: time('3:29.74') });
    expect(distances(race.race())).toHaveLength(15);
  });

  test('D3 without laps the points are those of the definition, in lap 0', () => {
    const { points, finish } = started(oval1500, field).race();
    expect(points[2]).toEqual({ index: 2, id: '300', line: 'finish', distanceM: 300, lap: 0 });
    expect(finish).toBe(14);
  });

  test('D4 with laps the points repeat, and the first lap is short by what the laps exceed the distance', () => {
    const { points, finish } = started(circuit, field).race();
    expect(points).toHaveLength(10);
    expect(points[0]).toEqual({
      index: 0,
      id: 'sector@1',
      line: 'sector',
      distanceM: 1800,
      lap: 1,
    });
    expect(points[1]).toMatchObject({ id: 'line@1', distanceM: 4800, lap: 1 });
    expect(points[9]).toMatchObject({ id: 'line@5', distanceM: 24_800, lap: 5 });
    expect(finish).toBe(9);
  });

  test('D4 a 1500 m in laps of 400 m: points of the first lap that lie before the start are none', () => {
    const race = started(
      {
        ...oval1500,
        points: [
          { id: 'bend', line: 'bend', distanceM: 100, label: '100 m on' },
          { id: 'line', line: 'finish', distanceM: 400 },
        ],
        laps: { lengthM: 400, limit: { kind: 'count', laps: 4 }, finish: 'own' },
      },
      field,
    ).race();
    expect(distances(race)).toEqual([0, 300, 400, 700, 800, 1100, 1200, 1500]);
    expect(race.points[2]).toMatchObject({ id: 'bend@2', label: '100 m on', lap: 2 });
  });

  test('D5 a time limit allows as many laps as the fastest could do, and one', () => {
    const race = started(sixHours, field);
    race.passes('ing', 'line', '30', { point: 'line@130' });
    race.passes('che', 'line', '40', { point: 'line@131' });
    // 6 h at 6 m/s are 129.6 km in laps of 1 km.
    expect(looseOf(race.race())).toEqual({ 'desk:5': 'noPoint' });
  });

  test('D6 of an open-ended race the laps that were reached are shown, and the one after them', () => {
    const race = started(sixHours, field);
    expect(distances(race.race())).toEqual([1000]);
    const first = race.passes('ing', 'line', '5:00');
    const second = race.passes('ing', 'line', '10:00');
    expect(distances(race.race())).toEqual([1000, 2000, 3000]);
    race.voids(second);
    expect(distances(race.race())).toEqual([1000, 2000]);
    race.voids(first);
    expect(distances(race.race())).toEqual([1000]);
    expect(race.race().columns).toHaveLength(1);
  });

  test('D7 an open-ended race has a finish once it has ended: the furthest point reached', () => {
    const race = started(sixHours, field);
    race.passes('ing', 'line', '5:00');
    race.passes('ing', 'line', '10:00');
    expect(race.race().finish).toBeNull();
    race.ends('6:00:00');
    expect(race.race().finish).toBe(1);
  });
});
