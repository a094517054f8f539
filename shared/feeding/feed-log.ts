import { entryId, type EntryId, type Submission } from '../race/entry.ts';
import type { PassingRecorded } from '../race/events.ts';

/** An entry as a desk knows it; the desk's own `DeskEntry` is one. */
export interface FedEntry {
  readonly id: EntryId;
  readonly submission: Submission;
  /** Signed by this operator, on whatever device. */
  readonly own: boolean;
  /** Its number in the log; null while it is not stored. */
  readonly seq: number | null;
  readonly where: 'device' | 'sending' | 'stored' | 'refused';
}

/**
 * What feeding needs to know of a race's entries beside the race itself: which of them are taps at
 * which line, which correct which, and which are one's own. `update` reads only what came since the
 * last time: stored entries never change, and only those at the end are not stored yet.
 */
export class FeedLog {
  #entries: readonly FedEntry[] = [];
  #stored: Index = new Index();
  #waiting: Index = new Index();

  /** All entries, stored ones first, in the order of their numbers. */
  update(entries: readonly FedEntry[]): void {
    const last = this.#stored.size - 1;
    if (last >= 0 && entries[last]?.id !== this.#entries[last]?.id) this.#stored = new Index();
    this.#entries = entries;
    let next = this.#stored.size;
    while (next < entries.length && follows(entries[next - 1], entries[next])) next++;
    for (const entry of entries.slice(this.#stored.size, next)) this.#stored.add(entry);
    this.#waiting = new Index();
    for (const entry of entries.slice(next)) this.#waiting.add(entry);
  }

  get entries(): readonly FedEntry[] {
    return this.#entries;
  }

  /** Ids of all passings that say, or once were amended to say, that they were at this line. */
  taps(line: string): ReadonlySet<EntryId> {
    const [stored, waiting] = [this.#stored.taps.get(line), this.#waiting.taps.get(line)];
    if (waiting === undefined) return stored ?? NO_TAPS;
    return new Set([...(stored ?? NO_TAPS), ...waiting]);
  }

  /** The corrections of an entry, in no order; refused ones are none. */
  correctionsOf(target: EntryId): readonly Submission[] {
    const stored = this.#stored.corrections.get(target) ?? NO_CORRECTIONS;
    const waiting = this.#waiting.corrections.get(target);
    return waiting === undefined ? stored : [...stored, ...waiting];
  }

  /** This operator's own entries that were not refused. */
  own(): readonly FedEntry[] {
    return [...this.#stored.own, ...this.#waiting.own];
  }

  /** An entry that the server would not take; no race knows it. */
  refused(id: EntryId): FedEntry | undefined {
    return this.#waiting.refused.get(id);
  }
}

/** Stored right after the one before. What is stored but stands after a hole has yet to find its place. */
function follows(before: FedEntry | undefined, entry: FedEntry | undefined): boolean {
  const seq = entry?.seq ?? null;
  return seq !== null && (before === undefined || before.seq === seq - 1);
}

const NO_TAPS: ReadonlySet<EntryId> = new Set();
const NO_CORRECTIONS: readonly Submission[] = [];

class Index {
  size = 0;
  readonly taps = new Map<string, Set<EntryId>>();
  readonly corrections = new Map<EntryId, Submission[]>();
  readonly own: FedEntry[] = [];
  readonly refused = new Map<EntryId, FedEntry>();

  add(entry: FedEntry): void {
    const { submission, where, own } = entry;
    const { event } = submission;
    this.size += 1;
    if (event.type === 'passingRecorded') this.#tap(event, entryId(submission));
    if (where === 'refused') {
      this.refused.set(entry.id, entry);
      return;
    }
    if (own) this.own.push(entry);
    if (event.type === 'entryAmended' && event.event.type === 'passingRecorded')
      this.#tap(event.event, event.target);
    if ('target' in event) this.#correct(event.target, submission);
  }

  #tap({ line }: PassingRecorded, id: EntryId): void {
    let taps = this.taps.get(line);
    if (taps === undefined) this.taps.set(line, (taps = new Set()));
    taps.add(id);
  }

  #correct(target: EntryId, submission: Submission): void {
    const known = this.corrections.get(target);
    if (known === undefined) this.corrections.set(target, [submission]);
    else known.push(submission);
  }
}
