import { entryId, type EntryId, type Submission } from './entry.ts';
import type {
  CorrectableEvent,
  EntryAmended,
  EntryRestored,
  EntryVoided,
  RaceEvent,
} from './events.ts';
import { canonicalJson } from './canonical.ts';
import { byAge } from './newest.ts';
import type { StartChange } from './race.ts';

/**
 * The raw layer: every entry as it came, and what holds of each after its corrections. A correction
 * waits for a target that has not come, so the order in which they arrive changes nothing.
 */
export interface Stored extends Submission {
  readonly id: EntryId;
  /** What holds: the entry's own event or its newest amendment; null where void, and for corrections. */
  holds: CorrectableEvent | null;
}

/** An entry whose effect on the race changed from one event to another. */
export interface Change {
  readonly stored: Stored;
  readonly before: CorrectableEvent | null;
  readonly after: CorrectableEvent | null;
}

export type Correction = EntryAmended | EntryVoided | EntryRestored;

export function isCorrection(event: RaceEvent): event is Correction {
  return (
    event.type === 'entryAmended' || event.type === 'entryVoided' || event.type === 'entryRestored'
  );
}

/**
 * Whether an amendment replaced what a read first said. Who was not known cannot be wrong: a tap that
 * is given its bib is completed, not corrected.
 */
export function isCorrected({ event, holds }: Stored): boolean {
  if (holds === null || holds === event) return false;
  return !isNamed(event, holds);
}

/** Whether nothing but a name has come to a passing of nobody. */
function isNamed(before: RaceEvent, after: RaceEvent): boolean {
  if (before.type !== 'passingRecorded' || after.type !== 'passingRecorded') return false;
  if (!('unknown' in before.who)) return false;
  return canonicalJson({ ...after, who: before.who }) === canonicalJson(before);
}

/** The entry as it was handed in. */
export function submissionOf({ device, n, recordedAt, event }: Stored): Submission {
  return { device, n, recordedAt, event };
}

export class RawEntries {
  readonly #stored = new Map<EntryId, Stored>();
  readonly #guns: Stored[] = [];
  readonly #corrections = new Map<EntryId, Submission[]>();

  get size(): number {
    return this.#stored.size;
  }

  get(id: EntryId): Stored | undefined {
    return this.#stored.get(id);
  }

  /** Keeps a new entry and says whose effect it changed; null where nobody's. */
  add(submission: Submission): Change | null {
    const id = entryId(submission);
    const { device, n, recordedAt, event } = submission;
    const stored: Stored = { device, n, recordedAt, event, id, holds: null };
    this.#stored.set(id, stored);
    if (event.type === 'gunFired') this.#guns.push(stored);
    if (!isCorrection(event)) return this.#review(stored);
    this.#correctionsOf(event.target).push(submission);
    const target = this.#stored.get(event.target);
    return target === undefined ? null : this.#review(target);
  }

  /** G8: guns that do not say any more what they said. */
  startChanges(): StartChange[] {
    return this.#guns
      .flatMap(({ id, event, holds }) => {
        const by = this.#corrections
          .get(id)
          ?.toSorted(byAge)
          .findLast((each) => each.event.type === (holds ? 'entryAmended' : 'entryVoided'));
        if (event === holds || event.type !== 'gunFired' || !by || !isCorrection(by.event))
          return [];
        const { wave, at: from } = event;
        const { reason } = by.event;
        const now = holds?.type === 'gunFired' ? holds : null;
        return {
          at: by.recordedAt,
          ...(wave === undefined ? {} : { wave }),
          from,
          to: now?.at ?? null,
          bandUs: Math.max(event.bandUs, now?.bandUs ?? 0),
          ...(reason === undefined ? {} : { reason }),
        };
      })
      .sort((a, b) => a.at - b.at || a.from - b.from);
  }

  #correctionsOf(target: EntryId): Submission[] {
    let corrections = this.#corrections.get(target);
    if (corrections === undefined) this.#corrections.set(target, (corrections = []));
    return corrections;
  }

  #review(stored: Stored): Change | null {
    const before = stored.holds;
    stored.holds = effect(stored.event, this.#corrections.get(stored.id));
    return before === stored.holds ? null : { stored, before, after: stored.holds };
  }
}

/** C2–C5, C7: what holds of an event under its corrections, in whatever order they came. */
function effect(
  event: RaceEvent,
  corrections: readonly Submission[] | undefined,
): CorrectableEvent | null {
  if (isCorrection(event)) return null;
  if (corrections === undefined) return event;
  let holds: CorrectableEvent | null = event;
  let isVoid = false;
  for (const { event: correction } of corrections.toSorted(byAge)) {
    if (!isCorrection(correction)) continue;
    if (correction.type !== 'entryAmended') isVoid = correction.type === 'entryVoided';
    else if (correction.event.type === event.type) holds = correction.event;
  }
  if (holds !== event && canonicalJson(holds) === canonicalJson(event)) holds = event;
  return isVoid ? null : holds;
}
