import type { Micros } from '../time/time.ts';

/** How somebody calls, and how often the two of them do what. Seconds. */
export interface Habits {
  /** How long after the crossing the call comes who has nothing else to call, and how much that varies. */
  readonly delay: number;
  readonly unrest: number;
  /** How long after a call the next one comes while some wait to be called, and how much that varies. */
  readonly each: number;
  readonly eachUnrest: number;
  readonly rates: Rates;
}

/** Of a hundred crossings. What else can happen is in `STEPS` of `alignment.ts`. */
export interface Rates {
  readonly quiet: number;
  readonly blind: number;
  readonly bounce: number;
  readonly echo: number;
  readonly swap: number;
}

/** Set to what is usual; what these two do is learned on top of it, as if so many had been seen. */
const USUAL: Rates = { quiet: 0.02, blind: 0.02, bounce: 0.02, echo: 0.02, swap: 0.02 };
const USUAL_WEIGHT = 120;

/** A call can come this much before its tap, or after it (s); farther apart they are never looked at. */
export const EARLIEST_S = -1;
export const LATEST_S = 20;
/** The usual ones first: of two that fit alike the earlier one is taken. */
const DELAYS_S = [1.2, 0.8, 1.6, 0.4, 2, 2.4, 2.8, 3.2, 3.6, 4] as const;
/** No caller is steadier, and none is taken to be less steady (s). */
const DELAY_S = { least: 0.2, most: 6 } as const;
const UNREST_S = { least: 0.1, first: 0.4, most: 0.8 } as const;
/** No caller is faster than `least`, and none is taken to be slower than `most` (s a bib). */
const EACH_S = { least: 0.12, most: 1.5 } as const;
const EACH_UNREST = { least: 0.08, first: 0.3, most: 0.5 } as const;
/** One call in so many comes when nobody would have expected it. */
const STRAY = 0.02;
const STRAY_WEIGHT = STRAY / (8 - EARLIEST_S);

/** Habits to begin with, one for each delay that is thought of, the usual one first. */
export function firstHabits(calls: readonly number[]): readonly [Habits, ...Habits[]] {
  const gaps = calls
    .slice(1)
    .map((at, i) => at - (calls[i] ?? at))
    .sort((a, b) => a - b);
  // Who has a queue calls as fast as can be: the shorter gaps show how fast that is.
  const short = gaps[Math.floor(gaps.length / 5)] ?? EACH_S.most;
  const each = within(short, EACH_S);
  const eachUnrest = each * EACH_UNREST.first;
  const of = (delay: number): Habits => ({
    delay,
    unrest: UNREST_S.first,
    each,
    eachUnrest,
    rates: USUAL,
  });
  return [of(DELAYS_S[0]), ...DELAYS_S.slice(1).map(of)];
}

/** What a call says of itself by how long it came after the one before (null for the first). */
export interface Breath {
  readonly sinceCall: number | null;
  /** How usual it is straight after the one before; how often there had been time for it by then. */
  readonly queued: number;
  readonly isFree: number;
}

export function breathOf(sinceCall: number | null, { each, eachUnrest }: Habits): Breath {
  if (sinceCall === null) return { sinceCall, queued: 0, isFree: 1 };
  const off = sinceCall - each;
  return { sinceCall, queued: bell(off, eachUnrest), isFree: share(off, eachUnrest) };
}

/**
 * How usual a call is when it is. Who has nothing else to call calls `delay` after the crossing; who is
 * behind, `each` after the call before. It is whichever of both comes later, so its density is that of
 * the greater of two times that are each spread about theirs.
 */
export function densityOf(sinceTap: number, breath: Breath, habits: Habits): number {
  const isNear = sinceTap > EARLIEST_S && sinceTap < LATEST_S;
  if (!isNear) return 0;
  const off = sinceTap - habits.delay;
  const both = bell(off, habits.unrest) * breath.isFree + breath.queued * share(off, habits.unrest);
  return (1 - STRAY) * both + STRAY_WEIGHT;
}

/** When each tap is called at the latest, if nobody is left out. Rising. */
export function queueOf(
  taps: readonly number[],
  { delay, each }: Pick<Habits, 'delay' | 'each'>,
): number[] {
  let last = Number.NEGATIVE_INFINITY;
  return taps.map((tap) => (last = Math.max(tap + delay, last + each)));
}

