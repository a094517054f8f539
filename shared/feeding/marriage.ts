import type { Instant, Micros } from '../time/time.ts';
import { align, type Alignment, type Share } from './alignment.ts';
import type { Due } from './caller.ts';

/** A tapped time without a bib. `id` is the caller's: of an entry, for instance. */
export interface MarriedTap {
  readonly id: string;
  readonly at: Instant;
}

/** A bib that somebody called or typed, some time after its crossing. */
export interface MarriedCall {
  readonly id: string;
  readonly bib: string;
  readonly at: Instant;
}

/**
 * From here on a pair may be taken without asking. Who crosses within a caller's unrest of one another
 * hardly ever reaches it: now and then two calls come in the wrong order, and nothing in the times would
 * show it. Where expectations help, more pairs look certain, and more is asked of them.
 */
const SURE = { byTimes: 0.999, withDue: 0.9999 } as const;

export interface MarriedPair {
  readonly tap: string;
  readonly call: string;
  readonly bib: string;
  /** How likely it is, of all ways in which taps and calls can belong together; 0 to 1. */
  readonly confidence: number;
  /** Why it is to be looked at before it is taken; null for what may be taken without asking. */
  readonly doubt: Doubt | null;
  /** What else the tap or the call may belong to, the likeliest first. */
  readonly others: readonly MarriageCandidate[];
  /** More calls of this bib: said again, and about nobody else. They go when the pair is taken. */
  readonly again: readonly string[];
}

export type Doubt =
  /** Nobody in this race has this bib. */
  | 'unknownBib'
  /** The same bib was called more than once. */
  | 'doubledCall'
  /** Called in another order than tapped. */
  | 'swapped'
  /** There are several possibilities. */
  | 'doubtful';

/** A tap or a call that is in no pair. */
export interface MarriageQuestion {
  readonly kind:
    /** A tap that nobody called. */
    | 'missedCall'
    /** The tap before once more: to be left out. */
    | 'doubledTap'
    /** A call whose crossing nobody tapped. */
    | 'missedTap'
    /** Its bib was called before or after, and that call is in a pair. */
    | 'doubledCall';
  /** One of the two. */
  readonly tap: string | null;
  readonly call: string | null;
  /** What it may belong to after all, the likeliest first. */
  readonly candidates: readonly MarriageCandidate[];
}

export interface MarriageCandidate {
  readonly tap: string;
  readonly call: string;
  readonly confidence: number;
}

/** The best merge of both streams: every tap and every call is in a pair, in a question, or waits. */
export interface Marriage {
  /** By the time of their taps. */
  readonly pairs: readonly MarriedPair[];
  readonly questions: readonly MarriageQuestion[];
  /** Taps whose call is likely still to come; none without `now`. */
  readonly waiting: readonly string[];
  /** How long after the crossing this caller calls, middling, and how much that varies (1 σ). */
  readonly delayUs: Micros;
  readonly unrestUs: Micros;
}

export interface MarryOptions {
  /** Whether somebody in this race has the bib; left out, every bib is taken for one. */
  readonly isKnown?: (bib: string) => boolean;
  /** When whoever has a bib is expected here (`likely-next.ts`): tells who it was in a pack. */
  readonly due?: (bib: string) => Due | null;
  /** Calls of one bib that lie farther apart than this are of two crossings, as in a race of laps. */
  readonly againUs?: Micros;
  /** What was married before: says how these two tap and call, and is not in the answer. */
  readonly married?: readonly { readonly tap: MarriedTap; readonly call: MarriedCall }[];
  /** The present, while more taps and calls may come. */
  readonly now?: Instant;
}

/**
 * Marries the taps of one person with the bibs that another one calls, at one point. Looks at all
 * ways in which both can belong together (calls and taps that are missing, doubled or swapped), gives
 * each pair the share of them that have it, weighed by how likely they are, and of all merges the one
 * that can be expected to be right about the most taps (docs/decisions/0008). What is not next to
 * certain in it says so. As long as more comes, ask again with `now`.
 */
