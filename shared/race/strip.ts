import type { RaceTime } from '../time/time.ts';
import type { Stamp } from './events.ts';
import { HOLDS, raceTimeShape } from './limits.ts';
import { list, matching, object, oneOf, optional, pair, text, unfit, whole } from './shape.ts';
import type { Shape } from './shape.ts';

/**
 * The judge shows a finish image to everybody; voided, it is withdrawn. The image itself lies beside
 * the log under its SHA-256.
 */
export interface StripReleased {
  readonly type: 'stripReleased';
  readonly point: string;
  readonly image: ReleasedImage;
  readonly axis: StripAxis;
  readonly lanes?: StripLanes;
  /** From when it gives nothing away: the latest time in it. */
  readonly by: Stamp;
}

export interface ReleasedImage {
  /** 64 hexadecimal digits, small letters. */
  readonly sha256: string;
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly width: number;
  readonly height: number;
}

/**
 * The time axis of a finish image: one column after the other, all equally long. Times are µs from
 * the gun. Where `lastUs` is before `firstUs`, time runs from right to left.
 */
export interface StripAxis {
  readonly columns: number;
  /** Of the leftmost column. */
  readonly firstUs: RaceTime;
  /** Of the rightmost column. */
  readonly lastUs: RaceTime;
}

/** Where the lanes lie in an image, from the far side to the near one. */
export interface StripLanes {
  readonly farLane: number;
  readonly nearLane: number;
  /** One more than lanes: heights at the left and right end of the image, in 1/10000 of it from its top. */
  readonly edges: readonly (readonly [left: number, right: number])[];
}

/** Columns or rows of a finish image: more, no browser shows. */
const MOST_PX = 65_000;

const axis = object<StripAxis>({
  columns: whole(2, MOST_PX, 'columns of an image'),
  firstUs: raceTimeShape,
  lastUs: raceTimeShape,
});
const lane = whole(0, HOLDS.lanes, 'a lane');
const height = whole(-10_000, 20_000, 'a height in 1/10000 of the image');
const lanes = object<StripLanes>({
  farLane: lane,
  nearLane: lane,
  edges: list(pair(height, height), HOLDS.lanes + 2),
});

export function stripReleasedShape(stamp: Shape<Stamp>): Shape<StripReleased> {
  return object<StripReleased>({
    type: oneOf('stripReleased'),
    point: text(HOLDS.id),
    image: object<ReleasedImage>({
      sha256: matching(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal'),
      type: oneOf('image/png', 'image/jpeg', 'image/webp'),
      width: whole(2, MOST_PX, 'columns of an image'),
      height: whole(1, MOST_PX, 'rows of an image'),
    }),
    axis: (value) => refuseFlat(axis(value)),
    lanes: optional((value: unknown) => refuseUneven(lanes(value))),
    by: stamp,
  });
}

function refuseFlat(given: StripAxis): StripAxis {
  return given.firstUs === given.lastUs
    ? unfit('an axis on which time passes', given.lastUs)
    : given;
}

function refuseUneven(given: StripLanes): StripLanes {
  const wanted = Math.abs(given.farLane - given.nearLane) + 2;
  return given.edges.length === wanted ? given : unfit(`${wanted} edges`, given.edges);
}
