import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { circuit, marathon, oval1500, sixHours, straight100 } from '../testkit/definitions.ts';
import { atClock, competitors, GUN, RaceBuilder, started, time } from '../testkit/race-builder.ts';
import { instant, LIVE_EDGE } from '../time/time.ts';
import {
  announcedAfter,
  announcedLines,
  resultChanges,
  unannounced,
  type Announced,
} from './announced.ts';
import { PROTEST_US, protestClock } from './protest.ts';
import {
  placesClosed,
  placesMoved,
  placesShared,
  resultSheet,
  tiesOf,
  type ResultLine,
} from './result-sheet.ts';

/** Four at the finish of 100 m, in the order of their names. */
function four(...times: readonly string[]): RaceBuilder {
  const ids = ['ann', 'bob', 'cyd', 'dan', 'eve'].slice(0, times.length);
  const race = started(straight100, competitors(...ids));
  ids.forEach((id, i) => race.reads(id, 'finish', times[i] ?? ''));
  return race;
}

const places = (lines: readonly ResultLine[]): Record<string, number | null> =>
  Object.fromEntries(lines.map(({ id, place }) => [id, place]));

describe('the sheet', () => {
  test('O1 who is home by place, then who is out with the rule; nobody on the way', () => {
    const race = started(oval1500, competitors('ann', 'bob', 'cyd', 'dan', 'eve'));
    race.reads('bob', '1500', '3:29.737');
    race.reads('ann', '1500', '3:29.766');
    race.passes('cyd', 'finish', '2:30.1', { point: '1100' });
    race.status('dan', 'DQ', { rule: 'TR17.2.3', reason: 'obstruction' });
    race.status('eve', 'DNS');
    race.marks('bob', ['PB', 'Q'], '3:31');
    const lines = resultSheet(race.race());
    expect(lines.map(({ id, place, status }) => [id, place, status])).toEqual([
      ['bob', 1, 'OK'],
      ['ann', 2, 'OK'],
      ['dan', null, 'DQ'],
      ['eve', null, 'DNS'],
    ]);
    expect(lines[0]).toMatchObject({
      official: { time: time('3:29.74'), digits: 2, hand: false },
      reading: { time: time('3:29.737'), digits: 3 },
      marks: ['PB'],
      qualified: 'Q',
      rule: null,
    });
    expect(lines[2]).toMatchObject({ official: null, rule: 'TR17.2.3', reason: 'obstruction' });
    expect(resultSheet(new RaceBuilder().race())).toEqual([]);
  });

  test('O1 a relegation says why', () => {
    const race = four('11.0', '11.1', '11.2');
    race.add({
      type: 'entrantPlaced',
      entrant: 'ann',
      place: 3,
      by: atClock('12'),
      rule: 'TR17.5',
      reason: 'left the lane',
    });
    race.add({
      type: 'marksAwarded',
      entrant: 'bob',
      marks: ['L'],
      by: atClock('12'),
      reason: 'on the line',
    });
    expect(resultSheet(race.race())).toMatchObject([
      { id: 'bob', place: 1, rule: null, reason: 'on the line' },
      { id: 'cyd', place: 2, reason: null },
      { id: 'ann', place: 3, rule: 'TR17.5', reason: 'left the lane' },
    ]);
  });

  test('O1 where a time limit ends the race nobody is home before it is ended, then by whole laps', () => {
    const race = started(sixHours, competitors('ann', 'bob'));
    race.passes('ann', 'line', '5:00');
    race.passes('bob', 'line', '5:30');
    race.passes('ann', 'line', '10:00.6');
    expect(resultSheet(race.race())).toEqual([]);
    race.ends('6:00:00');
    race.passes('bob', 'line', '6:00:01');
    expect(resultSheet(race.race())).toMatchObject([
      { id: 'ann', place: 1, reached: { laps: 2, distanceM: 2000 }, official: { digits: 0 } },
      { id: 'bob', place: 2, reached: { laps: 1, distanceM: 1000 }, gap: null },
    ]);
    expect(resultSheet(four('11.0').race())).toMatchObject([{ reached: null }]);
  });

  test('O1 where net times rank, the gun time stands beside, by the same rule', () => {
    const race = new RaceBuilder();
    race.define({
      ...marathon,
      distanceM: 5000,
      course: { kind: 'route', lengthM: 5000 },
      points: marathon.points.filter(({ distanceM }) => distanceM <= 5000),
    });
    race.list({ id: 'ann', bib: '1', wave: 'A', role: 'competitor' });
    race.gun(GUN, { wave: 'A' });
    race.passes('ann', 'start', atClock('10.2'));
    race.passes('ann', '5k', atClock('20:10.5'));
    expect(resultSheet(race.race())).toMatchObject([
      {
        official: { time: time('20:01'), digits: 0 },
        gunTime: { time: time('20:11'), digits: 0, hand: false },
      },
    ]);
  });

  test('O1 a retired car keeps its place and has no time', () => {
    const race = started(circuit, competitors('ann', 'bob'));
    race.passes('bob', 'line', '1:00.0', { point: 'line@1' });
    race.status('bob', 'DNF', { time: atClock('1:30') });
    race.places('bob', 17, '2:00');
    expect(resultSheet(race.race())).toMatchObject([
      { id: 'bob', place: 17, status: 'DNF', official: null },
    ]);
  });

  test('O3 a hand start makes hand times on the track, and nowhere else', () => {
    const race = started(straight100, competitors('ann'));
    race.gun(GUN, { source: 'manual', bandUs: 200_000 });
    race.reads('ann', 'finish', '11.021');
    expect(resultSheet(race.race())[0]?.official).toEqual({
      time: time('11.1'),
      digits: 1,
      hand: true,
    });
    // Entered afterwards by a clock with tenths, or heard by a phone of an unsure clock.
    for (const source of ['entered', 'audio'] as const) {
      race.gun(GUN, { source, bandUs: 100_000 });
      expect(resultSheet(race.race())[0]?.official?.hand).toBe(true);
      race.gun(GUN, { source, bandUs: 20_000 });
      expect(resultSheet(race.race())[0]?.official).toMatchObject({ digits: 2, hand: false });
    }
    const cars = started(circuit, competitors('ann'));
    cars.gun(GUN, { source: 'manual', bandUs: 200_000 });
    cars.passes('ann', 'line', '5:00.123', { point: 'line@5' });
    expect(resultSheet(cars.race())[0]?.official?.hand).toBe(false);
  });

  test('O8 what qualifies stands apart, from when it is known', () => {
    const race = four('11.01');
    race.marks('ann', ['SB', 'q', 'WL'], '12.00');
    const folded = race.race();
    expect(resultSheet(folded)[0]).toMatchObject({ marks: ['SB', 'WL'], qualified: 'q' });
    expect(resultSheet(folded, instant(GUN + time('11.5')))[0]).toMatchObject({
      marks: [],
      qualified: null,
    });
  });
});

