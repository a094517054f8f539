import { describe, expect, test } from 'vitest';
import { oval1500 } from '../testkit/definitions.ts';
import { atClock, competitors, fold, RaceBuilder, started } from '../testkit/race-builder.ts';
import { KNOWN_HASH, knownRace } from '../testkit/known-race.ts';
import { createRace } from './apply.ts';
import { fingerprintText, murmur3 } from './hash.ts';

const field = competitors('ing', 'che');

describe('the hash of a race', () => {
  test('H1 everything that readers can see of a race is in it', () => {
    const race = started(oval1500, field);
    const seen = new Set([race.race().hash()]);
    const steps = [
      () => race.passes('ing', 'finish', '41.85'),
      () => race.passes('ing', 'finish', '41.95'),
      () => race.reads('ing', '300', '41.86'),
      () => race.passes({ bib: '99' }, 'finish', '42'),
      () => race.status('che', 'DNS'),
      () => race.status('che', 'DNF', { time: atClock('1:00') }),
      () => race.places('che', 2, '3:30'),
      () => race.marks('che', ['PB'], '3:30'),
      () => race.says('Rain', '1:00'),
      () => race.declares('official', '9:00'),
      () => race.sets('abandoned'),
      () => race.ends('9:00'),
      () => race.list({ id: 'new', role: 'competitor' }),
      () => race.gun(),
      () => race.define({ ...oval1500, event: 'Mile' }),
    ];
    for (const step of steps) {
      step();
      const hash = race.race().hash();
      expect(hash).toMatch(/^[0-9a-f]{16}$/);
      expect(seen.has(hash), step.toString()).toBe(false);
      seen.add(hash);
    }
  });

  test('H1 sequence numbers, arrival and the order of a start list are not', () => {
    const race = new RaceBuilder();
    race.define(oval1500);
    race.list(...field);
    race.gun();
    const same = new RaceBuilder();
    same.define(oval1500);
    same.list(...field.toReversed());
    same.gun();
    const numbered = race.entries.map((entry, i) => ({ ...entry, seq: 10 - i, v: 1 }));
    expect(fold(numbered).hash()).toBe(race.race().hash());
    expect(same.race().hash()).toBe(race.race().hash());
  });

  test('H2 a race that nothing happened in always has the same hash', () => {
    expect(createRace().hash()).toBe(createRace().hash());
  });

  // The published test vectors of MurmurHash3 x86 32 for inputs of whole UTF-16 units.
  test.each([
    ['', 0, 0],
    ['', 1, 0x514e28b7],
    ['', 0xffffffff, 0x81f16f39],
    ['\u0000\u0000', 0, 0x2362f9de],
    ['\u4321\u8765', 0, 0xf55b516b],
    ['\u4321', 0, 0xa0f7b07a],
  ])('H3 it is MurmurHash3: %j with seed %d', (text, seed, hash) => {
    expect(murmur3(text, seed).toString(16)).toBe(hash.toString(16));
  });

  test('H3 it is written as 16 digits', () => {
    expect(fingerprintText({ high: 1, low: 0xabc })).toBe('0000000100000abc');
  });
});

test('H2 a known race has its known hash on every machine, forwards and backwards', () => {
  const entries = knownRace();
  const race = fold(entries);
  expect(race.loose.length).toBeGreaterThan(10);
  expect(race.hash()).toBe(KNOWN_HASH);
  expect(fold(entries.toReversed()).hash()).toBe(KNOWN_HASH);
});
