import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventLogContract } from './event-log.contract.ts';
import type { EventLog } from './event-log.ts';
import { chooseSqliteDriver, nodeHasSqlite } from './sqlite-driver.ts';
import { openSqliteLog } from './sqlite-log.ts';
import type { SqliteLogOptions } from './sqlite-log.ts';
import { bundleTrialServer } from './trials/bundle.ts';
import { passingOf } from './trials/feeds.ts';

const root = mkdtempSync(join(tmpdir(), 'hairline-log-'));
let bundle = '';
beforeAll(async () => {
  bundle = await bundleTrialServer('contract');
}, 60_000);
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
  rmSync(bundle, { recursive: true, force: true });
});

const drivers = nodeHasSqlite(process.versions.node)
  ? (['wasm', 'node'] as const)
  : (['wasm'] as const);

for (const driver of drivers) {
  eventLogContract(`SQLite (${driver})`, () =>
    open({ folder: newFolder(), driver, workerFile: null }),
  );
  eventLogContract(`SQLite (${driver}) on a thread of its own`, () =>
    open({ folder: newFolder(), driver, workerFile: join(bundle, 'sqlite-worker.js') }),
  );

  test(`SQLite (${driver}): a log closed and opened again is as it was`, async () => {
    const folder = newFolder();
    const options = { folder, driver, workerFile: null };
    const log = await open(options);
    await log.create('oslo', {
      roster: { a: { name: 'Ada Holm' } },
      entries: [passingOf('mat', 1)],
    });
    const [head, beside] = [await log.head('oslo'), await log.beside('oslo')];
    await log.close();
    const again = await open(options);
    expect(await again.head('oslo')).toEqual(head);
    expect(await again.beside('oslo')).toEqual(beside);
    expect(await again.read('oslo', head?.epoch ?? '', 0, 10)).toMatchObject({
      kind: 'read',
      lines: [{ seq: 1 }],
    });
    await again.close();
  });
}

test('the driver is the one asked for, else the best that this Node has', () => {
  expect(chooseSqliteDriver({}, '20.20.2')).toBe('wasm');
  expect(chooseSqliteDriver({}, '24.21.0')).toBe('node');
  expect(chooseSqliteDriver({ HAIRLINE_SQLITE: 'wasm' }, '24.21.0')).toBe('wasm');
  expect(chooseSqliteDriver({ HAIRLINE_SQLITE: 'node' }, '22.13.0')).toBe('node');
  expect(() => chooseSqliteDriver({ HAIRLINE_SQLITE: 'node' }, '20.20.2')).toThrow(
    'Node 20.20.2 has no SQLite',
  );
  expect(() => chooseSqliteDriver({ HAIRLINE_SQLITE: 'postgres' })).toThrow(
    'only node and wasm are known',
  );
});

test.each([
  ['20.20.2', false],
  ['22.12.0', false],
  ['22.13.0', true],
  ['24.0.0', true],
])('Node %s has SQLite built in: %s', (version, has) => {
  expect(nodeHasSqlite(version)).toBe(has);
});

function newFolder(): string {
  return mkdtempSync(join(root, 'data-'));
}

async function open(options: SqliteLogOptions): Promise<EventLog> {
  const opened = await openSqliteLog(options);
  if (!opened.ok) throw new Error(opened.message);
  return opened.log;
}
