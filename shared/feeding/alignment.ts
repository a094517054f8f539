import { MICROS_PER_SECOND, type Micros } from '../time/time.ts';
import { firstHabits, Learner, queueOf, type Due, type Habits } from './caller.ts';
import {
  BLIND,
  BOUNCE,
  Grid,
  KINDS,
  PAIR,
  QUIET,
  STEP_CALLS,
  STEP_TAPS,
  SWAP,
  type Heard,
} from './grid.ts';

/**
 * All ways in which taps and calls of one point can belong together, weighed. A way goes through the
 * grid of (taps so far, calls so far) from corner to corner by these steps:
 *
 *   pair      one tap and one call: a crossing
 *   swap      two taps and two calls, the first tap with the second call
 *   quiet     one tap that nobody called
 *   bounce    one tap that is the one before again
 *   blind     one call that nobody tapped
 *   echo      one call of a bib that was called before
 *
 * Forward and backward sums over all ways (Baum and others, 1970) give for each pair the share of the
 * weight that runs through it; how these two tap and call is learned from the same sums, in turns.
 */
export interface Alignment {
  /** Whatever is not next to impossible. Indexes into taps and calls. */
  readonly pairs: readonly Share[];
  /** By tap: the call of it, so that as many as can be are right; null for those left without one. */
  readonly best: readonly (number | null)[];
  /** By tap: how likely it is the tap before again. */
  readonly doubled: readonly number[];
  /** By tap, when it will have been called at the latest, if it is called at all. */
  readonly calledBy: readonly Micros[];
  readonly delayUs: Micros;
  readonly unrestUs: Micros;
}

export interface Share {
  readonly tap: number;
  readonly call: number;
  readonly confidence: number;
}

/** What is known beside the times. */
interface Beside {
  /** By call. */
  /** Whether its bib was called before. */
  readonly isAgain: readonly boolean[];
  /** By tap, the call that is known to be of it. */
  readonly fixed: readonly (number | null)[];
  readonly due: readonly (Due | null)[];
  /** While more may come. */
  readonly now: Micros | null;
}

/** `taps` and `calls` in µs, rising. */
export function align(
  taps: readonly Micros[],
  calls: readonly Micros[],
  { isAgain, due, fixed, now }: Beside,
): Alignment {
  const zero = Math.min(taps[0] ?? 0, calls[0] ?? 0);
  const seconds = (at: Micros): number => (at - zero) / MICROS_PER_SECOND;
  const micros = (s: number): Micros => Math.round(s * MICROS_PER_SECOND);
  const heard = {
    taps: taps.map(seconds),
    calls: calls.map(seconds),
    isAgain,
    fixed,
    until: now === null ? Number.POSITIVE_INFINITY : seconds(now),
    due: due.map(
      (each) => each && { at: seconds(each.at), error: each.errorUs / MICROS_PER_SECOND },
    ),
  };
  const habits = learn(latest(heard));
  const grid = new Grid(heard);
  grid.weigh(habits);
  const shares = sharesOf(grid, heard);
  return {
    ...shares,
    best: best(grid, heard, shares.pairs),
    calledBy: queueOf(heard.taps, habits).map(
      (at) => zero + micros(at + PATIENCE * habits.unrest + habits.each),
    ),
    delayUs: micros(habits.delay),
    unrestUs: micros(habits.unrest),
  };
}

/** A call is waited for until it is late by so many times the caller's unrest, and one bib more. */
const PATIENCE = 4;
const ROUNDS = 8;
/** Something less usual has to fit better by this. */
const CLEARLY = 0.5;
/** So many taps, the last ones, say how these two tap and call. */
const LEARNED_FROM = 200;

function latest(heard: Heard): Heard {
  const since = heard.taps.at(-LEARNED_FROM) ?? Number.NEGATIVE_INFINITY;
  const first = heard.calls.findIndex((at) => at >= since);
  const from = first < 0 ? heard.calls.length : first;
  return {
    ...heard,
    taps: heard.taps.slice(-LEARNED_FROM),
    calls: heard.calls.slice(from),
    isAgain: heard.isAgain.slice(from),
    fixed: heard.fixed
      .slice(-LEARNED_FROM)
      .map((call) => (call === null || call < from ? null : call - from)),
    due: heard.due.slice(from),
  };
}

