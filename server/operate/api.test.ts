import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { io as connect, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { oval1500 } from '../../shared/testkit/definitions.ts';
import { afterTheGun, GUN } from '../../shared/testkit/race-builder.ts';
import type { RaceEvent } from '../../shared/race/events.ts';
import type { OperatorRace } from '../../shared/wire/operate-api.ts';
import type { ResultsReply } from '../../shared/wire/api.ts';
import type { Catchup, Gone, Head } from '../../shared/wire/messages.ts';
import { CHAIN_START, continueChain } from '../log/log-line.ts';
import {
  ENTRANTS,
  ask,
  cookieIn,
  openDesk,
  passing,
  raceRequest,
  signed,
  somebody,
  textOf,
  type Desk,
  type Json,
  type Person,
} from './desk.fixture.ts';

let desk: Desk;
const sockets: Socket[] = [];

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(async () => {
  for (const socket of sockets) socket.close();
  await desk.close();
});

async function publicly(path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`${desk.url}/api/races${path}`);
  return { status: response.status, text: await response.text() };
}

async function slugs(query = ''): Promise<readonly string[]> {
  const { races } = JSON.parse((await publicly(query)).text) as { races: { slug: string }[] };
  return races.map(({ slug }) => slug);
}

function watcher(headers: Readonly<Record<string, string>> = {}): Socket {
  const socket = connect(desk.url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { ...headers },
  });
  sockets.push(socket);
  return socket;
}

function hears<T>(socket: Socket, name: string): Promise<T> {
  return new Promise((resolve) => socket.once(name, resolve));
}

function rowOf(body: Json, slug: string): OperatorRace | undefined {
  return (body['races'] as unknown as readonly OperatorRace[]).find((row) => row.slug === slug);
}

async function submit(person: Person, race: string, events: readonly RaceEvent[], from = 1) {
  const device = await person.device();
  const submissions = events.map((event, index) => signed(device, from + index, event));
  return person.ask('POST', `/races/${race}/entries`, { submissions });
}

