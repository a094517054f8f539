import { expect, test } from 'vitest';
import type { Entry, Submission } from '../../shared/race/entry.ts';
import {
  GUN,
  RaceBuilder,
  afterTheGun,
  competitors,
  time,
} from '../../shared/testkit/race-builder.ts';
import { marathon, oval1500 } from '../../shared/testkit/definitions.ts';
import { instant } from '../../shared/time/time.ts';
import { firstGunOf, releaseMoments } from './recording.ts';

const numbered = (entries: readonly Submission[]): Entry[] =>
  entries.map((entry, index) => ({ ...entry, seq: index + 1 }));

/** When each entry is let go, in seconds after the gun. */
const secondsAfterGun = (race: RaceBuilder) =>
  releaseMoments(numbered(race.entries)).map((moment) => (moment - GUN) / 1e6);

function opened(): RaceBuilder {
  const race = new RaceBuilder();
  race.define(oval1500);
  race.list(...competitors('a', 'b', 'c'));
  race.recordedAt = GUN;
  race.gun();
  return race;
}

test('definition and start list are there from the beginning, the gun when it is fired', () => {
  expect(secondsAfterGun(opened())).toEqual([-Infinity, -Infinity, 0]);
});

test('an entry is let go when it was recorded', () => {
  const race = opened();
  race.recordedAt = instant(GUN + 215e6);
  race.add({
    type: 'readingTaken',
    who: { entrant: 'a' },
    point: '1500',
    time: afterTheGun('3:29.74'),
    kind: 'official',
  });
  expect(secondsAfterGun(race).at(-1)).toBe(215);
});

test('but never before the moment it tells of, whatever the source’s clock said', () => {
  const race = opened();
  race.recordedAt = instant(GUN - 60e6);
  race.add({
    type: 'passingRecorded',
    who: { entrant: 'a' },
    line: 'finish',
    time: afterTheGun('3:29.74'),
    kind: 'official',
  });
  race.recordedAt = instant(GUN - 60e6);
  race.add({ type: 'entrantPlaced', entrant: 'b', place: 10, by: afterTheGun('3:33.85') });
  race.recordedAt = instant(GUN - 60e6);
  race.add({ type: 'marksAwarded', entrant: 'a', marks: ['WL'], by: afterTheGun('3:40') });
  expect(secondsAfterGun(race).slice(3)).toEqual([209.74, 213.85, 220]);
});

test('a time since the gun of a wave counts from that wave', () => {
  const race = new RaceBuilder();
  race.define(marathon);
  race.list({ id: 'a', role: 'competitor', wave: 'A' }, { id: 'b', role: 'competitor', wave: 'B' });
  race.recordedAt = GUN;
  race.gun(GUN, { wave: 'A' });
  race.gun(instant(GUN + 600e6), { wave: 'B' });
  race.recordedAt = GUN;
  race.add({
    type: 'passingRecorded',
    who: { entrant: 'b' },
    line: '5',
    time: afterTheGun('15:00'),
    kind: 'measured',
  });
  expect(secondsAfterGun(race).at(-1)).toBe(1_500);
});

test('the log’s order is kept: what stands after a later entry waits for it', () => {
  const race = opened();
  race.recordedAt = GUN;
  race.add({ type: 'messagePosted', time: afterTheGun('1:00'), text: 'later', kind: 'reported' });
  race.recordedAt = GUN;
  race.add({ type: 'messagePosted', time: afterTheGun('0:30'), text: 'earlier', kind: 'reported' });
  expect(secondsAfterGun(race).slice(3)).toEqual([60, 60]);
});

test('a start list that is changed after the gun comes when it was changed', () => {
  const race = opened();
  race.recordedAt = instant(GUN + time('0:20'));
  race.list(...competitors('a', 'b', 'c', 'd'));
  expect(secondsAfterGun(race).at(-1)).toBe(20);
});

test('a correction comes when it was made', () => {
  const race = opened();
  race.recordedAt = instant(GUN + time('5:00'));
  race.add({ type: 'entryVoided', target: 'desk:3', reason: 'recall' });
  expect(secondsAfterGun(race).at(-1)).toBe(300);
});

test('a run begins at the first gun', () => {
  expect(firstGunOf(numbered(opened().entries))).toBe(GUN);
  expect(firstGunOf([])).toBeNull();
});
