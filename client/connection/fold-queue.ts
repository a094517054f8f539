import type { Entry } from '../../shared/race/entry.ts';
import { unpackEntry } from '../../shared/wire/codec.ts';
import type { Catchup, Frame, WireEntry } from '../../shared/wire/messages.ts';
import type { Ports, RaceReceiver } from './ports.ts';
import { inSlices } from './slices.ts';
import { NOWHERE, step, type Stand } from './stand.ts';

/** What the queue tells of its work. */
export interface FoldEars {
  /** A catch-up is being taken; a new log, if it is one, has begun. */
  readonly taking: (catchup: Catchup) => void;
  /** Entries that name people have come, or another log has. */
  readonly namesWanted: () => void;
  /** Entries are missing before the newest, or a segment could not be had. */
  readonly hole: () => void;
  /** Everything that came has been folded, and with it a whole catch-up. */
  readonly caughtUp: () => void;
}

export interface FoldQueue {
  readonly put: (message: Catchup | Frame) => void;
  readonly stand: () => Stand;
  readonly working: () => boolean;
  /** Lets go of all that waits or is under way: its socket is gone. */
  readonly drop: () => void;
}

type Taken = 'taken' | 'hole' | 'dropped';

/**
 * Folds catch-ups and frames into the receiver, one after another in the order they came, in slices;
 * knows where we stand, and never folds an entry twice or over a hole.
 */
export function foldQueue(
  slug: string,
  receiver: Pick<RaceReceiver, 'fresh' | 'fold' | 'folded'>,
  { ports, ears }: { readonly ports: Ports; readonly ears: FoldEars },
): FoldQueue {
  let stand: Stand = NOWHERE;
  let head = 0;
  /** Work of an older generation is dropped. */
  let generation = 0;
  let inbox: (Catchup | Frame)[] = [];
  let working = false;
  let named = false;

  async function work(): Promise<void> {
    working = true;
    // What came while we caught up is folded first: live means that nothing is waiting.
    let caughtUp = false;
    try {
      for (let message = inbox.shift(); message !== undefined; message = inbox.shift()) {
        const mine = generation;
        const done = await ('how' in message ? catchUp(message, mine) : take(message, mine));
        const holds = mine === generation;
        caughtUp = holds && done === 'taken' && (caughtUp || 'how' in message);
        if (holds && done === 'hole') ears.hole();
      }
    } finally {
      working = false;
    }
    if (caughtUp) ears.caughtUp();
    // A board of twenty thousand does not wait for its names.
    if (named) ears.namesWanted();
    named = false;
  }

  async function catchUp(catchup: Catchup, mine: number): Promise<Taken> {
    // From the first entry on and not as far as we are: this log never had what we hold beyond it.
    const neverHad = catchup.after === 0 && catchup.seq < stand.seq;
    if (catchup.epoch !== stand.epoch || neverHad) begin(catchup);
    ears.taking(catchup);
    if (catchup.how === 'entries') return take(catchup, mine);
    const fetched = await takeSegments(catchup, mine);
    if (fetched !== 'taken') return fetched;
    const after = catchup.segments.at(-1)?.to ?? catchup.after;
    return take({ epoch: catchup.epoch, after, entries: catchup.entries }, mine);
  }

  function begin({ epoch, seq }: Catchup): void {
    stand = { epoch, seq: 0 };
    head = seq;
    named = true;
    receiver.fresh(epoch);
  }

  async function takeSegments(
    catchup: Catchup & { readonly how: 'segments' },
    mine: number,
  ): Promise<Taken> {
    const wanted = catchup.segments.filter((one) => one.to > stand.seq);
    // The next block is on its way while this one is folded.
    const load = (index: number) => {
      const ref = wanted[index];
      return ref === undefined ? null : ports.fetchSegment(ref.url).catch(() => null);
    };
    let coming = load(0);
    for (const [index, ref] of wanted.entries()) {
      const entries = await coming;
      if (mine !== generation) return 'dropped';
      if (entries === null) return 'hole';
      coming = load(index + 1);
      const taken = await foldSegment(catchup.epoch, { ...ref, entries }, mine);
      if (taken !== 'taken') return taken;
    }
    return 'taken';
  }

  /** Entries are read out of the segment as they are folded, for reading them costs time too. */
  function foldSegment(
    epoch: string,
    segment: { readonly from: number; readonly to: number; readonly entries: Iterable<Entry> },
    mine: number,
  ): Promise<Taken> {
    const { from, to } = segment;
    const seqs = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    const reader = segment.entries[Symbol.iterator]();
    const open = (seq: number): Entry => {
      for (;;) {
        const read = reader.next();
        if (read.done === true)
          throw new Error(`${slug}: segment ${from}–${to} ends before ${seq}`);
        // What we hold already is read over.
        if (read.value.seq >= seq) return read.value;
      }
    };
    return foldRun({ epoch, after: from - 1, entries: seqs }, open, mine);
  }

  function take(run: Pick<Frame, 'epoch' | 'after' | 'entries'>, mine: number): Promise<Taken> {
    return foldRun<WireEntry>(run, unpackEntry, mine);
  }

  async function foldRun<T>(
    run: { readonly epoch: string; readonly after: number; readonly entries: readonly T[] },
    open: (packed: T) => Entry,
    mine: number,
  ): Promise<Taken> {
    const taken = step(stand, run);
    if (taken.kind === 'known') return 'taken';
    if (taken.kind !== 'follows') return 'hole';
    const from = stand.seq;
    await inSlices(
      taken.entries,
      {
        each(packed) {
          const entry = open(packed);
          if (entry.event.type === 'entrantsListed') named = true;
          receiver.fold(entry);
        },
        sliceDone(done) {
          stand = { epoch: run.epoch, seq: from + done };
          head = Math.max(head, stand.seq);
          receiver.folded({ seq: stand.seq, of: head });
        },
      },
      { ...ports, cancelled: () => mine !== generation },
    );
    return mine === generation ? 'taken' : 'dropped';
  }

  return {
    put(message) {
      if ('how' in message && message.epoch === stand.epoch) head = Math.max(head, message.seq);
      inbox.push(message);
      if (!working) void work();
    },
    stand: () => stand,
    working: () => working,
    drop() {
      generation += 1;
      inbox = [];
    },
  };
}