export function marry(
  taps: readonly MarriedTap[],
  calls: readonly MarriedCall[],
  options: MarryOptions = {},
): Marriage {
  const { married = [] } = options;
  const tapped = [...taps, ...married.map(({ tap }) => tap)].sort(byTime);
  const called = [...calls, ...married.map(({ call }) => call)].sort(byTime);
  const callOf = new Map(married.map(({ tap, call }) => [tap, call]));
  const fixed = tapped.map((tap) => {
    const call = callOf.get(tap);
    return call === undefined ? null : called.indexOf(call);
  });
  const alignment = align(
    tapped.map(({ at }) => at),
    called.map(({ at }) => at),
    {
      isAgain: called.map((call, i) =>
        called.slice(0, i).some((other) => isSame(call, other, options)),
      ),
      due: called.map(({ bib }) => options.due?.(bib) ?? null),
      fixed,
      now: options.now ?? null,
    },
  );
  return new Registry(tapped, called, { alignment, fixed, ...options }).marriage();
}

function byTime(a: { readonly at: Instant }, b: { readonly at: Instant }): number {
  return a.at - b.at;
}

function isSame(a: MarriedCall, b: MarriedCall, { againUs = Infinity }: MarryOptions): boolean {
  return a.bib === b.bib && Math.abs(a.at - b.at) <= againUs;
}

/** Makes of likelihoods what is proposed and what is asked. */
class Registry {
  readonly #taps: readonly MarriedTap[];
  readonly #calls: readonly MarriedCall[];
  readonly #alignment: Alignment;
  readonly #options: MarryOptions;
  readonly #sure: number;
  /** By tap, the call that it was married to before. */
  readonly #fixed: readonly (number | null)[];
  readonly #fixedCalls: ReadonlySet<number | null>;
  readonly #pairs: readonly Share[];
  readonly #byTap = new Map<number, Share[]>();
  readonly #byCall = new Map<number, Share[]>();

