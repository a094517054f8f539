import { describe, expect, test } from 'vitest';
import { entryId, type Submission } from '../../../../shared/race/entry.ts';
import { competitors, GUN, RaceBuilder } from '../../../../shared/testkit/race-builder.ts';
import { oval1500 } from '../../../../shared/testkit/definitions.ts';
import { formatInstant } from '../../../../shared/time/format.ts';
import { instant } from '../../../../shared/time/time.ts';
import type { DeskEntry } from '../../../desk/desk.ts';
import { choosing, gunsOf, pairOf, SECOND_GUN } from './gun-log.ts';
import { gunByClock, gunByWatch } from './entered-gun.ts';
import { alsoArmed, gunEvent, intervalStarts, nextGroup, startGroups } from './start-state.ts';
import { dateAtVenue, instantAtVenue } from './venue-time.ts';

const stored = (submission: Submission, i: number): DeskEntry => ({
  id: entryId(submission),
  submission,
  own: true,
  where: 'stored',
  seq: i + 1,
  why: null,
});
const gunsIn = (builder: RaceBuilder) => gunsOf(builder.entries.map(stored));

function defined(): RaceBuilder {
  const builder = new RaceBuilder();
  builder.define(oval1500);
  builder.list(...competitors('a', 'b'));
  return builder;
}

describe('guns of the log', () => {
  test('a recalled gun is no pair with the one that follows', () => {
    const builder = defined();
    const first = builder.gun();
    builder.add({ type: 'entryVoided', target: first, reason: 'false start' });
    builder.gun(instant(GUN + 15_000_000));
    const guns = gunsIn(builder);
    expect(guns.map(({ valid, voidReason }) => [valid, voidReason])).toEqual([
      [false, 'false start'],
      [true, null],
    ]);
    expect(pairOf(guns, undefined)).toBeNull();
  });

  test('two devices fired 0.31 s apart: both are shown, and either can count', () => {
    const builder = defined();
    builder.device = 'starter';
    const first = builder.gun();
    builder.device = 'desk-2';
    const second = builder.gun(instant(GUN + 310_000));
    const pair = pairOf(gunsIn(builder), undefined);
    expect(pair?.counts).toBeNull();
    expect(pair && pair.second.at - pair.first.at).toBe(310_000);
    if (pair === null) return;

    for (const event of choosing(pair, 'first')) builder.add(event);
    expect(choosing(pair, 'first')).toEqual([
      { type: 'entryVoided', target: second, reason: SECOND_GUN },
    ]);
    expect(builder.race().zero).toBe(GUN);
    const decided = pairOf(gunsIn(builder), undefined);
    expect(decided?.counts).toBe('first');
    if (decided === null) return;

    for (const event of choosing(decided, 'second')) builder.add(event);
    expect(builder.race().zero).toBe(GUN + 310_000);
    expect(gunsIn(builder).find(({ id }) => id === first)?.valid).toBe(false);
  });

  test('guns of a minute apart, of another wave, or refused are no pair', () => {
    const builder = defined();
    builder.gun(GUN, { wave: 'w1' });
    builder.gun(instant(GUN + 300_000), { wave: 'w2' });
    builder.gun(instant(GUN + 60_000_000), { wave: 'w1' });
    expect(pairOf(gunsIn(builder), 'w1')).toBeNull();
    const refused = builder.entries.map((submission, i): DeskEntry => ({
      ...stored(submission, i),
      where: submission.event.type === 'gunFired' ? 'refused' : 'stored',
    }));
    expect(gunsOf(refused)).toEqual([]);
  });

  test('an amended gun stands where it was amended to', () => {
    const builder = defined();
    const gun = builder.gun();
    builder.amends(gun, { ...builder.eventOf(gun, 'gunFired'), at: instant(GUN + 5) });
    expect(gunsIn(builder)[0]?.at).toBe(GUN + 5);
  });
});

