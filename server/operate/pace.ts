/**
 * How much one operator may send, however many sockets it has: `burst` at once, `perSecond` in the
 * long run. Asked with the time in ms, so that it has no clock of its own.
 */
export interface Pace {
  /** How many of `wanted` may come at `nowMs`; counts them. */
  take(key: string, wanted: number, nowMs: number): number;
}

export function openPace({ burst, perSecond }: { burst: number; perSecond: number }): Pace {
  const left = new Map<string, { count: number; atMs: number }>();
  return {
    take(key, wanted, nowMs) {
      if (left.size > MOST_KEYS) forgetFull(nowMs);
      const known = left.get(key) ?? { count: burst, atMs: nowMs };
      const count = Math.min(burst, known.count + ((nowMs - known.atMs) / 1_000) * perSecond);
      const taken = Math.min(wanted, Math.floor(count));
      left.set(key, { count: count - taken, atMs: nowMs });
      return taken;
    },
  };

  /** Who has not asked for long has everything left, as has somebody new. */
  function forgetFull(nowMs: number): void {
    for (const [key, { count, atMs }] of left)
      if (count + ((nowMs - atMs) / 1_000) * perSecond >= burst) left.delete(key);
  }
}

const MOST_KEYS = 10_000;
