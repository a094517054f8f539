import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createRace } from '../race/apply.ts';
import type { Entry } from '../race/entry.ts';
import type { RaceDefinition } from '../race/definition.ts';
import { circuit, interval10k, marathon, oval1500 } from '../testkit/definitions.ts';
import { GUN, RaceBuilder, competitors, started } from '../testkit/race-builder.ts';
import { instant } from '../time/time.ts';
import { dueAt, expectedAt, isMissing, likelyNext } from './likely-next.ts';

const at = (seconds: number) => instant(GUN + seconds * 1_000_000);
const entrants = (list: readonly { readonly entrant: number }[]) => list.map((one) => one.entrant);

test('FL1 who comes next is who, at the own pace, is due first at the next point of this line', () => {
  const race = started(oval1500, competitors('a', 'b', 'c'));
  for (const [who, time] of [
    ['a', '0:14.00'],
    ['b', '0:13.50'],
    ['c', '0:15.00'],
  ] as const)
    race.passes(who, 'finish+200', time);
  const next = likelyNext(race.race(), 'finish', at(30));
  expect(entrants(next)).toEqual([1, 0, 2]);
  expect(next[0]).toMatchObject({ point: 2, at: at(40.5), basis: 'own' });
  expect(entrants(likelyNext(race.race(), 'finish', at(30), 2))).toEqual([1, 0]);
});

test('FL1 the last stretch counts most, and the more the pace changes the wider the error', () => {
  const race = started(oval1500, competitors('a', 'b'));
  race.passes('a', 'finish+200', '0:14.00');
  race.passes('a', 'finish+300', '0:28.00');
  race.passes('b', 'finish+200', '0:12.00');
  race.passes('b', 'finish+300', '0:28.00');
  const [even, uneven] = expectedAt(race.race(), 'finish');
  expect(even).toMatchObject({ entrant: 0, at: at(42), errorUs: 700_000 });
  expect(uneven?.entrant).toBe(1);
  expect(uneven?.errorUs).toBeGreaterThan(1_000_000);
});

describe('FL2 nobody is expected who', () => {
  test('has a status, a place, or is home', () => {
    const race = started(oval1500, competitors('a', 'b', 'c', 'd'));
    race.status('a', 'DNF');
    race.places('b', 1, '3:30.00');
    race.passes('c', 'finish', '3:40.00', { point: '1500' });
    expect(entrants(expectedAt(race.race(), 'finish'))).toEqual([3]);
  });

  test('has not started, or is on no list, or passes this line no more', () => {
    const race = started(interval10k, [
      { id: 'a', role: 'competitor' },
      { id: 'b', role: 'competitor', startOffsetUs: 60_000_000 },
    ]);
    expect(entrants(likelyNext(race.race(), '2500', at(30)))).toEqual([0]);
    expect(entrants(likelyNext(race.race(), '2500', at(90)))).toEqual([0, 1]);
    race.passes('a', '5000', '15:00');
    expect(entrants(expectedAt(race.race(), '2500'))).toEqual([1]);
    race.voids('desk:2');
    expect(expectedAt(race.race(), '2500')).toEqual([]);
  });

  test('has no gun, in a race that is not defined', () => {
    const race = new RaceBuilder();
    race.list(...competitors('a'));
    expect(likelyNext(race.race(), 'finish', at(0))).toEqual([]);
    race.define(marathon);
    expect(likelyNext(race.race(), 'finish', at(0))).toEqual([]);
  });
});

describe('FL7 who should have come long ago', () => {
  const ids = 'abcdefghijklmnopqrst'.split('');

  test('stands first while nobody has come after, and behind who is due once the field has gone on', () => {
    const race = started(oval1500, competitors('a', 'b', 'c', 'd', 'e', 'f'));
    for (const [i, who] of ['a', 'b', 'c', 'd'].entries())
      race.passes(who, 'finish+200', `0:14.${i}0`);
    race.passes('e', 'finish+200', '0:40.00');
    race.passes('f', 'finish+200', '0:45.00');
    expect(entrants(likelyNext(race.race(), 'finish', at(120)))).toEqual([0, 1, 2, 3, 4, 5]);
    for (const who of ['b', 'c', 'd']) race.passes(who, 'finish', '0:43.00');
    expect(entrants(likelyNext(race.race(), 'finish', at(43.1))).slice(0, 1)).toEqual([0]);
    const next = likelyNext(race.race(), 'finish', at(117)).filter(({ point }) => point === 2);
    expect(entrants(next)).toEqual([4, 0, 5]);
    expect(next[1] && isMissing(next[1], at(117))).toBe(true);
  });

  test('in a field slower than its pace, comes in the order of the last point, whoever of it has come', () => {
    const field = ids.slice(0, 12);
    const race = started(oval1500, competitors(...field));
    for (const [i, id] of field.entries()) race.passes(id, 'finish', `0:${45 + i}.00`);
    const order = field.map((_, i) => i);
    for (const [i, id] of field.entries()) {
      const now = 200 + i;
      const next = entrants(likelyNext(race.race(), 'finish', at(now)));
      expect(next.slice(0, field.length - i)).toEqual(order.slice(i, i + 9));
      race.passes(id, 'finish', `3:${20 + i}.00`);
    }
  });

  test('is offered when nobody else is expected any more', () => {
    const race = started(oval1500, competitors('a', 'b'));
    race.passes('a', 'finish', '3:40.00', { point: '1500' });
    race.passes('b', 'finish', '0:42.00', { point: '300' });
    expect(entrants(likelyNext(race.race(), 'finish', at(3_600)))).toEqual([1]);
  });

  test('of many left behind only the last missed, so that there is room for who still comes', () => {
    const race = started(oval1500, competitors(...ids, 'x', 'y', 'z'));
    for (const [i, id] of ids.entries())
      race.passes(id, 'finish+200', i < 10 ? `0:13.${i}0` : `0:20.${i - 10}0`);
    for (const id of ['x', 'y', 'z']) {
      race.passes(id, 'finish+200', '0:14.00');
      race.passes(id, 'finish', '0:42.00');
    }
    const next = entrants(likelyNext(race.race(), 'finish', at(55)));
    expect(next).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16]);
  });
});

