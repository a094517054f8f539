import { MICROS_PER_SECOND, type Instant, type Micros } from '../time/time.ts';
import { UNNAMED, type Read } from './bucket.ts';
import { counting, type Crossing, type FixedRead } from './crossings.ts';
import { FLAG, type Counted, type Ground, type LooseRead } from './derived.ts';
import { isCorrected } from './raw-entries.ts';

const NOT_FOUND = -1;

/** Finds which crossing of a line is which point, and puts the splits of one entrant together. */
export class SplitFinder {
  readonly #ground: Ground;
  readonly #start: Instant;
  readonly #splits: Counted[];
  readonly #loose: LooseRead[];

  /** `splits` rise by point and by clock; they and `loose` grow in place. */
  constructor(ground: Ground, start: Instant, splits: Counted[], loose: LooseRead[]) {
    this.#ground = ground;
    this.#start = start;
    this.#splits = splits;
    this.#loose = loose;
  }

  /** L1, L2: a read that names its point goes there, if its time fits between the splits around it. */
  fix({ read, corrected }: FixedRead): void {
    const { clock, point } = read;
    const at = this.#after(clock);
    const before = this.#before(at);
    const next = this.#splits[at];
    const fits =
      (before === undefined || (before.point < point && before.clock < clock)) &&
      (next === undefined || next.point > point);
    if (fits) this.#splits.splice(at, 0, { point, clock, read, corrected, flags: 0 });
    else this.#loose.push({ read, why: 'noPoint' });
  }

  /** L3–L6: a crossing goes to the nearest point of its line whose window it fits; crossings come by time. */
  place(crossing: Crossing): void {
    const first = counting(crossing);
    const at = this.#after(first.clock);
    const point = this.#window(first, at);
    if (point !== NOT_FOUND) this.#count(crossing, { first, at, point });
    else if (this.#isAtStart(first.line, at)) this.#countStart(crossing);
    else this.#leave(crossing, first);
  }

  /** L7–L9: says what is odd about the split in this place. */
  flag(at: number): void {
    const split = this.#splits[at];
    const flags = split === undefined ? 0 : this.#flags(split, at);
    if (split !== undefined && flags !== 0) this.#splits[at] = { ...split, flags };
  }

  /** Never asks an array for index −1: that is a slow search for a member of that name. */
  #before(at: number): Counted | undefined {
    return at > 0 ? this.#splits[at - 1] : undefined;
  }

  /** How many splits were not after this clock. */
  #after(clock: Instant): number {
    let at = this.#splits.length;
    while (at > 0 && (this.#splits[at - 1]?.clock ?? clock) > clock) at--;
    return at;
  }

  #window({ line, clock }: Read, at: number): number {
    const { course } = this.#ground;
    const points = course.ofLine[line] ?? [];
    const from = this.#before(at)?.point ?? NOT_FOUND;
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
    const before = this.#before(at);
    const metres =
      (course.all[point]?.distanceM ?? 0) -
      (before === undefined ? 0 : (course.all[before.point]?.distanceM ?? 0));
    const took: Micros = clock - (before?.clock ?? this.#start);
    const distance = metres * MICROS_PER_SECOND;
    if (distance > speed.maxMps * took) return 'tooFast';
    return distance < speed.minMps * took ? 'tooSlow' : 'fits';
  }

  #count(
    crossing: Crossing,
    { first, at, point }: { readonly first: Read; readonly at: number; readonly point: number },
  ): void {
    const corrected = isCorrected(first.stored);
    this.#splits.splice(at, 0, { point, clock: first.clock, read: first, corrected, flags: 0 });
    if (crossing.length > 1) this.#leave(crossing, undefined, first);
  }

  /** L6: nothing but the start fits, and the entrant has not been seen beyond it. */
  #isAtStart(line: number, at: number): boolean {
    const { course } = this.#ground;
    if (course.all[0]?.distanceM !== 0 || course.ofLine[line]?.[0] !== 0) return false;
    return at === 0 || (at === 1 && this.#splits[0]?.point === 0);
  }

  /** L6: the last read at the start counts, as everybody stands on the mat before; a named one stays. */
  #countStart(crossing: Crossing): void {
    const earlier = this.#splits.find((split) => split.point === 0);
    if (earlier !== undefined && earlier.read.point !== UNNAMED)
      return this.#leave(crossing, undefined);
    const beyond = this.#splits.find((split) => split.point > 0);
    const before = crossing.filter(({ clock }) => beyond === undefined || clock < beyond.clock);
    const last = before.findLast(({ isChosen }) => isChosen) ?? before.at(-1);
    if (earlier !== undefined) {
      this.#splits.shift();
      this.#loose.push({ read: earlier.read, why: 'duplicate' });
    }
    this.#count(crossing, { first: last ?? crossing[0], at: 0, point: 0 });
  }

  /** No split comes of these: `lost` has no point, `counts` is no loose one, all others are its duplicates. */
  #leave(crossing: Crossing, lost: Read | undefined, counts?: Read): void {
    for (const read of crossing)
      if (read !== counts) this.#loose.push({ read, why: read === lost ? 'noPoint' : 'duplicate' });
  }

  #flags(split: Counted, at: number): number {
    const { course } = this.#ground;
    const startPoints = course.all[0]?.distanceM === 0 ? 1 : 0;
    if (split.point < startPoints) return 0;
    const expected = Math.max((this.#before(at)?.point ?? NOT_FOUND) + 1, startPoints);
    const isOdd = split.point > expected && split.read.point === UNNAMED;
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
