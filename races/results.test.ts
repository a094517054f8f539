import { describe, expect, test } from 'vitest';
import { createRace } from '../shared/race/apply.ts';
import type { Race } from '../shared/race/race.ts';
import { LIVE_EDGE, afterGun, type Instant, type RaceTime } from '../shared/time/time.ts';
import { parseRaceTime } from '../shared/time/parse.ts';
import { marginOf } from '../shared/timeline/margin.ts';
import { standingsAt } from '../shared/timeline/standings.ts';
import { bundledRace, slugs } from './bundled-races.ts';

function folded(slug: string): Race {
  const race = createRace();
  for (const line of bundledRace(slug).lines) {
    const applied = race.apply(line);
    if (!applied.ok) throw new Error(applied.refusal.message);
  }
  return race;
}

function micros(text: string): number {
  const parsed = parseRaceTime(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason}`);
  return parsed.time;
}

function momentOf(race: Race, text: string): Instant {
  if (race.zero === null) throw new Error('no gun');
  return afterGun(race.zero, micros(text) as RaceTime);
}

function numberOf(race: Race, id: string): number {
  const found = race.entrantIndex(id);
  if (found === undefined) throw new Error(`nobody is called ${id}`);
  return found;
}

/** A board as a result sheet would print it: place, who, and the time, where there is one. */
function sheet(race: Race, at = LIVE_EDGE) {
  return standingsAt(race, at).rows.map(({ position, id, split, lapsDown, state }) => {
    const finished = split !== null && split.digits > 0 && state === 'finished';
    return [position, id, finished ? split.time : null, lapsDown > 0 ? `+${lapsDown} lap` : state];
  });
}

function rows(lines: readonly (readonly [number | null, string, string | null, string?])[]) {
  return lines.map(([place, id, time, state]) => [
    place,
    id,
    time === null ? null : micros(time),
    state ?? 'finished',
  ]);
}

// The state that the whole log folds to. It changes only with a fact of the race or a rule of the core.
const HASH: Readonly<Record<string, string>> = {
  'athens-2004-coxless-four': 'e27f54933987f106',
  'bahrain-2021-grand-prix': 'b08c71e61b00ea8e',
  'oslo-2024-1500m': '039b61429a74617d',
  'tokyo-2020-eights': '4801df0935b8d8a5',
  'us-trials-2012-400m-freestyle': 'ff339dc85d8237f9',
};

describe.each(slugs)('%s', (slug) => {
  test('folds without a refusal and leaves no passing over', () => {
    const race = folded(slug);
    expect(race.loose).toEqual([]);
    expect(race.size).toBe(bundledRace(slug).lines.length);
    expect(race.declared.map(({ state }) => state)).toEqual(['official']);
  });

  test('raises no flag on any split', () => {
    const race = folded(slug);
    const flags = race.columns.flatMap((column, point) =>
      Array.from(column.order.subarray(0, column.count), (entrant) => {
        return race.split(entrant, point)?.flags ?? [];
      }).flat(),
    );
    expect(flags).toEqual([]);
  });

  test('ends in the state that is known for it', () => {
    expect(folded(slug).hash()).toBe(HASH[slug]);
  });
});

describe('Oslo 2024, 1500 m', () => {
  const race = folded('oslo-2024-1500m');

  test('ends as it ended, with two places and no time for them', () => {
    expect(sheet(race)).toEqual(
      rows([
        [1, 'ingebrigtsen', '3:29.74'],
        [2, 'cheruiyot', '3:29.77'],
        [3, 'habz', '3:30.80'],
        [4, 'nader', '3:30.84'],
        [5, 'giles', '3:31.06'],
        [6, 'hoare', '3:31.08'],
        [7, 'mills', '3:31.57'],
        [8, 'arese', '3:32.13'],
        [9, 'farken', '3:32.20'],
        [10, 'unnamed', null],
        [11, 'mechaal', null],
        [12, 'mphahlele', '3:33.85'],
        [13, 'nordas', '3:34.86'],
        [null, 'kiprugut', null, 'out'],
        [null, 'rudolf', null, 'out'],
      ]),
    );
  });

  test('the margin is 0.03 s, more than 0.02 and less than 0.04, about 0.22 m', () => {
    const [first, second] = [numberOf(race, 'ingebrigtsen'), numberOf(race, 'cheruiyot')];
    const margin = marginOf(race, first, second, LIVE_EDGE);
    expect(margin).toMatchObject({ us: 30_000, digits: 2, tooClose: false });
    expect(margin?.bandUs).toEqual({ low: 20_000, high: 40_000 });
    expect(margin?.metres).toBeCloseTo(0.22, 1);
  });

  test('marks are shown from the line on, and not before', () => {
    const marksAt = (text: string) =>
      standingsAt(race, momentOf(race, text)).rows.flatMap(({ marks }) => marks);
    expect(marksAt('3:29.73')).toEqual([]);
    expect(marksAt('3:29.74')).toEqual(['WL', 'SB']);
  });

  test('the tenth and the eleventh are placed when the twelfth is home', () => {
    const placesAt = (text: string) =>
      standingsAt(race, momentOf(race, text)).rows.flatMap(({ id, place }) =>
        place === null ? [] : [`${place} ${id}`],
      );
    expect(placesAt('3:33.84')).toEqual([]);
    expect(placesAt('3:33.85')).toEqual(['10 unnamed', '11 mechaal']);
  });
});

describe('Athens 2004, coxless four', () => {
  const race = folded('athens-2004-coxless-four');

  test('ends as it ended', () => {
    expect(sheet(race)).toEqual(
      rows([
        [1, 'gbr', '6:06.98'],
        [2, 'can', '6:07.06'],
        [3, 'ita', '6:10.41'],
        [4, 'aus', '6:13.06'],
        [5, 'nzl', '6:15.47'],
        [6, 'pol', '6:22.43'],
      ]),
    );
  });

  test('Canada leads by 0.51 s at 1500 m and loses by 0.08 s', () => {
    const [gbr, can] = [numberOf(race, 'gbr'), numberOf(race, 'can')];
    expect(marginOf(race, can, gbr, LIVE_EDGE, 2)).toMatchObject({ us: 510_000 });
    expect(marginOf(race, gbr, can, LIVE_EDGE)).toMatchObject({ us: 80_000, tooClose: false });
  });
});

test('Tokyo eights end as they ended', () => {
  expect(sheet(folded('tokyo-2020-eights'))).toEqual(
    rows([
      [1, 'nzl', '5:24.64'],
      [2, 'ger', '5:25.60'],
      [3, 'gbr', '5:25.73'],
      [4, 'usa', '5:26.75'],
      [5, 'ned', '5:27.96'],
      [6, 'aus', '5:36.23'],
    ]),
  );
});

test('the 2012 Trials 400 m freestyle ends as it ended, after Houchin had led to 100 m', () => {
  const race = folded('us-trials-2012-400m-freestyle');
  expect(sheet(race)).toEqual(
    rows([
      [1, 'vanderkaay', '3:47.67'],
      [2, 'dwyer', '3:47.83'],
      [3, 'klueh', '3:48.17'],
      [4, 'houchin', '3:48.32'],
      [5, 'feeley', '3:49.25'],
      [6, 'jaeger', '3:49.55'],
      [7, 'patton', '3:49.90'],
      [8, 'mcbroom', '3:56.12'],
    ]),
  );
  expect(standingsAt(race, momentOf(race, '1:00')).rows[0]?.id).toBe('houchin');
});

describe('Bahrain 2021', () => {
  const race = folded('bahrain-2021-grand-prix');

  test('ends as it ended: lapped cars a lap down, retired ones below', () => {
    const winner = micros('1:32:03.897');
    const board = standingsAt(race, LIVE_EDGE).rows.map((row) => {
      const { position, id, split, lapsDown, state } = row;
      if (state !== 'finished' || split === null) return [position, id, state];
      return [position, id, lapsDown > 0 ? `+${lapsDown} lap` : split.time - winner];
    });
    expect(board).toEqual([
      [1, 'lewis-hamilton', 0],
      [2, 'max-verstappen', 745_000],
      [3, 'valtteri-bottas', 37_383_000],
      [4, 'lando-norris', 46_466_000],
      [5, 'sergio-perez', 52_047_000],
      [6, 'charles-leclerc', 59_090_000],
      [7, 'daniel-ricciardo', 66_004_000],
      [8, 'carlos-sainz', 67_100_000],
      [9, 'yuki-tsunoda', 85_692_000],
      [10, 'lance-stroll', 86_713_000],
      [11, 'kimi-raikkonen', 88_864_000],
      [12, 'antonio-giovinazzi', '+1 lap'],
      [13, 'esteban-ocon', '+1 lap'],
      [14, 'george-russell', '+1 lap'],
      [15, 'sebastian-vettel', '+1 lap'],
      [16, 'mick-schumacher', '+1 lap'],
      [null, 'pierre-gasly', 'DNF'],
      [null, 'nicholas-latifi', 'DNF'],
      [null, 'fernando-alonso', 'DNF'],
      [null, 'nikita-mazepin', 'DNF'],
    ]);
  });

  test('the two retired cars that are classified have their places all the same', () => {
    const places = ['pierre-gasly', 'nicholas-latifi'].map(
      (id) => race.entrants[numberOf(race, id)]?.place?.place,
    );
    expect(places).toEqual([17, 18]);
  });

  test('the gaps that the table prints are the differences of the added laps', () => {
    const gapsAt = (point: number, ids: readonly string[]) => {
      const column = race.columns[point];
      const first = column?.clock[column.order[0] ?? -1] ?? Number.NaN;
      return ids.map((id) => ((column?.clock[numberOf(race, id)] ?? Number.NaN) - first) / 1000);
    };
    expect(gapsAt(2, ['lewis-hamilton', 'charles-leclerc', 'sergio-perez'])).toEqual([
      254, 417, 5211,
    ]);
    expect(gapsAt(55, ['max-verstappen', 'kimi-raikkonen'])).toEqual([745, 88864]);
  });

  test('the margin is 0.745 s', () => {
    const [first, second] = [numberOf(race, 'lewis-hamilton'), numberOf(race, 'max-verstappen')];
    expect(marginOf(race, first, second, LIVE_EDGE)).toMatchObject({ us: 745_000, digits: 3 });
  });
});
