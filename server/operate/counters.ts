import type { RefusedRaw, SourceHealth } from '../../shared/wire/operate.ts';

/** What is counted of one device in one race. */
export interface Counters {
  readonly lines: Set<string>;
  /** It brought what a race is fed with, or tried to. */
  feeds: boolean;
  /** `at` (µs): when it came; null for what was in the log before. */
  stored(n: number, at: number | null): void;
  came(
    n: number,
    what: {
      readonly at: number;
      readonly bytes: number;
      readonly refused: Omit<RefusedRaw, 'at'> | null;
    },
  ): void;
  health(now: number): Counted;
}

export type Counted = Omit<
  SourceHealth,
  'source' | 'operator' | 'program' | 'connected' | 'unsent' | 'offsetUs' | 'errorUs'
>;

const MINUTE_US = 60_000_000;
/** Beyond this many counters in one leap nobody lists them one by one. */
const LEAP = 10_000;
const HOLES_SHOWN = 5;

/**
 * A device counts its entries from 1, so a counter below the newest that is neither stored nor refused
 * is an entry that has not come (yet). What was refused before the server started is taken for a hole.
 */
export function openCounters(): Counters {
  const lines = new Set<string>();
  /** Counters between 1 and the newest that nothing is known of, rising. */
  const absent = new Set<number>();
  const arrivals: number[] = [];
  let newest = 0;
  let leapt = 0;
  let storedCount = 0;
  let lastAt: number | null = null;
  let bytes = 0;
  let refusedCount = 0;
  let lastRefused: RefusedRaw | null = null;

  function see(n: number): void {
    if (n <= newest) {
      absent.delete(n);
      return;
    }
    if (n - newest > LEAP) leapt += n - newest - 1;
    else for (let between = newest + 1; between < n; between++) absent.add(between);
    newest = n;
  }

  return {
    lines,
    feeds: false,
    stored(n, at) {
      see(n);
      storedCount += 1;
      if (at === null) return;
      arrivals.push(at);
      lastAt = at;
    },
    came(n, { at, bytes: more, refused }) {
      lastAt = at;
      bytes += more;
      if (refused === null) return;
      see(n);
      refusedCount += 1;
      lastRefused = { ...refused, raw: refused.raw.slice(0, 500), at };
    },
    health(now) {
      const old = arrivals.findIndex((at) => at > now - MINUTE_US);
      arrivals.splice(0, old === -1 ? arrivals.length : old);
      return {
        lastAt,
        stored: storedCount,
        perMinute: arrivals.length,
        bytes,
        lines: [...lines],
        missing: absent.size + leapt,
        holes: rangesOf([...absent].sort((a, b) => a - b)).slice(0, HOLES_SHOWN),
        refused: refusedCount,
        lastRefused,
      };
    },
  };
}

function rangesOf(rising: readonly number[]): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  for (const n of rising) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === n - 1) last[1] = n;
    else ranges.push([n, n]);
  }
  return ranges;
}
