import type { ResultSeal, ResultsReply } from '../../shared/wire/api.ts';
import { ask } from './http.ts';

/** The seal of an official result; null where there is none, and where the server did not answer. */
export async function fetchSeal(slug: string, signal?: AbortSignal): Promise<ResultSeal | null> {
  const reply = await ask<ResultsReply>(
    `/api/races/${encodeURIComponent(slug)}/results.json`,
    signal,
  );
  return reply.ok ? (reply.value.seal ?? null) : null;
}

export type Verified =
  | { readonly state: 'holds'; readonly entries: number }
  | { readonly state: 'broken'; readonly line: number }
  /** Hashing needs https, or this very machine. */
  | { readonly state: 'cannot' }
  | { readonly state: 'noLog' };

/**
 * Fetches the log and computes the seal again: each line has to name the SHA-256 of the one before,
 * and the line that declared the result has to give the hash that it is sealed with.
 */
export async function verifySeal(slug: string, seal: ResultSeal): Promise<Verified> {
  if (!isSecureContext) return { state: 'cannot' };
  let text: string;
  try {
    const reply = await fetch(`/api/races/${encodeURIComponent(slug)}/log.ndjson`);
    if (!reply.ok) return { state: 'noLog' };
    text = await reply.text();
  } catch {
    return { state: 'noLog' };
  }
  return checkChain(
    text.split('\n').filter((line) => line !== ''),
    seal,
  );
}

export async function checkChain(lines: readonly string[], seal: ResultSeal): Promise<Verified> {
  let before = '0'.repeat(64);
  for (const [i, line] of lines.entries()) {
    const isChained = line.includes(`"prev":"${before}"`) && line.includes(`"seq":${i + 1},`);
    if (!isChained) return { state: 'broken', line: i + 1 };
    before = await sha256(line);
    if (i + 1 === seal.seq && before !== seal.hash) return { state: 'broken', line: i + 1 };
  }
  return lines.length < seal.seq
    ? { state: 'broken', line: lines.length }
    : { state: 'holds', entries: lines.length };
}

async function sha256(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
