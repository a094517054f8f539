import type { Bucket } from './bucket.ts';
import type { Entrant } from './definition.ts';
import type { Counted, Derived } from './derived.ts';
import type { Fingerprint } from './hash.ts';
import type { RaceEntrant } from './race.ts';

/** All that is known of one entrant; its place in the list of records is its entrant index. */
export interface EntrantRecord {
  readonly index: number;
  readonly id: string;
  /** The line of the start list that holds, or the last that did. */
  line: Entrant;
  /** False once every start list that named it was voided: it keeps its index and counts nowhere. */
  listed: boolean;
  /** Where reads that may be this entrant's are filed. */
  buckets: readonly Bucket[];
  /** Its reads, sorted out; `splits` are those that count. */
  derived: Derived;
  /** Splits made after the race was over for it: needed to find when it is over, counted nowhere. */
  beyond: readonly Counted[];
  /** What readers see. */
  view: RaceEntrant;
  /** Waits to be derived again. */
  isStale: boolean;
  /** More than its reads changed. */
  isViewStale: boolean;
  /** Its part of the state's hash; null when it must be made again. */
  fingerprint: Fingerprint | null;
}

export function newRecord(index: number, line: Entrant): EntrantRecord {
  return {
    index,
    id: line.id,
    line,
    listed: true,
    buckets: [],
    derived: { timed: [], splits: [], loose: [] },
    beyond: [],
    view: {
      index,
      entrant: line,
      listed: true,
      origin: null,
      gun: null,
      status: null,
      place: null,
      marks: null,
    },
    isStale: false,
    isViewStale: true,
    fingerprint: null,
  };
}

/** The split at a point, by binary search. */
export function splitAt(splits: readonly Counted[], point: number): Counted | undefined {
  let low = 0;
  let high = splits.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((splits[middle]?.point ?? 0) < point) low = middle + 1;
    else high = middle;
  }
  const found = splits[low];
  return found?.point === point ? found : undefined;
}

/** Splits up to where the race was over for the entrant, and those after it. */
export interface CutSplits {
  readonly splits: Counted[];
  readonly beyond: readonly Counted[];
}

export function cutAt(splits: Counted[], count: number): CutSplits {
  if (count >= splits.length) return { splits, beyond: NONE };
  return { splits: splits.slice(0, count), beyond: splits.slice(count) };
}

const NONE: readonly Counted[] = [];
