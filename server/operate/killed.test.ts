import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Submission } from '../../shared/race/entry.ts';
import type { Catchup, Frame } from '../../shared/wire/messages.ts';
import type { SubmitAnswer } from '../../shared/wire/operate.ts';
import { decodeSegment } from '../../shared/wire/segment.ts';
import { CHAIN_START, continueChain } from '../log/log-line.ts';
import { bundleTrialServer } from '../log/trials/bundle.ts';
import { trialCount } from '../log/trials/chance.ts';
import { ask, cookieIn, passing, raceRequest, signed, textOf } from './desk.fixture.ts';

// R12, R21. The whole server is killed (SIGKILL) while three operators feed a race over their sockets
// and viewers watch it, and started again on the same folder and port; nobody reloads anything.
// HAIRLINE_TRIALS=100 kills it so often.

const kills = trialCount({ inCi: 10, usual: 3 });
const ACKNOWLEDGED_BETWEEN = 60;
const VIEWERS = 5;

const folder = mkdtempSync(join(tmpdir(), 'hairline-killed-'));
let bundle = '';
let server: Started | undefined;
const sockets: Socket[] = [];

beforeAll(async () => {
  bundle = await bundleTrialServer('killed', 'server/cli.ts');
}, 60_000);
afterAll(() => {
  for (const socket of sockets) socket.close();
  server?.child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  rmSync(bundle, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly link: string | null;
}

async function start(port: number): Promise<Started> {
  const options = ['--host', '127.0.0.1', '--port', String(port), '--data', folder, '--no-demo'];
  const child = spawn(process.execPath, [join(bundle, 'cli.js'), ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let url = '';
  for await (const line of createInterface({ input: child.stdout })) {
    url = /^Hairline is at (\S+)$/.exec(line)?.[1] ?? url;
    const link = /#key=([\w-]{32})$/.exec(line)?.[1] ?? null;
    if (url !== '' && (link !== null || port !== 0)) return { child, url, link };
  }
  throw new Error('the server ended before it served');
}

test(
  `R12 ${kills} kills while three operators feed: nothing acknowledged is lost or doubled, and viewers follow without a hole, in one epoch`,
  { timeout: 60_000 + kills * 10_000 },
  async () => {
    server = await start(0);
    const { url } = server;
    const opened = await ask(url, {}, 'POST', '/session', { key: server.link ?? '' });
    const admin = { cookie: cookieIn(opened), origin: url };
    const made = await ask(url, admin, 'POST', '/races', raceRequest());
    const race = textOf(made.body['slug']);
    const viewers = Array.from({ length: VIEWERS }, () => watch(url, race));
    const operators = await Promise.all([1, 2, 3].map(() => operator(url, admin, race)));
    const acknowledged = () => operators.reduce((sum, { acks }) => sum + acks.size, 0);

    const servingAgainMs: number[] = [];
    for (let kill = 0; kill < kills; kill++) {
      const enough = acknowledged() + ACKNOWLEDGED_BETWEEN;
      await until(() => acknowledged() >= enough);
      const gone = once(server.child, 'exit');
      server.child.kill('SIGKILL');
      await gone;
      const startedMs = performance.now();
      const before = acknowledged();
      server = await start(Number(new URL(url).port));
      await until(() => acknowledged() > before);
      servingAgainMs.push(performance.now() - startedMs);
    }
    for (const one of operators) one.stop();
    await until(() => operators.every(({ waiting }) => waiting() === 0));

    const stored = await logOf(url, admin, race);
    for (const { acks } of operators)
      for (const [id, seq] of acks) expect([id, stored[seq - 1]]).toEqual([id, id]);
    expect(new Set(stored).size).toBe(stored.length);
    for (const { device, sent } of operators)
      expect(stored.filter((id) => id.startsWith(device))).toEqual(
        Array.from({ length: sent() }, (_, index) => `${device}:${index + 1}`),
      );
    const all = stored.map((_, index) => index + 1);
    await until(() => viewers.every((seen) => seen.length >= all.length));
    for (const seen of viewers) expect(seen).toEqual(all);
    const worst = Math.round(Math.max(...servingAgainMs));
    console.log(`R12: ${kills} kills, ${acknowledged()} acknowledged; again within ${worst} ms`);
    // 5 s is the target of a machine that does nothing else.
    expect(worst).toBeLessThan(15_000);
  },
);

/** Sends taps without end, in batches, each again until it is answered. */
async function operator(url: string, admin: Readonly<Record<string, string>>, race: string) {
  const request = { kind: 'program', role: 'judge', race, label: 'Operator' };
  const { body } = await ask(url, admin, 'POST', '/keys', request);
  const headers = { 'x-operator-key': textOf(body['secret']) };
  const device = textOf(body['key']?.['device']);
  const socket = io(`${url}/operate`, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
    extraHeaders: headers,
  });
  sockets.push(socket);
  const acks = new Map<string, number>();
  const queue: Submission[] = [];
  let n = 0;
  let going = true;
  void work();
  return {
    device,
    acks,
    sent: () => n,
    waiting: () => queue.length,
    stop: () => {
      going = false;
    },
  };

  async function work(): Promise<void> {
    while (going || queue.length > 0) {
      while (going && queue.length < 10) queue.push(signed(device, (n += 1), passing()));
      const answer = await send(queue.slice(0, 10));
      if (answer?.ok !== true) continue;
      for (const one of answer.answers) {
        if (!one.ok) throw new Error(`${one.code}: ${one.message}`);
        acks.set(`${one.device}:${one.n}`, one.seq);
      }
      queue.splice(0, answer.answers.length);
    }
  }

  async function send(submissions: readonly Submission[]): Promise<SubmitAnswer | undefined> {
    try {
      return (await socket
        .timeout(1_000)
        .emitWithAck('submit', { race, submissions })) as SubmitAnswer;
    } catch {
      // No answer: the server is gone, and the same is sent again.
      return undefined;
    }
  }
}

/** A viewer that keeps the numbers it saw, and asks again when one is missing. */
function watch(url: string, race: string): readonly number[] {
  const seen: number[] = [];
  let epoch: string | undefined;
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
  });
  sockets.push(socket);
  const again = () =>
    socket.emit('watch', { race, ...(epoch ? { epoch, since: seen.length } : {}) });
  const take = (message: Catchup | Frame) => {
    epoch ??= message.epoch;
    if (message.epoch !== epoch) throw new Error('the log became another one');
    if (message.after > seen.length) again();
    else if ('segments' in message) void takeSegments(message);
    else see(message.entries.map(([seq]) => Number(seq)));
  };
  const see = (seqs: readonly number[]) => {
    for (const seq of seqs) if (seq === seen.length + 1) seen.push(seq);
  };
  /** Who was away for long is sent to the segments first. */
  const takeSegments = async ({ segments, entries }: Catchup & { how: 'segments' }) => {
    for (const segment of segments) {
      const reply = await fetch(new URL(segment.url, url)).catch(() => null);
      if (reply?.ok !== true) {
        again();
        return;
      }
      see(decodeSegment(new Uint8Array(await reply.arrayBuffer())).map(({ seq }) => seq));
    }
    see(entries.map(([seq]) => Number(seq)));
  };
  socket.on('connect', again);
  socket.on('catchup', take).on('frame', take);
  return seen;
}

async function logOf(url: string, admin: Readonly<Record<string, string>>, race: string) {
  const { body } = await ask(url, admin, 'GET', `/races/${race}/audit.ndjson`);
  let end = CHAIN_START;
  return textOf(body)
    .trimEnd()
    .split('\n')
    .map((text) => {
      const checked = continueChain(end, text);
      if (!checked.ok) throw new Error(checked.reason);
      end = checked.end;
      return `${checked.line.device}:${checked.line.n}`;
    });
}

/** Looks every few milliseconds; the test's own timeout is its end. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}
