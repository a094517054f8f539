import { MICROS_PER_SECOND, type Micros } from '../time/time.ts';

/**
 * All monotone ways in which taps and calls of one point can belong together, weighed. A way goes
 * through the grid of (taps so far, calls so far) from corner to corner by these steps:
 *
 *   pair      one tap and one call: a crossing
 *   swap      two taps and two calls, the first tap with the second call
 *   quiet     one tap that nobody called
 *   blind     one call that nobody tapped
 *   bounce    one tap that is the one before again
 *   echo      one call that has the bib of the call before again
 *
 * Forward and backward sums over all ways (Baum and others, 1970) give for each pair the share of the
 * weight that runs through it. Seconds throughout; weights are logarithms.
 */
export interface Alignment {
  /** Whatever is not next to impossible. Indexes into taps and calls. */
  readonly pairs: readonly {
    readonly tap: number;
    readonly call: number;
    readonly confidence: number;
  }[];
  /** By tap: how likely it is the tap before again. */
  readonly doubled: readonly number[];
  readonly delayUs: Micros;
  readonly unrestUs: Micros;
}

/** How often people do what: set to what is usual, and not critical. */
const RATE = { quiet: 0.03, blind: 0.03, bounce: 0.03, echo: 0.3, swap: 0.02 } as const;
const PAIR = Math.log(1 - RATE.quiet - RATE.blind - RATE.bounce - RATE.swap);
/** The bib of the call before once more, and yet another crossing. */
const SAME_BIB = Math.log(0.01);

/** A call can come this much before its tap, or after it (s); farther apart they are never looked at. */
const EARLIEST_S = -1;
const LATEST_S = 8;
/** Nobody calls two bibs faster than this (s). */
const CALL_S = 0.15;
/** No caller is steadier, and none is taken to be less steady (s). */
const UNREST_S = { least: 0.05, first: 0.4, most: 0.8 } as const;
/** One call in so many has a delay that nobody would have expected. */
const STRAY = 0.02;

interface Pace {
  /** How long after the crossing the call comes (s), and how much that varies. */
  readonly delay: number;
  readonly unrest: number;
}

/** What is known beside the times. */
interface Beside {
  /** By call. */
  readonly bibs: readonly string[];
  readonly due: readonly (Due | null)[];
  /** While more may come. */
  readonly now: Micros | null;
}

/** When whoever has a bib is expected; nine of ten come within so much of it. */
export interface Due {
  readonly at: Micros;
  readonly errorUs: Micros;
}

/** `taps` and `calls` in µs, rising. */
export function align(
  taps: readonly Micros[],
  calls: readonly Micros[],
  { bibs, due, now }: Beside,
): Alignment {
  const zero = Math.min(taps[0] ?? 0, calls[0] ?? 0);
  const seconds = (at: Micros): number => (at - zero) / MICROS_PER_SECOND;
  const until = now === null ? Number.POSITIVE_INFINITY : seconds(now);
  const grid = new Grid({
    taps: taps.map(seconds),
    calls: calls.map(seconds),
    bibs,
    until,
    due: due.map(
      (each) => each && { at: seconds(each.at), error: each.errorUs / MICROS_PER_SECOND },
    ),
  });
  const pace = learn(grid);
  return {
    ...grid.shares(pace),
    delayUs: Math.round(pace.delay * MICROS_PER_SECOND),
    unrestUs: Math.round(pace.unrest * MICROS_PER_SECOND),
  };
}

/** Finds how this caller calls: the delay under which all fits best, then made finer. */
function learn(grid: Grid): Pace {
  let best: Pace = { delay: 1, unrest: UNREST_S.first };
  let most = Number.NEGATIVE_INFINITY;
  for (let delay = 0; delay <= 4; delay += 0.4) {
    const pace = { delay, unrest: UNREST_S.first };
    const weight = grid.weight(pace);
    if (weight > most) [best, most] = [pace, weight];
  }
  for (let round = 0; round < 6; round++) best = grid.relearn(best);
  return best;
}

/** One step on the way, from a place in the grid. */
interface Step {
  readonly kind: 'pair' | 'swap' | 'quiet' | 'blind' | 'bounce' | 'echo';
  readonly taps: number;
  readonly calls: number;
  readonly weight: number;
}

