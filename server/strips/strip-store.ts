import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
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
  return {
    async keep(bytes) {
      const header = readImageHeader(bytes, RELEASE_LIMITS);
      if (!header.ok) return header;
      const { type, width, height } = header;
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      // One after the other: two of the same bytes would write the same file, and the room is counted.
      const kept = writing.then(() => put(sha256, bytes));
      writing = kept.catch(() => undefined);
      if (!(await kept)) return { ok: false, reason: 'noRoom' };
      return { ok: true, image: { sha256, type, width, height } };
    },

    async read(sha256) {
      if (!HASH.test(sha256)) return null;
      return orNull(readFile(join(folder, sha256)));
    },
  };

  async function put(sha256: string, bytes: Uint8Array): Promise<boolean> {
    const path = join(folder, sha256);
    if ((await orNull(stat(path))) !== null) return true;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const used = await (held ??= sizeOf(folder));
    if (used + bytes.length > mostBytes) return false;
    await replaceFile(path, bytes);
    held = Promise.resolve(used + bytes.length);
    return true;
  }
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
