import { expect, test } from 'vitest';
import type { Submission } from '../../shared/race/entry.ts';
import { instant } from '../../shared/time/time.ts';
import { createMemoryLog } from '../log/memory-log.ts';
import { openRooms } from './open-rooms.ts';
import type { Opened, Room } from './room.ts';

test('a room opens when it is first asked for, and once', async () => {
  const log = createMemoryLog();
  await log.create('oslo');
  const rooms = openRooms({ log });
  const told: string[] = [];
  rooms.subscribe(({ kind, slug }) => told.push(`${kind} ${slug}`));
  const [one, two] = await Promise.all([rooms.open('oslo'), rooms.open('oslo')]);
  expect(roomOf(one)).toBe(roomOf(two));
  expect(rooms.room('oslo')).toBe(roomOf(one));
  expect(told).toEqual(['opened oslo']);
});

test('races stored before are listed though nobody has opened them', async () => {
  const log = createMemoryLog();
  await log.create('athens', { entries: [gun(1)] });
  const rooms = openRooms({ log });
  expect(await rooms.list()).toMatchObject([{ slug: 'athens', seq: 1 }]);
  expect(rooms.room('athens')).toBeUndefined();
  expect(roomOf(await rooms.open('athens')).seq).toBe(1);
});

test('creating a race that is there opens it as it is', async () => {
  const rooms = openRooms({ log: createMemoryLog() });
  const first = roomOf(await rooms.create('oslo', { entries: [gun(1)] }));
  const again = roomOf(await rooms.create('oslo', { entries: [] }));
  expect(again).toBe(first);
});

test('a new run takes the place of the old one: subscribers are told, the old room refuses', async () => {
  const rooms = openRooms({ log: createMemoryLog() });
  const old = roomOf(await rooms.create('oslo', { entries: [gun(1)] }));
  const told: string[] = [];
  rooms.subscribe((change) => told.push(`${change.kind} ${change.slug}`));
  const fresh = roomOf(await rooms.replace('oslo', { roster: { a: { name: 'Ada Holm' } } }));
  expect(told).toEqual(['replaced oslo']);
  expect(fresh).toMatchObject({ seq: 0, roster: { a: { name: 'Ada Holm' } } });
  expect(fresh.epoch).not.toBe(old.epoch);
  expect(await old.submit([gun(2)])).toMatchObject([{ ok: false, code: 'REPLACED' }]);
  expect(await fresh.submit([gun(2)])).toMatchObject([{ ok: true, seq: 1 }]);
});

test('a dropped race is closed and not there any more', async () => {
  const rooms = openRooms({ log: createMemoryLog() });
  const room = roomOf(await rooms.create('oslo'));
  const told: string[] = [];
  rooms.subscribe(({ kind }) => told.push(kind));
  expect(await rooms.drop('oslo')).toEqual({ ok: true });
  expect(told).toEqual(['dropped']);
  expect(room.closed).toBe(true);
  expect(await rooms.open('oslo')).toMatchObject({ ok: false, code: 'NOT_FOUND' });
});

test('leaving is possible: whoever unsubscribed is told nothing', async () => {
  const rooms = openRooms({ log: createMemoryLog() });
  const told: string[] = [];
  rooms.subscribe(({ kind }) => told.push(kind))();
  const room = roomOf(await rooms.create('oslo'));
  room.subscribe(() => told.push('entries'))();
  await room.submit([gun(1)]);
  expect(told).toEqual([]);
});

test('a server that stops answers what it has begun, and then refuses as not stored, not as replaced', async () => {
  const rooms = openRooms({ log: createMemoryLog() });
  const room = roomOf(await rooms.create('oslo'));
  const begun = room.submit([gun(1)]);
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  rooms.close();
  expect(await begun).toMatchObject([{ ok: true, seq: 1 }]);
  expect(await room.submit([gun(2)])).toEqual([
    { ok: false, code: 'NOT_STORED', message: 'not stored: the server is stopping' },
  ]);
});

function roomOf(opened: Opened): Room {
  if (!opened.ok) throw new Error(opened.message);
  return opened.room;
}

function gun(n: number): Submission {
  const at = instant(1_717_097_340_000_000);
  return {
    device: 'judge',
    n,
    recordedAt: at,
    event: { type: 'gunFired', at, source: 'electronic', bandUs: 0 },
  };
}
