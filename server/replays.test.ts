import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRace } from '../shared/race/apply.ts';
import { instant } from '../shared/time/time.ts';
import type { EventLog } from './log/event-log.ts';
import { createMemoryLog } from './log/memory-log.ts';
import { createMemoryTables, type MemoryTables } from './log/memory-tables.ts';
import { openPastRaces, type PastRace } from './past-races.ts';
import { openReplays, type Replays } from './replays.ts';
import { openRooms } from './room/open-rooms.ts';
import type { Room } from './room/room.ts';
import type { Rooms } from './room/rooms.ts';

vi.setConfig({ testTimeout: 30_000 });

const OSLO = 'oslo-2024-1500m';
const LIVE = `${OSLO}-live`;
const RACE_S = 225;

let oslo: PastRace;
let tables: MemoryTables;
let log: EventLog;
let rooms: Rooms;
let replays: Replays;
const report = vi.fn<(message: string) => void>();
const onStage = vi.fn<(slug: string) => void>();
const now = () => instant(Date.now() * 1_000);

beforeEach(async () => {
  const past = openPastRaces({ newRace: createRace, report });
  await past.add(join(import.meta.dirname, '../races', OSLO), OSLO);
  const race = await past.find(OSLO);
  if (!race) throw new Error('Oslo is not there');
  oslo = race;
  tables = createMemoryTables();
  vi.useFakeTimers({ now: 1_800_000_000_000, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  start();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  expect(report.mock.calls).toEqual([]);
});

function start(): void {
  log = createMemoryLog({ tables });
  rooms = openRooms({ log, newRace: createRace, report });
  replays = openReplays({
    rooms,
    recording: async (slug) => (slug === OSLO ? oslo.recording : undefined),
    now,
    report,
    onStage,
    demo: { recording: OSLO, slug: LIVE },
  });
}

function stop(): void {
  replays.close();
  rooms.close();
}

/** Time goes by; after each step everything under way has its turn. */
async function pass(seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 5) {
    await vi.advanceTimersByTimeAsync(Math.min(5, seconds - passed) * 1_000);
    await settle();
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function room(slug: string): Promise<Room> {
  const opened = await rooms.open(slug);
  if (!opened.ok) throw new Error(opened.message);
  return opened.room;
}

describe('the demo', () => {
  test('is on air at once, some seconds before the gun, with the opening and nothing of the future', async () => {
    await replays.start();
    await settle();
    const { race, seq, roster } = await room(LIVE);
    expect(seq).toBe(2);
    expect(race.entrants).toHaveLength(15);
    expect(race.zero).toBeNull();
    expect(roster).toEqual(oslo.recording.roster);
    expect(JSON.stringify(roster)).not.toMatch(/WL|"place"|3:29/);
    expect(replays.stage(LIVE)).toMatchObject({ phase: 'live', clock: { rate: 1 } });
    await pass(5);
    expect((await room(LIVE)).race.zero).not.toBeNull();
  });

  test('ends with the recording’s hash, entry for entry', async () => {
    await replays.start();
    await pass(RACE_S + 10);
    const { race, entriesAfter } = await room(LIVE);
    expect(race.hash()).toBe(oslo.show.shown.race.hash());
    expect(entriesAfter(0)).toEqual(oslo.recording.entries);
  });

  test('says after the end when the next run begins, and begins it as a new epoch', async () => {
    await replays.start();
    const first = (await room(LIVE)).epoch;
    await pass(RACE_S + 10);
    const stage = replays.stage(LIVE);
    expect(stage).toMatchObject({ phase: 'countdown', clock: { rate: 0 }, next: { race: LIVE } });
    expect((stage?.next?.at ?? 0) - now()).toBeLessThanOrEqual(20_000_000);
    await pass(25);
    const second = await room(LIVE);
    expect(second.epoch).not.toBe(first);
    expect(replays.stage(LIVE)).toMatchObject({ phase: 'live' });
    expect(replays.stage(LIVE)?.next).toBeUndefined();
  });

  test('goes on after a restart in mid-race: same epoch, same clock, nothing missing, nothing twice', async () => {
    await replays.start();
    await pass(100);
    const before = await room(LIVE);
    const { epoch, seq } = before;
    const clock = replays.stage(LIVE)?.clock;
    stop();
    await pass(20);
    start();
    await replays.start();
    await settle();
    const after = await room(LIVE);
    expect(after.epoch).toBe(epoch);
    expect(replays.stage(LIVE)?.clock).toEqual(clock);
    expect(after.seq).toBeGreaterThan(seq);
    await pass(RACE_S + 10 - 120);
    expect((await room(LIVE)).entriesAfter(0)).toEqual(oslo.recording.entries);
  });

  test('begins anew when the run was over while nobody served it', async () => {
    await replays.start();
    await pass(100);
    const { epoch } = await room(LIVE);
    stop();
    await pass(RACE_S);
    start();
    await replays.start();
    expect((await room(LIVE)).epoch).not.toBe(epoch);
    expect((await room(LIVE)).race.zero).toBeNull();
  });
});

describe('a replay that somebody started', () => {
  async function started(rate = 1) {
    const created = await replays.create({ recording: OSLO, rate });
    if (!created.ok) throw new Error(created.message);
    await settle();
    return created;
  }

  test('is a race of its own, steered by whoever has its key', async () => {
    const { race, key } = await started();
    expect(race).toMatch(/^oslo-2024-1500m-replay-[a-z0-9]{8}$/);
    await pass(10);
    expect(await replays.steer(race, key, { do: 'pause' })).toMatchObject({
      ok: true,
      clock: { rate: 0 },
    });
    const { seq } = await room(race);
    await pass(60);
    expect((await room(race)).seq).toBe(seq);
    expect(await replays.steer(race, key, { do: 'seek', to: 100e6 })).toMatchObject({ ok: true });
    await settle();
    expect((await room(race)).seq).toBeGreaterThan(seq);
    expect(await replays.steer(race, key, { do: 'seek', to: 99e6 })).toMatchObject({
      ok: false,
      code: 'ONLY_FORWARD',
    });
    expect(await replays.steer(race, key, { do: 'rate', rate: 8 })).toMatchObject({
      ok: true,
      clock: { rate: 8 },
    });
    await pass(20);
    expect(replays.stage(race)).toMatchObject({ phase: 'finished' });
    expect((await room(race)).race.hash()).toBe(oslo.show.shown.race.hash());
  });

  test('obeys nobody else, and the demo nobody at all', async () => {
    await replays.start();
    const { race } = await started();
    expect(await replays.steer(race, 'guessed', { do: 'stop' })).toMatchObject({
      ok: false,
      code: 'NOT_YOURS',
    });
    expect(await replays.steer(LIVE, '', { do: 'stop' })).toMatchObject({
      ok: false,
      code: 'NOT_FOUND',
    });
    expect(await replays.steer('atlantis', '', { do: 'stop' })).toMatchObject({
      ok: false,
      code: 'NOT_FOUND',
    });
  });

  test('is dropped when stopped, and some minutes after its end', async () => {
    const [one, two] = [await started(), await started(64)];
    await replays.steer(one.race, one.key, { do: 'stop' });
    expect((await rooms.list()).map(({ slug }) => slug)).toEqual([two.race]);
    await pass(10);
    expect(replays.stage(two.race)?.phase).toBe('finished');
    await pass(310);
    expect(await rooms.list()).toEqual([]);
  });

  test('goes on after a restart, for the same key', async () => {
    const { race, key } = await started();
    await pass(50);
    stop();
    start();
    await replays.start();
    await settle();
    expect(replays.stage(race)?.phase).toBe('live');
    expect(await replays.steer(race, key, { do: 'pause' })).toMatchObject({ ok: true });
    expect(JSON.stringify(tables)).not.toContain(key);
  });

  test('needs a recording, and room among those under way', async () => {
    expect(await replays.create({ recording: 'atlantis', rate: 1 })).toMatchObject({
      code: 'NO_RECORDING',
    });
    for (let n = 0; n < 16; n++) await started();
    expect(await replays.create({ recording: OSLO, rate: 1 })).toMatchObject({ code: 'TOO_MANY' });
  });
});
