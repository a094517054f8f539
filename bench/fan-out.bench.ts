import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { openBroadcast } from '../server/broadcast/broadcast.ts';
import { prepareFrame } from '../server/broadcast/prepared-frame.ts';
import type { Show } from '../server/broadcast/show.ts';
import { createRace } from '../shared/race/apply.ts';
import type { Entry } from '../shared/race/entry.ts';
import { instant, raceTime } from '../shared/time/time.ts';
import { packEntry } from '../shared/wire/codec.ts';

/**
 * What does it cost to tell everyone of one split? Processor time of the server per delivered frame,
 * beside the least that Node can do: one buffer, written to as many bare TCP sockets, in the same
 * process and the same run. Server and clients are processes of their own, over loopback.
 *
 *   this process ──▶ server: broadcast and a bare TCP server
 *               └──▶ clients: n WebSockets that watch, n TCP sockets that only listen
 */

/** We promise 1.4 times a bare write and measure 1.2 to 1.3; a machine that has much else to do adds some. */
const RATIO_LIMIT = 1.6;
/** We want 16; resident memory grows by whole arenas, so the largest audience is held to a looser limit. */
const MEMORY_LIMIT_KB = 24;
const AUDIENCES: readonly number[] = [1_000, 5_000];
const ROUNDS = 30;
const REPEATS = 8;
const SLICE = 256;
const RACE = 'bench';
/** engine.io's ping, as the server frames it. */
const PING = Buffer.from([0x81, 0x01, 0x32]);

interface Measured {
  readonly hubUs: number;
  readonly bareUs: number;
  readonly frameBytes: number;
  readonly viewerKb: number;
  readonly straightShare: number;
}

const role = process.argv[2];
if (role === 'server') await beServer(Number(process.argv[3]));
else if (role === 'clients') await beClients(process.argv.slice(3).map(Number));
else await beBench();

async function beBench(): Promise<void> {
  for (const audience of AUDIENCES) {
    const measured = await measure(audience);
    const ratio = measured.hubUs / measured.bareUs;
    console.log(
      `${audience} viewers: ${measured.hubUs.toFixed(1)} µs a delivered frame of ${measured.frameBytes} B, bare write ${measured.bareUs.toFixed(1)} µs, × ${ratio.toFixed(2)} (limit ${RATIO_LIMIT}); ${measured.viewerKb.toFixed(1)} kB a viewer; ${(measured.straightShare * 100).toFixed(0)} % straight`,
    );
    const tooLarge = audience === AUDIENCES.at(-1) && measured.viewerKb > MEMORY_LIMIT_KB;
    if (ratio > RATIO_LIMIT || tooLarge) process.exitCode = 1;
  }
}

async function measure(audience: number): Promise<Measured> {
  const server = start('server', [audience]);
  const [ports] = (await once(server, 'message')) as [readonly number[]];
  const clients = start('clients', [audience, ...ports]);
  const [measured] = (await once(server, 'message')) as [Measured];
  server.kill();
  clients.kill();
  return measured;
}

function start(as: string, numbers: readonly number[]): ChildProcess {
  const file = process.argv[1] ?? '';
  const child = fork(file, [as, ...numbers.map(String)], { execArgv: ['--expose-gc'] });
  // A bench that hangs must not outlive its turn.
  setTimeout(() => child.kill('SIGKILL'), 240_000).unref();
  return child;
}

