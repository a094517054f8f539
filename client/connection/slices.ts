/** Half a frame: the rest is for drawing, so that no task blocks a finger or a dot. */
export const SLICE_MS = 8;

export interface Slicing {
  /** A clock in ms that never goes back. */
  readonly nowMs: () => number;
  /** Lets the browser draw and listen; resolves in a later task. */
  readonly breathe: () => Promise<void>;
  /** True once the work is no longer wanted. */
  readonly cancelled: () => boolean;
}

/**
 * Calls `each` for all of `items` in slices of at most `SLICE_MS`, with `sliceDone` after each.
 * What fits into one slice is done at once, in this very call: a live passing never waits.
 */
export async function inSlices<T>(
  items: readonly T[],
  work: { readonly each: (item: T) => void; readonly sliceDone: (done: number) => void },
  { nowMs, breathe, cancelled }: Slicing,
): Promise<void> {
  let index = 0;
  while (index < items.length && !cancelled()) {
    const until = nowMs() + SLICE_MS;
    // The clock is asked after each: one entry may list five hundred runners.
    do {
      work.each(items[index] as T);
      index += 1;
    } while (index < items.length && nowMs() < until);
    work.sliceDone(index);
    if (index < items.length) await breathe();
  }
}
