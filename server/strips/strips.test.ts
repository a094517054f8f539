import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StripReleased } from '../../shared/race/strip.ts';
import { encodePng } from '../../shared/strip/png.ts';
import { afterTheGun } from '../../shared/testkit/race-builder.ts';
import { raceTime } from '../../shared/time/time.ts';
import { openDesk, signed, type Desk, type Person } from '../operate/desk.fixture.ts';
import { openStripStore } from './strip-store.ts';

let desk: Desk;
let race: string;
let judge: Person;
let n = 0;

beforeAll(async () => {
  desk = await openDesk();
  race = await desk.race({ visibility: 'public' });
  judge = await desk.program({ role: 'judge', label: 'Judge' });
});

afterAll(() => desk.close());

/** An image of its own for each `shade`. */
function image(shade: number, width = 400): Uint8Array<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(width * 50 * 4).fill(shade);
  return encodePng({ width, height: 50, rgba });
}

function bring(bytes: Uint8Array<ArrayBuffer>, type = 'image/png', path = `/races/${race}/strips`) {
  return fetch(`${desk.url}/api/operate${path}`, {
    method: 'POST',
    headers: { ...judge.headers, 'content-type': type },
    body: bytes,
  });
}

function see(sha256: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${desk.url}/api/races/${race}/strips/${sha256}`, { headers });
}

async function enter(event: object): Promise<string> {
  const device = await judge.device();
  const entry = signed(device, (n += 1), event as StripReleased);
  const { body } = await judge.ask('POST', `/races/${race}/entries`, { submissions: [entry] });
  expect(body['answers']).toMatchObject([{ ok: true }]);
  return `${device}:${n}`;
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('a strip is seen from its release on, and no more when that is voided', async () => {
  const bytes = image(90);
  const kept = await bring(bytes);
  const reply = (await kept.json()) as { image: StripReleased['image'] };
  expect([kept.status, reply]).toEqual([
    201,
    { image: { sha256: hashOf(bytes), type: 'image/png', width: 400, height: 50 } },
  ]);
  const { sha256 } = reply.image;
  expect((await see(sha256)).status).toBe(404);

  const release: StripReleased = {
    type: 'stripReleased',
    point: '1500',
    image: reply.image,
    axis: { columns: 400, firstUs: raceTime(209_600_000), lastUs: raceTime(209_999_000) },
    by: afterTheGun('3:29.999'),
  };
  const entry = await enter(release);
  const seen = await see(sha256);
  expect(seen.status).toBe(200);
  expect(seen.headers.get('content-type')).toBe('image/png');
  expect(seen.headers.get('x-content-type-options')).toBe('nosniff');
  expect(hashOf(new Uint8Array(await seen.arrayBuffer()))).toBe(sha256);

  // A browser that has it asks again before it shows it again
  const again = () => see(sha256, { 'if-none-match': seen.headers.get('etag') ?? '' });
  expect(seen.headers.get('cache-control')).toBe('private, no-cache');
  expect((await again()).status).toBe(304);

  await enter({ type: 'entryVoided', target: entry, reason: 'wrong heat' });
  expect((await see(sha256)).status).toBe(404);
  expect((await again()).status).toBe(404);
  await enter({ type: 'entryRestored', target: entry });
  await desk.admin.ask('PATCH', `/races/${race}`, { visibility: 'hidden' });
  expect((await see(sha256)).status).toBe(404);
  await desk.admin.ask('PATCH', `/races/${race}`, { visibility: 'public' });
  expect((await see(sha256)).status).toBe(200);
});

test('a strip is still there after a restart', async () => {
  const bytes = image(120);
  const reply = (await (await bring(bytes)).json()) as { image: StripReleased['image'] };
  await enter({
    type: 'stripReleased',
    point: '1500',
    image: reply.image,
    axis: { columns: 400, firstUs: raceTime(1_000_000), lastUs: raceTime(1_399_000) },
    by: afterTheGun('0:01.399'),
  });
  await desk.restart();
  expect((await see(hashOf(bytes))).status).toBe(200);
});

test('S6 no name that is sent reaches the folder: neither in the address nor in an entry', async () => {
  const paths = [
    '..%2f..%2fhairline.db',
    '%2e%2e%2foperators.json',
    'strips',
    `${'0'.repeat(64)}.png`,
  ];
  const replies = await Promise.all(paths.map((path) => see(path)));
  expect(replies.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  const folder = mkdtempSync(join(tmpdir(), 'hairline-strips-'));
  try {
    const store = openStripStore(join(folder, 'strips'));
    expect(await store.read('../strips')).toBeNull();
    expect(await store.read('a'.repeat(64))).toBeNull();
    const [one, same] = await Promise.all([store.keep(image(9)), store.keep(image(9))]);
    expect(same).toEqual(one);
    expect(readdirSync(join(folder, 'strips'))).toEqual([hashOf(image(9))]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const text = (words: string) => new TextEncoder().encode(words);
const wide = image(1).slice();
new DataView(wide.buffer).setUint32(16, 65_001);

test.each([
  ['an SVG', text('<svg onload="alert(1)"/>'), 'image/svg+xml', 415, 'NOT_AN_IMAGE'],
  [
    'an SVG that calls itself a PNG',
    text('<svg onload="alert(1)"/>'),
    'image/png',
    415,
    'NOT_AN_IMAGE',
  ],
  ['a form', image(1), 'multipart/form-data', 415, 'NOT_AN_IMAGE'],
  ['a cut PNG', image(1).slice(0, 20), 'image/png', 422, 'BROKEN_IMAGE'],
  ['65,001 columns', wide, 'image/png', 413, 'TOO_LARGE'],
  ['too many bytes', new Uint8Array(16 * 1024 * 1024 + 1), 'image/png', 413, 'TOO_LARGE'],
])('S7 %s is refused before anything is decoded or kept', async (_, bytes, type, status, code) => {
  const before = readdirSync(join(desk.dataDir, 'strips'));
  const reply = await bring(bytes, type);
  const body = (await reply.json()) as { error: { code: string } };
  expect([reply.status, body.error.code]).toEqual([status, code]);
  expect(readdirSync(join(desk.dataDir, 'strips'))).toEqual(before);
});

test('S7 a full folder takes no more, and says so; what lies there already is no more', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hairline-strips-'));
  try {
    const store = openStripStore(folder, image(1).length + 10);
    expect((await store.keep(image(1))).ok).toBe(true);
    expect(await store.keep(image(2))).toEqual({ ok: false, reason: 'noRoom' });
    expect((await store.keep(image(1))).ok).toBe(true);
    expect(await openStripStore(folder, image(1).length + 10).keep(image(2))).toEqual({
      ok: false,
      reason: 'noRoom',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a strip of a race that is not there is refused', async () => {
  expect((await bring(image(3), 'image/png', '/races/nowhere/strips')).status).toBe(404);
});
