import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket as TcpSocket } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { instant } from '../../shared/time/time.ts';
import { parseFromServer, type fromServer } from '../../shared/wire/schemas.ts';
import type { Catchup, Frame, Gone, Refused } from '../../shared/wire/messages.ts';
import { openBroadcast, type Broadcast } from './broadcast.ts';
import { stageRace, type StagedRace } from './show.fixture.ts';
import type { ProgrammeChange } from './show.ts';
import { eventually } from './eventually.fixture.ts';

vi.setConfig({ testTimeout: 30_000 });

let race: StagedRace;
let broadcast: Broadcast;
let http: Server;
let url: string;
let tell: (change: ProgrammeChange) => void;
const sockets: Socket[] = [];
const warn = vi.fn<(message: string) => void>();

beforeEach(async () => {
  race = await stageRace();
  http = createServer();
  broadcast = openBroadcast({
    http,
    programme: {
      slugs: async () => ['oslo'],
      card: () => undefined,
      find: async (slug) => (slug === 'oslo' ? race.show : undefined),
      subscribe(listener) {
        tell = listener;
        return () => {};
      },
    },
    clock: () => instant(1_795_398_263_942_629),
    headEveryMs: 20,
    warn,
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await broadcast.close();
});

function viewer(transports: readonly string[] = ['websocket']): Socket {
  const socket = io(url, { transports: [...transports], reconnection: false, forceNew: true });
  sockets.push(socket);
  return socket;
}

/** The next message of a name; checked against the wire's schema on the way. */
async function hears<T>(socket: Socket, name: keyof typeof fromServer): Promise<T> {
  const message = await new Promise<unknown>((resolve) => socket.once(name, resolve));
  const parsed = parseFromServer(name, message);
  if (!parsed.ok) throw new Error(parsed.reason);
  return message as T;
}

function asks(socket: Socket, watch: object): Promise<Catchup> {
  const answer = hears<Catchup>(socket, 'catchup');
  socket.emit('watch', watch);
  return answer;
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('connect', resolve));
}

const seqsOf = ({ entries }: Catchup | Frame) => entries.map(([seq]) => seq);

describe('where a viewer stood decides what it gets', () => {
  test('a gap: the missing entries', async () => {
    await race.feed(5);
    const catchup = await asks(viewer(), { race: 'oslo', epoch: race.room.epoch, since: 4 });
    expect(catchup).toMatchObject({ how: 'entries', after: 4, seq: 7, epoch: race.room.epoch });
    expect(seqsOf(catchup)).toEqual([5, 6, 7]);
  });

  test('nothing missing: an empty catch-up', async () => {
    const catchup = await asks(viewer(), { race: 'oslo', epoch: race.room.epoch, since: 2 });
    expect(catchup).toMatchObject({ after: 2, seq: 2, entries: [] });
  });

  test('another epoch: everything, from the beginning', async () => {
    const catchup = await asks(viewer(), { race: 'oslo', epoch: 'of yesterday', since: 2 });
    expect(catchup).toMatchObject({ after: 0, epoch: race.room.epoch });
    expect(seqsOf(catchup)).toEqual([1, 2]);
  });

  test('the future: everything, from the beginning', async () => {
    const catchup = await asks(viewer(), { race: 'oslo', epoch: race.room.epoch, since: 3_000 });
    expect(catchup).toMatchObject({ after: 0, seq: 2 });
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('3000'));
  });

  test('a race that is not there: gone', async () => {
    const socket = viewer();
    const gone = hears<Gone>(socket, 'gone');
    socket.emit('watch', { race: 'atlantis' });
    expect(await gone).toEqual({ race: 'atlantis', reason: 'notFound' });
  });
});

describe('a viewer who watches', () => {
  test.each([
    ['websocket', ['websocket']],
    ['polling', ['polling']],
    ['polling and, while entries come, websocket', ['polling', 'websocket']],
  ])('over %s gets each entry once, in order', async (_, transports) => {
    const socket = viewer(transports);
    const seen = seqsOf(await asks(socket, { race: 'oslo' }));
    socket.on('frame', (frame: Frame) => seen.push(...seqsOf(frame)));
    const over = () => socket.io.engine.transport.name;
    for (let round = 0; round < 20 || over() !== transports.at(-1); round++) await race.feed(2);
    await race.feed(2);
    const { seq } = race.room;
    await eventually(() => expect(seen).toHaveLength(seq));
    expect(seen).toEqual(Array.from({ length: seq }, (_, index) => index + 1));
  });

  test('gets frames straight on its socket: the fields we reach for have not moved', async () => {
    const socket = viewer();
    await asks(socket, { race: 'oslo' });
    const before = { ...broadcast.deliveries };
    const frame = hears<Frame>(socket, 'frame');
    await race.feed(1);
    await frame;
    expect(broadcast.deliveries.straight).toBeGreaterThan(before.straight);
    expect(broadcast.deliveries.through).toBe(before.through);
  });

  test('hears a head again and again, and at once when the stage changes', async () => {
    const socket = viewer();
    await asks(socket, { race: 'oslo' });
    expect(await hears(socket, 'head')).toMatchObject({ seq: 2, viewers: 1, phase: 'live' });
    race.stage = { phase: 'finished', clock: { race: 1, server: 2, rate: 0 } };
    tell({ kind: 'stage', slug: 'oslo' });
    expect(await hears(socket, 'head')).toMatchObject({ phase: 'finished', clock: { rate: 0 } });
  });

  test('is told when the run is over, and may ask for the next', async () => {
    const socket = viewer();
    await asks(socket, { race: 'oslo' });
    const gone = hears<Gone>(socket, 'gone');
    race = await stageRace();
    tell({ kind: 'replaced', slug: 'oslo' });
    expect(await gone).toEqual({ race: 'oslo', reason: 'ended' });
    expect(await asks(socket, { race: 'oslo' })).toMatchObject({
      epoch: race.room.epoch,
      after: 0,
    });
  });

  test('and stops watching gets nothing more', async () => {
    const [socket, other] = [viewer(), viewer()];
    await Promise.all([asks(socket, { race: 'oslo' }), asks(other, { race: 'oslo' })]);
    const heard = vi.fn();
    socket.on('frame', heard);
    socket.emit('unwatch', { race: 'oslo' });
    await eventually(() => expect(broadcast.hub('oslo')?.viewers).toBe(1));
    const frame = hears<Frame>(other, 'frame');
    await race.feed(1);
    await frame;
    expect(heard).not.toHaveBeenCalled();
    other.close();
    await eventually(() => expect(broadcast.hub('oslo')?.viewers).toBe(0));
  });

  test('learns the server’s clock', async () => {
    expect(await viewer().emitWithAck('clock', { sent: 12 })).toEqual({
      sent: 12,
      now: 1_795_398_263_942_629,
    });
  });
});

