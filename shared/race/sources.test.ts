import { expect, test } from 'vitest';
import { marathon, oval1500 } from '../testkit/definitions.ts';
import {
  GUN,
  type RaceBuilder,
  afterTheGun,
  competitors,
  fold,
  looseOf,
  splitsOf,
  started,
} from '../testkit/race-builder.ts';
import { instant } from '../time/time.ts';
import type { EntryId } from './entry.ts';

/** A tap and its backup, half a second late, at every point of the finish line of a 1500 m. */
function twoDevices(): { race: RaceBuilder; primary: EntryId[]; backup: EntryId[] } {
  const race = started({ ...oval1500, dedupeUs: 2_000_000 }, competitors('a'));
  const primary: EntryId[] = [];
  const backup: EntryId[] = [];
  for (const minute of [0, 1, 2]) {
    race.device = 'op-main';
    primary.push(race.passes('a', 'finish', `${minute}:50.00`));
    race.device = 'op-back.2f';
    backup.push(race.passes('a', 'finish', `${minute}:50.50`));
  }
  return { race, primary, backup };
}

test('P10 from its time on, the chosen source counts before the others at its line', () => {
  const { race, primary, backup } = twoDevices();
  race.add({ type: 'sourceChosen', line: 'finish', source: 'op-back', time: afterTheGun('1:00') });
  expect(splitsOf(race.race(), 'a')).toEqual({
    300: 50_000_000,
    700: 110_500_000,
    1100: 170_500_000,
  });
  expect(looseOf(race.race())).toEqual({
    [backup[0] ?? '']: 'duplicate',
    [primary[1] ?? '']: 'duplicate',
    [primary[2] ?? '']: 'duplicate',
  });
  expect(race.race().chosen.get('finish')).toEqual([
    { source: 'op-back', from: instant(GUN + 60_000_000), entry: 'op-back.2f:4' },
  ]);
});

test('P10 a source is also what a passing says its source is, and no part of another name', () => {
  const race = started(oval1500, competitors('a'));
  race.passes('a', 'finish', '0:50.00', { source: 'mat 10' });
  race.passes('a', 'finish', '0:50.20', { source: 'mat 1' });
  race.add({ type: 'sourceChosen', line: 'finish', source: 'mat 1', time: afterTheGun('0:00') });
  expect(splitsOf(race.race(), 'a')).toEqual({ 300: 50_200_000 });
});

test('P10 where the chosen source saw nothing, the others count; other lines do not care', () => {
  const race = started(oval1500, competitors('a'));
  race.add({ type: 'sourceChosen', line: 'finish', source: 'beam', time: afterTheGun('0:00') });
  race.passes('a', 'finish', '0:50.00');
  race.passes('a', 'finish+100', '1:05.00', { source: 'hand' });
  race.passes('a', 'finish+100', '1:05.30', { source: 'beam' });
  expect(splitsOf(race.race(), 'a')).toEqual({ 300: 50_000_000, 400: 65_000_000 });
});

test('P10 readings and reads that name their point keep their rank; of named passings the chosen counts', () => {
  const race = started(oval1500, competitors('a', 'b', 'c'));
  race.add({ type: 'sourceChosen', line: 'finish', source: 'beam', time: afterTheGun('0:00') });
  race.passes('a', 'finish', '3:40.00', { source: 'beam' });
  race.reads('a', '1500', '3:40.10');
  race.passes('b', 'finish', '3:41.00', { source: 'beam' });
  race.passes('b', 'finish', '3:41.20', { point: '1500' });
  race.passes('c', 'finish', '3:42.00', { point: '1500' });
  race.passes('c', 'finish', '3:42.30', { point: '1500', source: 'beam' });
  const folded = race.race();
  expect(splitsOf(folded, 'a')).toEqual({ 1500: 220_100_000 });
  expect(splitsOf(folded, 'b')).toEqual({ 1500: 221_200_000 });
  expect(splitsOf(folded, 'c')).toEqual({ 1500: 222_300_000 });
});

