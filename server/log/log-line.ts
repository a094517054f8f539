import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { canonicalJson } from '../../shared/race/canonical.ts';
import type { LogLine, Submission } from '../../shared/race/entry.ts';

/**
 * A log as text: one canonical JSON line per entry. Each line carries the CRC-32 of its own bytes
 * (without `sum`), which finds flipped and torn bytes, and the SHA-256 of the line before, which
 * finds lines that were changed, taken out or put in by somebody who knew how to make a sum.
 */

/** Where a chain stands after a line: what the next line has to continue. */
export interface ChainEnd {
  readonly seq: number;
  /** SHA-256 (hex) of the line with this seq. */
  readonly hash: string;
}

/** Before the first line. */
export const CHAIN_START: ChainEnd = { seq: 0, hash: '0'.repeat(64) };

export interface MadeLine {
  readonly text: string;
  readonly end: ChainEnd;
}

export type ParsedLine =
  | { readonly ok: true; readonly line: LogLine }
  | { readonly ok: false; readonly reason: string };

export type CheckedLine =
  | { readonly ok: true; readonly line: LogLine; readonly end: ChainEnd }
  | { readonly ok: false; readonly reason: string };

/** The next line of a chain. */
export function makeLogLine(before: ChainEnd, submission: Submission): MadeLine {
  const { device, n, recordedAt, event } = submission;
  const seq = before.seq + 1;
  const bare = { v: 1, seq, device, n, recordedAt, event, prev: before.hash };
  const bareText = canonicalJson(bare);
  // `sum` sorts just before `v`: put in place, it makes the canonical text of the whole.
  const text = `${bareText.slice(0, -VERSION.length)},"sum":"${sumOf(bareText)}"${VERSION}`;
  return { text, end: { seq, hash: hash('sha256', text) } };
}

/** Reads one line and checks its own sum; the chain is not looked at. */
export function parseLogLine(text: string): ParsedLine {
  const version = /"v":(\d+)\}$/.exec(text);
  if (version === null)
    return { ok: false, reason: 'not a whole line: it has no version at its end' };
  if (version[1] !== '1')
    return { ok: false, reason: `version ${version[1]}, but only 1 is known` };
  const end = SUM_AT_END.exec(text);
  if (end === null)
    return { ok: false, reason: 'not a canonical line: it has no sum before its version' };
  const found = sumOf(text.slice(0, end.index) + VERSION);
  if (found !== end[1])
    return { ok: false, reason: `its sum is ${end[1]}, but its bytes give ${found}` };
  return shapeOf(text);
}

/** Reads one line and checks that it continues the chain. */
export function continueChain(before: ChainEnd, text: string): CheckedLine {
  const parsed = parseLogLine(text);
  if (!parsed.ok) return parsed;
  const { line } = parsed;
  const seq = before.seq + 1;
  if (line.seq !== seq) return { ok: false, reason: `expected seq ${seq}, found ${line.seq}` };
  if (line.prev !== before.hash) {
    return {
      ok: false,
      reason: `it does not continue the line before: that one has hash ${before.hash}, it names ${line.prev}`,
    };
  }
  return { ok: true, line, end: { seq, hash: hash('sha256', text) } };
}

/** The hash by which the next line names this one. */
export function lineHash(text: string): string {
  return hash('sha256', text);
}

// Canonical keys are sorted, so that `sum` and `v` are the last two of every line.
const VERSION = ',"v":1}';
const SUM_AT_END = /,"sum":"([0-9a-f]{8})","v":1\}$/;

function sumOf(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

function shapeOf(text: string): ParsedLine {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch (error) {
    return {
      ok: false,
      reason: `not JSON: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
  return isLogLine(line)
    ? { ok: true, line }
    : { ok: false, reason: 'not the fields of a log line' };
}

function isLogLine(value: unknown): value is LogLine {
  if (typeof value !== 'object' || value === null) return false;
  const line = value as Partial<Record<keyof LogLine, unknown>>;
  return (
    Number.isSafeInteger(line.seq) &&
    Number.isSafeInteger(line.n) &&
    Number.isSafeInteger(line.recordedAt) &&
    typeof line.device === 'string' &&
    typeof line.prev === 'string' &&
    typeof line.event === 'object' &&
    line.event !== null
  );
}
