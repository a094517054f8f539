import { describe, expect, test } from 'vitest';
import type { Race } from '../race/race.ts';
import {
  circuit,
  interval10k,
  marathon,
  oval1500,
  sixHours,
  straight100,
  swim400,
} from '../testkit/definitions.ts';
import { competitors, GUN, RaceBuilder, started, time } from '../testkit/race-builder.ts';
import { instant, LIVE_EDGE, type Instant } from '../time/time.ts';
import { glide, motionAt, placeOnCourse } from './motion.ts';

function after(text: string): Instant {
  return instant(GUN + time(text));
}

/** 100 m in 14 s, 200 m in 28 s, 300 m in 42.5 s. */
function runner(): Race {
  const told = started(oval1500, competitors('ann', 'bob'));
  told.passes('ann', 'finish+200', '14.0', { point: '100' });
  told.passes('ann', 'finish+300', '28.0', { point: '200' });
  told.passes('ann', 'finish', '42.5', { point: '300' });
  return told.race();
}

describe('between points', () => {
  const race = runner();

  test('M2 a place between two reported points is estimated, rises, and meets both', () => {
    expect(motionAt(race, 0, after('14.0'))).toMatchObject({
      distanceM: 100,
      lastPoint: 0,
      lastClock: after('14.0'),
    });
    const half = motionAt(race, 0, after('21.0'));
    expect(half.ink).toBe('estimated');
    expect(half.distanceM).toBeCloseTo(150, 0);
    expect(half.speedMps).toBeCloseTo(7.1, 0);
    expect(motionAt(race, 0, instant(after('28.0') - 1)).distanceM).toBeCloseTo(200, 4);
    const way = Array.from(
      { length: 85 },
      (_, i) => motionAt(race, 0, instant(GUN + i * 500_000)).distanceM,
    );
    expect(way).toEqual([...way].sort((a, b) => a - b));
  });

  test('M2 the band is what the slowest and the fastest of the field could make of it', () => {
    expect(motionAt(race, 0, after('14.0')).bandM).toBeCloseTo(0);
    const half = motionAt(race, 0, after('21.0'));
    // 4 m/s from the point before: 128 m; 11 m/s to the point ahead: 123 m. 4 m/s to it: 172 m.
    expect(half.bandM).toBeCloseTo(22, 0);
  });

  test('M3 spoiler-safe, the next split is not used', () => {
    const safe = motionAt(race, 0, after('20.0'), { spoilerSafe: true });
    expect(safe.distanceM).toBeCloseTo(100 + (6 * 100) / 14, 3);
  });
});

describe('after the last reported point', () => {
  const race = runner();

  test('M1 the estimate runs on at the last speed, eases, and waits within 1 % of the next point', () => {
    expect(motionAt(race, 0, after('50.0')).distanceM).toBeCloseTo(300 + 7.5 * (100 / 14.5), 3);
    const late = motionAt(race, 0, after('1:00'));
    expect(late.distanceM).toBeGreaterThan(399);
    expect(late.distanceM).toBeLessThan(400);
    expect(late.speedMps).toBeLessThan(1);
    expect(motionAt(race, 0, after('10:00')).distanceM).toBeLessThan(400);
  });

  test('M4 it turns stale when the slowest would have come', () => {
    // 100 m at 4 m/s.
    expect(motionAt(race, 0, after('1:07.5')).ink).toBe('estimated');
    expect(motionAt(race, 0, instant(after('1:07.5') + 1)).ink).toBe('stale');
  });

  test('M5 before the gun everybody stands at the start', () => {
    const still = {
      distanceM: 0,
      speedMps: 0,
      ink: 'known',
      bandM: 0,
      lastPoint: -1,
      lastClock: null,
    };
    expect(motionAt(race, 0, instant(GUN - 1))).toEqual(still);
    const untold = new RaceBuilder();
    untold.define(oval1500);
    untold.list(...competitors('ann'));
    expect(motionAt(untold.race(), 0, after('5'))).toEqual(still);
    expect(motionAt(race, 99, after('5'))).toEqual(still);
  });

  test('from the start an estimate runs at a middling speed', () => {
    expect(motionAt(race, 1, after('4')).distanceM).toBeCloseTo(30);
  });

  test('at the live edge the present tells where, or else the latest thing known', () => {
    expect(motionAt(race, 0, LIVE_EDGE, { now: after('50.0') }).distanceM).toBeGreaterThan(340);
    expect(motionAt(race, 0, LIVE_EDGE).distanceM).toBeCloseTo(300);
  });

  test('M6 a finisher runs out a few metres past the line and stops', () => {
    const told = started(straight100, competitors('ann', 'bob'));
    told.reads('ann', 'finish', '10.00');
    const home = told.race();
    expect(motionAt(home, 0, after('10.00'))).toMatchObject({ distanceM: 100, speedMps: 10 });
    expect(motionAt(home, 0, after('10.50')).ink).toBe('estimated');
    const stopped = motionAt(home, 0, after('20'));
    expect(stopped.ink).toBe('known');
    expect(stopped.distanceM).toBeCloseTo(112);
    expect(stopped.speedMps).toBe(0);
    expect(motionAt(home, 0, after('30')).distanceM).toBe(stopped.distanceM);
  });

  test('M6 who has a place and no time is home from when that is told on', () => {
    const told = started(oval1500, competitors('ann', 'bob'));
    told.passes('ann', 'finish+300', '3:20', { point: '1400' });
    told.places('ann', 10, '3:40');
    const race = told.race();
    expect(motionAt(race, 0, after('3:39.9')).distanceM).toBeLessThan(1500);
    expect(motionAt(race, 0, after('3:40')).distanceM).toBe(1500);
    const stopped = motionAt(race, 0, after('4:00'));
    expect(stopped).toMatchObject({ ink: 'estimated', speedMps: 0, lastPoint: 13 });
    expect(stopped.distanceM).toBeGreaterThan(1503);
    expect(stopped.distanceM).toBeLessThan(1515);
    expect(motionAt(race, 0, LIVE_EDGE, { now: after('4:00') })).toEqual(stopped);
  });

  test('M6 a place says nothing of where a pacemaker is, or a car that the leader has lapped', () => {
    const told = started(oval1500, [{ id: 'ann', role: 'pacemaker' }, ...competitors('bob')]);
    told.passes('ann', 'finish+300', '3:20', { point: '1400' });
    told.places('ann', 10, '3:40');
    expect(motionAt(told.race(), 0, after('4:00')).distanceM).toBeLessThan(1500);
    const cars = started(circuit, competitors('a', 'b'));
    cars.places('a', 2, '3:40');
    expect(motionAt(cars.race(), 0, after('4:00')).distanceM).toBeLessThan(24_000);
  });

  test('M6 whoever is out stops where that was said', () => {
    const told = started(oval1500, competitors('ann'));
    told.passes('ann', 'finish+200', '14.0', { point: '100' });
    told.status('ann', 'DNF', { time: { basis: 'gun', time: time('21'), digits: 0 } });
    const at = motionAt(told.race(), 0, after('21'));
    expect(at).toMatchObject({ speedMps: 0, lastPoint: 0 });
    expect(at.distanceM).toBeCloseTo(150);
    expect(motionAt(told.race(), 0, after('5:00')).distanceM).toBe(at.distanceM);
  });

  test('M6 a whistle stops everybody where they are, in the middle of a lap', () => {
    const told = started(sixHours, competitors('ann'));
    told.passes('ann', 'line', '5:00', { point: 'line@1' });
    told.ends('7:30');
    const at = motionAt(told.race(), 0, after('7:30'));
    expect(at.distanceM).toBeCloseTo(1500);
    expect(motionAt(told.race(), 0, after('9:00')).distanceM).toBe(at.distanceM);
  });

  test('past the finish of a lap race no point lies ahead', () => {
    const told = started(circuit, competitors('ann', 'bob'));
    told.passes('ann', 'line', '1:40', { point: 'line@1' });
    expect(motionAt(told.race(), 0, after('2:10')).distanceM).toBeGreaterThan(6000);
    expect(motionAt(told.race(), 0, after('9:00')).distanceM).toBeLessThan(6800);
  });
});

