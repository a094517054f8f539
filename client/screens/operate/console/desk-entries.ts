import type { EntryId } from '../../../../shared/race/entry.ts';
import type { DeskEntry } from '../../../desk/desk.ts';

/** How safe an entry is, its corrections included. */
export interface Safety {
  readonly where: DeskEntry['where'];
  readonly seq: number | null;
  readonly why: DeskEntry['why'];
  readonly own: boolean;
}

/** Entries by id, kept up as they come: stored ones stay as they are and are read once. */
export class DeskEntries {
  readonly #stored = new Map<EntryId, DeskEntry>();
  #waiting = new Map<EntryId, DeskEntry>();
  /** Corrections under way, by what they correct; the worst says how safe the row is. */
  #corrections = new Map<EntryId, DeskEntry>();
  /** What was amended more than once, or shifted: more than getting its first bib. */
  readonly #reworked = new Map<EntryId, number>();
  #read: readonly DeskEntry[] = [];
  #next = 0;

  update(entries: readonly DeskEntry[]): void {
    if (entries === this.#read) return;
    if (entries[this.#next - 1]?.id !== this.#read[this.#next - 1]?.id) this.#forget();
    this.#read = entries;
    let entry = entries[this.#next];
    while (entry !== undefined && entry.seq !== null && entry.where === 'stored') {
      this.#stored.set(entry.id, entry);
      this.#count(entry);
      entry = entries[++this.#next];
    }
    this.#waiting = new Map();
    this.#corrections = new Map();
    for (const waiting of entries.slice(this.#next)) this.#wait(waiting);
  }

  get(id: EntryId): DeskEntry | undefined {
    return this.#waiting.get(id) ?? this.#stored.get(id);
  }

  safety(id: EntryId): Safety {
    const entry = this.get(id);
    const correction = this.#corrections.get(id);
    const { where = 'stored', seq = null, why = null, own = false } = entry ?? {};
    if (correction === undefined || correction.where === 'stored' || where !== 'stored')
      return { where, seq, why, own };
    return { where: correction.where, seq, why: correction.why, own };
  }

  /** Whether somebody corrected it after it had got its bib. */
  isReworked(id: EntryId): boolean {
    return (this.#reworked.get(id) ?? 0) > 1;
  }

  #forget(): void {
    this.#stored.clear();
    this.#reworked.clear();
    this.#next = 0;
  }

  #count({ submission: { event } }: DeskEntry): void {
    if (event.type === 'entryAmended')
      this.#reworked.set(event.target, (this.#reworked.get(event.target) ?? 0) + 1);
  }

  #wait(entry: DeskEntry): void {
    this.#waiting.set(entry.id, entry);
    const { event } = entry.submission;
    if (!('target' in event)) return;
    const known = this.#corrections.get(event.target);
    if (known?.where !== 'refused') this.#corrections.set(event.target, entry);
  }
}
