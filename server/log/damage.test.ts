import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepOnThread } from './keeper.ts';
import { parseLogLine } from './log-line.ts';
import { chooseSqliteDriver } from './sqlite-driver.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { StoreDamage } from './tables.ts';
import { chanceFrom, trialCount } from './trials/chance.ts';
import { passingOf } from './trials/feeds.ts';
import { checkWal } from './wal-check.ts';

// R3. Bytes rot and files are cut short. Whatever happens to them, what is read is what was written,
// or the damage is reported: by the sums of the lines, the chain, the noted head, or the look at the
// write-ahead file. Each trial damages a copy and compares what comes of it with what was stored.

const root = mkdtempSync(join(tmpdir(), 'hairline-damage-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const ENTRIES = 60;
const WAL_HEADER_BYTES = 32;
const FRAME_BYTES = 24 + 4_096;
const written: string[] = [];
let inDatabase = '';
let inWal = '';

beforeAll(() => {
  inDatabase = mkdtempSync(join(root, 'database-'));
  inWal = mkdtempSync(join(root, 'wal-'));
  const live = mkdtempSync(join(root, 'live-'));
  const { store } = openSqliteStore({ file: join(live, 'hairline.db'), driver: 'wasm' });
  const keeper = keepOnThread(store);
  const start = { roster: { a: { name: 'Ada Holm' } } };
  keeper.perform([{ do: 'create', slug: 'oslo', epoch: 'first', start }]);
  for (let seq = 0; seq < ENTRIES; seq += 3) {
    const submissions = [1, 2, 3].map((more) => passingOf('mat', seq + more));
    keeper.perform([{ do: 'append', slug: 'oslo', epoch: 'first', expectedSeq: seq, submissions }]);
  }
  const read = keeper.read('oslo', 'first', 0, 1_000);
  if (read.kind === 'texts') written.push(...read.texts);
  // As a killed server leaves it: everything still in the write-ahead file.
  for (const name of ['hairline.db', 'hairline.db-wal'])
    copyFileSync(join(live, name), join(inWal, name));
  keeper.close();
  // As a stopped one does: everything in the database.
  copyFileSync(join(live, 'hairline.db'), join(inDatabase, 'hairline.db'));
});

test(
  'undamaged copies are read as they were written, and nothing is reported',
  { timeout: 60_000 },
  () => {
    expect(written).toHaveLength(ENTRIES);
    expect(openDamaged(inWal, () => {})).toEqual({ texts: written, reported: [] });
    expect(openDamaged(inDatabase, () => {})).toEqual({ texts: written, reported: [] });
  },
);

describe('R3 flipped bits', () => {
  test('anywhere in the database: reported, or without effect', { timeout: 300_000 }, () => {
    expect(flipBits(inDatabase, 'hairline.db', trialCount({ inCi: 300, usual: 100 }))).toEqual([]);
  });

  test('inside a stored line: the line is named', { timeout: 60_000 }, () => {
    const bytes = readFileSync(join(inDatabase, 'hairline.db'));
    for (const seq of [1, 30, 60]) {
      const at = bytes.indexOf(`"n":${seq},`) + 4;
      const { texts, reported } = openDamaged(inDatabase, (folder) => {
        change(folder, 'hairline.db', (content) => flip(content, at, 0));
      });
      expect(texts).toEqual(written.slice(0, seq - 1));
      expect(reported).toEqual([
        expect.stringMatching(
          new RegExp(`^line ${seq} of 60: its sum is [0-9a-f]{8}, but its bytes give`),
        ),
      ]);
    }
  });

  test(
    'anywhere in the write-ahead file: reported, or without effect',
    { timeout: 300_000 },
    () => {
      expect(flipBits(inWal, 'hairline.db-wal', trialCount({ inCi: 300, usual: 100 }))).toEqual([]);
    },
  );

  test('every bit of the last line, as text', { timeout: 60_000 }, () => {
    const text = written.at(-1) ?? '';
    const bytes = Buffer.from(text);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flip(flipped, bit >> 3, bit & 7);
      expect(parseLogLine(flipped.toString()).ok).toBe(false);
    }
    expect(parseLogLine(text).ok).toBe(true);
  });
});

describe('R3 a file cut short', () => {
  test(
    'at any byte of the last commits in the write-ahead file: what is left is a beginning, and the rest reported',
    { timeout: 300_000 },
    () => {
      const { length } = readFileSync(join(inWal, 'hairline.db-wal'));
      const step = Math.max(1, Math.floor(8_192 / trialCount({ inCi: 100, usual: 50 })));
      for (let cut = 1; cut <= 8_192; cut += step) {
        const { texts, reported } = openDamaged(inWal, (folder) => {
          change(folder, 'hairline.db-wal', (bytes) => bytes.subarray(0, length - cut));
        });
        expect(texts).toEqual(written.slice(0, texts.length));
        // A cut just behind a commit leaves a whole file: only a viewer's number tells (R13).
        const betweenFrames = (length - cut - WAL_HEADER_BYTES) % FRAME_BYTES === 0;
        if (!betweenFrames) expect(reported, `${cut} bytes cut off`).not.toEqual([]);
      }
    },
  );

  test('the database: reported', { timeout: 60_000 }, () => {
    const { length } = readFileSync(join(inDatabase, 'hairline.db'));
    for (let left = 0; left < length; left += 3_000) {
      const { texts, reported } = openDamaged(inDatabase, (folder) => {
        change(folder, 'hairline.db', (bytes) => bytes.subarray(0, left));
      });
      expect(texts).toEqual(written.slice(0, texts.length));
      expect(reported).not.toEqual([]);
    }
  });

  test('the database gone, its write-ahead file left: refused, nothing is touched', () => {
    const { reported } = openDamaged(inWal, (folder) => rmSync(join(folder, 'hairline.db')));
    expect(reported).toEqual([
      expect.stringContaining('is missing, but its write-ahead file is there'),
    ]);
  });
});

describe('R3 the write-ahead file', { timeout: 60_000 }, () => {
  test('a torn last commit is dropped and reported, and a copy is kept', () => {
    const folder = damaged(inWal);
    change(folder, 'hairline.db-wal', (bytes) => flip(bytes, bytes.indexOf(`"n":${ENTRIES},`), 3));
    const { texts, reported } = readAll(folder);
    expect(texts).toHaveLength(ENTRIES - 3);
    expect(reported).toEqual([expect.stringContaining('are damaged and were dropped')]);
    expect(existsSync(join(folder, 'hairline.db-wal.damaged'))).toBe(true);
  });

  test('after a damaged tail races have new epochs, after an unfinished commit the ones they had', () => {
    const rotten = damaged(inWal);
    change(rotten, 'hairline.db-wal', (bytes) => flip(bytes, bytes.indexOf(`"n":${ENTRIES},`), 3));
    expect(epochIn(rotten)).not.toBe('first');
    const killed = damaged(inWal);
    const kept = WAL_HEADER_BYTES + FRAME_BYTES * 3 + 30;
    change(killed, 'hairline.db-wal', (bytes) => bytes.subarray(0, kept));
    expect(readAll(killed).reported).toEqual([
      expect.stringContaining('of a commit that was never finished'),
    ]);
    expect(epochIn(killed)).toBe('first');
  });

  test('damage before the last commit is refused with its byte, and salvage opens what comes before it', () => {
    const folder = damaged(inWal);
    const before = change(folder, 'hairline.db-wal', (bytes) =>
      flip(bytes, Math.floor(bytes.length / 2), 3),
    );
    expect(readAll(folder).reported).toEqual([
      expect.stringMatching(/is damaged at byte \d+ .* nothing was touched$/),
    ]);
    expect(readFileSync(join(folder, 'hairline.db-wal')).equals(before)).toBe(true);
    const { texts, reported } = readAll(folder, true);
    expect(texts.length).toBeGreaterThan(0);
    expect(texts).toEqual(written.slice(0, texts.length));
    expect(reported).toEqual([expect.stringContaining('were dropped (a copy is in')]);
  });

  test('leftovers of an earlier generation are no damage', () => {
    const wal = readFileSync(join(inWal, 'hairline.db-wal'));
    const leftover = Buffer.from(wal.subarray(32, 32 + 4_120 * 2));
    leftover.writeUInt32BE(7, 8);
    leftover.writeUInt32BE(7, 12);
    leftover.writeUInt32BE(7, 4_128);
    leftover.writeUInt32BE(7, 4_132);
    expect(checkWal(Buffer.concat([wal, leftover]))).toEqual({ kind: 'whole' });
    expect(checkWal(wal.subarray(0, 32))).toEqual({ kind: 'whole' });
  });
});

interface Seen {
  readonly texts: readonly string[];
  readonly reported: readonly string[];
}

/** Flips one bit a trial; names those after which what is read is neither what was written nor reported. */
function flipBits(source: string, name: string, trials: number): string[] {
  const silently: string[] = [];
  for (let seed = 1; seed <= trials; seed++) {
    const { texts, reported } = openDamaged(source, (folder) => {
      const chance = chanceFrom(seed);
      change(folder, name, (bytes) => flip(bytes, chance(bytes.length), chance(8)));
    });
    const isBeginning = texts.every((text, index) => text === written[index]);
    if (!isBeginning) silently.push(`seed ${seed}: other lines than were written`);
    if (texts.length < ENTRIES && reported.length === 0)
      silently.push(`seed ${seed}: ${texts.length} lines and no word`);
  }
  return silently;
}

function openDamaged(source: string, damage: (folder: string) => void): Seen {
  const folder = damaged(source);
  damage(folder);
  const seen = readAll(folder);
  rmSync(folder, { recursive: true });
  return seen;
}

/** What a server would have: the lines of the race, and everything it was told on the way. */
function readAll(folder: string, salvage = false): Seen {
  try {
    const { store, findings } = openSqliteStore({
      file: join(folder, 'hairline.db'),
      driver: chooseSqliteDriver(),
      salvage,
    });
    const keeper = keepOnThread(store);
    try {
      const head = keeper.head('oslo');
      if (!head) return { texts: [], reported: findings };
      const read = keeper.read('oslo', head.epoch, 0, 1_000);
      if (read.kind === 'gone') throw new Error('its head is there, its lines are gone');
      const { texts, damage } = read;
      const word = damage && `line ${damage.seq} of ${damage.lastSeq}: ${damage.reason}`;
      return { texts, reported: word === null ? findings : [...findings, word] };
    } finally {
      keeper.close();
    }
  } catch (error) {
    if (error instanceof StoreDamage) return { texts: [], reported: [error.message] };
    throw error;
  }
}

function epochIn(folder: string): string | undefined {
  const { store } = openSqliteStore({
    file: join(folder, 'hairline.db'),
    driver: chooseSqliteDriver(),
  });
  const [race] = store.tables().races();
  store.close();
  return race?.epoch;
}

function damaged(source: string): string {
  const folder = mkdtempSync(join(root, 'copy-'));
  cpSync(source, folder, { recursive: true });
  return folder;
}

function change(folder: string, name: string, damage: (bytes: Buffer) => Buffer): Buffer {
  const changed = damage(readFileSync(join(folder, name)));
  writeFileSync(join(folder, name), changed);
  return changed;
}

function flip(bytes: Buffer, at: number, bit: number): Buffer {
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
  return bytes;
}
