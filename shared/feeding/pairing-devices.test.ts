import { expect, test } from 'vitest';
import type { EntryId } from '../race/entry.ts';
import { oval1500 } from '../testkit/definitions.ts';
import { competitors, started, type RaceBuilder } from '../testkit/race-builder.ts';
import { logOf } from './fed.fixture.ts';
import { pairDevices, type DevicePairs } from './pairing-devices.ts';
import { tapRows } from './tap-rows.ts';

const UNKNOWN = { unknown: true } as const;
const SOURCES = { primary: 'op-main', backup: 'op-back' };

function field(): RaceBuilder {
  return started({ ...oval1500, dedupeUs: 2_000_000 }, competitors('a', 'b', 'c', 'd'));
}

function pairsOf(race: RaceBuilder, windowUs?: number): DevicePairs {
  return pairDevices(tapRows(race.race(), logOf(race), 'finish'), SOURCES, windowUs);
}

const ids = ({ pairs }: DevicePairs): EntryId[][] =>
  pairs.map(({ primary, backup }) => [primary.id, backup.id]);

test('FP1 taps of two devices that name the same entrant are one crossing, the nearest first', () => {
  const race = field();
  race.device = 'op-main.2f';
  const a = race.passes('a', 'finish', '0:50.00');
  const b = race.passes('b', 'finish', '0:50.40');
  race.device = 'op-back';
  const b2 = race.passes('b', 'finish', '0:50.10');
  const a2 = race.passes('a', 'finish', '0:50.30');
  const again = race.passes('a', 'finish', '0:51.50');
  const found = pairsOf(race);
  expect(ids(found)).toEqual([
    [a, a2],
    [b, b2],
  ]);
  expect(found.pairs.map(({ differenceUs, by }) => [differenceUs, by])).toEqual([
    [300_000, 'entrant'],
    [-300_000, 'entrant'],
  ]);
  expect(found.onlyBackup.map(({ id }) => id)).toEqual([again]);
  expect(found.offsetUs).toBe(300_000);
});

test('FP2 where at most one of two names anybody, the nearest in order are one crossing', () => {
  const race = field();
  race.device = 'op-main';
  const first = race.passes('a', 'finish', '0:50.00');
  const second = race.passes('b', 'finish', '0:50.30');
  const third = race.passes(UNKNOWN, 'finish', '0:53.00');
  race.device = 'op-back';
  const one = race.passes(UNKNOWN, 'finish', '0:50.12');
  const two = race.passes(UNKNOWN, 'finish', '0:50.41');
  const other = race.passes('c', 'finish', '0:53.10');
  const found = pairsOf(race);
  expect(ids(found)).toEqual([
    [first, one],
    [second, two],
    [third, other],
  ]);
  expect(found.pairs.every(({ by }) => by === 'order')).toBe(true);
});

test('FP2 pairs by order never cross', () => {
  const race = field();
  race.device = 'op-main';
  race.passes('a', 'finish', '0:50.00');
  race.passes(UNKNOWN, 'finish', '0:50.50');
  race.device = 'op-back';
  race.passes(UNKNOWN, 'finish', '0:49.80');
  race.passes('c', 'finish', '0:49.70');
  const { pairs } = pairsOf(race);
  const order = pairs.map(({ backup }) => backup.at ?? 0);
  expect(order).toEqual([...order].sort((x, y) => x - y));
  expect(pairs).toHaveLength(1);
});

test('FP3 what only one of them saw is missing on the other side, and who names two is two', () => {
  const race = field();
  race.device = 'op-main';
  const alone = race.passes('a', 'finish', '0:50.00');
  const said = race.passes('b', 'finish', '0:53.00');
  const gone = race.passes('c', 'finish', '0:54.00');
  race.device = 'op-back';
  const other = race.passes('d', 'finish', '0:53.10');
  race.device = 'desk';
  race.voids(gone);
  const found = pairsOf(race);
  expect(found.pairs).toEqual([]);
  expect(found.offsetUs).toBeNull();
  expect(found.onlyPrimary.map(({ id }) => id)).toEqual([alone, said]);
  expect(found.onlyBackup.map(({ id }) => id)).toEqual([other]);
});

test('FP4 the window is 2 s unless said otherwise, and a source can be what a passing calls itself', () => {
  const race = field();
  race.passes('a', 'finish', '0:50.00', { source: 'op-main' });
  race.passes('a', 'finish', '0:52.10', { source: 'op-back' });
  expect(pairsOf(race).pairs).toEqual([]);
  expect(pairsOf(race, 3_000_000).pairs).toHaveLength(1);
});
