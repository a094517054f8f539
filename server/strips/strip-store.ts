import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReleasedImage } from '../../shared/race/strip.ts';
import {
  readImageHeader,
  RELEASE_LIMITS,
  type ImageProblem,
} from '../../shared/strip/image-header.ts';
import { replaceFile } from '../access/kept-file.ts';

/**
 * Finish images that judges release, one file each. A file is called by the SHA-256 of its bytes, so
 * it is the same for ever, and no name that somebody sends is ever part of a path.
 */
export interface StripStore {
  /** Looks at the head of the bytes, never decodes them, and answers when they are synced. */
  keep(bytes: Uint8Array): Promise<Kept>;
  /** Null where there is none of this hash. */
  read(sha256: string): Promise<Buffer<ArrayBuffer> | null>;
  /** It was needed until now: its time to be collected counts from here. */
  touch(sha256: string): Promise<void>;
  /**
   * Removes what is not needed and was last kept or needed before `beforeMs` (Unix ms). `needed` is
   * asked only where there is something that old; null removes nothing. Answers the hashes removed.
   */
  collect(needed: () => Promise<ReadonlySet<string> | null>, beforeMs: number): Promise<string[]>;
}

export type Kept =
  | { readonly ok: true; readonly image: ReleasedImage }
  | { readonly ok: false; readonly reason: ImageProblem | 'noRoom' };

/** All images of a server together. */
const MOST_BYTES = 4 * 1024 * 1024 * 1024;
const HASH = /^[0-9a-f]{64}$/;

export function openStripStore(folder: string, mostBytes: number = MOST_BYTES): StripStore {
  let held: Promise<number> | undefined;
  let writing: Promise<unknown> = Promise.resolve();

  /** One after the other: two of the same bytes would write the same file, and the room is counted. */
  function inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = writing.then(step);
    writing = turn.catch(() => undefined);
    return turn;
  }

  return {
    async keep(bytes) {
      const header = readImageHeader(bytes, RELEASE_LIMITS);
      if (!header.ok) return header;
      const { type, width, height } = header;
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      if (!(await inTurn(() => put(sha256, bytes)))) return { ok: false, reason: 'noRoom' };
      return { ok: true, image: { sha256, type, width, height } };
    },

    async read(sha256) {
      if (!HASH.test(sha256)) return null;
      return orNull(readFile(join(folder, sha256)));
    },

    touch: (sha256) => inTurn(() => touched(sha256)),

    collect: (needed, beforeMs) =>
      inTurn(async () => {
        const old = (await files()).filter(({ atMs }) => atMs < beforeMs);
        const wanted = old.length === 0 ? null : await needed();
        if (wanted === null) return [];
        const gone = old.map(({ sha256 }) => sha256).filter((sha256) => !wanted.has(sha256));
        for (const sha256 of gone) await rm(join(folder, sha256), { force: true });
        if (gone.length > 0) held = undefined;
        return gone;
      }),
  };

  async function put(sha256: string, bytes: Uint8Array): Promise<boolean> {
    const path = join(folder, sha256);
    if ((await orNull(stat(path))) !== null) {
      await touched(sha256);
      return true;
    }
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const used = await (held ??= sizeOfAll());
    if (used + bytes.length > mostBytes) return false;
    await replaceFile(path, bytes);
    held = Promise.resolve(used + bytes.length);
    return true;
  }

  async function touched(sha256: string): Promise<void> {
    const now = new Date();
    if (HASH.test(sha256)) await orNull(utimes(join(folder, sha256), now, now));
  }

  async function sizeOfAll(): Promise<number> {
    return (await files()).reduce((sum, { size }) => sum + size, 0);
  }

  async function files() {
    const names = (await orNull(readdir(folder))) ?? [];
    const images = names.filter((name) => HASH.test(name));
    return Promise.all(
      images.map(async (sha256) => {
        const { size, mtimeMs } = await stat(join(folder, sha256));
        return { sha256, size, atMs: mtimeMs };
      }),
    );
  }
}

async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
