import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { eventLogContract } from './event-log.contract.ts';
import { nodeHasSqlite } from './sqlite-driver.ts';
import { openSqliteLog } from './sqlite-log.ts';

const root = mkdtempSync(join(tmpdir(), 'hairline-log-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const drivers = nodeHasSqlite(process.versions.node)
  ? (['wasm', 'node'] as const)
  : (['wasm'] as const);

for (const driver of drivers) {
  eventLogContract(`SQLite (${driver})`, async () => {
    const opened = await openSqliteLog({
      folder: mkdtempSync(join(root, 'data-')),
      driver,
      workerFile: null,
    });
    if (!opened.ok) throw new Error(opened.message);
    return opened.log;
  });
}