async function beServer(audience: number): Promise<void> {
  const feed = makeFeed();
  const http = createServer();
  const broadcast = openBroadcast({
    http,
    clock: () => instant(Date.now() * 1_000),
    headEveryMs: 3_600_000,
    programme: {
      slugs: async () => [RACE],
      card: () => undefined,
      find: async () => feed.show,
      subscribe: () => () => {},
    },
  });
  const listeners: Socket[] = [];
  const bare = createTcpServer((socket) => {
    socket.setNoDelay();
    socket.on('error', () => {});
    listeners.push(socket);
  });
  http.listen(0, '127.0.0.1');
  bare.listen(0, '127.0.0.1');
  await Promise.all([once(http, 'listening'), once(bare, 'listening')]);
  const emptyKb = residentKb();
  process.send?.([http, bare].map((one) => (one.address() as AddressInfo).port));

  await until(() => broadcast.hub(RACE)?.viewers === audience);
  const viewerKb = (residentKb() - emptyKb) / audience;
  await until(() => listeners.length === audience);

  const hub = broadcast.hub(RACE);
  if (!hub) throw new Error('nobody watches');
  const frame = prepareFrame('frame', {
    race: RACE,
    epoch: 'e',
    after: 1,
    entries: [packEntry(feed.entry(2))],
  });
  const hubUs: number[] = [];
  const bareUs: number[] = [];
  // In turns, so that whatever else the machine does meets both; the first of each warms up.
  for (let repeat = 0; repeat <= REPEATS; repeat++) {
    const viaHub = await cpuUs(async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const due = hub.stats.delivered + audience;
        feed.publish();
        // Asleep and not in a loop, which would be counted as the hub's work.
        while (hub.stats.delivered < due) await sleep(5);
      }
    });
    const written = await cpuUs(async () => {
      for (let round = 0; round < ROUNDS; round++) await writeToAll(listeners, frame.framed);
    });
    if (repeat === 0) continue;
    hubUs.push(viaHub / (ROUNDS * audience));
    bareUs.push(written / (ROUNDS * audience));
  }
  const { straight, through } = broadcast.deliveries;
  process.send?.({
    hubUs: least(hubUs),
    bareUs: least(bareUs),
    frameBytes: frame.framed.length,
    viewerKb,
    straightShare: straight / (straight + through),
  } satisfies Measured);
}

/** The least there is: one buffer to each socket, with the same breaths for the event loop. */
async function writeToAll(sockets: readonly Socket[], bytes: Buffer): Promise<void> {
  for (let at = 0; at < sockets.length; at += SLICE) {
    for (const socket of sockets.slice(at, at + SLICE)) socket.write(bytes);
    await nextTurn();
  }
}

async function cpuUs(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** A race that publishes one passing whenever it is told to. */
function makeFeed() {
  const entries: Entry[] = [entry(1)];
  const listeners = new Set<(entries: readonly Entry[]) => void>();
  const show: Show = {
    shown: {
      slug: RACE,
      epoch: 'e',
      get seq() {
        return entries.length;
      },
      race: createRace(),
      roster: {},
      entriesAfter: (after, limit = Number.POSITIVE_INFINITY) =>
        entries.slice(after, after + limit),
      subscribe(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    stage: () => ({ phase: 'live', clock: { race: 0, server: 0, rate: 1 } }),
    feeds: () => [],
  };
  return {
    show,
    entry,
    publish() {
      const next = entry(entries.length + 1);
      entries.push(next);
      for (const listener of listeners) listener([next]);
    },
  };
}

/** As long as a split of the Oslo 1500 m is: its frame has some 200 bytes. */
function entry(seq: number): Entry {
  const recordedAt = instant(1_717_098_809_740_000 + seq);
  return {
    seq,
    device: 'oslo-2024-1500m',
    n: seq,
    recordedAt,
    event: {
      type: 'passingRecorded',
      who: { entrant: 'ingebrigtsen' },
      line: 'finish',
      point: '1500',
      time: { basis: 'gun', time: raceTime(209_740_000), digits: 2 },
      kind: 'official',
      source: 'letsrun',
    },
  };
}

async function beClients([
  audience = 0,
  watchPort = 0,
  barePort = 0,
]: readonly number[]): Promise<void> {
  for (let n = 0; n < audience; n += 100)
    await Promise.all(Array.from({ length: Math.min(100, audience - n) }, () => watch(watchPort)));
  for (let n = 0; n < audience; n += 100)
    await Promise.all(Array.from({ length: Math.min(100, audience - n) }, () => listen(barePort)));
}

/** As little of a WebSocket client as can watch: it asks, answers pings, and reads nothing. */
async function watch(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.write(
    `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  );
  await heard(socket, 'Switching Protocols');
  socket.write(clientFrame('40'));
  // Whoever asks before it was let in is shown the door.
  await heard(socket, '40{');
  socket.on('data', (bytes: Buffer) => {
    if (bytes.includes(PING)) socket.write(clientFrame('3'));
  });
  socket.write(clientFrame(`42["watch",{"race":"${RACE}"}]`));
}

async function heard(socket: Socket, text: string): Promise<void> {
  for (;;) {
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    if (bytes.includes(text)) return;
  }
}

/** A mask of zeros leaves the text as it is. */
function clientFrame(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, 0x80 + text.length, 0, 0, 0, 0]), Buffer.from(text)]);
}

async function listen(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.resume();
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(20);
}

function residentKb(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().rss / 1_024;
}

/** The repeat that the rest of the machine disturbed least. */
function least(values: readonly number[]): number {
  return Math.min(...values);
}
