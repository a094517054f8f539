/** How the judge looks at the image; the image itself stays as it is. */
export interface Tone {
  /** −1 … 1, 0 as it is. */
  readonly contrast: number;
  /** 0.25 … 4, 1 as it is; above 1 shadows are lighter. */
  readonly gamma: number;
  readonly invert: boolean;
}

export const PLAIN_TONE: Tone = { contrast: 0, gamma: 1, invert: false };

export function isPlain({ contrast, gamma, invert }: Tone): boolean {
  return contrast === 0 && gamma === 1 && !invert;
}

const STEPS = 33;

/**
 * What becomes of each brightness from 0 to 1, at even steps: the table of an SVG filter, so that the
 * browser does the work for what is on the screen and for nothing else.
 */
export function toneTable({ contrast, gamma, invert }: Tone): readonly number[] {
  const slope = Math.tan(((Math.min(Math.max(contrast, -0.98), 0.98) + 1) * Math.PI) / 4);
  return Array.from({ length: STEPS }, (_, i) => {
    const lifted = (i / (STEPS - 1)) ** (1 / gamma);
    const spread = Math.min(Math.max((lifted - 0.5) * slope + 0.5, 0), 1);
    return Math.round((invert ? 1 - spread : spread) * 10_000) / 10_000;
  });
}
