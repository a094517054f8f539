import { expect, test } from 'vitest';
import { oval1500 } from '../../../../shared/testkit/definitions.ts';
import { competitors, GUN, RaceBuilder } from '../../../../shared/testkit/race-builder.ts';
import { instant } from '../../../../shared/time/time.ts';
import { fieldSummary } from './field-summary.ts';

const after = (seconds: number) => instant(GUN + seconds * 1e6);

function started(): RaceBuilder {
  const race = new RaceBuilder();
  race.define(oval1500);
  race.list(...competitors('ING', 'CHE', 'NAD', 'HAB'));
  race.gun();
  return race;
}

test('before the gun nobody is expected, seen or missing', () => {
  const race = new RaceBuilder();
  race.define(oval1500);
  race.list(...competitors('ING', 'CHE'));
  expect(fieldSummary(race.race(), 'finish', after(0))).toMatchObject({
    entrants: 2,
    seen: 0,
    expected: [],
    late: [],
    missing: [],
  });
});

test('whoever has come is seen, the others are expected, then late, then missing', () => {
  const race = started();
  race.passes({ entrant: 'ING' }, 'finish', '41.0');
  race.passes({ entrant: 'CHE' }, 'finish', '41.4');
  const at = (seconds: number) => {
    const { seen, expected, late, missing } = fieldSummary(race.race(), 'finish', after(seconds));
    return [seen, expected.length, late.length, missing.length];
  };
  expect(at(42)).toEqual([2, 2, 0, 0]);
  expect(at(52)).toEqual([2, 0, 2, 0]);
  expect(at(80)).toEqual([2, 0, 0, 2]);
});

test('who is out is counted as out and not as missing', () => {
  const race = started();
  race.passes({ entrant: 'ING' }, 'finish', '41.0');
  race.status('HAB', 'DNS');
  expect(fieldSummary(race.race(), 'finish', after(42))).toMatchObject({
    entrants: 4,
    out: 1,
    expected: [1, 2],
  });
});

test('who was seen and is out then is counted once: all groups together are the field', () => {
  const race = started();
  race.passes({ entrant: 'ING' }, 'finish', '41.0');
  race.passes({ entrant: 'CHE' }, 'finish', '41.4');
  race.status('CHE', 'DQ');
  expect(fieldSummary(race.race(), 'finish', after(42))).toMatchObject({
    entrants: 4,
    seen: 1,
    expected: [2, 3],
    out: 1,
  });
});
