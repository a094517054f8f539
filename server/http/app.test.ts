import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRace } from '../../shared/race/apply.ts';
import type { Entry } from '../../shared/race/entry.ts';
import { LIVE_EDGE, afterGun, instant, raceTime } from '../../shared/time/time.ts';
import { standingsAt } from '../../shared/timeline/standings.ts';
import type {
  BoardReply,
  RaceList,
  RacePage,
  ResultsReply,
  RosterReply,
} from '../../shared/wire/api.ts';
import { decodeSegment } from '../../shared/wire/segment.ts';
import { stageRace, type StagedRace } from '../broadcast/show.fixture.ts';
import type { Show } from '../broadcast/show.ts';
import { openPastRaces, type PastRaces } from '../past-races.ts';
import type { Hono } from 'hono';
import { makeApp } from './app.ts';
import { resultsCsv } from './results.ts';

const racesDir = new URL('../../races', import.meta.url).pathname;
const OSLO = 'oslo-2024-1500m';

let past: PastRaces;
let live: StagedRace;
let app: Hono;
let clientDir: string;
const reports: string[] = [];

beforeAll(async () => {
  past = openPastRaces({ newRace: createRace, report: (message) => reports.push(message) });
  await past.add(join(racesDir, OSLO), OSLO);
  live = await stageRace('live');
  await live.feed(300);
  clientDir = mkdtempSync(join(tmpdir(), 'hairline-client-'));
  mkdirSync(join(clientDir, 'assets'));
  writeFileSync(join(clientDir, 'index.html'), '<!doctype html><title>Hairline</title>');
  writeFileSync(join(clientDir, 'assets', 'app-1a2b3c.js'), 'plain');
  writeFileSync(join(clientDir, 'assets', 'app-1a2b3c.js.gz'), 'zipped');
  writeFileSync(join(clientDir, '..', 'secret-beside-the-client.txt'), 'secret');
  const broken: Show = {
    ...live.show,
    stage: () => {
      throw new Error('a broken promise');
    },
  };
  app = makeApp({
    programme: {
      slugs: async () => [OSLO, 'live'],
      card: () => undefined,
      find: async (slug) => {
        if (slug === 'broken') return broken;
        return slug === 'live' ? live.show : (await past.find(slug))?.show;
      },
      subscribe: () => () => {},
    },
    now: () => instant(1_717_098_700_000_000),
    replays: {
      create: async () => ({ ok: false, code: 'TOO_MANY', message: 'full' }),
      steer: async () => ({ ok: true, clock: { race: 1, server: 2, rate: 1 } }),
    },
    health: async () => ({ ok: true, version: '0.1.0', races: 2, viewers: 0, uptimeS: 1 }),
    clientDir,
    https: false,
    report: (message) => reports.push(message),
  });
});

afterAll(() => {
  rmSync(clientDir, { recursive: true });
  rmSync(join(clientDir, '..', 'secret-beside-the-client.txt'));
});

const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
const json = async <T>(path: string) => (await (await get(path)).json()) as T;

describe('the list of races', () => {
  test('names what is on air first, and gives no result of it away', async () => {
    const { races } = await json<RaceList>('/api/races');
    expect(races.map(({ slug, phase }) => [slug, phase])).toEqual([
      ['live', 'live'],
      [OSLO, 'finished'],
    ]);
    expect(races[0]?.result).toBeNull();
  });

  test('tells of a past race who won, by how much, and how true the data are', async () => {
    const { races } = await json<RaceList>('/api/races');
    expect(races[1]).toMatchObject({
      event: 'Men 1500 m',
      city: 'Oslo',
      entrants: 15,
      kinds: { official: 11, reported: 2 },
      result: {
        winner: 'Jakob Ingebrigtsen',
        country: 'NOR',
        timeUs: 209_740_000,
        digits: 2,
        margin: { us: 30_000, lowUs: 20_000, highUs: 40_000 },
        durationUs: 209_740_000,
      },
    });
    expect(races[1]?.result?.gaps.at(-1)).toBe(0.03);
  });
});

