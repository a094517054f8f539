import type { StripAxis } from '../race/strip.ts';
import { MICROS_PER_SECOND, type RaceTime } from '../time/time.ts';
import { columnAt, columnUs, timeAt } from './axis.ts';
import { AHEAD_M, BEHIND_M, bodyPartAt, CHEST_M, type BodyPart } from './body.ts';
import { laneAt, laneMiddle } from './lanes.ts';
import { edgesOf, type LaneGuides } from './lanes.ts';
import { numbers } from '../random/numbers.ts';

/**
 * Draws a finish image whose truth is known: what a line camera would have seen of these finishers.
 * The same seed gives the same pixels everywhere. For tests, and to practise with.
 */
export interface SyntheticStrip {
  readonly seed: number;
  readonly axis: StripAxis;
  readonly height: number;
  readonly lanes: LaneGuides;
  readonly finishers: readonly SyntheticFinisher[];
  /** ± this much on each colour, 0 for none. */
  readonly noise: number;
  /** Over how many columns light is smeared, 0 for none. */
  readonly blur: number;
}

export interface SyntheticFinisher {
  readonly lane: number;
  /** When the leading edge of the torso is on the line. */
  readonly us: RaceTime;
  readonly speedMps: number;
}

export interface DrawnStrip {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  readonly truth: readonly SyntheticTruth[];
}

export interface SyntheticTruth extends SyntheticFinisher {
  /** Where the torso's edge is, in columns; the first column that is torso is the next whole one. */
  readonly column: number;
  /** A row across the middle of the chest. */
  readonly chestRow: number;
  /** What a torso is painted with before noise and blur. */
  readonly colour: Rgb;
}

export type Rgb = readonly [red: number, green: number, blue: number];

export function drawStrip(strip: SyntheticStrip): DrawnStrip {
  const { axis, height, noise, blur } = strip;
  const width = axis.columns;
  const canvas = { width, height, rgba: new Uint8ClampedArray(width * height * 4) };
  const random = numbers(strip.seed);
  drawGround(canvas, strip, random);
  const farToNear = strip.finishers.toSorted((a, b) => depth(strip, a) - depth(strip, b));
  const truth = farToNear.map((finisher) => drawFinisher(canvas, strip, finisher));
  if (blur > 0) smear(canvas, blur);
  if (noise > 0) addNoise(canvas, noise, random);
  return { ...canvas, truth };
}

interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** What does not move is the same in every column: a stripe for each row. */
function drawGround(canvas: Canvas, { lanes }: SyntheticStrip, random: () => number): void {
  const edges = edgesOf(lanes);
  for (let y = 0; y < canvas.height; y++) {
    const [here, next] = [y, y + 1].map((row) => laneAt(edges, 0, row / canvas.height));
    const grain = (random() - 0.5) * 10;
    const lit = here === null ? 176 : 214;
    const grey = (here === next ? lit : 246) + grain;
    for (let x = 0; x < canvas.width; x++) paint(canvas, x, y, [grey, grey * 0.985, grey * 0.95]);
  }
}

function depth({ lanes, axis }: SyntheticStrip, { lane, us }: SyntheticFinisher): number {
  return laneMiddle(edgesOf(lanes), lane, columnAt(axis, us) / axis.columns) ?? 0;
}

const SINGLETS: readonly Rgb[] = [
  [196, 30, 58],
  [20, 92, 196],
  [16, 128, 72],
  [226, 124, 12],
  [122, 48, 160],
  [12, 140, 150],
  [150, 96, 20],
  [206, 40, 138],
  [60, 66, 92],
];
const SKINS: readonly Rgb[] = [
  [232, 190, 160],
  [196, 146, 112],
  [142, 98, 70],
  [98, 66, 48],
];

/** Of the height of the image, how high somebody in the nearest lane is. */
const NEAREST_BODY = 0.42;
const BODY_M = 1.75;

function drawFinisher(
  canvas: Canvas,
  strip: SyntheticStrip,
  finisher: SyntheticFinisher,
): SyntheticTruth {
  const { axis, height, lanes } = strip;
  const { lane, us, speedMps } = finisher;
  const feet = Math.round(depth(strip, finisher) * height);
  const share =
    Math.abs(lane - lanes.farLane) / Math.max(Math.abs(lanes.nearLane - lanes.farLane), 1);
  const pxPerM = (height * NEAREST_BODY * (0.72 + 0.28 * share)) / BODY_M;
  const colour = SINGLETS[lane % SINGLETS.length] ?? [0, 0, 0];
  const colours: Readonly<Record<BodyPart, Rgb>> = {
    torso: colour,
    skin: SKINS[(lane * 3 + strip.seed) % SKINS.length] ?? [0, 0, 0],
    hair: [46, 36, 30],
    shorts: [34, 38, 50],
    shoe: [240, 240, 120],
  };
  const column = columnAt(axis, us);
  const reach = MICROS_PER_SECOND / speedMps / Math.abs(columnUs(axis));
  const forwards = axis.lastUs > axis.firstUs;
  const [before, after] = forwards ? [AHEAD_M, BEHIND_M] : [BEHIND_M, AHEAD_M];
  const from = Math.max(Math.floor(column - before * reach), 0);
  const to = Math.min(Math.ceil(column + after * reach), canvas.width - 1);
  for (let x = from; x <= to; x++) {
    const behind = ((timeAt(axis, x) - us) / MICROS_PER_SECOND) * speedMps;
    for (let y = Math.max(feet - Math.ceil(BODY_M * pxPerM), 0); y < Math.min(feet, height); y++) {
      const part = bodyPartAt(behind, (feet - y - 0.5) / pxPerM);
      if (part !== null) paint(canvas, x, y, colours[part]);
    }
  }
  const chestRow = Math.round(feet - ((CHEST_M.from + CHEST_M.to) / 2) * pxPerM);
  return { ...finisher, column, chestRow, colour };
}

function paint({ width, rgba }: Canvas, x: number, y: number, [red, green, blue]: Rgb): void {
  const at = (y * width + x) * 4;
  rgba[at] = red;
  rgba[at + 1] = green;
  rgba[at + 2] = blue;
  rgba[at + 3] = 255;
}

/** The mean over an odd number of columns, so that edges stay where they are. */
function smear({ width, height, rgba }: Canvas, blur: number): void {
  const half = Math.max(Math.floor(blur / 2), 1);
  for (let y = 0; y < height; y++) {
    const row = rgba.slice(y * width * 4, (y + 1) * width * 4);
    const at = (x: number, c: number) => row[Math.min(Math.max(x, 0), width - 1) * 4 + c] ?? 0;
    for (let c = 0; c < 3; c++) {
      let sum = 0;
      for (let x = -half - 1; x < half; x++) sum += at(x, c);
      for (let x = 0; x < width; x++) {
        sum += at(x + half, c) - at(x - half - 1, c);
        rgba[(y * width + x) * 4 + c] = sum / (2 * half + 1);
      }
    }
  }
}

function addNoise({ rgba }: Canvas, noise: number, random: () => number): void {
  for (let at = 0; at < rgba.length; at += 4) {
    const by = (random() + random() - 1) * noise;
    for (let c = at; c < at + 3; c++) rgba[c] = (rgba[c] ?? 0) + by;
  }
}