test('P10 at the start the last read of the chosen source counts', () => {
  const race = started({ ...marathon, start: { kind: 'gun' } }, competitors('a'));
  race.add({ type: 'sourceChosen', line: 'start', source: 'mat', time: afterTheGun('0:00') });
  race.passes('a', 'start', '0:05.0', { source: 'mat' });
  race.passes('a', 'start', '0:06.0', { source: 'mat' });
  race.passes('a', 'start', '0:07.0', { source: 'backup mat' });
  expect(splitsOf(race.race(), 'a')).toEqual({ start: 6_000_000 });
});

test('P10 a chosen read can come after a crossing of another line', () => {
  const race = started({ ...oval1500, speed: { minMps: 1, maxMps: 60 } }, competitors('a'));
  race.add({ type: 'sourceChosen', line: 'finish', source: 'beam', time: afterTheGun('0:00') });
  race.passes('a', 'finish', '0:50.00');
  race.passes('a', 'finish+200', '0:51.00');
  race.passes('a', 'finish', '0:54.90', { source: 'beam' });
  expect(splitsOf(race.race(), 'a')).toEqual({ 100: 51_000_000, 300: 54_900_000 });
});

test('P11 of the choices whose time has come the newest holds; voided, the one before holds again', () => {
  const { race } = twoDevices();
  const choose = (source: string, from: string): EntryId =>
    race.add({ type: 'sourceChosen', line: 'finish', source, time: afterTheGun(from) });
  choose('op-back', '0:30');
  const second = choose('op-main', '2:00');
  expect(splitsOf(race.race(), 'a')).toEqual({
    300: 50_500_000,
    700: 110_500_000,
    1100: 170_000_000,
  });
  race.voids(second);
  expect(splitsOf(race.race(), 'a')).toMatchObject({ 1100: 170_500_000 });
  race.restores(second);
  choose('op-main', '0:00');
  expect(splitsOf(race.race(), 'a')).toMatchObject({ 300: 50_000_000, 1100: 170_000_000 });
  expect(race.race().chosen.get('finish')).toHaveLength(1);
});

test('P11 a choice by a gun that is not known has not been made yet', () => {
  const { race } = twoDevices();
  const events = race.entries.filter(({ event }) => event.type !== 'gunFired');
  race.add({ type: 'sourceChosen', line: 'finish', source: 'op-back', time: afterTheGun('0:00') });
  const choice = race.entries.slice(-1);
  const before = fold([...events, ...choice]);
  expect(before.chosen.size).toBe(0);
  const gun = race.entries.filter(({ event }) => event.type === 'gunFired');
  for (const entry of gun) before.apply(entry);
  expect(before.chosen.size).toBe(1);
  expect(splitsOf(before, 'a')).toMatchObject({ 300: 50_500_000 });
  expect(before.hash()).toBe(race.race().hash());
});

test('H1 the hash tells which source is chosen', () => {
  const { race } = twoDevices();
  const before = race.race().hash();
  race.add({ type: 'sourceChosen', line: 'nowhere', source: 'x', time: afterTheGun('0:00') });
  expect(race.race().hash()).not.toBe(before);
});

test('C7 an entry amended back to what it first said is not amended', () => {
  const race = started(oval1500, competitors('a', 'b'));
  const tap = race.passes('a', 'finish', '0:50.00');
  const before = race.race();
  const first = race.eventOf(tap, 'passingRecorded');
  race.amends(tap, { ...first, who: { entrant: 'b' } });
  expect(race.race().hash()).not.toBe(before.hash());
  expect(race.race().holds(tap)).toMatchObject({ who: { entrant: 'b' } });
  const back = race.amends(tap, { ...first });
  expect(race.race().hash()).toBe(before.hash());
  expect(race.race().split(0, 2)?.corrected).toBe(false);
  expect(race.race().holds(tap)).toEqual(first);
  expect(race.race().holds(back)).toBeNull();
  race.voids(tap);
  expect(race.race().holds(tap)).toBeNull();
});
