import { afterAll, describe, expect, test } from 'vitest';
import { createRace } from '../shared/race/apply.ts';
import type { RaceDefinition } from '../shared/race/definition.ts';
import type { Race } from '../shared/race/race.ts';
import { atClock, competitors, RaceBuilder } from '../shared/testkit/race-builder.ts';
import { sixHours, straight100 } from '../shared/testkit/definitions.ts';
import { formatInstant, formatRaceTime } from '../shared/time/format.ts';
import { afterGun, instant, LIVE_EDGE, raceTime, type Instant } from '../shared/time/time.ts';
import { standingsAt } from '../shared/timeline/standings.ts';
import { storyAt } from '../shared/timeline/story.ts';
import { bundledRace, slugs } from './bundled-races.ts';

// R18. What is computed and shown does not know where the computer stands, nor what its clocks do at night.

const home = process.env['TZ'];
const ZONES = ['UTC', 'Europe/Oslo', 'Asia/Kathmandu', 'Pacific/Honolulu'];

afterAll(() => {
  if (home === undefined) delete process.env['TZ'];
  else process.env['TZ'] = home;
});

/** Everything of a race that is told in words and numbers, as one text. */
function told(race: Race): string {
  const zone = race.definition?.zone ?? 'UTC';
  const zero = race.zero ?? instant(0);
  const moments = [0.2, 0.5, 0.8, 0.99].map((part) => momentAt(race, part));
  const boards = [...moments, LIVE_EDGE].map((at) => standingsAt(race, at, { now: zero }));
  const clock = moments.map((at) => formatInstant(at, zone, { digits: 3 }));
  const story = storyAt(race, LIVE_EDGE);
  return JSON.stringify([race.hash(), clock, boards, story]);
}

function momentAt(race: Race, part: number): Instant {
  const last = race.columns.at(-1);
  const first = last?.order[0];
  const end = first === undefined ? 60_000_000 : (last?.clock[first] ?? 0) - (race.zero ?? 0);
  return afterGun(race.zero ?? instant(0), raceTime(Math.round(end * part)));
}

function inZone<T>(zone: string, work: () => T): T {
  process.env['TZ'] = zone;
  return work();
}

describe('R18 time', () => {
  test('the runtime does change its zone here', () => {
    const hours = ZONES.map((zone) => inZone(zone, () => new Date(0).getHours()));
    expect(new Set(hours).size).toBe(ZONES.length);
  });

  test.each(slugs)('%s is told byte for byte the same on computers of four zones', (slug) => {
    const texts = ZONES.map((zone) =>
      inZone(zone, () => {
        const race = createRace();
        for (const line of bundledRace(slug).lines) race.apply(line);
        return told(race);
      }),
    );
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]?.length).toBeGreaterThan(1_000);
  });

  test('a race over the night in which clocks go forward counts every second once', () => {
    // Oslo, 31 March 2024: at 02:00 (01:00 UTC) it is 03:00.
    const gun = instant(Date.UTC(2024, 2, 31, 0, 59, 50) * 1_000);
    const race = sprint(gun);
    expect(formatInstant(gun, 'Europe/Oslo')).toBe('01:59:50');
    expect(formatInstant(instant(gun + 12_340_000), 'Europe/Oslo', { digits: 2 })).toBe(
      '03:00:02.34',
    );
    expect(finishOf(race)).toBe('12.34');
  });

  test('a race over the hour that comes twice does not run back', () => {
    // Oslo, 27 October 2024: at 03:00 (01:00 UTC) it is 02:00 again.
    const gun = instant(Date.UTC(2024, 9, 27, 0, 59, 55) * 1_000);
    const race = sprint(gun);
    expect(formatInstant(gun, 'Europe/Oslo')).toBe('02:59:55');
    expect(formatInstant(instant(gun + 12_340_000), 'Europe/Oslo')).toBe('02:00:07');
    expect(finishOf(race)).toBe('12.34');
  });

  test.each([
    ['midnight', Date.UTC(2024, 4, 30, 21, 59, 55)],
    ['the end of the year 2038 problem', 2 ** 31 * 1_000 - 5_000],
    ['a leap day', Date.UTC(2028, 1, 28, 23, 59, 58)],
    ['the end of the century', Date.UTC(2099, 11, 31, 23, 59, 55)],
  ])('a race over %s ends in its time', (_, ms) => {
    expect(finishOf(sprint(instant(ms * 1_000)))).toBe('12.34');
  });

  test('a race of more than a day has hours beyond 24', () => {
    const builder = new RaceBuilder();
    builder.define({ ...sixHours, laps: dayLong(sixHours) });
    builder.list(...competitors('e1'));
    builder.gun();
    for (let hour = 1; hour <= 30; hour++)
      builder.passes('e1', lineOf(sixHours), atClock(`${hour}:00:00`));
    const race = builder.race();
    const [row] = standingsAt(race, LIVE_EDGE).rows;
    expect(formatRaceTime(raceTime(row?.split?.time ?? 0), { digits: 0 })).toBe('30:00:00');
  });
});

function sprint(gun: Instant): Race {
  const builder = new RaceBuilder();
  builder.recordedAt = gun;
  builder.define(straight100);
  builder.list(...competitors('e1', 'e2'));
  builder.gun(gun);
  const at = (us: number) => ({ basis: 'instant', at: instant(gun + us), digits: 3 }) as const;
  builder.passes('e1', lineOf(straight100), at(12_340_000));
  builder.passes('e2', lineOf(straight100), at(12_400_000));
  return builder.race();
}

function finishOf(race: Race): string {
  const [row] = standingsAt(race, LIVE_EDGE).rows;
  return formatRaceTime(raceTime(row?.split?.time ?? 0), { digits: 2 });
}

function lineOf({ points }: RaceDefinition): string {
  return points.at(-1)?.line ?? '';
}

function dayLong({ laps }: RaceDefinition): NonNullable<RaceDefinition['laps']> {
  if (laps?.limit.kind !== 'time') throw new Error('a race with a time limit is wanted');
  return { ...laps, limit: { ...laps.limit, durationUs: 48 * 3_600_000_000 } };
}