describe('ties', () => {
  test('O2 equal readings share their place and are a dead heat', () => {
    const lines = resultSheet(four('11.012', '11.012', '11.013').race());
    expect(places(lines)).toEqual({ ann: 1, bob: 1, cyd: 3 });
    expect(tiesOf(lines)).toEqual([{ entrants: [0, 1], known: 'thousandth', shared: true }]);
  });

  test('O2 finer readings than the thousandth are told until a person places them', () => {
    const race = four('11.0121', '11.0128', '11.0131');
    expect(tiesOf(resultSheet(race.race()))).toEqual([
      { entrants: [0, 1], known: 'thousandth', shared: false },
    ]);
    race.places('ann', 1, '12');
    race.places('bob', 1, '12');
    expect(tiesOf(resultSheet(race.race()))).toEqual([]);
  });

  test('O2 what a coarse source cannot tell apart is told as such', () => {
    const lines = resultSheet(four('11.01', '11.014', '11.02').race());
    expect(tiesOf(lines)).toEqual([{ entrants: [0, 1], known: 'coarse', shared: false }]);
  });

  test('O2 cars a lap apart are level with nobody', () => {
    const race = started(circuit, competitors('ann', 'bob'));
    for (const lap of [1, 2, 3, 4, 5])
      race.passes('ann', 'line', `${lap}:00.000`, { point: `line@${lap}` });
    for (const lap of [1, 2, 3, 4])
      race.passes('bob', 'line', lap === 4 ? '5:00.000' : `${lap}:10.000`, {
        point: `line@${lap}`,
      });
    expect(tiesOf(resultSheet(race.race()))).toEqual([]);
  });

  test('O5 a dead heat by hand gives all the best place', () => {
    const race = four('11.0121', '11.0128', '11.0131');
    const given = placesShared(resultSheet(race.race()), new Set(['ann', 'bob']));
    for (const { id, place } of given) race.places(id, place, '12');
    expect(places(resultSheet(race.race()))).toEqual({ ann: 1, bob: 1, cyd: 3 });
    expect(placesShared(resultSheet(race.race()), new Set(['ann', 'bob']))).toEqual([]);
  });
});

