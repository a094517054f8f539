import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  statfsSync,
  unlinkSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Store } from './keeper.ts';
import { openSqlite } from './sqlite-driver.ts';
import type { SqliteDatabase, SqliteDriver } from './sqlite-driver.ts';
import { newEpoch } from './new-epoch.ts';
import { SQLITE_SCHEMA, findDamagedRows, hasSqliteSchema, sqliteTables } from './sqlite-tables.ts';
import { StoreDamage, StoreTrouble } from './tables.ts';
import type { Tables } from './tables.ts';
import { checkWal } from './wal-check.ts';

export interface SqliteStoreOptions {
  readonly file: string;
  readonly driver: SqliteDriver;
  /** Opens also where that drops acknowledged entries; the damaged file is kept beside. */
  readonly salvage?: boolean;
  /** Pages in the write-ahead file before SQLite moves them into the database; SQLite's own choice is 1,000. */
  readonly checkpointPages?: number;
}

export interface OpenedSqliteStore {
  readonly store: Store;
  /** What was found wrong and what was done about it, in sentences. */
  readonly findings: readonly string[];
}

/**
 * Logs in one SQLite file. A commit is answered only after its write-ahead file is synced
 * (synchronous=FULL). After any trouble the file is opened anew and everything in it is synced once
 * more before it is trusted: a failed sync leaves pages in memory that look written and are not.
 *
 * Throws `StoreDamage` when entries that were acknowledged would be lost by opening.
 */
export function openSqliteStore(options: SqliteStoreOptions): OpenedSqliteStore {
  const wal = lookAtWal(options);
  let connection: Connection | null = connect(options);
  const findings = [...wal.findings, ...findDamagedRows(connection.database)];

  function connectionNow(): Connection {
    connection ??= connect(options);
    return connection;
  }

  function letGo(): void {
    const { database } = connection ?? {};
    connection = null;
    try {
      database?.close();
    } catch {
      // The disk is in trouble already; the next connection starts from what is on it.
    }
  }

  const store: Store = {
    tables: () => connectionNow().tables,
    transact(work) {
      const { database, tables } = connectionNow();
      try {
        database.exec('BEGIN IMMEDIATE');
        const result = work(tables);
        database.exec('COMMIT');
        return result;
      } catch (error) {
        if (error instanceof StoreTrouble) letGo();
        else database.exec('ROLLBACK');
        throw error;
      }
    },
    close: letGo,
  };
  if (wal.tailLost) store.transact(renewEpochs);
  return { store, findings };
}

interface Connection {
  readonly database: SqliteDatabase;
  readonly tables: Tables;
}

const FORMAT_VERSION = 1;

