import { describe, expect, test } from 'vitest';
import { instant, type Micros } from '../time/time.ts';
import { interval10k, marathon, oval1500 } from '../testkit/definitions.ts';
import {
  afterTheGun,
  atClock,
  competitors,
  GUN,
  looseOf,
  RaceBuilder,
  splitsOf,
  started,
  time,
} from '../testkit/race-builder.ts';
import type { Entrant, RaceDefinition } from './definition.ts';

const MINUTE: Micros = 60_000_000;
const at = (minutes: number) => instant(GUN + minutes * MINUTE);

const elite: Entrant = { id: 'elite', wave: 'elite', role: 'competitor' };
const inA: Entrant = { id: 'a', wave: 'A', role: 'competitor' };
const waveless: Entrant = { id: 'none', role: 'competitor' };
const byGun: RaceDefinition = {
  ...marathon,
  start: {
    kind: 'waves',
    waves: [
      { id: 'elite', name: 'Elite' },
      { id: 'A', name: 'A' },
    ],
    rankBy: 'gun',
  },
};

/** A marathon that is defined and listed, and has not started. */
function waves(definition: RaceDefinition): RaceBuilder {
  const race = new RaceBuilder();
  race.define(definition);
  race.list(elite, inA, waveless);
  return race;
}

const gunsOf = (race: RaceBuilder) => race.race().entrants.map(({ gun }) => gun);

describe('guns', () => {
  test('G8 a gun that was taken out or moved is known with why, in whatever order it came', () => {
    const race = waves(byGun);
    const first = race.gun(at(0), { wave: 'elite' });
    const second = race.gun(at(10), { wave: 'A' });
    race.gun(at(20), { wave: 'A' });
    expect(race.race().startChanges).toEqual([]);
    race.recordedAt = at(1);
    race.voids(first, 'false start');
    race.recordedAt = at(12);
    race.amends(second, {
      type: 'gunFired',
      at: at(9),
      wave: 'A',
      source: 'electronic',
      bandUs: 0,
    });
    const told = [
      { at: at(1), wave: 'elite', from: at(0), to: null, bandUs: 0, reason: 'false start' },
      { at: at(12), wave: 'A', from: at(10), to: at(9), bandUs: 0 },
    ];
    expect(race.race().startChanges).toEqual(told);
    expect(race.race(race.entries.toReversed()).startChanges).toEqual(told);
    expect(race.race(race.entries.toReversed()).hash()).toBe(race.race().hash());
    race.restores(first);
    expect(race.race().startChanges.map(({ wave }) => wave)).toEqual(['A']);
  });

  test('G1 the newest gun of a wave counts; a recall voids it', () => {
    const race = waves(byGun);
    race.gun(at(0), { wave: 'elite' });
    const second = race.gun(at(1), { wave: 'elite', source: 'manual', bandUs: 200_000 });
    race.gun(at(10), { wave: 'A' });
    expect(gunsOf(race)).toEqual([at(1), at(10), at(1)]);
    expect(race.race().guns.get('elite')).toEqual({
      at: at(1),
      bandUs: 200_000,
      source: 'manual',
      entry: second,
    });
    race.voids(second);
    expect(gunsOf(race)).toEqual([at(0), at(10), at(0)]);
  });

  test('G2 a gun that names no wave starts every wave without a gun of its own', () => {
    const race = waves(byGun);
    race.gun(at(0));
    expect(gunsOf(race)).toEqual([at(0), at(0), at(0)]);
    race.gun(at(10), { wave: 'A' });
    expect(gunsOf(race)).toEqual([at(0), at(10), at(10)]);
  });

  test('G3 without waves the newest gun counts, whatever wave it names', () => {
    const race = started(oval1500, competitors('ing'));
    race.gun(at(2), { wave: 'A' });
    expect(race.race().guns).toEqual(new Map([['', expect.objectContaining({ at: at(2) })]]));
    expect(gunsOf(race)).toEqual([at(2)]);
  });

  test('G4 the clock of the race is the gun of the first wave that has one', () => {
    const race = waves(byGun);
    expect(race.race().zero).toBeNull();
    race.gun(at(10), { wave: 'A' });
    expect(race.race().zero).toBe(at(10));
    expect(gunsOf(race)).toEqual([null, at(10), at(10)]);
    race.gun(at(0), { wave: 'elite' });
    expect(race.race().zero).toBe(at(0));
  });

  test('G5 an amended gun moves what counts from it and not its race time; an instant the other way round', () => {
    const race = started(oval1500, competitors('ing', 'che'));
    race.passes('ing', 'finish', afterTheGun('41.85'));
    race.passes('che', 'finish', atClock('41.95'));
    race.gun(instant(GUN + 500_000));
    const folded = race.race();
    expect(folded.split(0, 2)).toMatchObject({ time: time('41.85'), clock: GUN + time('42.35') });
    expect(folded.split(1, 2)).toMatchObject({ time: time('41.45'), clock: GUN + time('41.95') });
  });

  test('G5 a stamp that names a wave counts from its gun', () => {
    const race = waves(byGun);
    race.gun(at(0), { wave: 'elite' });
    race.gun(at(10), { wave: 'A' });
    race.passes('elite', '5k', afterTheGun('20:00', 'A'));
    expect(splitsOf(race.race(), 'elite')).toEqual({ '5k': time('30:00') });
  });

  test('G6 until the gun is known reads wait as noGun, whatever their basis', () => {
    const race = new RaceBuilder();
    race.define(oval1500);
    race.list(...competitors('ing'));
    const counted = race.passes('ing', 'finish', '41.85');
    const seen = race.passes('ing', 'finish', atClock('1:38.35'));
    expect(looseOf(race.race())).toEqual({ [counted]: 'noGun', [seen]: 'noGun' });
    expect(race.race().loose.map(({ clock }) => clock)).toEqual([null, GUN + time('1:38.35')]);
    race.gun();
    expect(splitsOf(race.race(), 'ing')).toEqual({ 300: time('41.85'), 700: time('1:38.35') });
  });

  test('G7 what is stamped by a gun that is not known counts from when it was recorded', () => {
    const race = new RaceBuilder();
    race.define(oval1500);
    race.list(...competitors('ing'));
    race.recordedAt = at(3);
    race.status('ing', 'DNF', { time: afterTheGun('1:00') });
    race.recordedAt = at(4);
    race.says('Rain', '1:00');
    race.ends('5:00');
    expect(race.race().entrants[0]?.status?.from).toBe(at(3));
    expect(race.race().messages[0]?.at).toBe(at(4));
    expect(race.race().ended).toBeNull();
    race.gun();
    expect(race.race().entrants[0]?.status?.from).toBe(at(1));
    expect(race.race().messages[0]?.at).toBe(at(1));
    expect(race.race().ended).toBe(at(5));
  });
});

