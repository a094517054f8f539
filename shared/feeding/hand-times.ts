import { raceTime, type RaceTime } from '../time/time.ts';

/** World Athletics TR 19.10: on the track to the next longer 0.1 s, unless exact; partly or wholly outside to the next longer second. */
export type HandTimed = 'track' | 'outside';

const UNIT_US = { track: 100_000, outside: 1_000_000 } as const;

/** The official time of a hand time. */
export function handTime(read: RaceTime, where: HandTimed): RaceTime {
  const unit = UNIT_US[where];
  return raceTime(Math.ceil(read / unit) * unit);
}

/** What several watches say of one entrant. */
export interface WatchTime {
  readonly time: RaceTime;
  /** How it was found: one watch, two that agree, the longer of two, the middle of three. */
  readonly by: 'one' | 'agreed' | 'longer' | 'middle';
}

/**
 * TR 19.11 and 19.12: of three watches what two agree on, else the middle one; of two the longer. Each is
 * rounded first. More than three are taken by the same rule from the first three, who are the official
 * ones. Null without a watch.
 */
export function ofWatches(watches: readonly RaceTime[], where: HandTimed): WatchTime | null {
  const read = watches.slice(0, 3).map((each) => handTime(each, where));
  const [low, middle, high] = read.sort((a, b) => a - b);
  if (low === undefined) return null;
  if (middle === undefined) return { time: low, by: 'one' };
  if (high === undefined) return { time: middle, by: low === middle ? 'agreed' : 'longer' };
  return { time: middle, by: low === middle || middle === high ? 'agreed' : 'middle' };
}
