import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { instant } from '../../shared/time/time.ts';
import { packEntry } from '../../shared/wire/codec.ts';
import { makeApp } from '../http/app.ts';
import { openBroadcast, type Broadcast } from './broadcast.ts';
import { stageRace, type StagedRace } from './show.fixture.ts';
import type { Programme } from './show.ts';
import { eventually } from './eventually.fixture.ts';

vi.setConfig({ testTimeout: 30_000 });

/**
 * A client of docs/protocol.md and nothing else: no socket.io, no code of ours. What it needs and
 * the page does not say would be a hole in the page.
 */

let race: StagedRace;
let http: Server;
let broadcast: Broadcast;
let port: number;
const clients: Client[] = [];

beforeEach(async () => {
  race = await stageRace();
  const programme: Programme = {
    slugs: async () => ['oslo'],
    card: () => undefined,
    find: async (slug) => (slug === 'oslo' ? race.show : undefined),
    subscribe: () => () => {},
  };
  const now = () => instant(1_795_398_263_942_629);
  const refuse = async () => ({ ok: false, code: 'NOT_FOUND', message: 'none' }) as const;
  const app = makeApp({
    programme,
    now,
    replays: { create: refuse, steer: refuse },
    health: async () => ({ ok: true, version: '0', races: 1, viewers: 0, uptimeS: 0 }),
    clientDir: null,
    https: false,
    report: () => {},
  });
  const answer = getRequestListener(app.fetch);
  http = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  broadcast = openBroadcast({ http, programme, clock: now, headEveryMs: 20 });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  port = (http.address() as AddressInfo).port;
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await broadcast.close();
});

test('a client written from the page follows a race, through segments, frames and a lost connection', async () => {
  await race.feed(600);
  const client = await connectClient();
  await eventually(() => expect(client.stand.seq).toBe(602));
  for (let round = 0; round < 5; round++) await race.feed(3);
  await eventually(() => expect(client.stand.seq).toBe(617));

  client.close();
  await race.feed(30);
  const back = await connectClient(client);
  await eventually(() => expect(back.stand.seq).toBe(647));
  expect(back.taken).toEqual(race.room.entriesAfter(0).map(packEntry));
});

test('it learns the server’s clock', async () => {
  const client = await connectClient();
  expect(await client.clock()).toEqual([{ sent: 5, now: 1_795_398_263_942_629 }]);
});

interface Client {
  readonly stand: { epoch: string | undefined; seq: number };
  readonly taken: unknown[][];
  close(): void;
  clock(): Promise<unknown>;
}

async function connectClient(before?: Client): Promise<Client> {
  const stand = before?.stand ?? { epoch: undefined, seq: 0 };
  const taken = before?.taken ?? [];
  const socket = await upgrade();
  const send = (text: string) => socket.write(clientFrame(text));
  const watch = () =>
    send(
      `42${JSON.stringify(['watch', { race: 'oslo', ...(stand.epoch ? { epoch: stand.epoch, since: stand.seq } : {}) }])}`,
    );
  let onClock: (answer: unknown) => void = () => {};
  let entered = () => {};
  const inside = new Promise<void>((resolve) => (entered = resolve));
  let turn = Promise.resolve();

  readFrames(socket, (text) => {
    if (text.startsWith('0')) send('40');
    else if (text === '2') send('3');
    else if (text.startsWith('40')) {
      watch();
      entered();
    } else if (text.startsWith('431')) onClock(JSON.parse(text.slice(3)));
    else if (text.startsWith('42')) {
      const [name, message] = JSON.parse(text.slice(2)) as [string, Message];
      // One after the other: fetching segments takes a while.
      turn = turn.then(() => hear(name, message));
    }
  });
  const client: Client = {
    stand,
    taken,
    close: () => socket.destroy(),
    clock: () =>
      new Promise((resolve) => {
        onClock = resolve;
        send('421["clock",{"sent":5}]');
      }),
  };
  clients.push(client);
  await inside;
  return client;

  async function hear(name: string, message: Message): Promise<void> {
    if (name === 'catchup') {
      if (message.epoch !== stand.epoch || message.after === 0) {
        taken.length = 0;
        Object.assign(stand, { epoch: message.epoch, seq: 0 });
      }
      for (const { url } of message.segments ?? [])
        for (const entry of await fetchSegment(url)) take(entry);
      for (const entry of message.entries) take(entry);
    }
    if (name === 'frame') {
      if (message.epoch !== stand.epoch || message.after > stand.seq) watch();
      else for (const entry of message.entries) take(entry);
    }
  }

  function take(entry: unknown[]): void {
    if (entry[0] !== stand.seq + 1) return;
    taken.push(entry);
    stand.seq += 1;
  }
}

interface Message {
  readonly epoch: string;
  readonly after: number;
  readonly entries: unknown[][];
  readonly segments?: { readonly url: string }[];
}

/** Of a segment this client reads the header: what it follows here has no plain passings. */
async function fetchSegment(url: string): Promise<unknown[][]> {
  const bytes = Buffer.from(await (await fetch(`http://127.0.0.1:${port}${url}`)).arrayBuffer());
  expect(bytes.subarray(0, 4).toString()).toBe('HLS1');
  const header = JSON.parse(bytes.subarray(8, 8 + bytes.readUInt32LE(4)).toString()) as {
    count: number;
    others: unknown[][];
  };
  expect(header.others).toHaveLength(header.count);
  return header.others;
}

/** The opening handshake of a WebSocket (RFC 6455, 4.1). */
async function upgrade(): Promise<Socket> {
  const key = randomBytes(16).toString('base64');
  const asked = request({
    port,
    host: '127.0.0.1',
    path: '/socket.io/?EIO=4&transport=websocket',
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': key,
    },
  });
  asked.end();
  const [reply, socket, head] = (await once(asked, 'upgrade')) as [
    { headers: Record<string, string> },
    Socket,
    Buffer,
  ];
  const accept = createHash('sha1')
    .update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');
  expect(reply.headers['sec-websocket-accept']).toBe(accept);
  if (head.length > 0) socket.unshift(head);
  return socket;
}

/** Unmasked, unfragmented text frames (RFC 6455, 5.2). */
function readFrames(socket: Socket, hear: (text: string) => void): void {
  let bytes = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (more: Buffer) => {
    bytes = Buffer.concat([bytes, more]);
    for (;;) {
      if (bytes.length < 2) return;
      const short = bytes.readUInt8(1);
      const at = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (bytes.length < at) return;
      const length =
        short < 126
          ? short
          : short === 126
            ? bytes.readUInt16BE(2)
            : Number(bytes.readBigUInt64BE(2));
      if (bytes.length < at + length) return;
      hear(bytes.subarray(at, at + length).toString());
      bytes = bytes.subarray(at + length);
    }
  });
}

function clientFrame(text: string): Buffer {
  const mask = Buffer.from([1, 2, 3, 4]);
  const body = Buffer.from(text).map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  const length =
    body.length < 126 ? [0x80 + body.length] : [0x80 + 126, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([0x81, ...length]), mask, body]);
}
