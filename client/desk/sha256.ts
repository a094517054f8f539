/**
 * The SHA-256 of a file, in hexadecimal. Pages that came over plain http have no `crypto.subtle`, and
 * a venue's own network is often that: then it is counted here, piece by piece, so that the page goes on.
 */
export async function sha256Of(blob: Blob): Promise<string> {
  if (globalThis.crypto?.subtle !== undefined)
    return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())));
  const sum = new Sha256();
  for (let from = 0; from < blob.size; from += PIECE) {
    sum.add(new Uint8Array(await blob.slice(from, from + PIECE).arrayBuffer()));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return hex(sum.end());
}

/** A multiple of 64 bytes: about ten milliseconds of work. */
const PIECE = 1024 * 1024;

/** FIPS 180-4. All pieces but the last are whole blocks of 64 bytes. */
export class Sha256 {
  readonly #state = Uint32Array.from(START);
  readonly #words = new Uint32Array(64);
  #length = 0;
  #rest = new Uint8Array(0);

  add(piece: Uint8Array): void {
    if (this.#rest.length > 0) throw new Error('only the last piece may be broken');
    const whole = piece.length - (piece.length % 64);
    for (let at = 0; at < whole; at += 64) this.#block(piece, at);
    this.#rest = piece.slice(whole);
    this.#length += piece.length;
  }

  end(): Uint8Array {
    const tail = new Uint8Array(this.#rest.length + 9 > 64 ? 128 : 64);
    tail.set(this.#rest);
    tail[this.#rest.length] = 0x80;
    new DataView(tail.buffer).setBigUint64(tail.length - 8, BigInt(this.#length) * 8n);
    for (let at = 0; at < tail.length; at += 64) this.#block(tail, at);
    const out = new Uint8Array(32);
    const view = new DataView(out.buffer);
    this.#state.forEach((word, i) => view.setUint32(i * 4, word));
    return out;
  }

  #block(bytes: Uint8Array, from: number): void {
    const w = this.#words;
    const view = new DataView(bytes.buffer, bytes.byteOffset + from, 64);
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(i * 4);
    for (let i = 16; i < 64; i++) {
      const [a, b] = [w[i - 15] ?? 0, w[i - 2] ?? 0];
      const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
      const s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
      w[i] = (w[i - 16] ?? 0) + s0 + (w[i - 7] ?? 0) + s1;
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = this.#state;
    for (let i = 0; i < 64; i++) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (ROUND[i] ?? 0) + (w[i] ?? 0)) | 0;
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => {
      this.#state[i] = (this.#state[i] ?? 0) + word;
    });
  }
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The first 64 primes: the constants are 32 bits of the fractions of their cube and square roots. */
const PRIMES = Array.from({ length: 312 }, (_, n) => n).filter(
  (n) => n > 1 && !Array.from({ length: n }, (_, d) => d).some((d) => d > 1 && n % d === 0),
);
const fraction = (root: number) => Math.floor((root % 1) * 4_294_967_296);
const ROUND = Uint32Array.from(PRIMES.slice(0, 64), (prime) => fraction(Math.cbrt(prime)));
const START = Uint32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
