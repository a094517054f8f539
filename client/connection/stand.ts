/**
 * Where a viewer stands in a log: which one (epoch), and up to which entry. Says of each message
 * whether it follows on, leaves a hole, or belongs to another log.
 */
export interface Stand {
  readonly epoch: string | null;
  /** The newest entry that was accepted, 0 for none. */
  readonly seq: number;
}

export const NOWHERE: Stand = { epoch: null, seq: 0 };

export type Step<T> =
  /** These follow on; the stand after them. */
  | { readonly kind: 'follows'; readonly entries: readonly T[]; readonly stand: Stand }
  /** Nothing new in it. */
  | { readonly kind: 'known' }
  /** Entries are missing in between. */
  | { readonly kind: 'hole' }
  /** The log was replaced: begin a fresh fold. */
  | { readonly kind: 'otherEpoch' };

interface Numbered<T> {
  readonly epoch: string;
  /** The seq before the first entry. */
  readonly after: number;
  readonly entries: readonly T[];
}

/** What a run of entries means to one who stands at `stand`. Overlap is cut off, never folded twice. */
export function step<T>(stand: Stand, run: Numbered<T>): Step<T> {
  if (run.epoch !== stand.epoch) return { kind: 'otherEpoch' };
  if (run.after > stand.seq) return { kind: 'hole' };
  const fresh = run.entries.slice(stand.seq - run.after);
  if (fresh.length === 0) return { kind: 'known' };
  return {
    kind: 'follows',
    entries: fresh,
    stand: { epoch: run.epoch, seq: run.after + run.entries.length },
  };
}

/** What a head says to one who stands at `stand`: also a hole after the last frame shows. */
export function stepToHead(
  stand: Stand,
  head: { readonly epoch: string; readonly seq: number },
): 'known' | 'hole' | 'otherEpoch' {
  if (head.epoch !== stand.epoch) return 'otherEpoch';
  return head.seq > stand.seq ? 'hole' : 'known';
}
