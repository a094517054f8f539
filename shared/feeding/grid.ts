import {
  breathOf,
  densityOf,
  EARLIEST_S,
  LATEST_S,
  queueOf,
  type Breath,
  type Habits,
} from './caller.ts';

/** Two streams at one point. Seconds, rising. */
export interface Heard {
  readonly taps: readonly number[];
  readonly calls: readonly number[];
  /** Whether its bib was called before. */
  readonly isAgain: readonly boolean[];
  /** By tap, the call that is known to be of it. */
  readonly fixed: readonly (number | null)[];
  /** By call, when its runner is expected, and nine of ten within what. */
  readonly due: readonly ({ readonly at: number; readonly error: number } | null)[];
  /** Nothing after this has been heard yet. */
  readonly until: number;
}

/** The steps from a place, by how many taps and calls each goes on. */
export const KINDS = ['pair', 'swap', 'quiet', 'bounce', 'blind', 'echo'] as const;
export const [PAIR, SWAP, QUIET, BOUNCE, BLIND] = [0, 1, 2, 3, 4] as const;
const ECHO = 5;
export const STEP_TAPS = [1, 2, 1, 1, 0, 0] as const;
export const STEP_CALLS = [1, 2, 0, 0, 1, 1] as const;
const STEPS = KINDS.length;

/**
 * The ways in which taps and calls can belong together, from no tap and no call to all of both. A way
 * goes through places (so many taps, so many calls) by steps, and each step has a weight, a logarithm.
 * Only places are kept that no pair lies beyond.
 */
export class Grid {
  readonly #heard: Heard;
  /** By how many taps are behind: how many calls can be, and where that row begins. */
  readonly #from: readonly number[];
  readonly #to: readonly number[];
  readonly #row: readonly number[];
  /** How many places there are; the last is the end of all ways. */
  readonly size: number;
  readonly #weights: Float64Array;
  readonly #forward: Float64Array;
  readonly #backward: Float64Array;
  #breaths: readonly Breath[] = [];

