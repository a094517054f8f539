import { createHmac, timingSafeEqual } from 'node:crypto';
import { sealedText, type QueueFile } from '../../shared/wire/queue-file.ts';
import type { OperatorKey } from './operator-keys.ts';

/**
 * What an operator seals its saved queue with. It is made of what is kept of its key, so that nothing
 * more is to keep, and tells nothing of the key; it opens nothing.
 */
export function sealKeyOf({ hash }: Pick<OperatorKey, 'hash'>): string {
  return createHmac('sha256', Buffer.from(hash, 'hex')).update('saved queue').digest('hex');
}

/** Whether a saved queue is as this operator's device saved it. */
export function isSealedBy(key: Pick<OperatorKey, 'hash'>, file: QueueFile): boolean {
  if (file.seal === null) return false;
  const wanted = createHmac('sha256', Buffer.from(sealKeyOf(key), 'hex'))
    .update(sealedText(file))
    .digest();
  const found = Buffer.from(file.seal, 'hex');
  return found.length === wanted.length && timingSafeEqual(found, wanted);
}
