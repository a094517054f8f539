/** Heights of a strip in CSS pixels, from top to bottom: flags, the strip itself, its time scale. */
export interface StripLayout {
  readonly height: number;
  readonly top: number;
  readonly bottom: number;
  /** Where each row of finishers stands, the nearest (lowest) first. */
  readonly rowsY: readonly number[];
  readonly figurePx: number;
  readonly tiers: number;
  readonly tierPx: number;
}

const TIER_PX = 38;
const AXIS_PX = 28;
const NEAREST_PX = 10;

/** `rows`: how many rows of finishers there are; they share the height and stand behind each other. */
export function stripLayout(width: number, rows: number): StripLayout {
  const roomy = width >= 480;
  const tiers = 2;
  const top = tiers * TIER_PX;
  const stripPx = roomy ? 210 : 170;
  const bottom = top + stripPx;
  const behindPx = Math.max(rows - 1, 0);
  const figurePx = stripPx * (rows > 4 ? 0.46 : 0.72);
  const step = behindPx === 0 ? 0 : Math.min((stripPx - figurePx - NEAREST_PX - 6) / behindPx, 34);
  return {
    height: bottom + AXIS_PX,
    top,
    bottom,
    rowsY: Array.from({ length: Math.max(rows, 1) }, (_, i) => bottom - NEAREST_PX - i * step),
    figurePx,
    tiers,
    tierPx: TIER_PX,
  };
}
