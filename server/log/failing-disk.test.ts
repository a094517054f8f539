import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openRoom } from '../room/open-room.ts';
import type { Room } from '../room/room.ts';
import type { EventLog } from './event-log.ts';
import { openSqliteLog } from './sqlite-log.ts';
import { passingOf } from './trials/feeds.ts';
import { fragileDisk } from './trials/fragile-disk.ts';
import type { DiskCall, FragileDisk } from './trials/fragile-disk.ts';

// R4. The disk refuses at chosen file calls, down to the system call, under the whole way of an entry:
// room, log, SQLite. What is acknowledged must be there afterwards, and feeding must go on by itself.

const root = mkdtempSync(join(tmpdir(), 'hairline-disk-'));
const opened: { disk: FragileDisk; log: EventLog }[] = [];
afterEach(async () => {
  for (const { disk, log } of opened.splice(0)) {
    disk.failing = null;
    await log.close();
    disk.restore();
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const isWrite = ({ kind }: DiskCall) =>
  kind === 'write' || kind === 'create' || kind === 'truncate';
const always = () => true;
const isSync = ({ kind }: DiskCall) => kind === 'sync';

describe(
  'R4 while the disk refuses, nothing is acknowledged; when it is well again, feeding goes on by itself',
  { timeout: 60_000 },
  () => {
    const troubles = [
      { name: 'full', code: 'ENOSPC', hits: isWrite, message: 'not stored: disk full' },
      { name: 'over quota', code: 'EDQUOT', hits: isWrite, message: 'not stored: ' },
      {
        name: 'broken on writing',
        code: 'EIO',
        hits: isWrite,
        message: 'not stored: disk I/O error',
      },
      {
        name: 'broken on syncing',
        code: 'EIO',
        hits: isSync,
        message: 'not stored: disk I/O error',
      },
      { name: 'gone altogether', code: 'EIO', hits: always, message: 'not stored: ' },
    ];
    test.each(troubles)('a disk that is $name', async ({ code, hits, message }) => {
      const { disk, room } = await feedingRoom();
      expect(await room.submit(passings(1, 3))).toMatchObject([{ seq: 1 }, { seq: 2 }, { seq: 3 }]);
      disk.failing = (call) => (hits(call) ? code : null);
      for (let attempt = 0; attempt < 3; attempt++) {
        const answers = await room.submit(passings(4, 5));
        for (const answer of answers) {
          expect(answer).toMatchObject({ ok: false, code: 'NOT_STORED' });
          expect(answer).toHaveProperty('message', expect.stringContaining(message));
        }
        expect([room.seq, room.race.size]).toEqual([3, 3]);
      }
      disk.failing = null;
      const numbers = (await room.submit(passings(4, 6))).map((answer) => answer.ok && answer.seq);
      expect(numbers).toEqual([4, 5, 6]);
      await expectStored(room);
    });
  },
);

test(
  'R4 one failing call, whichever it is: entries are stored or refused, never half, never both',
  { timeout: 60_000 },
  async () => {
    const { disk, room } = await feedingRoom();
    await room.submit(passings(1, 2));
    let n = 2;
    for (let failAt = 1; failAt <= 40; failAt++) {
      const from = disk.calls;
      disk.failing = ({ index }) => (index === from + failAt ? 'EIO' : null);
      for (let message = 0; message < 4; message++) {
        const batch = passings(n + 1, n + 2);
        const first = await room.submit(batch);
        // A device sends again until it is answered with a number.
        const answers = first.every(({ ok }) => ok) ? first : await room.submit(batch);
        expect(answers).toMatchObject([
          { ok: true, seq: n + 1 },
          { ok: true, seq: n + 2 },
        ]);
        n += 2;
      }
      disk.failing = null;
    }
    expect(room.seq).toBe(n);
    await expectStored(room);
  },
);

test(
  'R4 a sync that fails is not believed afterwards, though the bytes can be read back',
  { timeout: 60_000 },
  async () => {
    const { disk, room } = await feedingRoom();
    await room.submit(passings(1, 1));
    disk.failing = (call) => (isSync(call) ? 'EIO' : null);
    expect(await room.submit(passings(2, 2))).toMatchObject([{ ok: false, code: 'NOT_STORED' }]);
    disk.failing = null;
    expect(await room.submit(passings(2, 2))).toMatchObject([{ ok: true, seq: 2 }]);
    // Everything acknowledged is on the disk now, whatever the system's memory held.
    const left = disk.afterCut(() => 0);
    const copy = mkdtempSync(join(root, 'copy-'));
    for (const [name, bytes] of left) {
      if (name.startsWith('hairline.db')) writeFileSync(join(copy, name), bytes);
    }
    const again = await openSqliteLog({ folder: copy, driver: 'wasm', workerFile: null });
    if (!again.ok) throw new Error(again.message);
    expect(await again.log.head('oslo')).toMatchObject({ seq: 2 });
    await again.log.close();
  },
);

test('R4 a data folder that cannot be used is told in one sentence', async () => {
  const file = join(root, 'a file');
  writeFileSync(file, '');
  const folder = join(file, 'data');
  const result = await openSqliteLog({ folder, workerFile: null });
  expect(result).toMatchObject({ ok: false, code: 'DISK' });
  expect(result).toHaveProperty('message', expect.stringContaining(`${folder} cannot be used`));
});

async function feedingRoom() {
  const folder = mkdtempSync(join(root, 'data-'));
  const disk = fragileDisk({ folder });
  const result = await openSqliteLog({ folder, driver: 'wasm', workerFile: null });
  if (!result.ok) throw new Error(result.message);
  const { log } = result;
  opened.push({ disk, log });
  await log.create('oslo');
  const room = await openRoom({ slug: 'oslo', log });
  if (!room.ok) throw new Error(room.message);
  return { disk, room: room.room };
}

/** The log, read anew and checked line by line, holds what the room acknowledged, and nothing twice. */
async function expectStored(room: Room): Promise<void> {
  const log = opened.at(-1)?.log;
  const read = await log?.read('oslo', room.epoch, 0, 10_000);
  if (read?.kind !== 'read') throw new Error(`the log is ${read?.kind}`);
  expect(read.lines.map(({ seq, n }) => `${seq}:${n}`)).toEqual(
    room.entriesAfter(0).map(({ seq, n }) => `${seq}:${n}`),
  );
  expect(new Set(read.lines.map(({ n }) => n)).size).toBe(read.lines.length);
}

function passings(from: number, to: number) {
  return Array.from({ length: to - from + 1 }, (_, index) => passingOf('mat', from + index));
}
