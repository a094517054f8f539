import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * A key as a person or a program carries it: eight letters that name it, then 24 that nobody can
 * guess (144 random bits). The name finds the record, so that the rest is compared in constant time.
 * `scripts/operator-link.mjs` makes the same.
 *
 *   7k2m9qab  hT4…x0
 *   id        secret
 */
export interface MadeKey {
  readonly id: string;
  /** The whole key; shown once. */
  readonly key: string;
  readonly hash: string;
}

export function makeKey(): MadeKey {
  const id = Array.from(randomBytes(ID_LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('');
  return keyNamed(id);
}

/** A new secret under a name that is there already. */
export function keyNamed(id: string): MadeKey {
  const key = `${id}${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { id, key, hash: hashOf(key) };
}

/** The name in a key; undefined for what cannot be a key. */
export function idOf(key: string): string | undefined {
  return SHAPE.test(key) ? key.slice(0, ID_LENGTH) : undefined;
}

/** SHA-256, hex. Enough for random keys: there is nothing to guess that a slower hash would protect. */
export function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export function matches(key: string, hash: string): boolean {
  const [found, kept] = [Buffer.from(hashOf(key), 'hex'), Buffer.from(hash, 'hex')];
  return found.length === kept.length && timingSafeEqual(found, kept);
}

const ID_LENGTH = 8;
const SECRET_BYTES = 18;
/** 32 letters, so that a byte's remainder favours none. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const SHAPE = /^[a-z2-7]{8}[\w-]{24}$/;
