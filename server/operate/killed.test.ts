import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entryId, type Entry, type Submission } from '../../shared/race/entry.ts';
import type { Catchup, Frame } from '../../shared/wire/messages.ts';
import type { SubmitAnswer } from '../../shared/wire/operate.ts';
import { unpackEntry } from '../../shared/wire/codec.ts';
import { decodeSegment } from '../../shared/wire/segment.ts';
import { CHAIN_START, continueChain } from '../log/log-line.ts';
import { bundleTrialServer } from '../log/trials/bundle.ts';
import { chanceFrom, trialCount } from '../log/trials/chance.ts';
import { ask, cookieIn, passing, raceRequest, signed, textOf } from './desk.fixture.ts';
import { anomaliesOf, type History, type Read } from './history.fixture.ts';

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
  `R12 R21 ${kills} restarts, killed or asked to stop, while three operators feed and lose a tenth of their answers: nothing lost, doubled or moved, and viewers follow without a hole, in one epoch`,
  { timeout: 60_000 + kills * 10_000 },
  async () => {
    server = await start(0);
    const { url } = server;
    const opened = await ask(url, {}, 'POST', '/session', { key: server.link ?? '' });
    const admin = { cookie: cookieIn(opened), origin: url };
    const made = await ask(url, admin, 'POST', '/races', raceRequest());
    const race = textOf(made.body['slug']);
    const before = await logOf(url, admin, race);
    const viewers = Array.from({ length: VIEWERS }, () => watch(url, race));
    const operators = await Promise.all([1, 2, 3].map(() => operator(url, admin, race)));
    const acknowledged = () => operators.reduce((sum, { acks }) => sum + acks.size, 0);

    const servingAgainMs: number[] = [];
    for (let kill = 0; kill < kills; kill++) {
      const enough = acknowledged() + ACKNOWLEDGED_BETWEEN;
      await until(() => acknowledged() >= enough);
      const gone = once(server.child, 'exit');
      server.child.kill(kill % 3 === 2 ? 'SIGTERM' : 'SIGKILL');
      await gone;
      const startedMs = performance.now();
      const answered = acknowledged();
      server = await start(Number(new URL(url).port));
      await until(() => acknowledged() > answered);
      servingAgainMs.push(performance.now() - startedMs);
    }
    for (const one of operators) one.stop();
    await until(() => operators.every(({ waiting }) => waiting() === 0));

    const stored = await logOf(url, admin, race);
    await until(() => viewers.every((seen) => seen.length >= stored.length));
    const all = <T>(part: (one: (typeof operators)[number]) => ReadonlyMap<string, T>) =>
      new Map(operators.flatMap((one) => [...part(one)]));
    const history: History = {
      sent: new Map([...before.map((id) => [id, 0] as const), ...all(({ sent }) => sent)]),
      acknowledged: all(({ acks }) => acks),
      reads: viewers,
      stored,
    };
    expect(anomaliesOf(history)).toEqual([]);
    expect(stored.length).toBe(history.sent.size);
    const worst = Math.round(Math.max(...servingAgainMs));
    console.log(`R12: ${kills} restarts, ${acknowledged()} acknowledged; again within ${worst} ms`);
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
  const acks = new Map<string, { seq: number; at: number }>();
  const sent = new Map<string, number>();
  const loses = chanceFrom(sockets.length);
  const queue: Submission[] = [];
  let n = 0;
  let going = true;
  void work();
  return {
    acks,
    sent,
    waiting: () => queue.length,
    stop: () => {
      going = false;
    },
  };

  async function work(): Promise<void> {
    while (going || queue.length > 0) {
      while (going && queue.length < 10) {
        queue.push(signed(device, (n += 1), passing()));
        sent.set(`${device}:${n}`, performance.now());
      }
      const answer = await send(queue.slice(0, 10));
      if (answer?.ok !== true || loses(10) === 0) continue;
      for (const one of answer.answers) {
        if (!one.ok) throw new Error(`${one.code}: ${one.message}`);
        acks.set(`${one.device}:${one.n}`, { seq: one.seq, at: performance.now() });
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

/** A viewer that keeps what it read, and asks again when something is missing. */
function watch(url: string, race: string): readonly Read[] {
  const seen: Read[] = [];
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
    else see(message.entries.map(unpackEntry));
  };
  const see = (entries: readonly Entry[]) => {
    for (const entry of entries)
      if (entry.seq === seen.length + 1) seen.push({ seq: entry.seq, id: entryId(entry) });
  };
  /** Who was away for long is sent to the segments first. */
  const takeSegments = async ({ segments, entries }: Catchup & { how: 'segments' }) => {
    for (const segment of segments) {
      const reply = await fetch(new URL(segment.url, url)).catch(() => null);
      if (reply?.ok !== true) {
        again();
        return;
      }
      see(decodeSegment(new Uint8Array(await reply.arrayBuffer())));
    }
    see(entries.map(unpackEntry));
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
