import { createRequire } from 'node:module';
import type { Database, Statement } from 'node-sqlite3-wasm';

/**
 * Two SQLites behind one face: the one built into Node where it has one (22.13 and later), else the
 * one compiled to WebAssembly, which needs no native code. Both answer at once, on the thread that asks.
 */
export interface SqliteDatabase {
  /** Statements without parameters and answers. */
  readonly exec: (sql: string) => void;
  readonly run: (sql: string, values: readonly SqliteValue[]) => void;
  readonly all: (sql: string, values?: readonly SqliteValue[]) => readonly SqliteRow[];
  readonly close: () => void;
}

/** Whole numbers are safe integers; nothing of ours is a fraction or a blob. */
export type SqliteValue = number | string | null;

export type SqliteRow = Readonly<Record<string, unknown>>;

export type SqliteDriver = 'node' | 'wasm';

/** `HAIRLINE_SQLITE` (node or wasm), else the best that this Node has. */
export function chooseSqliteDriver(
  env: NodeJS.ProcessEnv = process.env,
  version: string = process.versions.node,
): SqliteDriver {
  const wish = env['HAIRLINE_SQLITE'];
  if (wish === 'node' && !nodeHasSqlite(version)) {
    throw new Error(
      `HAIRLINE_SQLITE is "node", but Node ${version} has no SQLite; 22.13 is the first`,
    );
  }
  if (wish === 'node' || wish === 'wasm') return wish;
  if (wish !== undefined && wish !== '') {
    throw new Error(`HAIRLINE_SQLITE is "${wish}", but only node and wasm are known`);
  }
  return nodeHasSqlite(version) ? 'node' : 'wasm';
}

/** Whether a Node of this version has `node:sqlite` without a flag. */
export function nodeHasSqlite(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 13);
}

export function openSqlite(driver: SqliteDriver, file: string): SqliteDatabase {
  return driver === 'node' ? openNodeSqlite(file) : openWasmSqlite(file);
}

const require = createRequire(import.meta.url);

/** The part of `node:sqlite` that is used here; the type package of the oldest Node has none. */
interface NodeSqlite {
  readonly DatabaseSync: new (file: string) => {
    exec(sql: string): void;
    prepare(sql: string): NodeStatement;
    close(): void;
  };
}

interface NodeStatement {
  run(...values: SqliteValue[]): unknown;
  all(...values: SqliteValue[]): SqliteRow[];
}

function openNodeSqlite(file: string): SqliteDatabase {
  const database = new (loadNodeSqlite().DatabaseSync)(file);
  const prepared = keepPrepared(
    (sql) => database.prepare(sql),
    () => {},
  );
  return {
    exec: (sql) => database.exec(sql),
    run: (sql, values) => void prepared.use(sql, (statement) => statement.run(...values)),
    all: (sql, values = []) => prepared.use(sql, (statement) => statement.all(...values)),
    close: () => database.close(),
  };
}

function openWasmSqlite(file: string): SqliteDatabase {
  const wasm = require('node-sqlite3-wasm') as { Database: new (file: string) => Database };
  const database = new wasm.Database(file);
  const prepared = keepPrepared<Statement>(
    (sql) => database.prepare(sql),
    (statement) => statement.finalize(),
  );
  return {
    exec: (sql) => database.exec(sql),
    run: (sql, values) => void prepared.use(sql, (statement) => statement.run([...values])),
    all: (sql, values = []) =>
      prepared.use(sql, (statement) => statement.all([...values]) as SqliteRow[]),
    close() {
      // With one left open, the file would stay open and its write-ahead file with it.
      prepared.dropAll();
      database.close();
    },
  };
}

function keepPrepared<T>(prepare: (sql: string) => T, finalize: (statement: T) => void) {
  const statements = new Map<string, T>();

  function drop(sql: string, statement: T): void {
    statements.delete(sql);
    try {
      finalize(statement);
    } catch {
      // Finalizing tells the statement's last error once more; it was told already.
    }
  }

  return {
    use<R>(sql: string, step: (statement: T) => R): R {
      const statement = statements.get(sql) ?? prepare(sql);
      statements.set(sql, statement);
      try {
        return step(statement);
      } catch (error) {
        // Binding it again would only repeat the error.
        drop(sql, statement);
        throw error;
      }
    },
    dropAll() {
      for (const [sql, statement] of statements) drop(sql, statement);
    },
  };
}

/** Node 22 calls its SQLite experimental each time it is loaded; who starts a race needs no such news. */
function loadNodeSqlite(): NodeSqlite {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (!String(warning).includes('SQLite'))
      Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  try {
    return require('node:sqlite') as NodeSqlite;
  } finally {
    process.emitWarning = emitWarning;
  }
}