  constructor(
    taps: readonly MarriedTap[],
    calls: readonly MarriedCall[],
    {
      alignment,
      fixed,
      ...options
    }: MarryOptions & {
      readonly alignment: Alignment;
      readonly fixed: readonly (number | null)[];
    },
  ) {
    this.#fixed = fixed;
    this.#fixedCalls = new Set(fixed);
    this.#taps = taps;
    this.#calls = calls;
    this.#alignment = alignment;
    this.#options = options;
    const isHelped = calls.some(({ bib }) => (options.due?.(bib) ?? null) !== null);
    this.#sure = isHelped ? SURE.withDue : SURE.byTimes;
    const worth = alignment.pairs.filter(({ confidence }) => confidence >= WORTH_SHOWING);
    for (const share of worth.sort((a, b) => b.confidence - a.confidence)) {
      add(this.#byTap, share.tap, share);
      add(this.#byCall, share.call, share);
    }
    this.#pairs = alignment.best.flatMap((call, tap) =>
      call === null ? [] : [this.#share(tap, call)],
    );
  }

  marriage(): Marriage {
    const { delayUs, unrestUs } = this.#alignment;
    const paired = new Set(this.#pairs.map(({ call }) => call));
    const lonelyTaps = keys(this.#taps).filter(
      (tap) => this.#alignment.best[tap] === null && this.#fixed[tap] === null,
    );
    const lonelyCalls = keys(this.#calls).filter(
      (call) => !paired.has(call) && !this.#fixedCalls.has(call),
    );
    return {
      pairs: this.#pairs.flatMap((pair, i) => (this.#isFixed(pair) ? [] : [this.#pair(pair, i)])),
      questions: [
        ...lonelyTaps.filter((tap) => !this.#waits(tap)).map((tap) => this.#aboutTap(tap)),
        ...lonelyCalls.map((call) => this.#aboutCall(call, paired)),
      ],
      waiting: lonelyTaps.filter((tap) => this.#waits(tap)).map((tap) => this.#tapId(tap)),
      delayUs,
      unrestUs,
    };
  }

  #pair(pair: Share, i: number): MarriedPair {
    return {
      ...this.#candidate(pair),
      bib: this.#bib(pair.call),
      doubt: this.#doubt(pair, i),
      others: this.#others(pair),
      again: this.#again(pair.call).map((call) => this.#callId(call)),
    };
  }

  #doubt({ call, confidence }: Share, i: number): Doubt | null {
    const bib = this.#bib(call);
    if (this.#options.isKnown?.(bib) === false) return 'unknownBib';
    if (this.#again(call).length > 0) return 'doubledCall';
    // Only neighbours can be the wrong way round.
    const [before, after] = [this.#pairs[i - 1], this.#pairs[i + 1]];
    if ((before?.call ?? call) > call || (after?.call ?? call) < call) return 'swapped';
    return confidence >= this.#sure ? null : 'doubtful';
  }

  #others({ tap, call }: Share): MarriageCandidate[] {
    return [...(this.#byTap.get(tap) ?? []), ...(this.#byCall.get(call) ?? [])]
      .filter((each) => (each.tap !== tap || each.call !== call) && !this.#isFixed(each))
      .sort((a, b) => b.confidence - a.confidence)
      .map((each) => this.#candidate(each));
  }

  #aboutTap(tap: number): MarriageQuestion {
    const candidates = (this.#byTap.get(tap) ?? []).filter((each) => !this.#isFixed(each));
    const without = 1 - candidates.reduce((sum, { confidence }) => sum + confidence, 0);
    const isDoubled = (this.#alignment.doubled[tap] ?? 0) > without / 2;
    return {
      kind: isDoubled ? 'doubledTap' : 'missedCall',
      tap: this.#tapId(tap),
      call: null,
      candidates: candidates.map((each) => this.#candidate(each)),
    };
  }

  #aboutCall(call: number, paired: ReadonlySet<number>): MarriageQuestion {
    const isAgain = this.#again(call).some((each) => paired.has(each));
    return {
      kind: isAgain ? 'doubledCall' : 'missedTap',
      tap: null,
      call: this.#callId(call),
      candidates: (this.#byCall.get(call) ?? [])
        .filter((each) => !this.#isFixed(each))
        .map((each) => this.#candidate(each)),
    };
  }

  #isFixed({ tap, call }: Share): boolean {
    return this.#fixed[tap] !== null || this.#fixedCalls.has(call);
  }

  /** Other calls of the same bib. */
  #again(call: number): number[] {
    const said = this.#calls[call];
    return said === undefined
      ? []
      : keys(this.#calls).filter((other) => {
          const each = this.#calls[other];
          return other !== call && each !== undefined && isSame(said, each, this.#options);
        });
  }

  /** Whether the call of this tap can still be expected. */
  #waits(tap: number): boolean {
    const { now } = this.#options;
    return now !== undefined && now < (this.#alignment.calledBy[tap] ?? now);
  }

  #share(tap: number, call: number): Share {
    const known = this.#byTap.get(tap)?.find((each) => each.call === call);
    return known ?? { tap, call, confidence: 0 };
  }

  #candidate({ tap, call, confidence }: Share): MarriageCandidate {
    return { tap: this.#tapId(tap), call: this.#callId(call), confidence };
  }

  #tapId(tap: number): string {
    return this.#taps[tap]?.id ?? '';
  }

  #callId(call: number): string {
    return this.#calls[call]?.id ?? '';
  }

  #bib(call: number): string {
    return this.#calls[call]?.bib ?? '';
  }
}

const WORTH_SHOWING = 0.001;

function keys(all: readonly unknown[]): number[] {
  return [...all.keys()];
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