describe('what cannot be acted upon is refused by name', () => {
  test.each([
    ['a watch of nothing', 'watch', undefined, 'MALFORMED'],
    ['a watch of a path', 'watch', { race: '../etc' }, 'MALFORMED'],
    ['a clock without a time', 'clock', { sent: 'now' }, 'MALFORMED'],
    ['an unknown word', 'shout', { race: 'oslo' }, 'UNKNOWN_MESSAGE'],
  ])('%s', async (_, name, message, code) => {
    const socket = viewer();
    const refused = hears<Refused>(socket, 'refused');
    socket.emit(name, message);
    expect(await refused).toMatchObject({ about: name, code });
    expect(await asks(socket, { race: 'oslo' })).toMatchObject({ seq: 2 });
  });

  test('more races than one viewer may watch', async () => {
    const socket = viewer();
    await asks(socket, { race: 'oslo' });
    const refused = hears<Refused>(socket, 'refused');
    for (let n = 0; n < 9; n++) socket.emit('watch', { race: `race-${n}` });
    // Races that are not there are let go again, so only those asked for at once count.
    expect(await refused).toMatchObject({ code: 'TOO_MANY_RACES' });
  });

  test('talking too fast, and at last the talker', async () => {
    const socket = viewer();
    const refused = hears<Refused>(socket, 'refused');
    await connected(socket);
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    for (let n = 0; n < 200; n++) socket.emit('unwatch', { race: 'oslo' });
    expect(await refused).toMatchObject({ code: 'TOO_FAST' });
    await gone;
  });

  test('a message larger than any of ours ends the connection, not the server', async () => {
    const socket = viewer();
    await connected(socket);
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    socket.emit('watch', { race: 'x'.repeat(100_000) });
    await gone;
    expect(await asks(viewer(), { race: 'oslo' })).toMatchObject({ seq: 2 });
  });

  test('noise on the port does not end the server', async () => {
    const raw = connect(Number(new URL(url).port), '127.0.0.1');
    raw.on('error', () => {}).resume();
    raw.end(Buffer.from('\u0000\u0001GET / nonsense\r\n\r\n'));
    await once(raw, 'close');
    expect(await asks(viewer(), { race: 'oslo' })).toMatchObject({ seq: 2 });
  });
});

describe('a viewer who stalls', () => {
  test('costs a bounded amount, and catches up when its line drains', async () => {
    const accepted = once(http, 'connection') as Promise<[TcpSocket]>;
    const stalled = viewer();
    const missed = seqsOf(await asks(stalled, { race: 'oslo' }));
    const [line] = await accepted;
    stalled.on('catchup', (catchup: Catchup) => missed.push(...seqsOf(catchup)));
    stalled.on('frame', (frame: Frame) => missed.push(...seqsOf(frame)));
    const quick = viewer();
    const seen = seqsOf(await asks(quick, { race: 'oslo' }));
    quick.on('frame', (frame: Frame) => seen.push(...seqsOf(frame)));

    // Nothing written leaves a corked socket: a line as blocked as one can be.
    line.cork();
    const feedAndSee = async () => {
      const { seq } = race.room;
      await race.feed(200);
      await eventually(() => expect(seen).toHaveLength(seq + 200));
    };
    while (broadcast.hub('oslo')?.stats.passedOver === 0) await feedAndSee();
    const unsent = line.writableLength;
    expect(unsent).toBeLessThan(64 * 1024 + 40_000);
    for (let round = 0; round < 3; round++) await feedAndSee();
    // Only engine.io's own ping may have joined the queue.
    expect(line.writableLength - unsent).toBeLessThan(64);

    line.uncork();
    await eventually(() => expect(missed.at(-1)).toBe(race.room.seq));
    await feedAndSee();
    await eventually(() => expect(missed.at(-1)).toBe(race.room.seq));
    expect(missed).toEqual(missed.toSorted((a, b) => Number(a) - Number(b)));
  });
});