describe('start and ranking time', () => {
  test('T1 nobody passes before the gun, and zero is a time', () => {
    const race = started(oval1500, competitors('ing', 'che'));
    const early = race.passes('ing', 'finish', '-0.01', { point: '100' });
    race.passes('che', 'finish+200', '0.00', { point: '100' });
    expect(looseOf(race.race())).toEqual({ [early]: 'beforeStart' });
    expect(splitsOf(race.race(), 'che')).toEqual({ 100: 0 });
    expect(race.race().split(1, 0)?.flags).toEqual(['tooFast']);
  });

  test('T2 ranking time counts from the gun', () => {
    for (const kind of ['gun', 'lanes', 'grid'] as const) {
      const race = started({ ...oval1500, start: { kind } }, competitors('ing'));
      race.passes('ing', 'finish', atClock('41.85'));
      expect(race.race().entrants[0]).toMatchObject({ origin: GUN, gun: GUN });
      expect(splitsOf(race.race(), 'ing')).toEqual({ 300: time('41.85') });
    }
  });

  test('T3 in an interval start each races from the own turn, and not before', () => {
    const late: Entrant = { id: 'late', bib: '2', role: 'competitor', startOffsetUs: 30_000_000 };
    const race = started(interval10k, [{ id: 'first', bib: '1', role: 'competitor' }, late]);
    race.passes('first', '2500', '6:00.0');
    race.passes('late', '2500', '6:25.0');
    const early = race.passes('late', '5000', '29.9');
    const folded = race.race();
    expect(splitsOf(folded, 'first')).toEqual({ 2500: time('6:00') });
    expect(splitsOf(folded, 'late')).toEqual({ 2500: time('5:55') });
    expect(folded.entrants[1]).toMatchObject({ gun: GUN, origin: GUN + 30_000_000 });
    expect(looseOf(folded)).toEqual({ [early]: 'beforeStart' });
  });

  test('T4 net time counts from the own start passing, gun time where there is none', () => {
    const race = waves(marathon);
    race.gun(at(0));
    race.passes('a', 'start', '1:30');
    race.passes('a', '5k', '26:30');
    race.passes('elite', '5k', '15:00');
    const folded = race.race();
    expect(splitsOf(folded, 'a')).toEqual({ start: 0, '5k': time('25:00') });
    expect(folded.entrants[1]).toMatchObject({ gun: GUN, origin: GUN + time('1:30') });
    expect(splitsOf(folded, 'elite')).toEqual({ '5k': time('15:00') });
  });

  test('T4 ranked by gun a start passing changes nothing', () => {
    const race = waves(byGun);
    race.gun(at(0));
    race.passes('a', 'start', '1:30');
    race.passes('a', '5k', '26:30');
    expect(splitsOf(race.race(), 'a')).toEqual({ start: time('1:30'), '5k': time('26:30') });
  });
});