test('O11 places by hand close up behind somebody who goes, a relegation does not', () => {
  const race = four('11.0', '11.1', '11.2', '11.3', '11.4');
  race.places('bob', 2, '12');
  race.places('cyd', 2, '12');
  race.add({ type: 'entrantPlaced', entrant: 'dan', place: 5, by: atClock('12'), rule: 'TR17.5' });
  expect(placesClosed(resultSheet(race.race()))).toEqual([]);
  race.status('ann', 'DQ', { rule: 'TR16.8' });
  const lines = resultSheet(race.race());
  expect(places(lines)).toMatchObject({ bob: 2, cyd: 2, eve: 1, dan: 5 });
  const closed = placesClosed(lines);
  expect(closed).toEqual([
    { id: 'bob', place: 1 },
    { id: 'cyd', place: 1 },
  ]);
  for (const { id, place } of closed) race.places(id, place, '13');
  expect(places(resultSheet(race.race()))).toMatchObject({ bob: 1, cyd: 1, eve: 3, dan: 5 });
  expect(placesClosed(resultSheet(race.race()))).toEqual([]);
});

describe('places by hand', () => {
  const sheet = (): ResultLine[] => resultSheet(four('11.0', '11.1', '11.2', '11.3').race());

  test('O4 relegation behind another moves those between up', () => {
    expect(placesMoved(sheet(), 'ann', 'cyd')).toEqual([
      { id: 'bob', place: 1 },
      { id: 'cyd', place: 2 },
      { id: 'ann', place: 3 },
    ]);
    expect(placesMoved(sheet(), 'dan', null)).toEqual([
      { id: 'dan', place: 1 },
      { id: 'ann', place: 2 },
      { id: 'bob', place: 3 },
      { id: 'cyd', place: 4 },
    ]);
    expect(placesMoved(sheet(), 'ann', 'nobody')).toEqual([]);
    expect(placesMoved(sheet(), 'nobody', null)).toEqual([]);
  });

  test('O4 who shared a place goes on sharing it', () => {
    const lines = resultSheet(four('11.0', '11.1', '11.1', '11.3').race());
    expect(placesMoved(lines, 'ann', 'dan')).toEqual([
      { id: 'bob', place: 1 },
      { id: 'cyd', place: 1 },
      { id: 'dan', place: 3 },
      { id: 'ann', place: 4 },
    ]);
  });

  test('O4 a dead heat that a person sees takes the place with it, and who shared it already', () => {
    const after = (who: string, beside: string, ...times: string[]) => {
      const race = four(...times);
      for (const { id, place } of placesMoved(resultSheet(race.race()), who, beside, true))
        race.places(id, place, '12');
      return places(resultSheet(race.race()));
    };
    const apart = ['11.0', '11.1', '11.2', '11.3'];
    expect(after('bob', 'ann', ...apart)).toEqual({ ann: 1, bob: 1, cyd: 3, dan: 4 });
    expect(after('ann', 'bob', ...apart)).toEqual({ ann: 1, bob: 1, cyd: 3, dan: 4 });
    expect(after('cyd', 'ann', ...apart)).toEqual({ ann: 1, cyd: 1, bob: 3, dan: 4 });
    expect(after('dan', 'cyd', ...apart)).toEqual({ ann: 1, bob: 2, cyd: 3, dan: 3 });
    const level = ['11.0', '11.1', '11.1', '11.3'];
    expect(after('dan', 'bob', ...level)).toEqual({ ann: 1, bob: 2, cyd: 2, dan: 2 });
    expect(after('ann', 'bob', ...level)).toEqual({ ann: 1, bob: 1, cyd: 1, dan: 4 });
  });

  test('O4 the places given make the very order that was asked for', () => {
    const ids = ['ann', 'bob', 'cyd', 'dan', 'eve'];
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 110, max: 113 }), { minLength: 5, maxLength: 5 }),
        fc.nat(4),
        fc.option(fc.nat(4)),
        (tenths, who, behind) => {
          const race = four(...tenths.map((tenth) => (tenth / 10).toFixed(1)));
          const before = resultSheet(race.race());
          const id = ids[who] ?? '';
          const ahead = behind === null || behind === who ? null : (ids[behind] ?? null);
          for (const given of placesMoved(before, id, ahead))
            race.places(given.id, given.place, '12');
          const after = places(resultSheet(race.race()));
          const rest = before.filter((line) => line.id !== id);
          for (const [i, line] of rest.entries()) {
            const next = rest[i + 1];
            const [here, there] = [after[line.id] ?? 0, after[next?.id ?? ''] ?? 99];
            if (next !== undefined) expect(here).toBeLessThanOrEqual(there);
          }
          const moved = after[id] ?? 0;
          if (ahead === null) expect(moved).toBe(1);
          else expect(moved).toBeGreaterThan(after[ahead] ?? 0);
        },
      ),
      { numRuns: 50 },
    );
  }, 30_000);
});

