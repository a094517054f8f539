/**
 * How fast one viewer may talk: `burst` messages at once, `perSecond` in the long run. Asked with
 * the time in ms, so that it has no clock of its own.
 */
export interface PaceLimit {
  /** Whether a message at `nowMs` is within the limit; counts it if so. */
  allows(nowMs: number): boolean;
}

export function paceLimit(burst: number, perSecond: number): PaceLimit {
  let left = burst;
  let lastMs = Number.NaN;
  return {
    allows(nowMs) {
      if (!Number.isNaN(lastMs))
        left = Math.min(burst, left + ((nowMs - lastMs) / 1_000) * perSecond);
      lastMs = nowMs;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
