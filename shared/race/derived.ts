import type { Instant, Micros } from '../time/time.ts';
import type { Read } from './bucket.ts';
import type { CoursePoints } from './course-points.ts';
import type { SpeedRange } from './definition.ts';
import type { ChosenSource, LoosePassing, SplitFlag } from './race.ts';

/** What the definition gives to derive splits from. */
export interface Ground {
  readonly course: CoursePoints;
  readonly dedupeUs: Micros;
  readonly speed: SpeedRange;
  /** Lines at which a source counts before others; null where there are none, as nearly always. */
  readonly chosen: ReadonlyMap<string, readonly ChosenSource[]> | null;
}

/** A split as derived: what `Race.split` is made of. */
export interface Counted {
  readonly point: number;
  readonly clock: Instant;
  readonly read: Read;
  readonly corrected: boolean;
  readonly flags: number;
}

/** A read that no split came of. */
export interface LooseRead {
  readonly read: Read;
  readonly why: LoosePassing['why'];
}

/** An entrant's reads, sorted out. */
export interface Derived {
  /** Reads that may count, by time. */
  readonly timed: Read[];
  /** By point, and so by clock: an entrant's splits rise in time with distance. */
  readonly splits: Counted[];
  readonly loose: LooseRead[];
}

/** Flags as bits, as there are half a million splits. */
export const FLAG = { skippedPoint: 1, tooFast: 2, tooSlow: 4 } as const satisfies Record<
  SplitFlag,
  number
>;

const NAMES = Object.keys(FLAG) as SplitFlag[];
const LISTS = Array.from({ length: 8 }, (_, bits) => NAMES.filter((name) => bits & FLAG[name]));

export function flagList(bits: number): readonly SplitFlag[] {
  return LISTS[bits] ?? [];
}
