import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ReplayCreated } from '../shared/wire/api.ts';
import type { Catchup, Frame } from '../shared/wire/messages.ts';
import { CannotStart, DEMO, startServer, type RunningServer, type ServerOptions } from './main.ts';
import { parseOptions } from './options.ts';
import { eventually } from './broadcast/eventually.fixture.ts';

vi.setConfig({ testTimeout: 30_000 });

let dataDir: string;
const running: RunningServer[] = [];
const sockets: Socket[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'hairline-data-'));
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  for (const server of running.splice(0)) await server.close();
  rmSync(dataDir, { recursive: true });
});

async function start(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    dataDir,
    demo: true,
    marathon: false,
    clientDir: null,
    racesDir: join(import.meta.dirname, '../races'),
    tls: null,
    report: () => {},
    ...options,
  });
  running.push(server);
  return server;
}

async function stop(server: RunningServer): Promise<void> {
  running.splice(running.indexOf(server), 1);
  await server.close();
}

async function startAgain(before: RunningServer): Promise<RunningServer> {
  return start({ port: Number(new URL(before.url).port) });
}

/** Puts Oslo on air as a replay; its slug. */
async function onAir(url: string, rate: number): Promise<string> {
  const reply = await fetch(`${url}/api/replays`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ recording: DEMO.recording, rate }),
  });
  return ((await reply.json()) as ReplayCreated).race;
}

/** A viewer as small as can be: it keeps numbers, sees a hole, and asks again when it is back. */
function viewer(url: string, race: string = DEMO.slug) {
  const socket = io(url, {
    transports: ['websocket'],
    reconnectionDelay: 20,
    reconnectionDelayMax: 50,
  });
  sockets.push(socket);
  const seen: number[] = [];
  const epochs = new Set<string>();
  const take = ({ epoch, entries }: Catchup | Frame) => {
    epochs.add(epoch);
    for (const [seq] of entries) seen.push(Number(seq));
  };
  socket.on('connect', () => {
    const [epoch] = epochs;
    socket.emit('watch', {
      race,
      ...(epoch === undefined ? {} : { epoch, since: seen.at(-1) ?? 0 }),
    });
  });
  socket.on('catchup', take);
  socket.on('frame', take);
  return { seen, epochs, socket };
}

describe('a server', () => {
  test('answers for its health and its races, and shows the operator link once', async () => {
    const server = await start();
    const health = (await (await fetch(`${server.url}/healthz`)).json()) as object;
    expect(health).toMatchObject({ ok: true, version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
    expect(server.operatorLink).toMatch(/\/operate#key=[\w-]{32}$/);
    const key = server.operatorLink?.split('key=')[1] ?? '';
    expect(readFileSync(join(dataDir, 'operators.json'), 'utf8')).not.toContain(key);
    expect(statSync(join(dataDir, 'operators.json')).mode & 0o077).toBe(0);
    await stop(server);
    expect((await start()).operatorLink).toBeNull();
  });

  test('without the demo puts nothing on air', async () => {
    const { url } = await start({ demo: false });
    const { races } = (await (await fetch(`${url}/api/races`)).json()) as {
      races: { phase: string }[];
    };
    expect(races.length).toBeGreaterThan(0);
    expect(races.every(({ phase }) => phase === 'finished')).toBe(true);
  });

  test('that is stopped and started again in mid-race is the same to its viewers', async () => {
    const first = await start();
    const race = await onAir(first.url, 10);
    const watching = viewer(first.url, race);
    await eventually(() => expect(watching.seen).toContain(10));
    await stop(first);
    await startAgain(first);
    await eventually(() => expect(watching.seen).toContain(60));
    expect(watching.epochs.size).toBe(1);
    expect(watching.seen).toEqual(watching.seen.map((_, index) => index + 1));
  }, 30_000);

  test('stops within two seconds, viewers or not', async () => {
    const server = await start();
    const watching = viewer(server.url);
    await eventually(() => expect(watching.seen.length).toBeGreaterThan(0));
    const from = performance.now();
    await stop(server);
    expect(performance.now() - from).toBeLessThan(2_000);
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow('fetch failed');
  });

  test('with a file of keys that holds something else says so in a sentence', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'hairline-data-'));
    writeFileSync(join(dataDir, 'operators.json'), '[]');
    await expect(start({ dataDir })).rejects.toThrow(CannotStart);
    rmSync(dataDir, { recursive: true });
  });

  test('on a port that is taken says so in a sentence, and lets its data folder go', async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    const other = mkdtempSync(join(tmpdir(), 'hairline-data-'));
    const refused = start({ port, dataDir: other });
    await expect(refused).rejects.toThrow(CannotStart);
    await expect(refused).rejects.toThrow(
      `Port ${port} is taken; choose another with: npm start -- --port ${port + 1}`,
    );
    await stop(await start({ dataDir: other }));
    rmSync(other, { recursive: true });
  });

  test('with a certificate that is none says so in a sentence', async () => {
    const file = join(dataDir, 'not.pem');
    writeFileSync(file, 'nothing of the kind');
    const tls = { certFile: file, keyFile: file };
    await expect(start({ tls })).rejects.toThrow('are no certificate and key');
    await expect(start({ tls: { ...tls, keyFile: `${file}.gone` } })).rejects.toThrow(
      'cannot be read',
    );
  });

  test('on a data folder that is in use names who uses it', async () => {
    const { url } = await start();
    await expect(start()).rejects.toThrow(url);
  });
});

describe('the options', () => {
  const parse = (args: string[], env: Record<string, string> = {}) =>
    parseOptions(args, env, '/checkout');

  test('are the usual ones when nothing is said', () => {
    expect(parse([])).toEqual({
      kind: 'options',
      options: {
        port: 1500,
        host: 'localhost',
        dataDir: '/checkout/.hairline',
        racesDir: '/checkout/races',
        demo: true,
        tls: null,
      },
    });
  });

  test('come from the environment, and the command line goes first', () => {
    const env = { PORT: '80', HOST: '0.0.0.0', HAIRLINE_DATA: '/data' };
    expect(parse(['--port', '81', '--no-demo'], env)).toMatchObject({
      options: { port: 81, host: '0.0.0.0', dataDir: '/data', demo: false },
    });
  });

  test.each([
    [['--port', 'x'], '--port wants a number from 0 to 65535, not "x"'],
    [['--port', '70000'], '--port wants a number from 0 to 65535, not "70000"'],
    [['--cert', 'a.pem'], '--cert and --key are wanted together'],
  ])('%j is refused', (args, reason) => {
    expect(parse(args)).toEqual({ kind: 'invalid', reason });
  });

  test('that nobody knows are refused, and help is given', () => {
    expect(parse(['--prot', '1'])).toMatchObject({ kind: 'invalid' });
    expect(parse(['-h'])).toEqual({ kind: 'help' });
  });
});
