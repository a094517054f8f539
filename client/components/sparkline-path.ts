export interface SparklinePath {
  readonly d: string;
  readonly last: { readonly x: number; readonly y: number } | null;
}

const INSET = 3;

/** A line through the gaps, evenly spaced, no gap at the top and the largest at the bottom. */
export function sparklinePath(
  gaps: readonly number[],
  size: { readonly width: number; readonly height: number },
): SparklinePath {
  const largest = Math.max(...gaps, 0);
  const step = gaps.length > 1 ? (size.width - 2 * INSET) / (gaps.length - 1) : 0;
  const scale = largest > 0 ? (size.height - 2 * INSET) / largest : 0;
  const places = gaps.map((gap, i) => ({
    x: round(INSET + i * step),
    y: round(INSET + Math.max(gap, 0) * scale),
  }));
  const d =
    places.length < 2
      ? ''
      : places.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  return { d, last: places.at(-1) ?? null };
}

function round(px: number): number {
  return Math.round(px * 100) / 100;
}