describe('a race', () => {
  test('comes with its definition, its place in the log and its hash', async () => {
    const page = await json<RacePage>(`/api/races/${OSLO}`);
    const race = (await past.find(OSLO))?.show.shown.race;
    expect(page).toMatchObject({
      seq: 247,
      hash: race?.hash(),
      definition: { distanceM: 1500 },
      segments: [],
    });
  });

  test('that is not there is a problem in words', async () => {
    const reply = await get('/api/races/atlantis');
    expect(reply.status).toBe(404);
    expect(await reply.json()).toEqual({
      error: { code: 'NO_RACE', message: 'there is no race called atlantis' },
    });
  });

  test('has its names beside it', async () => {
    const { roster } = await json<RosterReply>(`/api/races/${OSLO}/roster`);
    expect(roster['ingebrigtsen']).toMatchObject({ name: 'Jakob Ingebrigtsen', country: 'NOR' });
  });

  test('gives its log as it was recorded, byte for byte', async () => {
    const text = await (await get(`/api/races/${OSLO}/log.ndjson`)).text();
    expect(text).toBe(readFileSync(join(racesDir, OSLO, 'log.ndjson'), 'utf8'));
  });
});

describe('the board', () => {
  test('at a time is the board that the timeline draws', async () => {
    const board = await json<BoardReply>(`/api/races/${OSLO}/standings?t=3:12.4&from=1&count=3`);
    const race = (await past.find(OSLO))?.show.shown.race;
    if (!race?.zero) throw new Error('no race');
    const at = afterGun(race.zero, raceTime(192_400_000));
    const { rows, ...rest } = standingsAt(race, at, { offset: 1, count: 3 });
    expect(board).toMatchObject({ ...rest, t: 192_400_000, at });
    expect(board.rows).toMatchObject(rows.map((row) => ({ ...row })));
    expect(board.rows[0]).toMatchObject({ name: 'Timothy Cheruiyot', country: 'KEN' });
  });

  test('without a time is the live edge', async () => {
    const board = await json<BoardReply>(`/api/races/${OSLO}/standings?count=1`);
    expect(board).toMatchObject({
      at: null,
      t: null,
      rows: [{ id: 'ingebrigtsen', place: null, position: 1 }],
    });
  });

  test('finds people by part of a name', async () => {
    const board = await json<BoardReply>(`/api/races/${OSLO}/standings?find=INGE`);
    expect(board.rows.map(({ id }) => id)).toEqual(['ingebrigtsen']);
  });

  test.each([
    ['t=soon', 't wants a race time such as 3:12.4, not "soon"'],
    ['t=3:99', 't wants a race time such as 3:12.4, not "3:99"'],
    ['from=-1', 'from wants a whole number from 0, not "-1"'],
    ['count=0', 'count wants a number from 1 to 500, not "0"'],
    ['count=9999', 'count wants a number from 1 to 500, not "9999"'],
    [`find=${'x'.repeat(100)}`, 'find wants at most 80 characters'],
  ])('asked with %s is refused', async (query, message) => {
    const reply = await get(`/api/races/${OSLO}/standings?${query}`);
    expect(reply.status).toBe(400);
    expect(await reply.json()).toEqual({ error: { code: 'BAD_QUERY', message } });
  });

  test('before any gun has no time to count from', async () => {
    const reply = await get('/api/races/live/standings?t=1:00');
    expect([reply.status, await reply.json()]).toMatchObject([400, { error: { code: 'NO_GUN' } }]);
  });
});