/** The sums of all ways to each place of the grid, by row; a row holds the calls from `from` on. */
type Sums = readonly Float64Array[];

interface Heard {
  readonly taps: readonly number[];
  readonly calls: readonly number[];
  readonly bibs: readonly string[];
  /** By call, when its runner is expected (s), and nine of ten within what. */
  readonly due: readonly ({ readonly at: number; readonly error: number } | null)[];
  readonly until: number;
}

class Grid {
  readonly #taps: readonly number[];
  readonly #calls: readonly number[];
  readonly #bibs: readonly string[];
  readonly #due: Heard['due'];
  /** By how many taps are behind: how many calls can be. */
  readonly #from: readonly number[];
  readonly #to: readonly number[];
  /** Nothing after this has been heard yet. */
  readonly #until: number;
  #pace: Pace = { delay: 1, unrest: 1 };
  #known = new Map<number, readonly Step[]>();

  constructor({ taps, calls, bibs, due, until }: Heard) {
    this.#due = due;
    this.#until = until;
    this.#taps = taps;
    this.#calls = calls;
    this.#bibs = bibs;
    const rows = Array.from({ length: taps.length + 1 }, (_, row) => row);
    this.#from = rows.map((row) => countBefore(calls, (taps[row - 1] ?? -Infinity) + EARLIEST_S));
    this.#to = rows.map((row) => countBefore(calls, (taps[row] ?? Infinity) + LATEST_S));
  }

  /** How well everything fits together. */
  weight(pace: Pace): number {
    this.#take(pace);
    return this.#total(this.#forward());
  }

  /** The pace that the pairs of a pace show. */
  relearn(pace: Pace): Pace {
    const { pairs } = this.shares(pace);
    let [sum, squares, count] = [0, 0, 0];
    for (const { tap, call, confidence } of pairs) {
      if (confidence < 0.1 || this.#isQueued(tap, call)) continue;
      const delay = this.#delay(tap, call);
      if (Math.abs(delay - pace.delay) > 4 * pace.unrest) continue;
      sum += delay * confidence;
      squares += delay * delay * confidence;
      count += confidence;
    }
    if (count < 2) return pace;
    const delay = sum / count;
    const unrest = Math.sqrt(Math.max(0, squares / count - delay * delay));
    return { delay, unrest: Math.min(UNREST_S.most, Math.max(UNREST_S.least, unrest)) };
  }

  /** For each pair the share of the weight of all ways that runs through it. */
  shares(pace: Pace): Pick<Alignment, 'pairs' | 'doubled'> {
    this.#take(pace);
    const forward = this.#forward();
    const backward = this.#backward();
    const total = this.#total(forward);
    const shares = new Map<number, number>();
    const doubled = this.#taps.map(() => 0);
    const add = (tap: number, call: number, share: number): void => {
      const key = tap * this.#calls.length + call;
      shares.set(key, (shares.get(key) ?? 0) + share);
    };
    this.#walk((tap, call, here) => {
      const before = this.#sum(forward, tap, call);
      for (const step of here) {
        const after = this.#sum(backward, tap + step.taps, call + step.calls);
        const share = Math.exp(before + step.weight + after - total);
        if (share < NEXT_TO_NONE) continue;
        if (step.kind === 'pair') add(tap, call, share);
        if (step.kind === 'bounce') doubled[tap] = (doubled[tap] ?? 0) + share;
        if (step.kind !== 'swap') continue;
        add(tap, call + 1, share);
        add(tap + 1, call, share);
      }
    });
    const pairs = [...shares].map(([key, share]) => ({
      tap: Math.floor(key / this.#calls.length),
      call: key % this.#calls.length,
      confidence: Math.min(1, share),
    }));
    return { pairs, doubled };
  }

