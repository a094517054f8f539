import type { Instant, Micros } from '../time/time.ts';
import { align, type Alignment, type Due } from './alignment.ts';

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
 * From `sure` on a pair may be taken without asking. Who crosses within a caller's unrest of one another
 * hardly ever reaches it: now and then two calls come in the wrong order, and nothing in the times would
 * show it. Below `proposed` a pair is not even proposed: it is asked about, with whatever is possible.
 * Where expectations help, more pairs look certain, and more is asked of them.
 */
const LIMITS = {
  byTimes: { proposed: 0.93, sure: 0.999 },
  withDue: { proposed: 0.95, sure: 0.9999 },
} as const;

export interface MarriedPair {
  readonly tap: string;
  readonly call: string;
  readonly bib: string;
  /** How likely it is, of all ways in which taps and calls can belong together; 0 to 1. */
  readonly confidence: number;
  /** May be taken without asking; it is in no conflict. */
  readonly sure: boolean;
}

/** Something to be asked about, with what it may be, the likeliest first. */
export interface MarriageConflict {
  readonly kind:
    /** A call whose crossing nobody tapped. */
    | 'missedTap'
    /** A tap that nobody called. */
    | 'missedCall'
    /** The tap before once more: to be left out. */
    | 'doubledTap'
    /** The same bib was called more than once. */
    | 'doubledCall'
    /** Called in another order than tapped. */
    | 'swapped'
    /** There are several possibilities. */
    | 'doubtful'
    /** Nobody in this race has this bib. */
    | 'unknownBib';
  /** One of the two at least. With both it is about a proposed pair. */
  readonly tap: string | null;
  readonly call: string | null;
  readonly candidates: readonly MarriageCandidate[];
}

export interface MarriageCandidate {
  readonly tap: string;
  readonly call: string;
  readonly confidence: number;
}

/** Every tap and every call is in a pair, in a conflict, or waits. */
export interface Marriage {
  /** By the time of their taps. */
  readonly pairs: readonly MarriedPair[];
  readonly conflicts: readonly MarriageConflict[];
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
  /** The present, while more taps and calls may come. */
  readonly now?: Instant;
}

/**
 * Marries the taps of one person with the bibs that another one calls, at one point. Looks at all
 * ways in which both can belong together (calls and taps that are missing, doubled or swapped) and
 * gives each pair the share of them that have it, weighed by how likely they are (docs/decisions/0008).
 * As long as more comes, ask again with `now`.
 */
export function marry(
  taps: readonly MarriedTap[],
  calls: readonly MarriedCall[],
  options: MarryOptions = {},
): Marriage {
  const [tapped, called] = [taps.toSorted(byTime), calls.toSorted(byTime)];
  const alignment = align(
    tapped.map(({ at }) => at),
    called.map(({ at }) => at),
    {
      bibs: called.map(({ bib }) => bib),
      due: called.map(({ bib }) => options.due?.(bib) ?? null),
      now: options.now ?? null,
    },
  );
  return new Registry(tapped, called, { alignment, ...options }).marriage();
}

function byTime(a: { readonly at: Instant }, b: { readonly at: Instant }): number {
  return a.at - b.at;
}

type Share = Alignment['pairs'][number];

/** Makes of likelihoods what is proposed and what is asked. */
class Registry {
  readonly #taps: readonly MarriedTap[];
  readonly #calls: readonly MarriedCall[];
  readonly #alignment: Alignment;
  readonly #options: MarryOptions;
  readonly #limits: { readonly proposed: number; readonly sure: number };
  /** More likely than not, so no tap and no call is in two of them. */
  readonly #proposed: readonly Share[];
  readonly #callsOf = new Map<string, number>();