describe('the results', () => {
  test('of a past race that was declared official are sealed with the hash of that line', async () => {
    const { state, seal } = await json<ResultsReply>(`/api/races/${OSLO}/results.json`);
    const log = await (await get(`/api/races/${OSLO}/log.ndjson`)).text();
    const line = log.split('\n').findLast((text) => text.includes('"resultDeclared"')) ?? '';
    const hash = createHash('sha256').update(line).digest('hex');
    expect({ state, seal }).toEqual({
      state: 'official',
      seal: { seq: 247, hash, entriesSince: 0 },
    });
  });

  test('of the places without a time leak none, in no form', async () => {
    const results = await json<ResultsReply>(`/api/races/${OSLO}/results.json`);
    expect(results.rows.slice(9, 11)).toMatchObject([
      { place: 10, timeUs: null, time: null },
      { place: 11, id: 'mechaal', timeUs: null, time: null, kind: null },
    ]);
    const csv = await (await get(`/api/races/${OSLO}/results.csv`)).text();
    expect(csv).toContain('11,,Adel Mechaal,ESP,OK,,,0,,');
    // Where the recording knows no time, no answer has one: neither official, nor reconstructed.
    const everything = await Promise.all(
      [
        '',
        '/standings?find=mechaal',
        '/standings?t=5:00',
        '/roster',
        '/results.json',
        '/log.ndjson',
      ].map(async (path) => (await get(`/api/races/${OSLO}${path}`)).text()),
    );
    for (const text of everything) expect(text).not.toMatch(/3:32\.6|212600000|3:33\.1|213100000/);
  });

  test('S5 as CSV are cells and never formulas', async () => {
    const row = {
      place: 1,
      id: 'x',
      bib: '+1',
      name: '=HYPERLINK("evil")',
      country: '@NOR',
      status: 'OK',
      timeUs: 0,
      digits: 2,
      time: '0.00',
      kind: 'official',
      laps: 0,
      marks: [],
      reason: '-1, "no"',
      qualified: 'Q',
      rule: '=TR17',
      reading: '0.003',
      readingUs: 3_000,
      gap: '0.42',
      lane: null,
      gunTime: null,
      lapsDone: null,
      club: '=SUM(1)',
      crew: ['Anna', 'Berit'],
      distanceM: null,
    } as const;
    expect(resultsCsv({ race: 'x', epoch: 'e', seq: 1, state: null, rows: [row] })).toBe(
      'place,bib,name,country,status,time,kind,laps,marks,reason,qualified,rule,reading,gap,lane,gunTime,lapsDone,distanceM,club,crew,result\r\n1,\'+1,"\'=HYPERLINK(""evil"")",\'@NOR,OK,0.00,official,0,,"\'-1, ""no""",Q,\'=TR17,0.003,0.42,,,,,\'=SUM(1),Anna / Berit,not announced\r\n',
    );
  });
});

describe('a segment', () => {
  test.each(['br', 'gzip', 'identity'])('comes as %s, to be kept for ever', async (coding) => {
    const { epoch } = live.room;
    const reply = await get(`/api/races/live/segments/${epoch}/1-256`, {
      'accept-encoding': coding,
    });
    expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const bytes = Buffer.from(await reply.arrayBuffer());
    const unpack =
      { br: brotliDecompressSync, gzip: gunzipSync, identity: (b: Buffer) => b }[coding] ??
      gunzipSync;
    const entries: Entry[] = decodeSegment(unpack(bytes));
    expect(entries).toEqual(live.room.entriesAfter(0, 256));
  });

  test.each(['257-512', '1-255', '2-257', '0-255', '1-x', '1-99999999999999999999'])(
    '%s is none',
    async (range) => {
      expect((await get(`/api/races/live/segments/${live.room.epoch}/${range}`)).status).toBe(404);
    },
  );

  test('of another epoch is gone', async () => {
    expect(await (await get('/api/races/live/segments/old/1-256')).json()).toMatchObject({
      error: { code: 'NO_EPOCH' },
    });
  });
});

