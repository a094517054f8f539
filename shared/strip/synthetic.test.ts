import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { raceTime } from '../time/time.ts';
import { bodyPartAt } from './body.ts';
import { OPEN_LIMITS, readImageHeader } from './image-header.ts';
import { encodePng } from './png.ts';
import { drawStrip, type DrawnStrip, type Rgb, type SyntheticStrip } from './synthetic.ts';

const strip: SyntheticStrip = {
  seed: 7,
  axis: { columns: 500, firstUs: raceTime(9_800_000), lastUs: raceTime(10_299_000) },
  height: 240,
  lanes: {
    farLane: 4,
    nearLane: 1,
    far: { left: 0.4, right: 0.4 },
    near: { left: 1, right: 1 },
    perspective: 1.6,
  },
  finishers: [
    { lane: 1, us: raceTime(9_980_000), speedMps: 11 },
    { lane: 4, us: raceTime(10_060_000), speedMps: 10.8 },
  ],
  noise: 0,
  blur: 0,
};

/** The first column, in the direction of time, whose pixel in this row is mostly of the colour. */
function firstOf({ width, rgba }: DrawnStrip, row: number, colour: Rgb, forwards: boolean): number {
  for (let i = 0; i < width; i++) {
    const x = forwards ? i : width - 1 - i;
    const at = (row * width + x) * 4;
    const off = colour.reduce((sum, part, c) => sum + Math.abs((rgba[at + c] ?? 0) - part), 0);
    if (off < 60) return x;
  }
  return -1;
}

test('G1 the chest begins at the first column at or after the finisher’s time', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 9_900_000, max: 10_150_000 }),
      fc.integer({ min: 1, max: 4 }),
      fc.double({ min: 2, max: 12, noNaN: true }),
      fc.boolean(),
      (us, lane, speedMps, forwards) => {
        const { firstUs, lastUs, columns } = strip.axis;
        const axis = forwards ? strip.axis : { columns, firstUs: lastUs, lastUs: firstUs };
        const finishers = [{ lane, us: raceTime(us), speedMps }];
        const drawn = drawStrip({ ...strip, axis, finishers });
        const [truth] = drawn.truth;
        if (truth === undefined) throw new Error('nobody finished');
        const found = firstOf(drawn, truth.chestRow, truth.colour, forwards);
        const wanted = forwards ? Math.ceil(truth.column) : Math.floor(truth.column);
        expect(Math.abs(found - wanted)).toBeLessThan(1);
      },
    ),
    { numRuns: 25 },
  );
});

test('G1 limbs and head are ahead of the torso', () => {
  expect(bodyPartAt(-0.4, 1.27)).toBe('skin');
  expect(bodyPartAt(-0.1, 1.62)).toBe('hair');
  expect(bodyPartAt(0.01, 1.2)).toBe('torso');
  expect(bodyPartAt(-0.01, 1.22)).toBeNull();
  expect(bodyPartAt(-0.4, 0.22)).toBe('shoe');
});

test('G2 the same seed gives the same pixels, another seed others; one in a lane of its own too', () => {
  const rough = { ...strip, noise: 20, blur: 3 };
  const once = drawStrip(rough);
  const isSame = (other: DrawnStrip) => Buffer.from(other.rgba).equals(Buffer.from(once.rgba));
  expect(isSame(drawStrip(rough))).toBe(true);
  expect(isSame(drawStrip({ ...rough, seed: 8 }))).toBe(false);
  const alone = { ...strip.lanes, farLane: 1 };
  const elsewhere = { lane: 9, us: raceTime(10_000_000), speedMps: 9 };
  expect(drawStrip({ ...strip, lanes: alone, finishers: [elsewhere] }).truth).toHaveLength(1);
});

test('G3 what is written is a PNG of its size, with every pixel in it', () => {
  const drawn = drawStrip(strip);
  const file = encodePng(drawn);
  expect(readImageHeader(file, OPEN_LIMITS)).toEqual({
    ok: true,
    type: 'image/png',
    width: 500,
    height: 240,
  });
  const from = 8 + 25 + 8;
  const raw = inflateSync(file.subarray(from, file.length - 16));
  expect(raw).toHaveLength(240 * 1501);
  expect([...raw.subarray(1, 4)]).toEqual([...drawn.rgba.subarray(0, 3)]);
});
