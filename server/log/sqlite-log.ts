import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EventLog } from './event-log.ts';
import { keepInProcess } from './keeper.ts';
import type { Keeper } from './keeper.ts';
import { takeOwnership } from './owner-lock.ts';
import type { Ownership } from './owner-lock.ts';
import { createQueuedLog } from './queued-log.ts';
import { chooseSqliteDriver } from './sqlite-driver.ts';
import type { SqliteDriver } from './sqlite-driver.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { SqliteStoreOptions } from './sqlite-store.ts';
import { StoreDamage, StoreTrouble } from './tables.ts';
import { keepInWorker } from './worker-keeper.ts';

export interface SqliteLogOptions {
  /** The data folder; made when absent, owned while the log is open. */
  readonly folder: string;
  readonly driver?: SqliteDriver;
  /** The built `sqlite-worker.js`; null keeps SQLite on this thread. Default: the one beside this file, where there is one (in the build). */
  readonly workerFile?: string | null;
  /** Opens also where that drops acknowledged entries (the damaged file is kept beside). */
  readonly salvage?: boolean;
}

export type OpenedLog =
  | {
      readonly ok: true;
      readonly log: EventLog;
      readonly driver: SqliteDriver;
      /** What was found wrong and what was done about it, in sentences, for the server's own log. */
      readonly findings: readonly string[];
      /** Says where this server is, for a second one that has to be refused. */
      setAddress(address: string): void;
    }
  /** `message` is one sentence for whoever started the server. */
  | { readonly ok: false; readonly code: 'OWNED' | 'DAMAGED' | 'DISK'; readonly message: string };

/** Takes the data folder and opens the logs in it (`hairline.db`). */
export async function openSqliteLog(options: SqliteLogOptions): Promise<OpenedLog> {
  const { folder } = options;
  const ownership = claimFolder(folder);
  if (!ownership.ok) return { code: 'OWNED', ...ownership };
  try {
    const { salvage = false, driver = chooseSqliteDriver() } = options;
    const { workerFile = builtWorker() } = options;
    const opened = await openKeeper(workerFile, {
      file: join(folder, 'hairline.db'),
      driver,
      salvage,
    });
    const log = createQueuedLog(releasing(opened.keeper, () => ownership.release()));
    const findings = [...takeoverFinding(ownership.tookOver), ...opened.findings];
    return {
      ok: true,
      log,
      driver,
      findings,
      setAddress: (address) => ownership.setAddress(address),
    };
  } catch (error) {
    ownership.release();
    if (error instanceof StoreDamage) return { ok: false, code: 'DAMAGED', message: error.message };
    if (error instanceof StoreTrouble)
      return { ok: false, code: 'DISK', message: `${folder}: ${error.message}` };
    throw error;
  }
}

function claimFolder(folder: string): Ownership | (OpenedLog & { readonly ok: false }) {
  try {
    mkdirSync(folder, { recursive: true });
    return takeOwnership({ folder });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return {
      ok: false,
      code: 'DISK',
      message: `The data folder ${folder} cannot be used: ${error.message}`,
    };
  }
}

async function openKeeper(
  workerFile: string | null,
  store: SqliteStoreOptions,
): Promise<{ readonly keeper: Keeper; readonly findings: readonly string[] }> {
  if (workerFile !== null) return keepInWorker(workerFile, store);
  const opened = openSqliteStore(store);
  return { keeper: keepInProcess(opened.store), findings: opened.findings };
}

function builtWorker(): string | null {
  const file = join(dirname(fileURLToPath(import.meta.url)), 'sqlite-worker.js');
  return existsSync(file) ? file : null;
}

function releasing(keeper: Keeper, release: () => void): Keeper {
  return {
    ...keeper,
    async close() {
      await keeper.close();
      release();
    },
  };
}

function takeoverFinding(
  dead: { readonly pid: number; readonly since: string } | null,
): readonly string[] {
  if (!dead) return [];
  return [
    `the server before this one (process ${dead.pid}, since ${dead.since}) was not stopped in order; its log was taken over`,
  ];
}
