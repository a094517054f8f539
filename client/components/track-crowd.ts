import { wrap } from './track-plan.ts';

/** Someone who could carry a name, in the order along the rail. */
export interface InCrowd {
  readonly id: number;
  readonly railPx: number;
  readonly width: number;
}

const PACK = 7;
/** So many are a tight pack on less than this part of what their names need side by side. */
const TIGHT = 0.6;
/** A pack must open by this much more before it counts as open: names do not flicker. */
const OPEN = 0.85;

/** Who runs in a pack so tight that names beside the dots would be a heap; `before` as it was last. */
export function inTightPack(
  field: readonly InCrowd[],
  rail: { readonly lengthPx: number; readonly closed: boolean },
  before: ReadonlySet<number>,
): ReadonlySet<number> {
  const tight = new Set<number>();
  if (field.length < PACK) return tight;
  const windows = rail.closed ? field.length : field.length - PACK + 1;
  for (let i = 0; i < windows; i++) {
    const pack = Array.from({ length: PACK }, (_, k) => field[(i + k) % field.length]).filter(
      (one) => one !== undefined,
    );
    const behind = pack[0];
    const ahead = pack.at(-1);
    if (behind === undefined || ahead === undefined) continue;
    const span = rail.closed
      ? wrap(ahead.railPx - behind.railPx, rail.lengthPx)
      : ahead.railPx - behind.railPx;
    const names = pack.reduce((sum, one) => sum + one.width, 0);
    const was = pack.every((one) => before.has(one.id));
    if (span < names * (was ? OPEN : TIGHT)) for (const one of pack) tight.add(one.id);
  }
  return tight;
}