/** Finds how these two tap and call: the delay under which all fits best, then everything made finer. */
function learn(heard: Heard): Habits {
  const grid = new Grid(heard);
  const all = firstHabits(heard.calls);
  let [habits, most] = [all[0], Number.NEGATIVE_INFINITY];
  for (const each of all) {
    grid.weigh(each);
    const weight = grid.weight();
    if (weight > most + CLEARLY) [habits, most] = [each, weight];
  }
  for (let round = 0; round < ROUNDS; round++) {
    grid.weigh(habits);
    habits = relearn(grid, habits);
  }
  return habits;
}

/** The habits that the shares of a grid show, which was weighed by other ones. */
function relearn(grid: Grid, habits: Habits): Habits {
  const learner = new Learner(habits);
  const pair = (tap: number, call: number, share: number): void =>
    learner.pair(grid.sinceTap(tap, call), grid.breath(call), share);
  grid.shares((step, tap, call, share) => {
    learner.step(KINDS[step] ?? 'pair', share);
    if (step === PAIR) pair(tap, call, share);
    if (step !== SWAP) return;
    pair(tap + 1, call, share);
    pair(tap, call + 1, share);
  });
  return learner.habits();
}

function sharesOf(grid: Grid, { taps, calls }: Heard): Pick<Alignment, 'pairs' | 'doubled'> {
  const shares = new Map<number, number>();
  const doubled = taps.map(() => 0);
  const add = (tap: number, call: number, share: number): void => {
    const key = tap * calls.length + call;
    shares.set(key, (shares.get(key) ?? 0) + share);
  };
  grid.shares((step, tap, call, share) => {
    if (step === PAIR) add(tap, call, share);
    if (step === BOUNCE) doubled[tap] = (doubled[tap] ?? 0) + share;
    if (step !== SWAP) return;
    add(tap, call + 1, share);
    add(tap + 1, call, share);
  });
  const pairs = [...shares].map(([key, share]) => ({
    tap: Math.floor(key / calls.length),
    call: key % calls.length,
    confidence: Math.min(1, share),
  }));
  return { pairs, doubled };
}

/** Of all ways the one on which the most taps can be expected to be right. */
function best(grid: Grid, { taps, calls }: Heard, pairs: readonly Share[]): (number | null)[] {
  const won = new Map(pairs.map((pair) => [pair.tap * calls.length + pair.call, pair.confidence]));
  const gain = (tap: number, call: number): number => won.get(tap * calls.length + call) ?? 0;
  const alone = taps.map(() => 1);
  for (const { tap, confidence } of pairs) alone[tap] = (alone[tap] ?? 0) - confidence;
  const sums = new Float64Array(grid.size).fill(-1);
  const came = new Int8Array(grid.size);
  sums[0] = 0;
  grid.walk((tap, call, place) => {
    const go = (step: number, more: number): void => {
      const next = grid.next(tap, call, step);
      const sum = (sums[place] ?? 0) + more;
      if (next < 0 || sum <= (sums[next] ?? 0)) return;
      [sums[next], came[next]] = [sum, step];
    };
    const [one, first, second] = [gain(tap, call), gain(tap, call + 1), gain(tap + 1, call)];
    if (one > 0) go(PAIR, one);
    if (first > 0 && second > 0) go(SWAP, first + second);
    if (tap < taps.length) go(QUIET, alone[tap] ?? 0);
    if (call < calls.length) go(BLIND, 0);
  });
  const found: (number | null)[] = taps.map(() => null);
  let [tap, call] = [taps.length, calls.length];
  while (tap > 0 || call > 0) {
    const step = came[grid.place(tap, call)] ?? QUIET;
    [tap, call] = [tap - (STEP_TAPS[step] ?? 0), call - (STEP_CALLS[step] ?? 0)];
    if (step === PAIR) found[tap] = call;
    if (step === SWAP) [found[tap], found[tap + 1]] = [call + 1, call];
  }
  return found;
}
