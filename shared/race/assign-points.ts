import { MICROS_PER_SECOND, type Instant, type Micros } from '../time/time.ts';
import type { Crossing, FixedRead } from './crossings.ts';
import { FLAG, type Counted, type Ground, type LooseRead, type TimedRead } from './derived.ts';
import { isAmended } from './raw-entries.ts';

const NOT_FOUND = -1;

/** The splits of one entrant as they are found: which crossing of a line is which point? */
export class SplitFinder {
  readonly #ground: Ground;
  readonly #start: Instant;
  readonly #loose: LooseRead[];
  /** By point and by clock: both rise. */
  readonly #splits: Counted[] = [];

  constructor(ground: Ground, start: Instant, loose: LooseRead[]) {
    this.#ground = ground;
    this.#start = start;
    this.#loose = loose;
  }

  /** L1, L2: a read that names its point goes there, if its time fits between the splits around it. */
  fix(read: FixedRead): void {
    const at = this.#after(read.clock);
    const before = this.#splits[at - 1];
    const next = this.#splits[at];
    const fits =
      (before === undefined || (before.point < read.point && before.clock < read.clock)) &&
      (next === undefined || next.point > read.point);
    if (fits) this.#count(at, read, read.point, read.corrected);
    else this.#leave(read, 'noPoint');
  }

  /** L3–L6: a crossing goes to the nearest point of its line whose window it fits; crossings come by time. */
  place({ line, reads }: Crossing): void {
    const [first, ...others] = reads;
    if (first === undefined) return;
    const at = this.#after(first.clock);
    const point = this.#window(line, first.clock, at);
    if (point !== NOT_FOUND) this.#count(at, first, point);
    else if (this.#isAtStart(line, at)) return this.#countStart(reads);
    else this.#leave(first, 'noPoint');
    for (const other of others) this.#leave(other, 'duplicate');
  }

  /** The splits with what is odd about them (L7–L9). */
  flagged(): Counted[] {
    return this.#splits.map((split, at) => {
      const flags = this.#flags(split, at);
      return flags === 0 ? split : { ...split, flags };
    });
  }

  /** How many splits were not after this clock. */
  #after(clock: Instant): number {
    let at = this.#splits.length;
    while (at > 0 && (this.#splits[at - 1]?.clock ?? clock) > clock) at--;
    return at;
  }

  #window(line: number, clock: Instant, at: number): number {
    const { course } = this.#ground;
    const points = course.ofLine[line] ?? [];
    const from = this.#splits[at - 1]?.point ?? NOT_FOUND;
    const until = this.#splits[at]?.point ?? course.all.length;
    let slow = NOT_FOUND;
    for (let i = firstAbove(points, from); i < points.length; i++) {
      const point = points[i] ?? until;
      if (point >= until) break;
      if (course.all[point]?.distanceM === 0) continue; // L6 is for the start
      const pace = this.#pace(point, clock, at);
      if (pace === 'tooFast') break;
      if (pace === 'fits') return point;
      if (slow === NOT_FOUND) slow = point;
    }
    return slow;
  }

  /** Whether the field could do it: from the split before (the start, where there is none) to this. */
  #pace(point: number, clock: Instant, at: number): 'tooFast' | 'fits' | 'tooSlow' {
    const { course, speed } = this.#ground;
    const before = this.#splits[at - 1];
    const metres =
      (course.all[point]?.distanceM ?? 0) -
      (before === undefined ? 0 : (course.all[before.point]?.distanceM ?? 0));
    const took: Micros = clock - (before?.clock ?? this.#start);
    const distance = metres * MICROS_PER_SECOND;
    if (distance > speed.maxMps * took) return 'tooFast';
    return distance < speed.minMps * took ? 'tooSlow' : 'fits';
  }

  /** L6: nothing but the start fits, and the entrant has not been seen beyond it. */
  #isAtStart(line: number, at: number): boolean {
    const { course } = this.#ground;
    if (course.all[0]?.distanceM !== 0 || course.ofLine[line]?.[0] !== 0) return false;
    return at === 0 || (at === 1 && this.#splits[0]?.point === 0);
  }

  /** L6: the last read at the start counts, as everybody stands on the mat before; a named one stays. */
  #countStart(reads: readonly TimedRead[]): void {
    const beyond = this.#splits.find((split) => split.point > 0);
    const earlier = this.#splits.find((split) => split.point === 0);
    const isNamed = earlier?.read.event.point !== undefined;
    const last = reads.findLast(({ clock }) => beyond === undefined || clock < beyond.clock);
    const counts = isNamed ? undefined : last;
    for (const read of reads) if (read !== counts) this.#leave(read, 'duplicate');
    if (counts === undefined) return;
    if (earlier !== undefined) {
      this.#splits.shift();
      this.#loose.push({ read: earlier.read, clock: earlier.clock, why: 'duplicate' });
    }
    this.#count(0, counts, 0);
  }

  #count(
    at: number,
    { read, clock }: TimedRead,
    point: number,
    corrected = isAmended(read.stored),
  ): void {
    this.#splits.splice(at, 0, { point, clock, read, corrected, flags: 0 });
  }

  #leave({ read, clock }: TimedRead, why: LooseRead['why']): void {
    this.#loose.push({ read, clock, why });
  }

  #flags(split: Counted, at: number): number {
    const { course } = this.#ground;
    const startPoints = course.all[0]?.distanceM === 0 ? 1 : 0;
    if (split.point < startPoints) return 0;
    const expected = Math.max((this.#splits[at - 1]?.point ?? NOT_FOUND) + 1, startPoints);
    const isOdd = split.point > expected && split.read.event.point === undefined;
    const pace = this.#pace(split.point, split.clock, at);
    return (isOdd ? FLAG.skippedPoint : 0) + (pace === 'fits' ? 0 : FLAG[pace]);
  }
}

/** Index of the first number above `limit` in a rising list. */
function firstAbove(rising: readonly number[], limit: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