describe('protests', () => {
  const at = (minutes: number) => instant(GUN + minutes * 60_000_000);

  test('O9 thirty minutes from the announcement, anew from the next, closed by the official one', () => {
    const race = four('11.0');
    const state = (minutes: number) => protestClock(race.race().declared, at(minutes));
    expect(state(0)).toEqual({ state: 'none' });
    race.declares('provisional', '5:00');
    expect(state(4)).toEqual({ state: 'none' });
    expect(state(5)).toEqual({ state: 'running', since: at(5), leftUs: PROTEST_US });
    expect(state(34)).toMatchObject({ state: 'running', leftUs: 60_000_000 });
    expect(state(35)).toEqual({ state: 'over', since: at(5), until: at(35) });
    expect(protestClock(race.race().declared, at(16), 600_000_000)).toMatchObject({
      state: 'over',
    });
    race.declares('provisional', '20:00');
    expect(state(36)).toMatchObject({ state: 'running', since: at(20) });
    race.declares('official', '55:00');
    expect(state(56)).toEqual({ state: 'closed', since: at(55) });
    race.declares('amended', '1:10:00');
    expect(state(71)).toMatchObject({ state: 'running', since: at(70) });
  });
});

describe('what was announced', () => {
  function announcing(race: RaceBuilder): readonly Announced[] {
    let kept: readonly Announced[] = [];
    race.entries.forEach((entry, i) => {
      kept = announcedAfter(kept, race.race(race.entries.slice(0, i + 1)), entry);
    });
    return kept;
  }

  test('O10 each as it stood, with what changed between them', () => {
    const race = four('11.0', '11.1', '11.2', '11.3');
    race.declares('provisional', '1:00');
    race.declares('official', '30:00');
    race.status('ann', 'DQ', { time: atClock('11.0'), rule: 'TR17.3.1' });
    race.reads('bob', 'finish', '11.05');
    race.marks('cyd', ['PB'], '12');
    race.declares('amended', '40:00', { reason: 'protest upheld' });
    const [provisional, official, amended] = announcing(race);
    const none = new Map();
    expect(resultChanges(provisional?.lines ?? none, official?.lines ?? none)).toEqual([]);
    const changes = resultChanges(official?.lines ?? none, amended?.lines ?? none);
    expect(
      changes.map(({ id, before, after, what }) => [id, before?.place, after?.place, what]),
    ).toEqual([
      ['ann', 1, null, ['place', 'status', 'time']],
      ['bob', 2, 1, ['place', 'time']],
      ['cyd', 3, 2, ['place', 'marks']],
      ['dan', 4, 3, ['place']],
    ]);
    expect(amended?.declaration).toMatchObject({ state: 'amended', reason: 'protest upheld' });
  });

  test('O14 what is corrected after an official result is unannounced until somebody announces it', () => {
    const race = four('11.0', '11.1');
    const open = () => unannounced(race.race(), announcing(race)).map(({ id }) => id);
    expect(open()).toEqual([]);
    race.declares('provisional', '1:00');
    race.status('bob', 'DQ', { time: atClock('11.1'), rule: 'TR17.3.1' });
    // A provisional result may change at any time, and says so.
    expect(open()).toEqual([]);
    race.declares('official', '30:00');
    expect(open()).toEqual([]);
    // Who goes on to the next round is known when the other heats are in.
    race.marks('ann', ['q'], '30:30');
    expect(open()).toEqual([]);
    const places = race.places('ann', 2, '31:00');
    expect(open()).toEqual(['ann']);
    race.voids(places);
    expect(open()).toEqual([]);
    race.restores(places);
    race.declares('amended', '40:00', { reason: 'protest upheld' });
    expect(open()).toEqual([]);
  });

  test('O10 a declaration that is taken back is not announced, and those before keep what they said', () => {
    const race = four('11.0', '11.1');
    race.declares('provisional', '1:00');
    const official = race.declares('official', '2:00');
    race.places('bob', 1, '3:00');
    race.voids(official);
    expect(announcing(race).map(({ declaration }) => declaration.state)).toEqual(['provisional']);
    race.restores(official);
    race.amends(official, { ...race.eventOf(official, 'resultDeclared'), reason: 'alone' });
    const kept = announcing(race);
    expect(kept.map(({ declaration }) => declaration.state)).toEqual(['provisional', 'official']);
    expect(kept[0]?.lines.get('ann')?.place).toBe(1);
    const folded = race.race();
    expect(resultChanges(new Map(), announcedLines(folded)).map(({ id }) => id)).toEqual([
      'bob',
      'ann',
    ]);
    expect(resultChanges(announcedLines(folded), new Map())[0]).toMatchObject({ after: null });
    expect(resultSheet(folded, LIVE_EDGE)).toHaveLength(2);
  });
});
