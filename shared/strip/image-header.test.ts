import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWhole, OPEN_LIMITS, readImageHeader, RELEASE_LIMITS } from './image-header.ts';
import { encodePng } from './png.ts';

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? Array.from(part, (letter) => letter.charCodeAt(0)) : [...part],
    ),
  );
const filler = Array.from({ length: 40 }, () => 0);
const be32 = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];

const png = (width: number, height: number, after: readonly number[] = filler) =>
  bytes(
    [0x89],
    'PNG\r\n\x1a\n',
    be32(13),
    'IHDR',
    be32(width),
    be32(height),
    [8, 2, 0, 0, 0],
    [0, 0, 0, 0, ...after],
  );
const jpeg = (width: number, height: number, marker = 0xc0) =>
  bytes(
    [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xff, marker, 0, 11, 8],
    [height >> 8, height & 255, width >> 8, width & 255],
    filler,
  );
const webp = (kind: string, body: readonly number[]) =>
  bytes('RIFF', [0, 0, 0, 0], 'WEBP', kind, [0, 0, 0, 0], body, filler);

const read = (file: Uint8Array) => readImageHeader(file, OPEN_LIMITS);

test.each([
  ['a PNG', png(12_400, 900), 'image/png'],
  [
    'a PNG of our own',
    encodePng({ width: 12_400, height: 900, rgba: new Uint8ClampedArray(0) }),
    'image/png',
  ],
  ['a JPEG', jpeg(12_400, 900), 'image/jpeg'],
  ['a progressive JPEG', jpeg(12_400, 900, 0xc2), 'image/jpeg'],
  ['a lossy WebP', webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 0x70, 0x30, 0x84, 0x03]), 'image/webp'],
  ['a lossless WebP', webp('VP8L', [0x2f, 0x6f, 0xf0, 0xe0, 0x00]), 'image/webp'],
  ['an extended WebP', webp('VP8X', [0, 0, 0, 0, 0x6f, 0x30, 0, 0x83, 0x03, 0]), 'image/webp'],
])('I1 the size of %s is read from its head', (_, file, type) => {
  expect(read(file)).toEqual({ ok: true, type, width: 12_400, height: 900 });
});

test('I1 whatever the bytes are, the answer is a value', () => {
  const heads = [png(9, 9), jpeg(9, 9), webp('VP8X', filler), new Uint8Array(0)];
  fc.assert(
    fc.property(
      fc.constantFrom(...heads),
      fc.nat(40),
      fc.uint8Array({ maxLength: 400 }),
      (head, kept, rest) => {
        const file = new Uint8Array(kept + rest.length);
        file.set(head.subarray(0, kept));
        file.set(rest, kept);
        expect(typeof read(file).ok).toBe('boolean');
      },
    ),
  );
});

test.each([
  ['an SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'notAnImage'],
  ['a GIF', bytes('GIF89a', filler), 'notAnImage'],
  ['nothing', new Uint8Array(0), 'notAnImage'],
  ['an animated PNG', png(9, 9, [...be32(8), 0x61, 0x63, 0x54, 0x4c, ...filler]), 'animated'],
  ['an animated WebP', webp('VP8X', [2]), 'animated'],
])('I2 %s is no finish image', (_, file, reason) => {
  expect(read(file)).toEqual({ ok: false, reason });
});

test('I2 what comes behind the first pixels of a PNG does not make it a film', () => {
  const still = [...be32(0), 0x49, 0x44, 0x41, 0x54, ...filler];
  expect(read(png(9, 9, still)).ok).toBe(true);
});

test.each([
  ['a cut PNG', png(9, 9).subarray(0, 20)],
  ['a PNG without a size', png(0, 9)],
  ['a JPEG that ends before its size', bytes([0xff, 0xd8, 0xff, 0xd9], filler)],
  ['a JPEG cut in its tables', bytes([0xff, 0xd8, 0xff, 0xc4, 0, 3, 0])],
  ['a JPEG with something between its parts', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 2, 7], filler)],
  ['a cut WebP', webp('VP8X', []).subarray(0, 24)],
  ['a lossy WebP without its mark', webp('VP8 ', [0])],
  ['a lossless WebP without its mark', webp('VP8L', [0])],
  ['a WebP of a kind nobody knows', webp('VP9 ', [0])],
])('I1 %s is broken', (_, file) => {
  expect(read(file)).toEqual({ ok: false, reason: 'broken' });
});

test('I3 too many columns, rows, pixels or bytes are refused before anything is decoded', () => {
  const tooLarge = { ok: false, reason: 'tooLarge' };
  expect(read(png(65_001, 10))).toEqual(tooLarge);
  expect(read(png(10, 65_001))).toEqual(tooLarge);
  expect(read(png(65_000, 65_000))).toEqual(tooLarge);
  expect(read(png(4_294_967_295, 4_294_967_295))).toEqual(tooLarge);
  expect(readImageHeader(png(10, 10), OPEN_LIMITS, OPEN_LIMITS.bytes + 1)).toEqual(tooLarge);
  expect(readImageHeader(png(17_000, 10), RELEASE_LIMITS)).toEqual(tooLarge);
  expect(readImageHeader(png(65_000, 3000), OPEN_LIMITS).ok).toBe(true);
});

test('I4 a file that was cut off does not end as its kind ends', () => {
  const whole = (type: Parameters<typeof isWhole>[0], file: Uint8Array) =>
    isWhole(type, { head: file, tail: file, size: file.length });
  const ours = encodePng({ width: 9, height: 9, rgba: new Uint8ClampedArray(9 * 9 * 4) });
  expect(whole('image/png', ours)).toBe(true);
  expect(whole('image/png', bytes([...ours], 'notes of the camera'))).toBe(true);
  expect(whole('image/png', ours.subarray(0, ours.length - 5))).toBe(false);

  const thumbnail = [0xff, 0xda, 1, 2, 0xff, 0xd9];
  const photograph = bytes([...jpeg(9, 9)], thumbnail, [0xff, 0xda, 7, 7, 7]);
  expect(whole('image/jpeg', photograph)).toBe(false);
  expect(whole('image/jpeg', bytes([...photograph], [0xff, 0xd9]))).toBe(true);

  const lossy = bytes('RIFF', [30, 0, 0, 0], 'WEBP', filler).subarray(0, 38);
  expect(whole('image/webp', lossy)).toBe(true);
  expect(whole('image/webp', lossy.subarray(0, 37))).toBe(false);
});