describe('starts', () => {
  test('M5 in an interval start everybody waits for the own turn', () => {
    const told = started(interval10k, [
      { id: 'ann', role: 'competitor', startOffsetUs: 30_000_000 },
    ]);
    expect(motionAt(told.race(), 0, after('29')).distanceM).toBe(0);
    expect(motionAt(told.race(), 0, after('31')).distanceM).toBeGreaterThan(0);
  });

  test('M5 where there is a mat on the start line, nobody has left before it says so', () => {
    const told = new RaceBuilder();
    told.define(marathon);
    told.list(
      { id: 'ann', wave: 'elite', role: 'competitor' },
      { id: 'bob', wave: 'elite', role: 'competitor' },
    );
    told.gun(GUN, { wave: 'elite' });
    told.passes('ann', 'start', { basis: 'instant', at: after('30'), digits: 0 });
    told.passes('ann', '5k', { basis: 'instant', at: after('20:30'), digits: 0 });
    told.passes('bob', '5k', { basis: 'instant', at: after('20:00'), digits: 0 });
    const race = told.race();
    expect(motionAt(race, 0, after('20'))).toMatchObject({ distanceM: 0, ink: 'estimated' });
    expect(motionAt(race, 0, after('30'))).toMatchObject({ distanceM: 0, lastPoint: 0 });
    expect(motionAt(race, 0, after('10:30')).distanceM).toBeCloseTo(2500);
    // Bob missed the mat: he left at the gun, but that is known only from what came later.
    expect(motionAt(race, 1, after('10:00')).distanceM).toBeCloseTo(2500);
    expect(motionAt(race, 1, after('10:00'), { spoilerSafe: true })).toMatchObject({
      distanceM: 0,
    });
  });
});

describe('drawing', () => {
  test('M7 a corrected dot eases to where it belongs and never beyond', () => {
    const target = { distanceM: 110, speedMps: 7 };
    expect(glide(null, target, 16)).toBe(110);
    expect(glide(50, target, 5_000)).toBe(110);
    const once = glide(100, target, 90);
    expect(once).toBeGreaterThan(105);
    expect(once).toBeLessThan(110);
    expect(glide(120, target, 90)).toBeCloseTo(115);
    expect(glide(110, target, 16)).toBe(110);
  });

  test('M7 a dot that is where it belongs moves on with its target', () => {
    let drawn = 0;
    for (let ms = 16; ms <= 1600; ms += 16)
      drawn = glide(drawn, { distanceM: 7 * (ms / 1000), speedMps: 7 }, 16);
    expect(drawn).toBeCloseTo(11.2);
  });

  test('swimmers turn at every end, runners and cars come round', () => {
    const pool = swim400.course;
    expect(placeOnCourse(pool, 30)).toEqual({ alongM: 30, heading: 1 });
    expect(placeOnCourse(pool, 60)).toEqual({ alongM: 40, heading: -1 });
    expect(placeOnCourse(pool, 130)).toEqual({ alongM: 30, heading: 1 });
    expect(placeOnCourse(oval1500.course, 450)).toEqual({ alongM: 50, heading: 1 });
    expect(placeOnCourse(straight100.course, 108)).toEqual({ alongM: 100, heading: 1 });
  });
});