/** Learns habits from what they make of a stream. */
export class Learner {
  readonly #habits: Habits;
  readonly #free = new Moments();
  readonly #queued = new Moments();
  readonly #seen = { quiet: 0, blind: 0, bounce: 0, echo: 0, swap: 0 };
  #crossings = 0;

  constructor(habits: Habits) {
    this.#habits = habits;
  }

  pair(sinceTap: number, breath: Breath, weight: number): void {
    const { delay, unrest, each, eachUnrest } = this.#habits;
    const off = sinceTap - delay;
    const free = bell(off, unrest) * breath.isFree;
    const queued = breath.queued * share(off, unrest);
    const all = free + queued + STRAY_WEIGHT;
    const [isFree, isQueued] = [(weight * free) / all, (weight * queued) / all];
    this.#free.exactly(sinceTap, isFree);
    this.#free.before(sinceTap, isQueued, { mean: delay, spread: unrest });
    const { sinceCall } = breath;
    if (sinceCall === null) return;
    this.#queued.exactly(sinceCall, isQueued);
    this.#queued.before(sinceCall, isFree, { mean: each, spread: eachUnrest });
  }

  step(kind: keyof Rates | 'pair', weight: number): void {
    this.#crossings += weight;
    if (kind !== 'pair') this.#seen[kind] += weight;
  }

  habits(): Habits {
    const { delay, unrest, each, eachUnrest } = this.#habits;
    const free = this.#free.mean(delay, unrest);
    const queued = this.#queued.mean(each, eachUnrest);
    const rate = (kind: keyof Rates): number =>
      (this.#seen[kind] + USUAL[kind] * USUAL_WEIGHT) / (this.#crossings + USUAL_WEIGHT);
    return {
      delay: within(free.mean, DELAY_S),
      unrest: within(free.spread, UNREST_S),
      each: within(queued.mean, EACH_S),
      eachUnrest: within(queued.spread, {
        least: EACH_UNREST.least * queued.mean,
        most: EACH_UNREST.most * queued.mean,
      }),
      rates: {
        quiet: rate('quiet'),
        blind: rate('blind'),
        bounce: rate('bounce'),
        echo: rate('echo'),
        swap: rate('swap'),
      },
    };
  }
}

/**
 * Mean and spread of what is weighed; on little, what was thought before goes on to count. Of what was
 * hidden by something later only that is known: it counts as it can be expected to have been (Dempster,
 * Laird and Rubin, 1977).
 */
class Moments {
  #weight = 0;
  #sum = 0;
  #squares = 0;

  exactly(value: number, weight: number): void {
    this.#weight += weight;
    this.#sum += weight * value;
    this.#squares += weight * value * value;
  }

  before(limit: number, weight: number, { mean, spread }: { mean: number; spread: number }): void {
    const off = (limit - mean) / spread;
    // So little lies before the limit that it would have to be just before it.
    if (off < -3) return this.exactly(limit, weight);
    const ratio = bell(off, 1) / share(off, 1);
    const expected = mean - spread * ratio;
    const variance = spread * spread * Math.max(0, 1 - off * ratio - ratio * ratio);
    this.#weight += weight;
    this.#sum += weight * expected;
    this.#squares += weight * (expected * expected + variance);
  }

  mean(before: number, spread: number): { readonly mean: number; readonly spread: number } {
    const weight = this.#weight + BEFORE_WEIGHT;
    const mean = (this.#sum + BEFORE_WEIGHT * before) / weight;
    const squares = (this.#squares + BEFORE_WEIGHT * (before * before + spread * spread)) / weight;
    return { mean, spread: Math.sqrt(Math.max(0, squares - mean * mean)) };
  }
}

const BEFORE_WEIGHT = 1;
const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

function bell(off: number, spread: number): number {
  const z = off / spread;
  return Math.exp(-0.5 * z * z) / (spread * ROOT_TWO_PI);
}

/** Of a bell curve what lies before; near enough (Bowling and others, 2009: within 0.01). */
function share(off: number, spread: number): number {
  return 1 / (1 + Math.exp((-1.702 * off) / spread));
}

function within(value: number, { least, most }: { least: number; most: number }): number {
  return Math.min(most, Math.max(least, value));
}

/** When whoever has a bib is expected; nine of ten come within so much of it. */
export interface Due {
  readonly at: Micros;
  readonly errorUs: Micros;
}
