// Makes a screenshot small: 256 colours, of which a screen of words and lines has few more, and no filters.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * @param {Buffer} png 8 bits a channel, RGB, not interlaced: as Chromium takes it
 * @returns {Buffer} the same picture with a palette
 */
export function smallPng(png) {
  const { width, height, pixels } = readRgb(png);
  const indexOf = paletteOf(pixels);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 3)
      rows[y * (width + 1) + 1 + x] = indexOf.of(pixels.readUIntBE(at, 3));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', indexOf.palette),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function readRgb(png) {
  const parts = [];
  let header = Buffer.alloc(0);
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = body;
    if (type === 'IDAT') parts.push(body);
    at += length + 12;
  }
  if (header[8] !== 8 || header[9] !== 2 || header[12] !== 0)
    throw new Error('8-bit RGB is wanted');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  return {
    width,
    height,
    pixels: unfiltered(inflateSync(Buffer.concat(parts)), width * 3, height),
  };
}

/** Filters of PNG, section 9 of its specification. */
function unfiltered(raw, stride, height) {
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x < 3 ? 0 : pixels[at - 3];
      const up = y === 0 ? 0 : pixels[at - stride];
      const corner = x < 3 || y === 0 ? 0 : pixels[at - stride - 3];
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      pixels[at] = raw[y * (stride + 1) + 1 + x] + guess;
    }
  }
  return pixels;
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((each) => Math.abs(guess - each));
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** So near (summed squares of the channels' differences) that nobody tells two colours apart. */
const ALIKE = 40;

/** The most frequent colours of those that differ; any other becomes the nearest of them. */
function paletteOf(pixels) {
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = pixels.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const kept = [];
  for (const [colour] of [...counts].sort((a, b) => b[1] - a[1])) {
    if (kept.length === 256) break;
    if (kept.every((other) => distance(other, colour) > ALIKE)) kept.push(colour);
  }
  const known = new Map(kept.map((colour, i) => [colour, i]));
  const palette = Buffer.alloc(kept.length * 3);
  kept.forEach((colour, i) => palette.writeUIntBE(colour, i * 3, 3));
  const of = (colour) => {
    let index = known.get(colour);
    if (index === undefined) known.set(colour, (index = nearest(kept, colour)));
    return index;
  };
  return { palette, of };
}

function nearest(kept, colour) {
  let best = 0;
  for (let i = 1; i < kept.length; i++)
    if (distance(kept[i], colour) < distance(kept[best], colour)) best = i;
  return best;
}

function distance(a, b) {
  const [red, green, blue] = [16, 8, 0].map((shift) => ((a >> shift) & 255) - ((b >> shift) & 255));
  return red ** 2 + green ** 2 + blue ** 2;
}

function chunk(type, body) {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const framed = Buffer.alloc(body.length + 12);
  framed.writeUInt32BE(body.length, 0);
  typed.copy(framed, 4);
  framed.writeUInt32BE(crc32(typed), body.length + 8);
  return framed;
}