function connect(options: SqliteStoreOptions): Connection {
  const { file, checkpointPages = 1_000 } = options;
  if (!existsSync(file)) makeFile(options);
  const database = openGuarded(options);
  try {
    setUp(database);
    database.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}`);
    checkFormat(database, file);
    // What a killed process wrote but did not sync is read back like the rest: sync it before anyone is told of it.
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    guarded(options, () => syncFolder(dirname(file)));
    return { database, tables: sqliteTables(database) };
  } catch (error) {
    closeQuietly(database);
    throw error;
  }
}

function setUp(database: SqliteDatabase): void {
  // Exclusive first: then the write-ahead file needs no shared memory, which WebAssembly has not.
  database.exec(
    'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL',
  );
  // A long import must not leave half a commit in the write-ahead file.
  database.exec('PRAGMA cache_spill = OFF');
  // A name that was erased must not stand on in a free page.
  database.exec('PRAGMA secure_delete = ON');
}

/** Made under another name and renamed when whole: a power cut in between leaves no half of a database. */
function makeFile(options: SqliteStoreOptions): void {
  const { file } = options;
  if (existsSync(`${file}-wal`)) {
    throw new StoreDamage(
      `${file} is missing, but its write-ahead file is there; nothing was touched`,
    );
  }
  const draft = `${file}.new`;
  guarded(options, () => {
    for (const part of ['', '-wal', '-journal']) removeIfThere(() => unlinkSync(draft + part));
    const database = openGuarded({ ...options, file: draft });
    try {
      setUp(database);
      const tables = SQLITE_SCHEMA.join(';');
      database.exec(`BEGIN IMMEDIATE; ${tables}; PRAGMA user_version = ${FORMAT_VERSION}; COMMIT`);
    } finally {
      database.close();
    }
    syncFolder(dirname(file));
    renameSync(draft, file);
    syncFolder(dirname(file));
  });
}

function openGuarded(options: SqliteStoreOptions): SqliteDatabase {
  removeLeftLock(options.file);
  return guarded(options, () => guardedDatabase(options, openSqlite(options.driver, options.file)));
}

function checkFormat(database: SqliteDatabase, file: string): void {
  const [row] = database.all('PRAGMA user_version');
  const version = Number(row?.['user_version']);
  if (version !== FORMAT_VERSION) {
    throw new StoreDamage(
      `${file} has format ${version}, but this Hairline knows only ${FORMAT_VERSION}; nothing was touched`,
    );
  }
  if (!hasSqliteSchema(database)) {
    throw new StoreDamage(`${file}: the list of its tables is damaged; nothing was touched`);
  }
}

/** What the write-ahead file of the server before looks like; refuses where opening it would lose what it holds. */
function lookAtWal({ file, salvage }: SqliteStoreOptions): WalLook {
  const wal = `${file}-wal`;
  if (!existsSync(wal)) return { findings: [], tailLost: false };
  const check = checkWal(readFileSync(wal));
  if (check.kind === 'whole') return { findings: [], tailLost: false };
  if (check.kind === 'damagedMiddle' && !salvage) {
    throw new StoreDamage(
      `${wal} is damaged at byte ${check.byte} (${check.reason}); ` +
        'opening it would drop entries that were acknowledged, so nothing was touched',
    );
  }
  const pages = `the last ${check.frames} pages written to ${wal}, from byte ${check.byte} on,`;
  if (check.kind === 'unfinished') {
    return {
      findings: [`${pages} are of a commit that was never finished, and were dropped`],
      tailLost: false,
    };
  }
  copyFileSync(wal, `${wal}.damaged`);
  const finding = `${pages} are damaged and were dropped (a copy is in ${wal}.damaged); all races have new epochs, so that viewers fetch them anew`;
  return { findings: [finding], tailLost: true };
}

interface WalLook {
  readonly findings: readonly string[];
  /** Entries may be gone that viewers have seen. */
  readonly tailLost: boolean;
}

function renewEpochs(tables: Tables): void {
  for (const race of tables.races()) tables.saveRace({ ...race, epoch: newEpoch() });
}

/** The WebAssembly driver locks with a folder, which a killed process leaves behind; the owner of the data folder is the only one who can have made it. */
function removeLeftLock(file: string): void {
  guarded({ file }, () => removeIfThere(() => rmdirSync(`${file}.lock`)));
}

function removeIfThere(remove: () => void): void {
  try {
    remove();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

/** A new file is durable only once its folder is. Windows has no way to ask for that, nor the need. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function guardedDatabase(options: SqliteStoreOptions, database: SqliteDatabase): SqliteDatabase {
  return {
    exec: (sql) => guarded(options, () => database.exec(sql)),
    run: (sql, values) => guarded(options, () => database.run(sql, values)),
    all: (sql, values) => guarded(options, () => database.all(sql, values)),
    close: () => database.close(),
  };
}

/** What SQLite throws, told apart: trouble with the disk, damage to what is stored, a mistake of ours. */
function guarded<T>({ file }: Pick<SqliteStoreOptions, 'file'>, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw troubleOf(error, file);
  }
}

function troubleOf(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreTrouble || error instanceof StoreDamage)
    return error;
  const { message } = error;
  if (/malformed|not a database|unsupported file format|disk image/.test(message)) {
    return new StoreDamage(`${file}: ${message}`);
  }
  if (/readonly|read-only|EROFS/.test(message)) {
    return new StoreTrouble('readOnly', 'not stored: the disk is read-only');
  }
  if (
    /disk is full|ENOSPC|EDQUOT/.test(message) ||
    (DISK_ERROR.test(message) && isDiskFull(file))
  ) {
    return new StoreTrouble('diskFull', 'not stored: disk full');
  }
  return DISK_ERROR.test(message) ? new StoreTrouble('ioError', `not stored: ${message}`) : error;
}

// SQLite's words for what the system refused, the same in both drivers; and Node's own.
const DISK_ERROR = /disk I\/O error|unable to open database|database is locked|\bE[A-Z]{3,}\b/;

/** SQLite calls a failed write an I/O error, whatever the reason: ask the disk itself. */
function isDiskFull(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize < 64 * 1024;
  } catch {
    return false;
  }
}

function closeQuietly(database: SqliteDatabase): void {
  try {
    database.close();
  } catch {
    // The reason for closing is being told already.
  }
}