describe('replays', () => {
  const post = (
    body: string,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ) => app.request('/api/replays', { method: 'POST', body, headers });

  test.each([
    ['no JSON', '{', 400, 'NOT_JSON'],
    ['no recording', '{}', 400, 'MALFORMED'],
    ['a rate of zero', '{"recording":"x","rate":0}', 400, 'MALFORMED'],
    ['more than fits', JSON.stringify({ recording: 'x'.repeat(9_000) }), 413, 'TOO_LARGE'],
    ['one too many', '{"recording":"x"}', 429, 'TOO_MANY'],
  ])('%s is refused', async (_, body, status, code) => {
    const reply = await post(body);
    expect([reply.status, await reply.json()]).toMatchObject([status, { error: { code } }]);
  });

  test('a form of another site cannot start one', async () => {
    expect((await post('{"recording":"x"}', { 'content-type': 'text/plain' })).status).toBe(415);
  });

  test('are steered with the key in a header only', async () => {
    const patch = (headers: Record<string, string>, body = '{"paused":true}') =>
      app.request('/api/replays/x', {
        method: 'PATCH',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      });
    expect((await patch({})).status).toBe(401);
    expect((await patch({ 'x-replay-key': 'k' }, '{}')).status).toBe(400);
    expect((await patch({ 'x-replay-key': 'k' }, '{"seek":"soon"}')).status).toBe(400);
    expect(await (await patch({ 'x-replay-key': 'k' })).json()).toEqual({
      race: 'x',
      clock: { race: 1, server: 2, rate: 1 },
    });
  });
});

describe('the built client', () => {
  test('is handed out, hashed files for ever and compressed', async () => {
    const reply = await get('/assets/app-1a2b3c.js', { 'accept-encoding': 'gzip' });
    expect(await reply.text()).toBe('zipped');
    expect(reply.headers.get('content-encoding')).toBe('gzip');
    expect(reply.headers.get('cache-control')).toContain('immutable');
  });

  test.each(['/', '/race/oslo-2024-1500m?t=3:12.4'])('%s is a page of it', async (path) => {
    const reply = await get(path);
    expect(await reply.text()).toContain('Hairline');
    expect(reply.headers.get('cache-control')).toBe('no-cache');
  });

  test.each([
    '/api/nothing',
    '/assets/gone.js',
    '/socket.io/nothing',
    '/favicon.ico',
    '/../secret-beside-the-client.txt',
    '/%2e%2e/secret-beside-the-client.txt',
    '/..%2fsecret-beside-the-client.txt',
    '/assets/..%5c..%5csecret-beside-the-client.txt',
  ])('%s is not', async (path) => {
    const reply = await get(path);
    expect(reply.status).toBe(404);
    expect(await reply.text()).not.toBe('secret');
  });
});

describe('every answer', () => {
  test('carries the headers of a careful server, and no promise of https', async () => {
    const { headers } = await get('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  test('is spared when the asker has it', async () => {
    const etag = (await get(`/api/races/${OSLO}`)).headers.get('etag') ?? '';
    expect((await get(`/api/races/${OSLO}`, { 'if-none-match': etag })).status).toBe(304);
  });

  test('of our own mistake says so, and no more', async () => {
    const reply = await get('/api/races/broken/standings');
    expect([reply.status, await reply.json()]).toMatchObject([500, { error: { code: 'BROKEN' } }]);
    expect(reports.at(-1)).toContain('a broken promise');
  });

  test('on health', async () => {
    expect(await json('/healthz')).toEqual({
      ok: true,
      version: '0.1.0',
      races: 2,
      viewers: 0,
      uptimeS: 1,
    });
  });

  test('at the live edge agrees with the timeline', async () => {
    const board = await json<BoardReply>(`/api/races/${OSLO}/standings`);
    const race = (await past.find(OSLO))?.show.shown.race;
    if (!race) throw new Error('no race');
    expect(board.rows.map(({ id }) => id)).toEqual(
      standingsAt(race, LIVE_EDGE).rows.map(({ id }) => id),
    );
  });
});
