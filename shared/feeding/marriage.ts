import type { Instant, Micros } from '../time/time.ts';

/** A tapped time without a bib. `id` is the caller's: of an entry, for instance. */
export interface MarriedTap {
  readonly id: string;
  readonly at: Instant;
}

/** A bib that somebody called or typed. It comes after its crossing by the reaction of who called. */
export interface MarriedCall {
  readonly id: string;
  readonly bib: string;
  readonly at: Instant;
}

/** How far a pair can be trusted; 1 is certain. From `SURE` on it may be taken without asking. */
export const SURE = 0.9;

export interface MarriedPair {
  readonly tap: string;
  readonly call: string;
  readonly bib: string;
  readonly confidence: number;
  readonly sure: boolean;
}

/** Something to be asked about; `tap` or `call` or both, with what they may belong to, the likeliest first. */
export interface MarriageConflict {
  readonly kind:
    | 'missedTap'
    | 'missedCall'
    | 'doubledTap'
    | 'doubledCall'
    | 'swapped'
    | 'doubtful'
    | 'unknownBib';
  readonly tap: string | null;
  readonly call: string | null;
  readonly candidates: readonly MarriageCandidate[];
}

export interface MarriageCandidate {
  readonly tap: string | null;
  readonly call: string | null;
  readonly confidence: number;
}

export interface Marriage {
  readonly pairs: readonly MarriedPair[];
  readonly conflicts: readonly MarriageConflict[];
  /** The middling reaction that was found: call minus tap. */
  readonly delayUs: Micros;
}
