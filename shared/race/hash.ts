/**
 * A 64-bit fingerprint that every machine computes alike, as two 32-bit numbers: MurmurHash3
 * (x86, 32 bit; Appleby, public domain) over the UTF-16 units of a text, once for each of two seeds.
 * It names states, it does not protect them: the log's SHA-256 chain does that.
 */
export interface Fingerprint {
  readonly high: number;
  readonly low: number;
}

/** First 32 bits of the fractional parts of √2 and √3. */
const SEED_HIGH = 0x6a09e667;
const SEED_LOW = 0xbb67ae85;

export function fingerprint(text: string): Fingerprint {
  return { high: murmur3(text, SEED_HIGH), low: murmur3(text, SEED_LOW) };
}

/** Of a set of texts from those of its members: addition does not care for their order. */
export function joined(a: Fingerprint, b: Fingerprint): Fingerprint {
  return { high: (a.high + b.high) >>> 0, low: (a.low + b.low) >>> 0 };
}

/** 16 hexadecimal digits. */
export function fingerprintText({ high, low }: Fingerprint): string {
  return hex(high) + hex(low);
}

/** Two UTF-16 units make one block of 32 bits. */
export function murmur3(text: string, seed: number): number {
  const { length } = text;
  const paired = length - (length % 2);
  let hash = seed;
  for (let i = 0; i < paired; i += 2) {
    hash ^= scrambled(text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16));
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  if (paired < length) hash ^= scrambled(text.charCodeAt(paired));
  return avalanche(hash ^ (length * 2));
}

function scrambled(block: number): number {
  const mixed = Math.imul(block, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

function avalanche(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
