import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { entryId, type EntryId, type Submission } from '../../shared/race/entry.ts';
import type { RaceEvent } from '../../shared/race/events.ts';
import { encodePng } from '../../shared/strip/png.ts';
import { oval1500 } from '../../shared/testkit/definitions.ts';
import { afterTheGun, competitors } from '../../shared/testkit/race-builder.ts';
import { instant, raceTime } from '../../shared/time/time.ts';
import { createMemoryLog } from '../log/memory-log.ts';
import { openRooms } from '../room/open-rooms.ts';
import type { Room } from '../room/room.ts';
import { openStripKeeper, type StripKeeper } from './strip-keeper.ts';
import { openStripStore } from './strip-store.ts';

const DAYS_AGO = new Date('2020-01-01');

let folder: string;
let n = 0;
let log = createMemoryLog();
let rooms = openRooms({ log });
let keeper: StripKeeper;
let said: string[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hairline-strips-'));
  said = [];
  log = createMemoryLog();
  start();
  await rooms.create('oslo', {
    entries: [
      signed({ type: 'raceDefined', definition: oval1500 }),
      signed({ type: 'entrantsListed', entrants: competitors('a', 'b') }),
    ],
  });
});
afterEach(() => {
  keeper.close();
  rmSync(folder, { recursive: true });
});

/** The server comes up over what is stored. */
function start(mostBytes?: number): void {
  rooms = openRooms({ log });
  keeper = openStripKeeper({
    store: openStripStore(folder, mostBytes),
    rooms,
    report: (message) => said.push(message),
  });
}

function signed(event: RaceEvent): Submission {
  return { device: 'op-judge', n: (n += 1), recordedAt: instant(n), event };
}

async function oslo(): Promise<Room> {
  const opened = await rooms.open('oslo');
  if (!opened.ok) throw new Error(opened.message);
  return opened.room;
}

async function enter(event: RaceEvent): Promise<EntryId> {
  const submission = signed(event);
  expect(await (await oslo()).submit([submission])).toMatchObject([{ ok: true }]);
  return entryId(submission);
}

const image = (shade: number) =>
  encodePng({ width: 40, height: 10, rgba: new Uint8ClampedArray(1600).fill(shade) });

async function release(shade: number): Promise<{ readonly sha256: string; readonly id: EntryId }> {
  const kept = await keeper.keep(image(shade));
  if (!kept.ok) throw new Error(kept.reason);
  const id = await enter({
    type: 'stripReleased',
    point: '1500',
    image: kept.image,
    axis: { columns: 40, firstUs: raceTime(209_000_000), lastUs: raceTime(209_039_000) },
    by: afterTheGun('3:29.039'),
  });
  return { sha256: kept.image.sha256, id };
}

/** As if all of it lay there for days: once what the keeper has begun with the files is done. */
async function age(): Promise<void> {
  await keeper.collect(Number.MAX_SAFE_INTEGER);
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), DAYS_AGO, DAYS_AGO);
}

test('what a race shows stays, however old; what nobody shows goes, and its hash stays in the log', async () => {
  const one = await release(10);
  const other = await release(20);
  await enter({ type: 'entryVoided', target: other.id });
  await age();
  expect(await keeper.collect()).toBe(1);
  expect(readdirSync(folder)).toEqual([one.sha256]);
  expect(said).toEqual([`removed the finish image ${other.sha256}: no race shows it`]);
  const hashes = (await oslo())
    .entriesAfter(0)
    .flatMap(({ event }) => (event.type === 'stripReleased' ? [event.image.sha256] : []));
  expect(hashes).toEqual([one.sha256, other.sha256]);
  expect(await keeper.read(other.sha256)).toBeNull();
});

test('a withdrawal can be undone for a day, however old the image is', async () => {
  const { sha256, id } = await release(30);
  await age();
  await enter({ type: 'entryVoided', target: id });
  expect(await keeper.collect()).toBe(0);
  await enter({ type: 'entryRestored', target: id });
  await age();
  expect(await keeper.collect()).toBe(0);
  expect(readdirSync(folder)).toEqual([sha256]);
});

test('one that was brought and never released goes; brought again it begins anew', async () => {
  await keeper.keep(image(40));
  await age();
  await keeper.keep(image(40));
  expect(await keeper.collect()).toBe(0);
  await age();
  expect(await keeper.collect()).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
});

test('at the next start too: of races that nobody has opened yet', async () => {
  const one = await release(50);
  const other = await release(60);
  await enter({ type: 'entryVoided', target: other.id });
  await age();
  keeper.close();
  rooms.close();
  start();
  expect(await keeper.collect()).toBe(1);
  expect(readdirSync(folder)).toEqual([one.sha256]);
});

test('the images of a race that is dropped go with it', async () => {
  await release(70);
  expect((await rooms.drop('oslo')).ok).toBe(true);
  await age();
  expect(await keeper.collect()).toBe(1);
});

test('where a race cannot be read, nothing is removed', async () => {
  await keeper.keep(image(80));
  await age();
  rooms.open = async () => ({ ok: false, code: 'NOT_STORED', message: 'the disk is full' });
  expect(await keeper.collect()).toBe(0);
  expect(readdirSync(folder)).toHaveLength(1);
});

test('a full folder makes room of what nobody needs, and never of what is shown', async () => {
  keeper.close();
  start(image(90).length * 2 + 100);
  const { sha256 } = await release(90);
  await keeper.keep(image(100));
  expect(await keeper.keep(image(110))).toEqual({ ok: false, reason: 'noRoom' });
  await age();
  expect((await keeper.keep(image(110))).ok).toBe(true);
  expect(readdirSync(folder)).toContain(sha256);
  expect(readdirSync(folder)).toHaveLength(2);
});