describe('a race that operators make', () => {
  test('is a draft that only they see, until they show it', async () => {
    const slug = await desk.race({ visibility: 'draft' });
    expect(slug).toBe('2024-05-30-men-1500-m');
    expect(await slugs()).not.toContain(slug);
    for (const path of ['', '/roster', '/standings', '/results.json', '/log.ndjson'])
      expect((await publicly(`/${slug}${path}`)).status).toBe(404);
    const stranger = watcher();
    const gone = hears<Gone>(stranger, 'gone');
    stranger.emit('watch', { race: slug });
    expect(await gone).toEqual({ race: slug, reason: 'notFound' });

    const own = await fetch(`${desk.url}/api/races/${slug}`, { headers: desk.admin.headers });
    expect([own.status, own.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const operator = watcher(desk.admin.headers);
    const caught = hears<Catchup>(operator, 'catchup');
    operator.emit('watch', { race: slug });
    expect(await caught).toMatchObject({ race: slug, seq: 2 });

    await desk.admin.ask('PATCH', `/races/${slug}`, { visibility: 'public' });
    expect(await slugs()).toContain(slug);
    expect((await publicly(`/${slug}`)).status).toBe(200);
  });

  test('can be hidden from those who watch it, at once, and shown again', async () => {
    const slug = await desk.race();
    const viewer = watcher();
    const caught = hears<Catchup>(viewer, 'catchup');
    viewer.emit('watch', { race: slug });
    await caught;
    const gone = hears<Gone>(viewer, 'gone');
    await desk.admin.ask('PATCH', `/races/${slug}`, { visibility: 'hidden' });
    expect(await gone).toEqual({ race: slug, reason: 'hidden' });
    expect((await publicly(`/${slug}`)).status).toBe(404);
    await submit(desk.admin, slug, [passing()]);
    await desk.admin.ask('PATCH', `/races/${slug}`, { visibility: 'public' });
    const again = hears<Catchup>(viewer, 'catchup');
    viewer.emit('watch', { race: slug });
    expect(await again).toMatchObject({ race: slug, seq: 3 });
  });

  test('that is put away is listed apart', async () => {
    const slug = await desk.race();
    await desk.admin.ask('PATCH', `/races/${slug}`, { visibility: 'archived' });
    expect(await slugs()).not.toContain(slug);
    expect(await slugs('?archived')).toEqual([slug]);
    expect((await publicly(`/${slug}`)).status).toBe(200);
  });

  test('is there with its names and its visibility after a restart', async () => {
    const slug = await desk.race({ visibility: 'hidden', slug: 'kept' });
    await desk.restart();
    const { body } = await desk.admin.ask('GET', '/races');
    const row = rowOf(body, slug);
    expect(row).toMatchObject({
      visibility: 'hidden',
      entrants: 4,
      editable: true,
      seq: 2,
      result: null,
      state: null,
    });
    expect((await desk.admin.ask('GET', `/races/${slug}/roster`)).body['roster']).toEqual(
      raceRequest().roster,
    );
  });

  test('gets a name of its own, and takes nobody else’s', async () => {
    const first = await desk.race({ definition: { ...oval1500, event: 'Kvinner 800 m Ø' } });
    expect(first).toBe('2024-05-30-kvinner-800-m');
    const second = await desk.race({ definition: { ...oval1500, event: 'Kvinner 800 m Ø' } });
    expect(second).toBe('2024-05-30-kvinner-800-m-2');
    for (const slug of [first, 'oslo-2024-1500m-live', 'oslo-replay-abcdefgh']) {
      const reply = await desk.admin.ask('POST', '/races', { ...raceRequest(), slug });
      expect([reply.status, reply.body['error']?.['code']]).toEqual([409, 'RACE_EXISTS']);
    }
  });

  test('with a definition that does not hold is refused in words, and is not there', async () => {
    const bad = { ...raceRequest(), slug: 'bad', definition: { ...oval1500, points: [] } };
    const reply = await desk.admin.ask('POST', '/races', bad);
    expect([reply.status, reply.body['error']?.['code']]).toEqual([422, 'REFUSED']);
    expect(reply.body['error']?.['message']).toMatch(/expected/);
    const twice = { ...raceRequest(), slug: 'bad', entrants: [ENTRANTS[0], ENTRANTS[0]] };
    expect((await desk.admin.ask('POST', '/races', twice)).status).toBe(422);
    expect((await desk.admin.ask('GET', '/races/bad/roster')).status).toBe(404);
  });

  test('for rehearsing can be wiped, and no other', async () => {
    const [rehearsal, real] = [await desk.race({ rehearsal: true }), await desk.race()];
    expect((await desk.admin.ask('DELETE', `/races/${rehearsal}`)).status).toBe(204);
    expect((await publicly(`/${rehearsal}`)).status).toBe(404);
    const refused = await desk.admin.ask('DELETE', `/races/${real}`);
    expect([refused.status, refused.body['error']?.['code']]).toEqual([409, 'NOT_A_REHEARSAL']);
  });

  test('made twice at the same moment under one name is made once', async () => {
    const make = () => desk.admin.ask('POST', '/races', { ...raceRequest(), slug: 'twice' });
    const statuses = (await Promise.all([make(), make()])).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 409]);
  });
});