  constructor(heard: Heard) {
    const { taps, calls } = heard;
    this.#heard = heard;
    const latest = queueOf(taps, SLOWEST).map((at, tap) =>
      Math.min(at + SLACK_S, (taps[tap] ?? 0) + LATEST_S),
    );
    const rows = [...taps.keys(), taps.length];
    this.#from = rows.map((row) => countBefore(calls, (taps[row - 1] ?? -Infinity) + EARLIEST_S));
    this.#to = rows.map((row) => countBefore(calls, latest[row] ?? Infinity));
    let size = 0;
    this.#row = rows.map((row) => {
      const start = size;
      size += (this.#to[row] ?? 0) - (this.#from[row] ?? 0) + 1;
      return start;
    });
    this.size = size;
    this.#weights = new Float64Array(size * STEPS);
    this.#forward = new Float64Array(size);
    this.#backward = new Float64Array(size);
  }

  /** Sets the weight of every step. */
  weigh(habits: Habits): void {
    const { taps, calls } = this.#heard;
    const weights = this.#weights.fill(IMPOSSIBLE);
    this.#breaths = calls.map((_, call) => breathOf(this.#sinceCall(call), habits));
    const ofTap = this.#weighTaps(habits);
    const ofCall = this.#weighCalls(habits);
    this.walk((tap, call, place) => {
      const at = place * STEPS;
      const tapped = tap < taps.length ? ofTap[tap] : undefined;
      const called = call < calls.length ? ofCall[call] : undefined;
      if (tapped) [weights[at + QUIET], weights[at + BOUNCE]] = [tapped.quiet, tapped.bounce];
      if (called) [weights[at + BLIND], weights[at + ECHO]] = [called.blind, called.echo];
      if (tapped && called)
        weights[at + PAIR] =
          tapped.crossing +
          called.again +
          this.#called(tap, call, habits) +
          (this.#heard.fixed[tap] === call ? KNOWN : 0);
    });
    const { quiet, blind, bounce, swap } = habits.rates;
    const usual = Math.log(1 - quiet - blind - bounce - swap);
    // A swap is two pairs, crosswise: both are weighed by now, and go on to be by what lies behind.
    this.walk((tap, call, place) => {
      const [one, other] = [this.place(tap + 1, call), this.place(tap, call + 1)];
      const at = place * STEPS;
      if (one >= 0 && other >= 0)
        weights[at + SWAP] =
          (ofTap[tap]?.swap ?? 0) +
          (weights[one * STEPS + PAIR] ?? 0) +
          (weights[other * STEPS + PAIR] ?? 0);
    });
    for (let at = PAIR; at < weights.length; at += STEPS) weights[at] = (weights[at] ?? 0) + usual;
  }

  /** How well everything fits together. */
  weight(): number {
    const [sums, weights] = [this.#forward.fill(IMPOSSIBLE), this.#weights];
    sums[0] = 0;
    this.walk((tap, call, place) => {
      const before = sums[place] ?? IMPOSSIBLE;
      if (before === IMPOSSIBLE) return;
      for (let step = 0; step < STEPS; step++) {
        const weight = weights[place * STEPS + step] ?? IMPOSSIBLE;
        if (weight === IMPOSSIBLE) continue;
        const next = this.next(tap, call, step);
        if (next >= 0) sums[next] = sumOf(sums[next] ?? IMPOSSIBLE, before + weight);
      }
    });
    return sums[this.size - 1] ?? IMPOSSIBLE;
  }

  /** Every step that is not next to impossible, with its share of the weight of all ways. */
  shares(visit: (step: number, tap: number, call: number, share: number) => void): void {
    const total = this.weight();
    this.#sumBackward();
    const [forward, backward, weights] = [this.#forward, this.#backward, this.#weights];
    this.walk((tap, call, place) => {
      const before = (forward[place] ?? IMPOSSIBLE) - total;
      if (before + (backward[place] ?? IMPOSSIBLE) < NEXT_TO_NONE) return;
      for (let step = 0; step < STEPS; step++) {
        const next = this.next(tap, call, step);
        if (next < 0) continue;
        const weight =
          before + (weights[place * STEPS + step] ?? IMPOSSIBLE) + (backward[next] ?? IMPOSSIBLE);
        if (weight >= NEXT_TO_NONE) visit(step, tap, call, Math.exp(weight));
      }
    });
  }

  walk(visit: (tap: number, call: number, place: number) => void): void {
    for (let tap = 0; tap <= this.#heard.taps.length; tap++) {
      const from = this.#from[tap] ?? 0;
      const to = this.#to[tap] ?? 0;
      const row = this.#row[tap] ?? 0;
      for (let call = from; call <= to; call++) visit(tap, call, row + call - from);
    }
  }

  /** −1 where no way goes. */
  place(tap: number, call: number): number {
    const from = this.#from[tap];
    if (from === undefined || call < from || call > (this.#to[tap] ?? 0)) return -1;
    return (this.#row[tap] ?? 0) + call - from;
  }

  /** Where a step leads. */
  next(tap: number, call: number, step: number): number {
    return this.place(tap + (STEP_TAPS[step] ?? 0), call + (STEP_CALLS[step] ?? 0));
  }

  sinceTap(tap: number, call: number): number {
    return (this.#heard.calls[call] ?? 0) - (this.#heard.taps[tap] ?? 0);
  }

  breath(call: number): Breath {
    return this.#breaths[call] ?? NO_BREATH;
  }

  #sumBackward(): void {
    const [sums, weights] = [this.#backward.fill(IMPOSSIBLE), this.#weights];
    sums[this.size - 1] = 0;
    for (let tap = this.#heard.taps.length; tap >= 0; tap--)
      for (let call = this.#to[tap] ?? 0; call >= (this.#from[tap] ?? 0); call--) {
        const place = this.place(tap, call);
        let sum = sums[place] ?? IMPOSSIBLE;
        for (let step = 0; step < STEPS; step++) {
          const next = this.next(tap, call, step);
          if (next < 0) continue;
          const weight = (weights[place * STEPS + step] ?? IMPOSSIBLE) + (sums[next] ?? IMPOSSIBLE);
          if (weight !== IMPOSSIBLE) sum = sumOf(sum, weight);
        }
        sums[place] = sum;
      }
  }

  #weighTaps(habits: Habits) {
    const { taps } = this.#heard;
    const { rates } = habits;
    const gap = (tap: number): number => (taps[tap] ?? 0) - (taps[tap - 1] ?? 0);
    const crossing = taps.map((_, tap) => (tap === 0 ? 0 : crossingAfter(gap(tap))));
    return queueOf(taps, habits).map((calledAt, tap) => ({
      crossing: crossing[tap] ?? 0,
      quiet: Math.log(this.#unheard(calledAt, habits)) + (crossing[tap] ?? 0),
      bounce: tap === 0 ? IMPOSSIBLE : Math.log(rates.bounce) + bounceAfter(gap(tap)),
      swap: Math.log(rates.swap) - gap(tap + 1) / SWAP_S,
    }));
  }

  #weighCalls(habits: Habits) {
    const { rates } = habits;
    return this.#breaths.map((breath, call) => {
      const isAgain = this.#heard.isAgain[call] === true;
      return {
        again: isAgain ? SAME_BIB : 0,
        blind: Math.log(rates.blind) + this.#unseen(call, breath, habits),
        echo: isAgain ? Math.log(rates.echo) + echoed(breath) : IMPOSSIBLE,
      };
    });
  }

  #sinceCall(call: number): number | null {
    const { calls } = this.#heard;
    return call === 0 ? null : (calls[call] ?? 0) - (calls[call - 1] ?? 0);
  }

  /** How usual it is that a call comes when it does, of that crossing. */
  #called(tap: number, call: number, habits: Habits): number {
    const density = densityOf(this.sinceTap(tap, call), this.breath(call), habits);
    return Math.log(density) + this.#expected(tap, call);
  }

  /** How much likelier it is than of anybody that the runner of this call crosses then. */
  #expected(tap: number, call: number): number {
    const due = this.#heard.due[call] ?? null;
    if (due === null) return 0;
    const spread = due.error / NINE_OF_TEN;
    const off = ((this.#heard.taps[tap] ?? 0) - due.at) / spread;
    const usual = Math.exp(-0.5 * off * off) / (spread * Math.sqrt(2 * Math.PI));
    return Math.log((1 - SURPRISE) * usual * ANYBODY_S + SURPRISE);
  }

  /** How often a crossing has no call: nobody calls it, or it has not been called yet. */
  #unheard(calledAt: number, { unrest, rates }: Habits): number {
    const since = this.#heard.until - calledAt;
    return rates.quiet + (1 - rates.quiet) / (1 + Math.exp(since / (WAIT * unrest)));
  }

  /** How usual a call is then whose crossing nobody tapped: likelier in a pack, and in a queue. */
  #unseen(call: number, { queued, isFree }: Breath, { delay }: Habits): number {
    const { taps, calls } = this.#heard;
    const around = (calls[call] ?? 0) - delay;
    const near = countBefore(taps, around + AROUND_S) - countBefore(taps, around - AROUND_S);
    const busy = Math.max(SPARSE, near / (2 * AROUND_S));
    return Math.log(busy * (isFree + AROUND_S * queued));
  }
}

const NO_BREATH: Breath = { sinceCall: null, queued: 0, isFree: 1 };

/** Nobody is taken to be slower when it is decided what is looked at at all. */
const SLOWEST = { delay: 4, each: 1 } as const;
const SLACK_S = 4;
/** What is known to belong together is so much likelier than anything else. */
const KNOWN = 50;
/** The bib of a call before once more, and yet another crossing. */
const SAME_BIB = Math.log(0.003);
/** Neighbours so far apart (s) are called in the wrong order one e-th as often as those who are level. */
const SWAP_S = 1;
/** Of calls that come twice so many come at once, the others whenever. */
const AT_ONCE = 0.7;
/** A caller who is behind takes longer: by so much of the unrest the waiting fades. */
const WAIT = 1.5;
/** Of a bell curve nine of ten lie within so many of its spreads. */
const NINE_OF_TEN = 1.645;
/** One in so many comes when nobody expected it; and then at any time of so many seconds. */
const SURPRISE = 0.1;
const ANYBODY_S = 10;
const IMPOSSIBLE = Number.NEGATIVE_INFINITY;
const NEXT_TO_NONE = Math.log(1e-6);
/** So far around a moment (s) others say how busy it was; at least one in so many seconds. */
const AROUND_S = 0.5;
const SPARSE = 0.2;

/** How usual a call is then that says again what was said. */
function echoed({ queued }: Breath): number {
  return Math.log(AT_ONCE * queued + (1 - AT_ONCE) / LATEST_S);
}

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
