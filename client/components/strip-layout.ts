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

export interface StripCrew {
  readonly rows: number;
  /** Many may finish within a body of each other. */
  readonly crowd: boolean;
  /** Of the shapes drawn: low ones lie one above the other, tall ones stand behind each other. */
  readonly heightM: number;
}

export function stripLayout(width: number, { rows, crowd, heightM }: StripCrew): StripLayout {
  const roomy = width >= 480;
  const tiers = roomy && !crowd ? 1 : 2;
  const top = tiers * TIER_PX;
  const stripPx = roomy ? 210 : 170;
  const bottom = top + stripPx;
  const free = stripPx - NEAREST_PX - 6;
  const figurePx = heightM < 1 ? Math.min(free / rows - 6, 60) : stripPx * (crowd ? 0.46 : 0.72);
  const step = rows === 1 ? 0 : (free - figurePx) / (rows - 1);
  return {
    height: bottom + AXIS_PX,
    top,
    bottom,
    rowsY: Array.from(
      { length: rows },
      (_, i) => bottom - NEAREST_PX - i * (heightM < 1 ? step : Math.min(step, 34)),
    ),
    figurePx,
    tiers,
    tierPx: TIER_PX,
  };
}
