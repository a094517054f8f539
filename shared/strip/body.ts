/**
 * A sprinter as the finish line sees one: `behind` metres behind the leading edge of the torso and
 * `up` metres above the ground. Head, arm and knee are ahead of the torso, as they are when somebody
 * dives, and must not be read.
 */
export type BodyPart = 'torso' | 'skin' | 'hair' | 'shorts' | 'shoe';

/** Metres of the image that a body takes, ahead of its torso and behind. */
export const AHEAD_M = 0.75;
export const BEHIND_M = 1.15;
/** The torso's leading edge is the same all along its chest. */
export const CHEST_M = { from: 1.12, to: 1.32 } as const;

export function bodyPartAt(behind: number, up: number): BodyPart | null {
  if (isTorso(behind, up)) return 'torso';
  if (inCircle(behind, up, { behind: -0.06, up: 1.58, radius: 0.115 }))
    return up > 1.6 ? 'hair' : 'skin';
  const limb = LIMBS.find((each) => isNear(behind, up, each));
  return limb?.part ?? null;
}

/** Upright at the chest, falling away towards hip and neck. */
function isTorso(behind: number, up: number): boolean {
  if (up < 0.9 || up > 1.46) return false;
  const chest = up < CHEST_M.from ? CHEST_M.from - up : Math.max(up - CHEST_M.to, 0);
  const front = chest * 0.45;
  return behind >= front && behind <= 0.34 - chest * 0.1;
}

interface Limb {
  readonly part: BodyPart;
  readonly from: readonly [behind: number, up: number];
  readonly to: readonly [behind: number, up: number];
  readonly halfM: number;
}

const LIMBS: readonly Limb[] = [
  { part: 'skin', from: [0.1, 1.4], to: [-0.22, 1.16], halfM: 0.055 },
  { part: 'skin', from: [-0.22, 1.16], to: [-0.5, 1.34], halfM: 0.045 },
  { part: 'skin', from: [0.3, 1.38], to: [0.62, 1.12], halfM: 0.05 },
  { part: 'skin', from: [0.62, 1.12], to: [0.82, 1.32], halfM: 0.04 },
  { part: 'shorts', from: [0.12, 0.92], to: [-0.12, 0.8], halfM: 0.1 },
  { part: 'skin', from: [-0.12, 0.8], to: [-0.42, 0.68], halfM: 0.075 },
  { part: 'skin', from: [-0.42, 0.68], to: [-0.3, 0.28], halfM: 0.055 },
  { part: 'shoe', from: [-0.3, 0.24], to: [-0.5, 0.2], halfM: 0.045 },
  { part: 'shorts', from: [0.22, 0.92], to: [0.4, 0.72], halfM: 0.1 },
  { part: 'skin', from: [0.4, 0.72], to: [0.62, 0.42], halfM: 0.07 },
  { part: 'skin', from: [0.62, 0.42], to: [0.98, 0.34], halfM: 0.055 },
  { part: 'shoe', from: [0.98, 0.34], to: [1.06, 0.18], halfM: 0.045 },
];

function isNear(behind: number, up: number, { from, to, halfM }: Limb): boolean {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const along = ((behind - from[0]) * dx + (up - from[1]) * dy) / (dx * dx + dy * dy);
  const t = Math.min(Math.max(along, 0), 1);
  return Math.hypot(behind - from[0] - t * dx, up - from[1] - t * dy) <= halfM;
}

function inCircle(
  behind: number,
  up: number,
  circle: { readonly behind: number; readonly up: number; readonly radius: number },
): boolean {
  return Math.hypot(behind - circle.behind, up - circle.up) <= circle.radius;
}
