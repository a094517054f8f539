import { createRequire, syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import type * as Fs from 'node:fs';

/**
 * A disk that can be cut from power, and that fails on demand: stands between Node's file calls and
 * the real files of one folder. It knows for each file what was synced and what was only written, and
 * for the folder which names were synced, so that it can say what a power cut leaves behind: all that
 * was synced, and of the rest any part (whole, none, the beginning, or sectors at random).
 *
 * Only what goes through `node:fs` is seen: SQLite in WebAssembly, not the one built into Node.
 */
export interface FragileDisk {
  /** File calls seen so far that change something on the disk. */
  readonly calls: number;
  /** Called before each of them; a code (`ENOSPC`) makes it fail. */
  failing: ((call: DiskCall) => string | null) | null;
  /** From now on everything fails, as when the power is gone. */
  cut(): void;
  /** What is on the disk when the power comes back; different with every `chance`. */
  afterCut(chance: Chance): ReadonlyMap<string, Buffer>;
  /** Gives Node its own file calls back. */
  restore(): void;
}

export interface DiskCall {
  readonly kind: 'write' | 'sync' | 'truncate' | 'create' | 'unlink' | 'rename';
  readonly name: string;
  readonly index: number;
}

/** A whole number from 0 up to, not including, `below`. */
export type Chance = (below: number) => number;

export interface FragileDiskOptions {
  readonly folder: string;
  /** A disk that lies: it answers syncs and does nothing. Shows that a trial finds a store that does not sync. */
  readonly ignoreSync?: boolean;
}

interface TrackedFile {
  /** What a power cut cannot take. */
  synced: Buffer;
  /** Written or truncated since, in order. */
  pending: Change[];
}

type Change = { readonly at: number; readonly bytes: Buffer } | { readonly truncateTo: number };

/** Names set or taken away in one step. */
type NameChange = readonly (readonly [name: string, file: TrackedFile | null])[];

const SECTOR = 512;

const fs = createRequire(import.meta.url)('node:fs') as typeof Fs;

export function fragileDisk({ folder, ignoreSync = false }: FragileDiskOptions): FragileDisk {
  const real = { ...fs };
  const names = new Map<string, TrackedFile>();
  const syncedNames = new Map<string, TrackedFile>();
  let pendingNames: NameChange[] = [];
  const open = new Map<number, TrackedFile | 'folder'>();
  let calls = 0;
  let dead = false;

  for (const name of real.readdirSync(folder)) {
    if (!real.statSync(join(folder, name)).isFile()) continue;
    const file = { synced: real.readFileSync(join(folder, name)), pending: [] };
    names.set(name, file);
    syncedNames.set(name, file);
  }

  const nameOf = (path: unknown) => {
    const text = String(path);
    return text.startsWith(`${folder}/`) ? text.slice(folder.length + 1) : null;
  };
  const nameOfFile = (wanted: TrackedFile) =>
    [...names].find(([, file]) => file === wanted)?.[0] ?? '(unlinked)';

  function before(kind: DiskCall['kind'], name: string): void {
    calls += 1;
    const code = disk.failing?.({ kind, name, index: calls }) ?? null;
    if (code !== null) throw Object.assign(new Error(`${code}: injected`), { code });
    if (dead) throw Object.assign(new Error('EIO: the power is gone'), { code: 'EIO' });
  }

  function rename(change: NameChange): void {
    setNames(names, change);
    pendingNames.push(change);
  }

  const disk: FragileDisk = {
    get calls() {
      return calls;
    },
    failing: null,
    cut() {
      dead = true;
    },
    afterCut(chance) {
      const left = new Map(syncedNames);
      const reached = pendingNames.slice(0, chance(pendingNames.length + 1));
      for (const change of reached) setNames(left, change);
      return new Map([...left].map(([name, file]) => [name, leftOf(file, chance)]));
    },
    restore() {
      for (const name of Object.keys(patched) as (keyof typeof patched)[])
        Object.assign(fs, { [name]: real[name] });
      syncBuiltinESMExports();
    },
  };

  const patched = {
    openSync(path: Fs.PathLike, ...rest: [Fs.OpenMode?, Fs.Mode?]) {
      const name = nameOf(path);
      const isNew = name !== null && !names.has(name) && !real.existsSync(path);
      const creates =
        isNew && typeof rest[0] === 'number' && (rest[0] & fs.constants.O_CREAT) !== 0;
      if (creates) before('create', name);
      const descriptor = real.openSync(path, ...(rest as [Fs.OpenMode]));
      if (creates) rename([[name, { synced: Buffer.alloc(0), pending: [] }]]);
      const file = path === folder ? 'folder' : name === null ? undefined : names.get(name);
      if (file) open.set(descriptor, file);
      return descriptor;
    },
    closeSync(descriptor: number) {
      open.delete(descriptor);
      real.closeSync(descriptor);
    },
    writeSync(descriptor: number, bytes: Uint8Array, from: number, length: number, at: number) {
      const file = open.get(descriptor);
      if (!file || file === 'folder') return real.writeSync(descriptor, bytes, from, length, at);
      before('write', nameOfFile(file));
      file.pending.push({ at, bytes: Buffer.from(bytes.subarray(from, from + length)) });
      return real.writeSync(descriptor, bytes, from, length, at);
    },
    ftruncateSync(descriptor: number, length = 0) {
      const file = open.get(descriptor);
      if (file && file !== 'folder') {
        before('truncate', nameOfFile(file));
        file.pending.push({ truncateTo: length });
      }
      real.ftruncateSync(descriptor, length);
    },
    fsyncSync(descriptor: number) {
      const file = open.get(descriptor);
      if (!file) return real.fsyncSync(descriptor);
      before('sync', file === 'folder' ? '.' : nameOfFile(file));
      if (ignoreSync) return;
      if (file === 'folder') {
        for (const change of pendingNames) setNames(syncedNames, change);
        pendingNames = [];
      } else {
        file.synced = file.pending.reduce(changed, file.synced);
        file.pending = [];
      }
    },
    unlinkSync(path: Fs.PathLike) {
      const name = nameOf(path);
      if (name !== null && names.has(name)) {
        before('unlink', name);
        rename([[name, null]]);
      }
      real.unlinkSync(path);
    },
    renameSync(from: Fs.PathLike, to: Fs.PathLike) {
      const [name, next] = [nameOf(from), nameOf(to)];
      const file = name === null ? undefined : names.get(name);
      if (name !== null && next !== null && file) {
        before('rename', name);
        rename([
          [name, null],
          [next, file],
        ]);
      }
      real.renameSync(from, to);
    },
    statfsSync(path: Fs.PathLike) {
      const stats = real.statfsSync(path);
      const full =
        disk.failing?.({ kind: 'write', name: '(free space)', index: calls }) === 'ENOSPC';
      return full ? Object.assign(stats, { bavail: 0 }) : stats;
    },
  };
  Object.assign(fs, patched);
  syncBuiltinESMExports();
  return disk;
}

function setNames(names: Map<string, TrackedFile>, change: NameChange): void {
  for (const [name, file] of change) {
    if (file) names.set(name, file);
    else names.delete(name);
  }
}

/** One way in which the unsynced part of a file may have reached the disk. */
function leftOf({ synced, pending }: TrackedFile, chance: Chance): Buffer {
  const pieces = pending.flatMap(intoSectors);
  const way = chance(4);
  if (way === 0) return synced;
  if (way === 1) return pieces.reduce(changed, synced);
  if (way === 2) return pieces.slice(0, chance(pieces.length + 1)).reduce(changed, synced);
  return pieces.filter(() => chance(2) === 0).reduce(changed, synced);
}

function intoSectors(change: Change): Change[] {
  if ('truncateTo' in change) return [change];
  const { at, bytes } = change;
  const sectors: Change[] = [];
  for (let from = 0; from < bytes.length;) {
    const to = Math.min(bytes.length, from + SECTOR - ((at + from) % SECTOR));
    sectors.push({ at: at + from, bytes: bytes.subarray(from, to) });
    from = to;
  }
  return sectors;
}

function changed(content: Buffer, change: Change): Buffer {
  if ('truncateTo' in change) {
    const { truncateTo } = change;
    if (truncateTo <= content.length) return content.subarray(0, truncateTo);
    return Buffer.concat([content, Buffer.alloc(truncateTo - content.length)]);
  }
  const { at, bytes } = change;
  const next = Buffer.alloc(Math.max(content.length, at + bytes.length));
  content.copy(next);
  bytes.copy(next, at);
  return next;
}
