import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keepOnThread } from './keeper.ts';
import type { KeeperOnThread } from './keeper.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { OpenedSqliteStore } from './sqlite-store.ts';
import { StoreDamage } from './tables.ts';
import { chanceFrom, trialCount } from './trials/chance.ts';
import { passingOf } from './trials/feeds.ts';
import { fragileDisk } from './trials/fragile-disk.ts';

// R2. A killed process proves nothing about power: its writes are safe in the system's memory. Here
// the disk forgets what was not synced, at a random file call, again and again on the same folder.

const root = mkdtempSync(join(tmpdir(), 'hairline-power-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test(
  'R2 power cuts at random file calls lose nothing that was acknowledged',
  { timeout: 600_000 },
  () => {
    const trials = trialCount({ inCi: 500, usual: 100 });
    const { lost, cuts } = runTrials({ trials, ignoreSync: false });
    expect(lost).toEqual([]);
    expect(cuts).toBe(trials);
  },
);

test(
  'R2 the same trials find the loss on a disk that answers syncs and does nothing',
  { timeout: 60_000 },
  () => {
    expect(runTrials({ trials: 20, ignoreSync: true }).lost).not.toEqual([]);
  },
);

function runTrials({ trials, ignoreSync }: { trials: number; ignoreSync: boolean }) {
  const lost: string[] = [];
  let image: ReadonlyMap<string, Buffer> = new Map();
  let acknowledged = 0;
  let cuts = 0;
  for (let seed = 1; seed <= trials && lost.length === 0; seed++) {
    // A fresh folder now and then, so that cuts also hit the making of a database.
    if (seed % 25 === 1) [image, acknowledged] = [new Map(), 0];
    const folder = folderWith(image);
    const chance = chanceFrom(seed);
    const disk = fragileDisk({ folder, ignoreSync });
    const cutAt = 1 + chance(seed % 25 === 1 ? 60 : 150);
    disk.failing = ({ index }) => {
      if (index === cutAt) disk.cut();
      return null;
    };
    try {
      acknowledged = feedUntilCut(folder, acknowledged, () => disk.calls >= cutAt);
    } finally {
      disk.restore();
    }
    cuts += 1;
    image = disk.afterCut(chance);
    const found = storedSeq(folderWith(image), seed, lost);
    if (found < acknowledged)
      lost.push(`seed ${seed}: ${acknowledged} acknowledged, ${found} found`);
    if (found > acknowledged + 3)
      lost.push(`seed ${seed}: ${found} found, more than were ever handed in`);
    acknowledged = found;
    rmSync(folder, { recursive: true, force: true });
  }
  return { lost, cuts };
}

/** Appends until the power goes; how many entries were acknowledged by then, those before included. */
function feedUntilCut(folder: string, before: number, isCut: () => boolean): number {
  let seq = before;
  try {
    const keeper = open(folder);
    while (!isCut()) {
      const epoch = epochOf(keeper);
      if (epoch === null) break;
      const submissions = Array.from({ length: 1 + (seq % 3) }, (_, index) =>
        passingOf('mat', seq + index + 1),
      );
      const work = { do: 'append', slug: 'oslo', epoch, expectedSeq: seq, submissions } as const;
      const performed = keeper.perform([work]);
      if (!performed.ok) break;
      expect(performed.outcomes).toEqual([{ kind: 'stored' }]);
      seq += submissions.length;
    }
    keeper.close();
  } catch (error) {
    // The power may go while the database is being opened.
    if (!isCut()) throw error;
  }
  return seq;
}

function epochOf(keeper: KeeperOnThread): string | null {
  const head = keeper.head('oslo');
  if (head) return head.epoch;
  const created = keeper.perform([{ do: 'create', slug: 'oslo', epoch: 'first', start: {} }]);
  return created.ok ? 'first' : null;
}

/** How far the next server finds the log: every line checked, nothing to report but a torn tail. */
function storedSeq(folder: string, seed: number, lost: string[]): number {
  const opened = openAfterCut(folder);
  if (typeof opened === 'string') {
    lost.push(`seed ${seed}: ${opened}`);
    return 0;
  }
  for (const finding of opened.findings) {
    if (!/never finished|are damaged and were dropped/.test(finding))
      lost.push(`seed ${seed}: ${finding}`);
  }
  const keeper = keepOnThread(opened.store);
  const head = keeper.head('oslo');
  const read = head && keeper.read('oslo', head.epoch, 0, 1_000_000);
  if (read?.kind === 'texts' && read.damage) lost.push(`seed ${seed}: ${read.damage.reason}`);
  keeper.close();
  rmSync(folder, { recursive: true, force: true });
  return head?.seq ?? 0;
}

function openAfterCut(folder: string): OpenedSqliteStore | string {
  try {
    return openSqliteStore({ file: join(folder, 'hairline.db'), driver: 'wasm' });
  } catch (error) {
    if (error instanceof StoreDamage) return error.message;
    throw error;
  }
}

function open(folder: string): KeeperOnThread {
  const file = join(folder, 'hairline.db');
  // A few pages only, so that cuts also hit the moving of pages from the write-ahead file.
  return keepOnThread(openSqliteStore({ file, driver: 'wasm', checkpointPages: 12 }).store);
}

function folderWith(image: ReadonlyMap<string, Buffer>): string {
  const folder = mkdtempSync(join(root, 'data-'));
  for (const [file, bytes] of image) writeFileSync(join(folder, file), bytes);
  return folder;
}
