import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Keys of those who feed races. Only their hashes are kept, so that a copied data folder opens
 * nothing; the key itself is shown once, when it is made.
 */
export interface OperatorKey {
  readonly role: 'admin';
  /** SHA-256, hex. */
  readonly hash: string;
  readonly madeAt: string;
}

/** Makes the first key of a data folder; null when there is one already. */
export async function firstOperatorKey(dataDir: string): Promise<string | null> {
  const file = join(dataDir, 'operators.json');
  if (await exists(file)) return null;
  const key = randomBytes(24).toString('base64url');
  const kept: readonly OperatorKey[] = [
    {
      role: 'admin',
      hash: createHash('sha256').update(key).digest('hex'),
      madeAt: new Date().toISOString(),
    },
  ];
  await writeFile(file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}

/** The key stands in the fragment, which no browser sends and no server writes down. */
export function operatorLink(url: string, key: string): string {
  return `${url}/operate#key=${key}`;
}

async function exists(file: string): Promise<boolean> {
  try {
    await readFile(file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
