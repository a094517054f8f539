/**
 * Writes an opaque PNG of RGBA pixels, without compression: for images that we draw ourselves, where
 * it has to be the same bytes everywhere.
 */
export function encodePng(image: {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}): Uint8Array<ArrayBuffer> {
  const { width, height } = image;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // 8 bits, red green blue.
  header.set([8, 2, 0, 0, 0], 8);
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    part('IHDR', header),
    part('IDAT', stored(rows(image))),
    part('IEND', new Uint8Array(0)),
  ]);
}

/** Each row behind the number of its filter, which is none. */
function rows({ width, height, rgba }: Parameters<typeof encodePng>[0]): Uint8Array {
  const raw = new Uint8Array(height * (width * 3 + 1));
  let to = 0;
  for (let y = 0; y < height; y++) {
    to++;
    for (let from = y * width * 4; from < (y + 1) * width * 4; from += 4) {
      raw[to++] = rgba[from] ?? 0;
      raw[to++] = rgba[from + 1] ?? 0;
      raw[to++] = rgba[from + 2] ?? 0;
    }
  }
  return raw;
}

const MOST_STORED = 65_535;

/** A zlib stream of stored blocks. */
function stored(raw: Uint8Array): Uint8Array {
  const blocks = Math.max(Math.ceil(raw.length / MOST_STORED), 1);
  const out = new Uint8Array(2 + raw.length + blocks * 5 + 4);
  const view = new DataView(out.buffer);
  out.set([0x78, 0x01]);
  let at = 2;
  for (let block = 0; block < blocks; block++) {
    const piece = raw.subarray(block * MOST_STORED, (block + 1) * MOST_STORED);
    view.setUint8(at, block === blocks - 1 ? 1 : 0);
    view.setUint16(at + 1, piece.length, true);
    view.setUint16(at + 3, ~piece.length & 0xffff, true);
    out.set(piece, at + 5);
    at += 5 + piece.length;
  }
  view.setUint32(at, adler32(raw));
  return out;
}

function part(kind: string, content: Uint8Array): Uint8Array {
  const out = new Uint8Array(content.length + 12);
  const view = new DataView(out.buffer);
  view.setUint32(0, content.length);
  for (let i = 0; i < 4; i++) out[4 + i] = kind.charCodeAt(i);
  out.set(content, 8);
  view.setUint32(content.length + 8, crc32(out.subarray(4, content.length + 8)));
  return out;
}

function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (let from = 0; from < bytes.length; from += 3000) {
    // So many sums stay exact before they are brought below the prime.
    for (let i = from; i < Math.min(from + 3000, bytes.length); i++) {
      a += bytes[i] ?? 0;
      b += a;
    }
    a %= 65_521;
    b %= 65_521;
  }
  return b * 0x1_0000 + a;
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) c = (CRC[(c ^ (bytes[i] ?? 0)) & 0xff] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const each of parts) {
    out.set(each, at);
    at += each.length;
  }
  return out;
}
