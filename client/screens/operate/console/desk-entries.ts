import { canonicalJson } from '../../../../shared/race/canonical.ts';
import { entryId, type EntryId, type Submission } from '../../../../shared/race/entry.ts';
import type { PassingRecorded, Who } from '../../../../shared/race/events.ts';
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
  /** Who each passing was said to be first, when somebody was named. */
  readonly #named = new Map<EntryId, Who>();
  #read: readonly DeskEntry[] = [];
  #next = 0;

  update(entries: readonly DeskEntry[]): void {
    if (entries === this.#read) return;
    if (entries[this.#next - 1]?.id !== this.#read[this.#next - 1]?.id) this.#forget();
    this.#read = entries;
    let entry = entries[this.#next];
    while (entry !== undefined && entry.seq !== null && entry.where === 'stored') {
      this.#stored.set(entry.id, entry);
      this.#name(entry);
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

  /** Whether a passing says something else than at first; to get its first bib is no correction. */
  isReworked(id: EntryId, now: PassingRecorded): boolean {
    const first = this.get(id)?.submission.event;
    if (first?.type !== 'passingRecorded') return false;
    const who = this.#firstNamed(id) ?? now.who;
    return canonicalJson({ ...first, who }) !== canonicalJson(now);
  }

  #firstNamed(id: EntryId): Who | undefined {
    const known = this.#named.get(id);
    if (known !== undefined) return known;
    for (const { submission } of this.#waiting.values()) {
      const naming = namingOf(submission);
      if (naming?.id === id) return naming.who;
    }
    return undefined;
  }

  #forget(): void {
    this.#stored.clear();
    this.#named.clear();
    this.#next = 0;
  }

  #name({ submission }: DeskEntry): void {
    const naming = namingOf(submission);
    if (naming !== null && !this.#named.has(naming.id)) this.#named.set(naming.id, naming.who);
  }

  #wait(entry: DeskEntry): void {
    this.#waiting.set(entry.id, entry);
    const { event } = entry.submission;
    if (!('target' in event)) return;
    const known = this.#corrections.get(event.target);
    if (known?.where !== 'refused') this.#corrections.set(event.target, entry);
  }
}

/** Whom an entry names in a passing: a passing itself, or what amends one. */
function namingOf(submission: Submission): { readonly id: EntryId; readonly who: Who } | null {
  const { event } = submission;
  const [id, says] =
    event.type === 'entryAmended' ? [event.target, event.event] : [entryId(submission), event];
  if (says.type !== 'passingRecorded' || 'unknown' in says.who) return null;
  return { id, who: says.who };
}