test('FL3 without an own pace that of the field counts, and before anybody has come what it can run', () => {
  const race = started(marathon, [
    { id: 'a', role: 'competitor', wave: 'A' },
    { id: 'b', role: 'competitor', wave: 'A' },
  ]);
  expect(expectedAt(race.race(), '5k')[0]).toMatchObject({ basis: 'range' });
  race.passes('a', 'start', '0:10');
  race.passes('b', 'start', '0:20');
  race.passes('a', '5k', '15:10');
  const [other] = expectedAt(race.race(), '5k');
  expect(other).toMatchObject({ entrant: 1, at: at(920), basis: 'field' });
});

test('FL4 in laps the same line comes again, until the race is over for the entrant', () => {
  const race = started(circuit, competitors('a', 'b'));
  for (const lap of [1, 2, 3, 4]) race.passes('a', 'line', `${lap * 2}:00`);
  expect(expectedAt(race.race(), 'line').find(({ entrant }) => entrant === 0)).toMatchObject({
    point: 9,
    at: at(600),
  });
  race.passes('a', 'line', '10:00');
  expect(entrants(expectedAt(race.race(), 'line'))).toEqual([1]);
});

/** How often who came was among the first so many, over all passings of a race as it went. */
function hits(slug: string): { passings: number; among9: number; first: number; within: number } {
  const text = readFileSync(new URL(`../../races/${slug}/log.ndjson`, import.meta.url), 'utf8');
  const entries = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Entry);
  const whole = createRace();
  for (const entry of entries) whole.apply(entry);
  const race = createRace();
  const isCourse = new Set(['raceDefined', 'entrantsListed', 'gunFired']);
  for (const entry of entries) if (isCourse.has(entry.event.type)) race.apply(entry);
  const counts = { passings: 0, among9: 0, first: 0, within: 0 };
  for (const { entry, clock, entrant, line } of passingsOf(whole, entries)) {
    const next = likelyNext(race, line, instant(clock - 1));
    const place = next.findIndex((one) => one.entrant === entrant);
    const found = next[place];
    counts.passings += 1;
    if (found !== undefined) counts.among9 += 1;
    if (place === 0) counts.first += 1;
    if (found !== undefined && Math.abs(found.at - clock) <= found.errorUs) counts.within += 1;
    race.apply(entry);
  }
  return counts;
}

function passingsOf(whole: ReturnType<typeof createRace>, entries: readonly Entry[]) {
  const byId = new Map(entries.map((entry) => [`${entry.device}:${entry.n}`, entry]));
  const found: { entry: Entry; clock: number; entrant: number; line: string }[] = [];
  for (const { index, line } of whole.points)
    for (const { index: entrant } of whole.entrants) {
      const split = whole.split(entrant, index);
      const entry = split && byId.get(split.entry);
      if (split && entry) found.push({ entry, clock: split.clock, entrant, line });
    }
  return found.sort((a, b) => a.clock - b.clock);
}

test('FL6 when somebody was due stands on what came before, and only where it is close', () => {
  const race = started(oval1500, competitors('a', 'b', 'c'));
  for (const [line, time] of [
    ['+100', '0:56'],
    ['+200', '1:10'],
    ['+300', '1:24'],
  ] as const)
    race.passes('a', `finish${line}`, time);
  race.passes('b', 'finish+100', '0:56');
  const before = dueAt(race.race(), 0, 6);
  expect(before).toMatchObject({ at: at(98), errorUs: 700_000, basis: 'own' });
  race.passes('a', 'finish', '1:37.20');
  expect(dueAt(race.race(), 0, 6)).toEqual(before);
  expect(dueAt(race.race(), 1, 6)).toBeNull();
  expect(dueAt(race.race(), 2, 6)).toBeNull();
});

describe('FL5 in races as they went, who came was nearly always among the nine', () => {
  test.each([
    'athens-2004-coxless-four',
    'bahrain-2021-grand-prix',
    'oslo-2024-1500m',
    'tokyo-2020-eights',
    'us-trials-2012-400m-freestyle',
  ])('%s', { timeout: 60_000 }, (slug) => {
    const { passings, among9, first, within } = hits(slug);
    const percent = (n: number) => `${((100 * n) / passings).toFixed(1)} %`;
    process.stdout.write(
      `${slug}: of ${passings} passings among the nine ${percent(among9)}, first ${percent(first)}, within the error ${percent(within)}\n`,
    );
    expect(among9 / passings).toBeGreaterThan(0.97);
    expect(within / passings).toBeGreaterThan(0.8);
  });
});

test('FL1 a start by which nobody can be expected gives nobody', () => {
  const still: RaceDefinition = { ...oval1500, points: oval1500.points.slice(0, 15) };
  const race = new RaceBuilder();
  race.define(still);
  race.list(...competitors('a'));
  expect(expectedAt(race.race(), 'finish')).toEqual([]);
});