  #take(pace: Pace): void {
    this.#pace = pace;
    this.#known = new Map();
  }

  #forward(): Sums {
    const sums = this.#empty();
    this.#put(sums, 0, 0, 0);
    this.#walk((tap, call, here) => {
      const before = this.#sum(sums, tap, call);
      if (before === IMPOSSIBLE) return;
      for (const { taps, calls, weight } of here)
        this.#put(sums, tap + taps, call + calls, before + weight);
    });
    return sums;
  }

  #backward(): Sums {
    const sums = this.#empty();
    this.#put(sums, this.#taps.length, this.#calls.length, 0);
    for (let tap = this.#taps.length; tap >= 0; tap--)
      for (let call = this.#to[tap] ?? 0; call >= (this.#from[tap] ?? 0); call--)
        for (const { taps, calls, weight } of this.#steps(tap, call))
          this.#put(sums, tap, call, weight + this.#sum(sums, tap + taps, call + calls));
    return sums;
  }

  #total(forward: Sums): number {
    return this.#sum(forward, this.#taps.length, this.#calls.length);
  }

  #walk(visit: (tap: number, call: number, steps: readonly Step[]) => void): void {
    for (let tap = 0; tap <= this.#taps.length; tap++)
      for (let call = this.#from[tap] ?? 0; call <= (this.#to[tap] ?? 0); call++)
        visit(tap, call, this.#steps(tap, call));
  }

  /** The steps from a place; found once for each pace. */
  #steps(tap: number, call: number): readonly Step[] {
    const place = tap * (this.#calls.length + 1) + call;
    let steps = this.#known.get(place);
    if (steps === undefined) this.#known.set(place, (steps = this.#stepsFrom(tap, call)));
    return steps;
  }

  #stepsFrom(tap: number, call: number): readonly Step[] {
    const steps: Step[] = [];
    const hasTap = tap < this.#taps.length;
    const hasCall = call < this.#calls.length;
    const crossing = hasTap ? this.#crossing(tap) : 0;
    if (hasTap && hasCall) {
      const weight = PAIR + crossing + this.#called(tap, call) + this.#sameBib(call);
      steps.push({ kind: 'pair', taps: 1, calls: 1, weight });
    }
    if (hasTap) {
      const weight = Math.log(this.#unheard(tap)) + crossing;
      steps.push({ kind: 'quiet', taps: 1, calls: 0, weight });
    }
    if (hasTap && tap > 0) {
      const weight = Math.log(RATE.bounce) + bounceAfter(this.#gap(tap));
      steps.push({ kind: 'bounce', taps: 1, calls: 0, weight });
    }
    if (hasCall) {
      const weight = Math.log(RATE.blind) + this.#unseen(call);
      steps.push({ kind: 'blind', taps: 0, calls: 1, weight });
    }
    if (hasCall && call > 0 && this.#bibs[call] === this.#bibs[call - 1]) {
      const weight = Math.log(RATE.echo / LATEST_S);
      steps.push({ kind: 'echo', taps: 0, calls: 1, weight });
    }
    if (tap + 1 < this.#taps.length && call + 1 < this.#calls.length) {
      const both = this.#called(tap + 1, call) + this.#called(tap, call + 1);
      const weight = Math.log(RATE.swap) + crossing + this.#crossing(tap + 1) + both;
      steps.push({ kind: 'swap', taps: 2, calls: 2, weight });
    }
    return steps;
  }

  /** How usual it is that a call comes when it does, after that crossing and the call before. */
  #called(tap: number, call: number): number {
    const { delay, unrest } = this.#pace;
    const at = this.#calls[call] ?? 0;
    const off = (at - Math.max((this.#taps[tap] ?? 0) + delay, this.#soonest(call))) / unrest;
    const usual = Math.exp(-0.5 * off * off) / (unrest * ROOT_TWO_PI);
    const isNear = this.#delay(tap, call) > EARLIEST_S && this.#delay(tap, call) < LATEST_S;
    const stray = isNear ? STRAY / (LATEST_S - EARLIEST_S) : 0;
    return Math.log((1 - STRAY) * usual + stray) + this.#expected(tap, call);
  }

  /** How much likelier it is than of anybody that the runner of this call crosses then. */
  #expected(tap: number, call: number): number {
    const due = this.#due[call] ?? null;
    if (due === null) return 0;
    const spread = due.error / NINE_OF_TEN;
    const off = ((this.#taps[tap] ?? 0) - due.at) / spread;
    const usual = Math.exp(-0.5 * off * off) / (spread * ROOT_TWO_PI);
    return Math.log((1 - SURPRISE) * usual * ANYBODY_S + SURPRISE);
  }

  /** How often a crossing has no call: nobody calls it, or it has not been called yet. */
  #unheard(tap: number): number {
    const { delay, unrest } = this.#pace;
    const since = this.#until - (this.#taps[tap] ?? 0) - delay;
    return RATE.quiet + (1 - RATE.quiet) / (1 + Math.exp(since / (WAIT * unrest)));
  }

  /** How often anybody crosses about then: a call without a tap is likelier in a pack. */
  #unseen(call: number): number {
    const around = (this.#calls[call] ?? 0) - this.#pace.delay;
    const near =
      countBefore(this.#taps, around + AROUND_S) - countBefore(this.#taps, around - AROUND_S);
    return Math.log(Math.max(SPARSE, near / (2 * AROUND_S)));
  }

  #crossing(tap: number): number {
    return tap === 0 ? 0 : crossingAfter(this.#gap(tap));
  }

  #gap(tap: number): number {
    return (this.#taps[tap] ?? 0) - (this.#taps[tap - 1] ?? 0);
  }

  #delay(tap: number, call: number): number {
    return (this.#calls[call] ?? 0) - (this.#taps[tap] ?? 0);
  }

  /** Who calls one bib cannot begin with the next. */
  #soonest(call: number): number {
    return call === 0 ? Number.NEGATIVE_INFINITY : (this.#calls[call - 1] ?? 0) + CALL_S;
  }

  #isQueued(tap: number, call: number): boolean {
    return this.#soonest(call) > (this.#taps[tap] ?? 0) + this.#pace.delay - this.#pace.unrest;
  }

  #sameBib(call: number): number {
    return call > 0 && this.#bibs[call] === this.#bibs[call - 1] ? SAME_BIB : 0;
  }

  #empty(): Float64Array[] {
    return this.#from.map((from, row) =>
      new Float64Array((this.#to[row] ?? 0) - from + 1).fill(IMPOSSIBLE),
    );
  }

  #sum(sums: Sums, tap: number, call: number): number {
    return sums[tap]?.[call - (this.#from[tap] ?? 0)] ?? IMPOSSIBLE;
  }

  #put(sums: Sums, tap: number, call: number, weight: number): void {
    const row = sums[tap];
    const at = call - (this.#from[tap] ?? 0);
    const known = row?.[at];
    if (row !== undefined && known !== undefined) row[at] = sumOf(known, weight);
  }
}

/** A caller who is behind takes longer: by so much of the unrest the waiting fades. */
const WAIT = 1.5;
/** Of a bell curve nine of ten lie within so many of its spreads. */
const NINE_OF_TEN = 1.645;
/** One in so many comes when nobody expected it; and then at any time of so many seconds. */
const SURPRISE = 0.1;
const ANYBODY_S = 10;
const IMPOSSIBLE = Number.NEGATIVE_INFINITY;
const NEXT_TO_NONE = 1e-6;
const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
/** So far around a moment (s) others say how busy it was; at least one in so many seconds. */
const AROUND_S = 0.5;
const SPARSE = 0.2;

/** Of two logarithms of weights that of their sum. */
function sumOf(a: number, b: number): number {
  const [more, less] = a > b ? [a, b] : [b, a];
  return less === IMPOSSIBLE ? more : more + Math.log1p(Math.exp(less - more));
}

/** How usual such a gap (s) is between two crossings: some come in packs, some alone. */
function crossingAfter(gap: number): number {
  return Math.log(0.5 * (Math.exp(-gap / 0.2) / 0.2) + 0.5 * (Math.exp(-gap / 3) / 3));
}

/** How usual it is between two taps of one crossing: a finger that bounced, or tapped again in doubt. */
function bounceAfter(gap: number): number {
  return Math.log(0.9 * (Math.exp(-gap / 0.1) / 0.1) + 0.1 * Math.exp(-gap));
}

/** How many of a rising list lie before a moment. */
function countBefore(rising: readonly number[], moment: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] ?? 0) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