describe('S14 a name', () => {
  const NAME = 'Jakob Ingebrigtsen';

  /** A race with a finish by him, official, and a viewer on it. */
  async function raced() {
    const slug = await desk.race();
    await submit(
      desk.admin,
      slug,
      [
        { type: 'gunFired', at: GUN, source: 'electronic', bandUs: 0 },
        {
          ...passing('finish', '3:29.74'),
          who: { bib: '1' },
          point: '1500',
          kind: 'official',
        } as RaceEvent,
      ],
      seqFor(),
    );
    const viewer = watcher();
    const caught = hears<Catchup>(viewer, 'catchup');
    viewer.emit('watch', { race: slug });
    const { names } = await caught;
    return { slug, viewer, names };
  }

  let n = 1_000;
  const seqFor = () => (n += 10);

  async function everywhere(slug: string): Promise<string> {
    const paths = [
      '',
      `/${slug}`,
      `/${slug}/roster`,
      `/${slug}/standings`,
      `/${slug}/results.json`,
    ];
    const more = [`/${slug}/results.csv`, `/${slug}/log.ndjson`, `/${slug}/standings?find=jakob`];
    const replies = await Promise.all([...paths, ...more].map(publicly));
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
    return replies.map(({ text }) => text).join('\n');
  }

  test.each([
    [
      'hidden',
      (slug: string) => desk.admin.ask('PATCH', `/races/${slug}/roster/e1`, { hidden: true }),
    ],
    ['erased', (slug: string) => desk.admin.ask('DELETE', `/races/${slug}/roster/e1`)],
  ])('that is %s leaves every reply within a second, and viewers are told', async (_, takeAway) => {
    const { slug, viewer, names } = await raced();
    expect(await everywhere(slug)).toContain(NAME);
    const told = hears<Head>(viewer, 'head');
    const startedMs = performance.now();
    expect((await takeAway(slug)).status).toBeLessThan(300);
    const head = await told;
    const left = await everywhere(slug);
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    expect(left).not.toContain(NAME);
    expect(left).not.toContain('Jakob');
    expect(head.names).not.toBe(names);
    const roster = JSON.parse((await publicly(`/${slug}/roster`)).text) as { names: string };
    expect(roster.names).toBe(head.names);
  });

  test('that is erased is in no file of the server any more, and the log stays valid', async () => {
    const { slug } = await raced();
    const rare = 'Xq7-Nordås-Testesen';
    // So many names do not fit a page of the database: their old pages are left free.
    const field = Array.from({ length: 2_000 }, (_, index) => [
      `m${index}`,
      { name: `Nr ${index}` },
    ]);
    const roster = { ...Object.fromEntries(field), e2: { name: rare, club: 'IL Xq7' } };
    await desk.admin.ask('PUT', `/races/${slug}/roster`, roster);
    await desk.admin.ask('PUT', `/races/${slug}/roster`, { e2: { name: rare, club: 'IL Xq7' } });
    await desk.admin.ask('DELETE', `/races/${slug}/roster/e2`);
    await desk.restart();
    const { body } = await desk.admin.ask('GET', `/races/${slug}/roster`);
    expect(body['roster']).not.toHaveProperty('e2');
    const log = await desk.admin.ask('GET', `/races/${slug}/audit.ndjson`);
    expect(verify(textOf(log.body))).toBeGreaterThan(3);
    expect(log.body).not.toContain('Xq7');
    for (const file of filesIn(desk.dataDir))
      expect(readFileSync(file).includes('Xq7'), file).toBe(false);
    expect((await desk.admin.ask('GET', '/journal')).body).not.toContain('Xq7');
  });

  test('can be changed, and the rest of its line stays', async () => {
    const slug = await desk.race();
    const changed = await desk.admin.ask('PATCH', `/races/${slug}/roster/e1`, {
      name: 'J. Ingebrigtsen',
      club: 'Sandnes IL',
    });
    expect(changed.body['roster']?.['e1']).toEqual({
      name: 'J. Ingebrigtsen',
      country: 'NOR',
      club: 'Sandnes IL',
    });
    const without = await desk.admin.ask('PATCH', `/races/${slug}/roster/e1`, { country: null });
    expect(without.body['roster']?.['e1']).not.toHaveProperty('country');
    const nobody = await desk.admin.ask('PATCH', `/races/${slug}/roster/e9`, { hidden: true });
    expect([nobody.status, nobody.body['error']?.['code']]).toEqual([404, 'NO_ENTRANT']);
    const put = await desk.admin.ask('PUT', `/races/${slug}/roster`, { e3: { name: 'Nordås' } });
    expect(put.body['roster']).toEqual({ e3: { name: 'Nordås' } });
  });

  test('changed by many at once is lost for none of them', async () => {
    const slug = await desk.race({ roster: {} });
    const ids = Array.from({ length: 20 }, (_, index) => `e${index}`);
    await Promise.all(
      ids.map((id) => desk.admin.ask('PATCH', `/races/${slug}/roster/${id}`, { name: id })),
    );
    const { body } = await desk.admin.ask('GET', `/races/${slug}/roster`);
    expect(Object.keys(body['roster'] ?? {}).toSorted()).toEqual(ids.toSorted());
  });
});

/** Walks a log as anybody can who has it; how many lines held. */
function verify(text: string): number {
  let end = CHAIN_START;
  for (const line of text.trimEnd().split('\n')) {
    const checked = continueChain(end, line);
    if (!checked.ok) throw new Error(`line ${end.seq + 1}: ${checked.reason}`);
    end = checked.end;
  }
  return end.seq;
}

