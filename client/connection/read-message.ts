import type { Catchup, ClockAnswer, Frame, Gone, Head } from '../../shared/wire/messages.ts';

/**
 * Reads what a server says. Its schemas (shared/wire/schemas.ts) are checked where strangers speak,
 * at the server; here, where only our own server does, it is enough to know that a message has the
 * shape that the steps after it build upon. A schema library in the browser costs 9 kB (gzip).
 */
export type FromServer =
  | { readonly name: 'catchup'; readonly message: Catchup }
  | { readonly name: 'frame'; readonly message: Frame }
  | { readonly name: 'head'; readonly message: Head }
  | { readonly name: 'gone'; readonly message: Gone };

export type MessageName = FromServer['name'];

/** Null for what is no such message: an older or a newer server, or a proxy's own words. */
export function readMessage(name: MessageName, payload: unknown): FromServer | null {
  if (!isRecord(payload) || typeof payload['race'] !== 'string') return null;
  switch (name) {
    case 'catchup':
      return isCatchup(payload) ? { name, message: payload as unknown as Catchup } : null;
    case 'frame':
      return isRun(payload) ? { name, message: payload as unknown as Frame } : null;
    case 'head':
      return isHead(payload) ? { name, message: payload as unknown as Head } : null;
    case 'gone':
      return typeof payload['reason'] === 'string'
        ? { name, message: payload as unknown as Gone }
        : null;
  }
}

export function readClock(payload: unknown): ClockAnswer | null {
  return isRecord(payload) && isNumber(payload['now']) ? (payload as unknown as ClockAnswer) : null;
}

function isCatchup(payload: Record<string, unknown>): boolean {
  const { how, segments } = payload;
  return (
    isRun(payload) &&
    isStage(payload) &&
    (how === 'entries' || (how === 'segments' && isList(segments)))
  );
}

function isHead(payload: Record<string, unknown>): boolean {
  return isStage(payload) && isNumber(payload['viewers']) && Array.isArray(payload['feeds']);
}

function isStage({ epoch, seq, clock, phase }: Record<string, unknown>): boolean {
  return typeof epoch === 'string' && isNumber(seq) && isClock(clock) && typeof phase === 'string';
}

function isClock(clock: unknown): boolean {
  return isRecord(clock) && [clock['race'], clock['server'], clock['rate']].every(isNumber);
}

function isRun({ epoch, after, entries }: Record<string, unknown>): boolean {
  return (
    typeof epoch === 'string' &&
    isNumber(after) &&
    Array.isArray(entries) &&
    entries.every(Array.isArray)
  );
}

function isList(segments: unknown): boolean {
  return (
    Array.isArray(segments) &&
    segments.every(
      (one) =>
        isRecord(one) &&
        typeof one['url'] === 'string' &&
        isNumber(one['from']) &&
        isNumber(one['to']),
    )
  );
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
