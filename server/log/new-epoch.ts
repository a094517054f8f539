import { randomBytes } from 'node:crypto';

/** A name that no log has had before. */
export function newEpoch(): string {
  return randomBytes(6).toString('base64url');
}