describe('S13 the audit', () => {
  let race: string;
  let judge: Person & { readonly id: string };

  beforeAll(async () => {
    race = await desk.race();
    judge = await desk.program({ role: 'judge', race, label: 'Kari' });
    const device = await judge.device();
    await submit(judge, race, [
      passing('finish', '0:42.10'),
      passing('finish', '0:42.20'),
      { type: 'entryVoided', target: `${device}:1`, reason: 'a bird' },
      { type: 'entryVoided', target: `${device}:2`, reason: 'another bird' },
      { type: 'entryRestored', target: `${device}:2`, reason: 'no bird' },
    ]);
  });

  const rows = async (query: string) =>
    (await desk.admin.ask('GET', `/races/${race}/audit?${query}`)).body['rows'] as unknown as {
      seq: number;
      type: string;
      valid: boolean;
      reason: string | null;
    }[];

  test('says newest first who did what, why, and whether it counts', async () => {
    expect(await rows(`operator=${judge.id}`)).toMatchObject([
      { type: 'entryRestored', reason: 'no bird' },
      { type: 'entryVoided', reason: 'another bird' },
      { type: 'entryVoided', reason: 'a bird', operator: { label: 'Kari', role: 'judge' } },
      { type: 'passingRecorded', valid: true },
      { type: 'passingRecorded', valid: false },
    ]);
  });

  test('is filtered by kind, device and words, and paged', async () => {
    expect(await rows('type=entryVoided,entryRestored')).toHaveLength(3);
    expect(await rows('find=a%20BIRD')).toHaveLength(1);
    expect(await rows(`device=${await judge.device()}`)).toHaveLength(5);
    const page = await desk.admin.ask('GET', `/races/${race}/audit?count=3`);
    const next = Number(page.body['next']);
    expect((await rows(`before=${next}`)).map(({ seq }) => seq)).toEqual([4, 3, 2, 1]);
    const last = await desk.admin.ask('GET', `/races/${race}/audit?before=${next}`);
    expect(last.body['next']).toBeNull();
    expect((await desk.admin.ask('GET', `/races/${race}/audit?count=many`)).status).toBe(400);
  });

  test('as a file is the log itself: any line changed, dropped or put in is found out', async () => {
    const { body, response } = await desk.admin.ask('GET', `/races/${race}/audit.ndjson`);
    expect(response.headers.get('content-disposition')).toMatch(/attachment; filename=".*ndjson"/);
    const text = textOf(body);
    const lines = text.trimEnd().split('\n');
    expect(verify(text)).toBe(7);
    for (let at = 0; at < lines.length; at++) {
      const changed = lines.with(at, (lines[at] ?? '').replace('recordedAt":1', 'recordedAt":2'));
      expect(() => verify(changed.join('\n'))).toThrow(/line/);
      if (at < lines.length - 1)
        expect(() => verify(lines.toSpliced(at, 1).join('\n'))).toThrow(/line/);
      expect(() => verify(lines.toSpliced(at, 0, lines[at] ?? '').join('\n'))).toThrow(/line/);
    }
  });
});

describe('an official result', () => {
  const declare = (state: 'provisional' | 'official', reason?: string): RaceEvent => ({
    type: 'resultDeclared',
    state,
    time: { basis: 'instant', at: GUN, digits: 0 },
    ...(reason === undefined ? {} : { reason }),
  });
  const disqualified: RaceEvent = {
    type: 'statusSet',
    entrant: 'e1',
    status: 'DQ',
    time: afterTheGun('3:29'),
    rule: 'TR17.2.2',
  };
  const results = async (race: string) =>
    JSON.parse((await publicly(`/${race}/results.json`)).text) as ResultsReply;
  const seal = async (race: string) => (await results(race)).seal;

  test('is sealed with the hash of its line, which the log itself bears out', async () => {
    const race = await desk.race();
    const judge = await desk.program({ role: 'referee', race });
    await submit(judge, race, [passing(), declare('provisional')]);
    expect(await seal(race)).toBeNull();
    await submit(judge, race, [declare('official', 'alone at the desk')], 3);
    const first = await seal(race);
    expect(first).toMatchObject({ seq: 5, entriesSince: 0 });
    expect((await results(race)).correctedSince).toBe(false);
    await submit(judge, race, [passing('finish', '5:00.00')], 4);
    expect(await seal(race)).toEqual({ ...first, entriesSince: 1 });
    // A tap of nobody's changes no result; a disqualification does.
    expect((await results(race)).correctedSince).toBe(false);
    await submit(judge, race, [disqualified], 5);
    expect((await results(race)).correctedSince).toBe(true);
    const { body } = await desk.admin.ask('GET', `/races/${race}/audit.ndjson`);
    const next = JSON.parse(textOf(body).split('\n')[5] ?? '') as { prev: string };
    expect(next.prev).toBe(first?.hash);
    const device = await judge.device();
    await submit(judge, race, [{ type: 'entryVoided', target: `${device}:3` }], 6);
    expect(await seal(race)).toBeNull();
    expect((await results(race)).correctedSince).toBe(false);
  });
});