describe('starts', () => {
  test('each wave waits for its gun, and a gun for nobody in particular is everybody’s', () => {
    const waves = [
      { id: 'w1', name: 'Elite' },
      { id: 'w2', name: 'Wave 2' },
    ];
    const builder = new RaceBuilder();
    builder.define({ ...oval1500, start: { kind: 'waves', waves, rankBy: 'gun' } });
    expect(nextGroup(startGroups(builder.race()))).toBe(0);
    builder.gun(GUN, { wave: 'w1' });
    const groups = startGroups(builder.race());
    expect(groups.map(({ name, gun }) => [name, gun?.at ?? null])).toEqual([
      ['Elite', GUN],
      ['Wave 2', null],
    ]);
    expect(nextGroup(groups)).toBe(1);
    builder.gun();
    expect(nextGroup(startGroups(builder.race()))).toBe(-1);
  });

  test('in an interval start everybody has their own second; DNS has none', () => {
    const builder = new RaceBuilder();
    builder.define({ ...oval1500, start: { kind: 'interval' } });
    builder.list(
      { id: 'b', role: 'competitor', startOffsetUs: 60_000_000 },
      { id: 'a', role: 'competitor', startOffsetUs: 30_000_000 },
      { id: 'c', role: 'competitor', startOffsetUs: 90_000_000 },
    );
    builder.status('c', 'DNS');
    expect(intervalStarts(builder.race()).map(({ at }) => at)).toEqual([null, null]);
    builder.gun();
    expect(
      intervalStarts(builder.race()).map(({ entrant, at }) => [entrant.entrant.id, at]),
    ).toEqual([
      ['a', GUN + 30_000_000],
      ['b', GUN + 60_000_000],
    ]);
  });

  test('a hand start is ± 0.2 s; a clock that is worse makes it worse', () => {
    const by = { wave: undefined, source: 'manual', bandUs: 200_000 } as const;
    expect(gunEvent(GUN, { ...by, errorUs: 3_000 }).bandUs).toBe(200_000);
    expect(gunEvent(GUN, { ...by, errorUs: 900_000 }).bandUs).toBe(900_000);
    expect(
      gunEvent(GUN, { wave: 'w', source: 'audio', bandUs: 20_000, errorUs: 3_000 }),
    ).toMatchObject({ bandUs: 23_000, wave: 'w' });
  });

  test('others who armed the start are known', () => {
    const operator = { label: 'Anna', role: 'judge', points: null } as const;
    expect(
      alsoArmed(
        [
          { ...operator, id: 'me', armed: true },
          { ...operator, id: 'she', armed: true },
          { ...operator, id: 'he' },
        ],
        'me',
      ).map(({ id }) => id),
    ).toEqual(['she']);
  });
});

describe('a time at the venue', () => {
  test('is the moment that its clock showed it', () => {
    const at = instantAtVenue('2024-05-30', '21:50:03.4', 'Europe/Oslo');
    expect(at).toEqual({ ok: true, at: Date.UTC(2024, 4, 30, 19, 50, 3, 400) * 1000, digits: 1 });
    expect(instantAtVenue('2024-05-30', '9:05', 'Asia/Kathmandu')).toMatchObject({
      at: Date.UTC(2024, 4, 30, 3, 20) * 1000,
      digits: 0,
    });
  });

  test('R18 does not exist in the hour that summer time skips, and is the first of two', () => {
    expect(instantAtVenue('2024-03-31', '02:30:00', 'Europe/Oslo')).toEqual({
      ok: false,
      reason: 'noSuchHour',
    });
    expect(instantAtVenue('2024-10-27', '02:30:00', 'Europe/Oslo')).toMatchObject({
      at: Date.UTC(2024, 9, 27, 0, 30) * 1000,
    });
  });

  test.for(['', 'noon', '25:00:00', '12', '3:29.74', '12:61'])('%s is none', (text) => {
    expect(instantAtVenue('2024-05-30', text, 'Europe/Oslo')).toMatchObject({ ok: false });
  });

  test.for(['Europe/Oslo', 'Pacific/Honolulu', 'Pacific/Auckland', 'Australia/Lord_Howe'])(
    'reads back what is written at %s',
    (zone) => {
      for (let day = 1; day < 366; day += 7) {
        const at = instant(Date.UTC(2026, 0, day, 13, 7, 9) * 1000);
        expect(instantAtVenue(dateAtVenue(at, zone), formatInstant(at, zone), zone)).toMatchObject({
          at,
        });
      }
    },
  );
});

describe('a start entered afterwards', () => {
  const zone = { zone: 'Europe/Oslo' };

  test('by the clock of the venue, as true as it was written', () => {
    expect(gunByClock(zone, '2024-05-30', '21:50:00', instant(GUN + 1))).toEqual({
      ok: true,
      at: GUN,
      bandUs: 1_000_000,
    });
    expect(gunByClock(zone, '2024-05-30', '21:50:00.4', instant(GUN + 9e6))).toMatchObject({
      bandUs: 100_000,
    });
    expect(gunByClock(zone, '2024-05-30', '21:50', instant(GUN + 9e6))).toMatchObject({
      bandUs: 60_000_000,
    });
  });

  test('never in the future, never by what is no time', () => {
    expect(gunByClock(zone, '2024-05-30', '21:50:01', GUN)).toMatchObject({ reason: 'inFuture' });
    expect(gunByClock(zone, '2024-05-30', 'noon', GUN)).toMatchObject({ reason: 'notATime' });
    expect(gunByWatch('soon', GUN)).toMatchObject({ reason: 'notAWatch' });
  });

  test('by a watch that showed 41.2 s when the button was pressed', () => {
    expect(gunByWatch('41.2', instant(GUN + 41_200_000))).toEqual({
      ok: true,
      at: GUN,
      bandUs: 300_000,
    });
  });
});
