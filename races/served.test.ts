import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { boardReply } from '../server/http/board.ts';
import { resultsCsv, resultsReply } from '../server/http/results.ts';
import { releaseMoments } from '../server/ingest/recording.ts';
import { openPastRaces, type PastRace } from '../server/past-races.ts';
import { createRace } from '../shared/race/apply.ts';
import { instant } from '../shared/time/time.ts';
import { slugs } from './bundled-races.ts';

const reports: string[] = [];
const past = openPastRaces({ newRace: createRace, report: (message) => reports.push(message) });
const served = new Map<string, PastRace>();
for (const slug of slugs) {
  await past.add(join(import.meta.dirname, slug), slug);
  const found = await past.find(slug);
  if (found !== undefined) served.set(slug, found);
}

function bundled(slug: string): PastRace {
  const found = served.get(slug);
  if (found === undefined) throw new Error(`${slug} is not served`);
  return found;
}

test('a server takes every bundled race and has nothing to report', () => {
  expect([...served.keys()]).toEqual(slugs);
  expect(reports).toEqual([]);
});

describe.each(slugs)('%s as a recording', (slug) => {
  const { entries } = bundled(slug).recording;

  test('lets every entry go at the moment at which it was recorded, none earlier or later', () => {
    const moments = releaseMoments(entries);
    const opening = entries.findIndex(({ event }) => event.type === 'gunFired');
    expect(moments.slice(opening)).toEqual(entries.slice(opening).map((entry) => entry.recordedAt));
  });
});

describe('Oslo over HTTP', () => {
  const { show } = bundled('oslo-2024-1500m');
  const results = resultsReply(show);

  test('the tenth and the eleventh have a place and no time', () => {
    const two = results.rows.filter(({ place }) => place === 10 || place === 11);
    expect(two.map(({ id, timeUs, time, kind }) => [id, timeUs, time, kind])).toEqual([
      ['unnamed', null, null, null],
      ['mechaal', null, null, null],
    ]);
    expect(resultsCsv(results)).toContain('11,,Adel Mechaal,ESP,OK,,,');
  });

  test('nor has the board of the end', () => {
    const query = { t: null, from: 0, count: 50, category: null, find: null };
    const board = boardReply(show, query, () => instant(0));
    if (board === 'noGun') throw new Error('Oslo has a gun');
    const two = board.rows.filter(({ position }) => position === 10 || position === 11);
    expect(two.map(({ split, gap, interval }) => [split, gap, interval])).toEqual([
      [null, null, null],
      [null, null, null],
    ]);
  });

  test('winner, margin and the last place are as on the sheet', () => {
    expect(results.rows.slice(0, 2).map(({ time }) => time)).toEqual(['3:29.74', '3:29.77']);
    expect(results.rows.find(({ place }) => place === 13)?.time).toBe('3:34.86');
    expect(results.state).toBe('official');
  });
});

test('Bahrain over HTTP: the winner’s time to the thousandth, lapped cars with their laps', () => {
  const { rows } = resultsReply(bundled('bahrain-2021-grand-prix').show);
  expect(rows[0]?.time).toBe('1:32:03.897');
  expect(rows.slice(11, 16).map(({ laps }) => laps)).toEqual([1, 1, 1, 1, 1]);
});