  constructor(
    taps: readonly MarriedTap[],
    calls: readonly MarriedCall[],
    { alignment, ...options }: MarryOptions & { readonly alignment: Alignment },
  ) {
    this.#taps = taps;
    this.#calls = calls;
    this.#alignment = alignment;
    this.#options = options;
    this.#limits = calls.some(({ bib }) => (options.due?.(bib) ?? null) !== null)
      ? LIMITS.withDue
      : LIMITS.byTimes;
    this.#proposed = alignment.pairs
      .filter(({ confidence }) => confidence >= this.#limits.proposed)
      .sort((a, b) => a.tap - b.tap);
    for (const { bib } of calls) this.#callsOf.set(bib, (this.#callsOf.get(bib) ?? 0) + 1);
  }

  marriage(): Marriage {
    const { delayUs, unrestUs } = this.#alignment;
    const lonelyTaps = left(this.#taps, new Set(this.#proposed.map(({ tap }) => tap)));
    const lonelyCalls = left(this.#calls, new Set(this.#proposed.map(({ call }) => call)));
    const waits = (tap: number): boolean => this.#waits(tap);
    return {
      pairs: this.#proposed.map((pair) => this.#pair(pair)),
      conflicts: [
        ...this.#proposed.flatMap((pair) => this.#aboutPair(pair)),
        ...lonelyTaps.filter((tap) => !waits(tap)).map((tap) => this.#aboutTap(tap)),
        ...lonelyCalls.map((call) => this.#aboutCall(call)),
      ],
      waiting: lonelyTaps.filter(waits).map((tap) => this.#tapId(tap)),
      delayUs,
      unrestUs,
    };
  }

  #pair(pair: Share): MarriedPair {
    const { confidence } = pair;
    return {
      ...this.#candidate(pair),
      bib: this.#calls[pair.call]?.bib ?? '',
      sure: confidence >= this.#limits.sure && this.#doubt(pair) === null,
    };
  }

  #doubt({ tap, call }: Share): MarriageConflict['kind'] | null {
    const bib = this.#calls[call]?.bib ?? '';
    if (this.#options.isKnown?.(bib) === false) return 'unknownBib';
    if ((this.#callsOf.get(bib) ?? 0) > 1) return 'doubledCall';
    const crosses = this.#proposed.some((other) => (other.tap - tap) * (other.call - call) < 0);
    return crosses ? 'swapped' : null;
  }

  #aboutPair(pair: Share): MarriageConflict[] {
    const kind = this.#doubt(pair);
    if (kind === null) return [];
    const candidates = this.#candidates((each) => each.tap === pair.tap || each.call === pair.call);
    return [{ kind, tap: this.#tapId(pair.tap), call: this.#callId(pair.call), candidates }];
  }

  #aboutTap(tap: number): MarriageConflict {
    const candidates = this.#candidates((pair) => pair.tap === tap);
    const without = 1 - sumOf(candidates);
    const isDoubled = (this.#alignment.doubled[tap] ?? 0) > without / 2;
    const lonely = isDoubled ? 'doubledTap' : 'missedCall';
    return {
      kind: without > 0.5 ? lonely : 'doubtful',
      tap: this.#tapId(tap),
      call: null,
      candidates,
    };
  }

  #aboutCall(call: number): MarriageConflict {
    const { bib } = this.#calls[call] ?? { bib: '' };
    const candidates = this.#candidates((pair) => pair.call === call);
    const isAgain = (this.#callsOf.get(bib) ?? 0) > 1;
    const lonely = sumOf(candidates) < 0.5 ? 'missedTap' : 'doubtful';
    return {
      kind: isAgain ? 'doubledCall' : lonely,
      tap: null,
      call: this.#callId(call),
      candidates,
    };
  }

  /** Whether the call of this tap can still be expected. */
  #waits(tap: number): boolean {
    const { delayUs, unrestUs } = this.#alignment;
    const { now } = this.#options;
    const patience = delayUs + PATIENCE * unrestUs + QUEUE_US;
    return now !== undefined && now - (this.#taps[tap]?.at ?? now) < patience;
  }

  #candidates(about: (pair: Share) => boolean): MarriageCandidate[] {
    return this.#alignment.pairs
      .filter((pair) => about(pair) && pair.confidence >= WORTH_SHOWING)
      .sort((a, b) => b.confidence - a.confidence)
      .map((pair) => this.#candidate(pair));
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
}

const WORTH_SHOWING = 0.01;
/** A call is waited for until it is late by so many times the caller's unrest, and a few bibs more. */
const PATIENCE = 4;
const QUEUE_US: Micros = 1_000_000;

function left(all: readonly unknown[], taken: ReadonlySet<number>): number[] {
  return [...all.keys()].filter((each) => !taken.has(each));
}

function sumOf(candidates: readonly MarriageCandidate[]): number {
  return candidates.reduce((sum, { confidence }) => sum + confidence, 0);
}
