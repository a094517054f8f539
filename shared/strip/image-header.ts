import type { ReleasedImage } from '../race/strip.ts';

/**
 * What a file says of itself before anything is decoded (SPEC I). Reads a few bytes and goes no
 * further than the list of parts at the head of the file; whatever the bytes are, it ends with a value.
 */
export type ImageHeader =
  | ({ readonly ok: true } & Omit<ReleasedImage, 'sha256'>)
  | { readonly ok: false; readonly reason: ImageProblem };

export type ImageProblem =
  /** Neither PNG, JPEG nor WebP; SVG is a document, no image. */
  | 'notAnImage'
  /** One of those, but it ends or contradicts itself before it says how large it is. */
  | 'broken'
  /** More bytes, columns or pixels than a browser or a disk should be asked to bear. */
  | 'tooLarge'
  /** A film has no time axis. */
  | 'animated';

export interface ImageLimits {
  readonly bytes: number;
  readonly columns: number;
  readonly pixels: number;
}

/** What a judge may open. */
export const OPEN_LIMITS: ImageLimits = {
  bytes: 64 * 1024 * 1024,
  columns: 65_000,
  pixels: 200_000_000,
};

/** What may be published. */
export const RELEASE_LIMITS: ImageLimits = {
  bytes: 16 * 1024 * 1024,
  columns: 16_000,
  pixels: 40_000_000,
};

/** `size`: of the whole file, where `head` is only its beginning (64 KB do for most). */
export function readImageHeader(
  head: Uint8Array,
  limits: ImageLimits,
  size: number = head.length,
): ImageHeader {
  if (size > limits.bytes) return no('tooLarge');
  const found = png(head) ?? jpeg(head) ?? webp(head) ?? no('notAnImage');
  if (!found.ok) return found;
  const { width, height } = found;
  if (width < 2 || height < 1) return no('broken');
  const over = width > limits.columns || height > limits.columns || width * height > limits.pixels;
  return over ? no('tooLarge') : found;
}

/** Of the end of a file, what `isWhole` wants to see; cameras write their notes behind the image. */
export const TAIL_BYTES = 64 * 1024;

/**
 * I4: whether the end of the image is at the end of its file. `tail`: its last bytes, `TAIL_BYTES` of
 * them or all there are. Asked when an image could not be decoded: files with long notes behind the
 * image are whole too, and say no here.
 */
export function isWhole(
  type: ReleasedImage['type'],
  file: { readonly head: Uint8Array; readonly tail: Uint8Array; readonly size: number },
): boolean {
  const { head, tail, size } = file;
  if (type === 'image/webp') return le16(head, 4) + le16(head, 6) * 0x1_0000 + 8 <= size;
  if (type === 'image/png') return lastOf(tail, PNG_END) !== -1;
  // A small picture of the image, in its head, has an end of its own before the image begins.
  return lastOf(tail, [0xff, 0xd9]) > lastOf(tail, [0xff, 0xda]);
}

/** `IEND` and its sum. */
const PNG_END = [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];

function lastOf(bytes: Uint8Array, wanted: readonly number[]): number {
  for (let at = bytes.length - wanted.length; at >= 0; at--) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}

function png(bytes: Uint8Array): ImageHeader | null {
  if (!startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return null;
  // An image header of 13 bytes is always the first part.
  if (bytes.length < 33 || text(bytes, 12, 4) !== 'IHDR' || be32(bytes, 8) !== 13)
    return no('broken');
  if (hasAnimation(bytes)) return no('animated');
  return { ok: true, type: 'image/png', width: be32(bytes, 16), height: be32(bytes, 20) };
}

/** The part that makes a film of a PNG comes before its first pixels. */
function hasAnimation(bytes: Uint8Array): boolean {
  let at = 8;
  while (at + 8 <= bytes.length) {
    const kind = text(bytes, at + 4, 4);
    if (kind === 'acTL') return true;
    if (kind === 'IDAT') return false;
    at += be32(bytes, at) + 12;
  }
  return false;
}

function jpeg(bytes: Uint8Array): ImageHeader | null {
  if (!startsWith(bytes, [0xff, 0xd8, 0xff])) return null;
  let at = 2;
  while (at + 9 <= bytes.length) {
    if (bytes[at] !== 0xff) return no('broken');
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // C4, C8 and CC are tables; the others of the row say how large the image is.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return {
        ok: true,
        type: 'image/jpeg',
        width: be16(bytes, at + 7),
        height: be16(bytes, at + 5),
      };
    const length = be16(bytes, at + 2);
    if (length < 2 || marker === 0xd9 || marker === 0xda) return no('broken');
    at += 2 + length;
  }
  return no('broken');
}

function webp(bytes: Uint8Array): ImageHeader | null {
  if (text(bytes, 0, 4) !== 'RIFF' || text(bytes, 8, 4) !== 'WEBP') return null;
  if (bytes.length < 30) return no('broken');
  const sized = (width: number, height: number): ImageHeader => ({
    ok: true,
    type: 'image/webp',
    width,
    height,
  });
  switch (text(bytes, 12, 4)) {
    case 'VP8 ':
      if (!startsWith(bytes.subarray(23), [0x9d, 0x01, 0x2a])) return no('broken');
      return sized(le16(bytes, 26) & 0x3fff, le16(bytes, 28) & 0x3fff);
    case 'VP8L': {
      if (bytes[20] !== 0x2f) return no('broken');
      const bits = le16(bytes, 21) + le16(bytes, 23) * 0x1_0000;
      return sized((bits & 0x3fff) + 1, (Math.floor(bits / 0x4000) & 0x3fff) + 1);
    }
    case 'VP8X':
      if (((bytes[20] ?? 0) & 0x02) !== 0) return no('animated');
      return sized(le24(bytes, 24) + 1, le24(bytes, 27) + 1);
    default:
      return no('broken');
  }
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, i) => bytes[i] === byte);
}

function text(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

function be16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
}

function be32(bytes: Uint8Array, at: number): number {
  return be16(bytes, at) * 0x1_0000 + be16(bytes, at + 2);
}

function le16(bytes: Uint8Array, at: number): number {
  return (bytes[at + 1] ?? 0) * 256 + (bytes[at] ?? 0);
}

function le24(bytes: Uint8Array, at: number): number {
  return (bytes[at + 2] ?? 0) * 0x1_0000 + le16(bytes, at);
}

function no(reason: ImageProblem): ImageHeader {
  return { ok: false, reason };
}
