import { Sha256 } from './sha256.ts';

const BLOCK = 64;

/**
 * HMAC-SHA256 of a text, in hexadecimal; `key` of at most 64 bytes, in hexadecimal too. By ourselves,
 * since a page that came over plain http has no `crypto.subtle`.
 */
export function hmacOf(key: string, text: string): string {
  const bytes = new Uint8Array(BLOCK);
  for (let i = 0; i < key.length / 2 && i < BLOCK; i++)
    bytes[i] = Number.parseInt(key.slice(2 * i, 2 * i + 2), 16);
  const inner = sumOf(bytes, 0x36, new TextEncoder().encode(text));
  return Array.from(sumOf(bytes, 0x5c, inner), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}

function sumOf(key: Uint8Array, pad: number, message: Uint8Array): Uint8Array {
  const sum = new Sha256();
  sum.add(key.map((byte) => byte ^ pad));
  sum.add(message);
  return sum.end();
}
