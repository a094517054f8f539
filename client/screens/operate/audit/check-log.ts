/**
 * Checks a downloaded log (one JSON line per entry) as `npm run check-log` does: each line carries the
 * CRC-32 of its own bytes without `sum`, and the SHA-256 of the line before as `prev`. Lines cut off at
 * the end leave a log that is whole but shorter: compare the count and the last hash with another copy.
 */
export type CheckedLog =
  | {
      readonly ok: true;
      readonly count: number;
      /** SHA-256 (hex) of the last line; null where the browser gives none, and the chain was not checked. */
      readonly hash: string | null;
    }
  | {
      readonly ok: false;
      /** From 1. */
      readonly line: number;
      readonly why: 'notALine' | 'sum' | 'seq' | 'chain';
    };

/** SHA-256 of a text's UTF-8 bytes as hex; null where the browser has none (a page without https). */
export type Sha256 = ((text: string) => Promise<string>) | null;

const END = /,"sum":"([0-9a-f]{8})","v":1\}$/;
const START = '0'.repeat(64);

export async function checkLog(
  text: string,
  sha256: Sha256,
  progress: (count: number) => void = () => {},
): Promise<CheckedLog> {
  let count = 0;
  let before = START;
  for (const line of linesOf(text)) {
    count += 1;
    const end = END.exec(line);
    if (end === null) return { ok: false, line: count, why: 'notALine' };
    if (crc32(`${line.slice(0, end.index)},"v":1}`) !== end[1])
      return { ok: false, line: count, why: 'sum' };
    const { seq, prev } = envelopeOf(line);
    if (seq !== count) return { ok: false, line: count, why: 'seq' };
    if (sha256 !== null) {
      if (prev !== before) return { ok: false, line: count, why: 'chain' };
      before = await sha256(line);
    }
    if (count % 500 === 0) progress(count);
  }
  return { ok: true, count, hash: sha256 === null ? null : before };
}

function* linesOf(text: string): Generator<string> {
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    if (to > from) yield text.slice(from, to);
    from = to + 1;
  }
}

/** A line whose sum is right is JSON: the sum is over what a log wrote. */
function envelopeOf(line: string): { readonly seq: unknown; readonly prev: unknown } {
  try {
    const { seq, prev } = JSON.parse(line) as Record<string, unknown>;
    return { seq, prev };
  } catch {
    return { seq: null, prev: null };
  }
}

/** The browser's own SHA-256. */
export const browserSha256: Sha256 =
  typeof crypto === 'undefined' || (crypto as { subtle?: SubtleCrypto }).subtle === undefined
    ? null
    : async (text) => {
        const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
        return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join(
          '',
        );
      };

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** CRC-32 (ISO-HDLC, as in zip) of a text's UTF-8 bytes, eight hexadecimal digits. */
function crc32(text: string): string {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text))
    crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}
