import { describe, expect, test } from 'vitest';
import type { LogLine } from '../shared/race/entry.ts';
import { recordings, rosterText } from './build/main.ts';
import { logText } from './build/recording.ts';
import { bundledRace, slugs } from './bundled-races.ts';

// The hash of a log's last line names the whole log. It changes only when a fact of the race does:
// then change it here, with the reason in the commit.
const LAST_LINE: Readonly<Record<string, string>> = {
  'athens-2004-coxless-four': 'e9485bed9a1fcf4bc7b0d59fe1a298c117d4cfdfa449db8df60b9a0a159d74f3',
  'bahrain-2021-grand-prix': 'dc5d072270d19d98227727f5b5683498215cbead22e869ba9811e77384559dab',
  'oslo-2024-1500m': '0c64fcfdd180cce85e270562f29dc556e8ab0c4a8c3b44daad6d50838ed638fa',
  'tokyo-2020-eights': 'eb2fb29d8534a7b8355837a8730b461d31729861fbbc2daecc2d08b959b5e1c6',
  'us-trials-2012-400m-freestyle':
    '343e3a1ce86e101fb23dd2ac609b84e4387eb050eaf938d32c10be52d7a3984a',
};

describe.each(slugs)('%s', (slug) => {
  const race = bundledRace(slug);

  test('its chain holds from the first line to the last', () => {
    expect(race.lines.map(({ seq }) => seq)).toEqual(race.lines.map((_, index) => index + 1));
    expect(race.end.hash).toBe(LAST_LINE[slug]);
  });

  test('is what its table builds', () => {
    const recording = recordings.find((each) => each.slug === slug);
    if (recording === undefined) throw new Error(`no table builds ${slug}`);
    expect(logText(recording)).toBe(race.logText);
    expect(rosterText(recording)).toBe(race.rosterText);
  });

  test('its entries come in the order in which they became known, the opening before the gun', () => {
    const moments = race.lines.map(({ recordedAt }) => recordedAt);
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    expect(race.lines.slice(0, 3).map(({ event }) => event.type)).toEqual([
      'raceDefined',
      'entrantsListed',
      'gunFired',
    ]);
    expect(race.lines[2]?.event).toMatchObject({ source: 'reconstructed' });
  });

  test('names everyone in the roster, and only them', () => {
    const ids = race.entrants.map(({ id }) => id);
    expect(Object.keys(race.roster).toSorted()).toEqual(ids.toSorted());
  });

  test('its roster carries names, and nothing of the result', () => {
    for (const line of Object.values(race.roster)) {
      for (const key of Object.keys(line)) {
        expect(['name', 'shortName', 'country', 'club']).toContain(key);
      }
    }
    expect(race.rosterText).not.toMatch(/\d|place|winner/i);
  });

  test('its start list is in a neutral order', () => {
    const order = race.entrants.map(({ id, lane }) => lane ?? surname(id));
    expect(order).toEqual(order.toSorted(compare));
  });

  test('every source it names is in SOURCES.md with what it is', () => {
    const named = new Set([
      ...race.lines.flatMap(sourceOf),
      ...(race.definition.provenance?.sources ?? []),
      ...(race.definition.paceLines ?? []).flatMap(({ source }) => source ?? []),
    ]);
    for (const key of named) expect(race.sourcesText).toContain(`\n| ${key} |`);
  });

  test('tells the viewer how true it is', () => {
    expect(race.definition.provenance?.summary).toMatch(/official/);
  });
});

test('every table is written out, and nothing else', () => {
  expect(slugs).toEqual(recordings.map(({ slug }) => slug));
});

function sourceOf({ event }: LogLine): string[] {
  return 'source' in event && event.type !== 'gunFired' && event.source !== undefined
    ? [event.source]
    : [];
}

// Ids are made of names: cars and athletes are listed by surname, crews by country.
function surname(id: string): string {
  return id.split('-').at(-1) ?? id;
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : a < b ? -1 : a > b ? 1 : 0;
}