describe('S4 pairing a phone', () => {
  const claim = (code: string, headers = {}) =>
    ask(desk.url, headers, 'POST', '/pairings/claim', { code, device: 'Anna’s phone' });

  async function pairing(rights = {}) {
    const race = await desk.race();
    const wanted = { role: 'tapper', race, points: ['1500'], label: 'Finish', ...rights };
    return { race, reply: await desk.admin.ask('POST', '/pairings', wanted) };
  }

  test('gives it the name it was given at the desk, where the device says none', async () => {
    const { reply } = await pairing();
    const code = textOf(reply.body['code']);
    const claimed = await ask(desk.url, {}, 'POST', '/pairings/claim', { code });
    expect(claimed.body).toMatchObject({ label: 'Finish' });
  });

  test('by six digits gives it a session of its own, once', async () => {
    const { race, reply } = await pairing();
    const code = textOf(reply.body['code']);
    expect(reply.body).toMatchObject({
      url: `${desk.url}/operate#pair=${code}`,
      reachable: false,
    });
    const claimed = await claim(`${code.slice(0, 3)} ${code.slice(3)}`);
    expect(claimed.status).toBe(201);
    expect(claimed.body).toMatchObject({
      role: 'tapper',
      race,
      points: ['1500'],
      label: 'Anna’s phone',
    });
    const cookie = claimed.response.headers.get('set-cookie');
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/);
    const phone = somebody(
      () => desk.url,
      { cookie: cookieIn(claimed), origin: desk.url },
      sockets,
    );
    const sent = await submit(phone, race, [passing()]);
    expect(sent.body['answers']?.[0]).toMatchObject({ ok: true });
    expect((await claim(code)).body['error']?.['code']).toBe('WRONG_CODE');
  });

  test('again, after its key was taken back, lets it send what it had not sent yet', async () => {
    const first = await pairing();
    const claimed = await claim(textOf(first.reply.body['code']));
    const before = { cookie: cookieIn(claimed), origin: desk.url };
    const { id, device } = claimed.body;
    await desk.admin.ask('DELETE', `/keys/${textOf(id)}`);
    const { race } = first;
    const wanted = { role: 'tapper', race, points: ['1500'], label: 'Finish' };
    const second = await desk.admin.ask('POST', '/pairings', wanted);
    const again = await claim(textOf(second.body['code']), before);
    expect(again.body['formerly']).toEqual([device]);
    const phone = somebody(() => desk.url, { cookie: cookieIn(again), origin: desk.url }, sockets);
    const submissions = [signed(textOf(device), 7, passing())];
    const sent = await phone.ask('POST', `/races/${race}/entries`, { submissions });
    expect(sent.body['answers']?.[0]).toMatchObject({ ok: true });
  });

  test('by guessing is shut after five tries, whatever a header says, and the admin sees it', async () => {
    const { reply } = await pairing();
    const code = textOf(reply.body['code']);
    const guess = code === '000000' ? '000001' : '000000';
    const statuses = [];
    for (let i = 0; i < 6; i++)
      statuses.push((await claim(guess, { 'x-forwarded-for': `10.0.0.${i}` })).status);
    expect(statuses.at(-1)).toBe(429);
    const right = await claim(code);
    expect([right.status, right.body['error']?.['code']]).toEqual([429, 'TOO_MANY_TRIES']);
    expect(Number(right.response.headers.get('retry-after'))).toBeGreaterThan(0);
    const journal = await desk.admin.ask('GET', '/journal');
    expect(journal.body['rows']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ what: 'lockedOut', address: '127.0.0.1' }),
      ]),
    );
    expect(desk.reports.some((line) => line.includes('too many codes'))).toBe(true);
  });

  test('can be called off, and binds a tapper to points', async () => {
    const { reply } = await pairing();
    expect((await desk.admin.ask('DELETE', `/pairings/${textOf(reply.body['id'])}`)).status).toBe(
      204,
    );
    expect((await desk.admin.ask('DELETE', `/pairings/${textOf(reply.body['id'])}`)).status).toBe(
      404,
    );
    expect((await pairing({ points: undefined })).reply.status).toBe(400);
    expect((await pairing({ role: 'judge' })).reply.status).toBe(400);
  });
});

describe('S3 a secret', () => {
  test('is nowhere but in the reply that made it: no file, reply, journal or report has it', async () => {
    const race = await desk.race();
    const made = await desk.admin.ask('POST', '/keys', {
      kind: 'program',
      role: 'judge',
      race,
      label: 'Canary',
    });
    const secret = textOf(made.body['secret']);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    const canary = somebody(() => desk.url, { 'x-operator-key': secret }, sockets);
    await submit(canary, race, [passing()]);
    await canary.ask('GET', `/races/${race}/audit`);
    await canary.ask('POST', '/keys', { kind: 'program' });
    await canary.ask('GET', '/nothing');
    await ask(desk.url, {}, 'POST', '/session', { key: secret });
    const replies = await Promise.all([
      ...['/keys', '/journal', '/races', `/races/${race}/audit`, `/races/${race}/audit.ndjson`].map(
        (path) => desk.admin.ask('GET', path),
      ),
      canary.ask('GET', '/me'),
      canary.ask('GET', `/races/${race}/roster`),
    ]);
    const hash = secret.slice(8);
    const cookie = desk.admin.headers['cookie']?.split('=')[1] ?? '';
    for (const hidden of [hash, cookie.slice(8)]) {
      for (const { body } of replies)
        expect(typeof body === 'string' ? body : JSON.stringify(body)).not.toContain(hidden);
      expect(desk.reports.join('\n')).not.toContain(hidden);
      for (const file of filesIn(desk.dataDir))
        expect(readFileSync(file).includes(hidden)).toBe(false);
    }
  });

  test('comes in by no query', async () => {
    const { 'x-operator-key': key = '' } = (await desk.program()).headers;
    for (const name of ['key', 'x-operator-key', 'token', 'hairline-operator'])
      expect((await ask(desk.url, {}, 'GET', `/me?${name}=${key}`)).status).toBe(401);
  });

  test('of a link opens one session; the session can be left', async () => {
    const made = await desk.admin.ask('POST', '/keys', {
      kind: 'link',
      role: 'judge',
      race: null,
      label: 'Desk two',
    });
    const key = textOf(made.body['secret']);
    expect(made.body['url']).toBe(`${desk.url}/operate#key=${key}`);
    const opened = await ask(desk.url, {}, 'POST', '/session', { key, device: 'Laptop' });
    expect([opened.status, opened.body['label']]).toEqual([201, 'Laptop']);
    const again = await ask(desk.url, {}, 'POST', '/session', { key });
    expect([again.status, again.body['error']?.['code']]).toEqual([410, 'LINK_SPENT']);
    const laptop = { cookie: cookieIn(opened), origin: desk.url };
    const left = await ask(desk.url, laptop, 'DELETE', '/session');
    expect(left.response.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await ask(desk.url, laptop, 'GET', '/me')).status).toBe(401);
  });
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

describe('S16 the console', () => {
  test.each(['/operate', '/operate/oslo', '/judge', '/api/operate/me'])(
    '%s is shown in nobody’s frame',
    async (path) => {
      const { headers } = await fetch(`${desk.url}${path}`);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-frame-options')).toBe('DENY');
    },
  );
});

describe('S7 what is too large', () => {
  test('is refused before it is read', async () => {
    const label = 'x'.repeat(20_000);
    const big = await desk.admin.ask('POST', '/keys', {
      kind: 'link',
      role: 'judge',
      race: null,
      label,
    });
    expect([big.status, big.body['error']?.['code']]).toEqual([413, 'TOO_LARGE']);
  });
});

describe('a race fed over HTTP', () => {
  test('takes the start list of a marathon in one request', async () => {
    const slug = await desk.race();
    const entrants = Array.from({ length: 20_000 }, (_, index) => ({
      id: `m${index}`,
      bib: `${index}`,
      role: 'competitor' as const,
    }));
    const reply = await submit(desk.admin, slug, [{ type: 'entrantsListed', entrants }], 90_000);
    expect(reply.body['answers']?.[0]).toMatchObject({ ok: true });
    await vi.waitFor(async () => {
      const { body } = await desk.admin.ask('GET', '/races');
      expect(rowOf(body, slug)?.entrants).toBe(20_004);
    });
  }, 20_000);
});
