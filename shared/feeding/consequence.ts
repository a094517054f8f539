import { createRace } from '../race/apply.ts';
import { entryId, type EntryId, type Submission } from '../race/entry.ts';
import type { RaceEvent } from '../race/events.ts';
import type { Race, Refusal } from '../race/race.ts';
import type { Change } from '../timeline/answers.ts';
import { changesBetween } from '../timeline/changes.ts';
import { instant, type Instant } from '../time/time.ts';
import type { FedEntry } from './feed-log.ts';

/** What a race would be after some events, against what it is. Entrants and points are indexes. */
export interface Consequence {
  /** Splits, positions, status, places and marks that would change. */
  readonly changes: readonly Change[];
  /** Those of them whose position would change, the best new position first, those who lose theirs last. */
  readonly positions: readonly PositionChange[];
  /** Raw passings that no split comes of. */
  readonly loose: Turn<number>;
  /** When the clock of the race started. */
  readonly gun: Turn<Instant | null>;
  /** How the result stands. */
  readonly result: Turn<'provisional' | 'official' | 'amended' | null>;
  readonly state: Turn<'scheduled' | 'postponed' | 'abandoned' | 'rerun' | null>;
  /** An official result would change: it then has to be declared amended. */
  readonly breaksOfficial: boolean;
  /** What the race would not take, by its place among the events. */
  readonly refused: readonly { readonly event: number; readonly refusal: Refusal }[];
}

export interface PositionChange {
  readonly entrant: number;
  readonly from: number | null;
  readonly to: number | null;
}

export interface Turn<T> {
  readonly before: T;
  readonly after: T;
}

/** A race with more entries than this is folded again beside the page (`Foresight`): it takes too long. */
export const FORESEEN_AT_ONCE = 800;

/** Nobody signs with this: what is looked at is never brought under this name. */
const DEVICE = '(what if)';

/**
 * What bringing these events would change; the race itself is left alone, a copy is folded from its
 * entries. Null where the race is too large to do so at once, or where its entries are not those of `race`.
 */
export function foresee(
  race: Race,
  entries: readonly FedEntry[],
  events: readonly RaceEvent[],
  at: Instant,
): Consequence | null {
  if (entries.length > FORESEEN_AT_ONCE) return null;
  const after = copyOf(race, entries);
  if (after === null) return null;
  const refused = bring(after, events, newerThanAll(entries, at));
  return { ...between(race, after), refused };
}

/**
 * The same for a race of any size, for a thread of its own: is told of every entry, holds two copies of
 * the race, and brings to one of them what is only looked at. That one is then folded anew.
 */
export class Foresight {
  #taken = new Map<EntryId, Submission>();
  #newest = Number.NEGATIVE_INFINITY;
  #before: Race | null = createRace();
  #after: Race | null = createRace();

  /** Entries that came, in any order; again is no matter. */
  take(submissions: readonly Submission[]): void {
    for (const submission of submissions) {
      const id = entryId(submission);
      if (this.#taken.has(id)) continue;
      this.#taken.set(id, submission);
      this.#newest = Math.max(this.#newest, submission.recordedAt);
      this.#before?.apply(submission);
      this.#after?.apply(submission);
    }
  }

  /** Entries that the server would not take. */
  drop(ids: readonly EntryId[]): void {
    if (!ids.some((id) => this.#taken.delete(id))) return;
    [this.#before, this.#after] = [null, null];
  }

  /** Folds what has to be folded before the next look; that takes as long as reading the race. */
  prepare(): void {
    this.#before ??= this.#fold();
    this.#after ??= this.#fold();
  }

  /** Entrants of the answer are indexes into `entrants`, which may stand otherwise elsewhere. */
  look(
    events: readonly RaceEvent[],
    at: Instant,
  ): { readonly consequence: Consequence; readonly entrants: readonly string[] } {
    const before = (this.#before ??= this.#fold());
    const after = this.#after ?? this.#fold();
    this.#after = null;
    const refused = bring(after, events, instant(Math.max(at, this.#newest + 1)));
    return {
      consequence: { ...between(before, after), refused },
      entrants: before.entrants.map(({ entrant }) => entrant.id),
    };
  }

  #fold(): Race {
    const race = createRace();
    for (const submission of this.#taken.values()) race.apply(submission);
    return race;
  }
}

/** What changed between two states of one race whose entrants stand in the same order. */
function between(race: Race, after: Race): Omit<Consequence, 'refused'> {
  const changes = changesBetween(race, after);
  const result = { before: lastDeclared(race), after: lastDeclared(after) };
  const isDeclared = result.before === 'official' || result.before === 'amended';
  return {
    changes,
    positions: positionsIn(changes),
    loose: { before: race.loose.length, after: after.loose.length },
    gun: { before: race.zero, after: after.zero },
    result,
    state: { before: race.state?.state ?? null, after: after.state?.state ?? null },
    breaksOfficial:
      isDeclared && race.declared.length === after.declared.length && changes.length > 0,
  };
}

function copyOf(race: Race, entries: readonly FedEntry[]): Race | null {
  const copy = createRace();
  for (const { submission, where } of entries) if (where !== 'refused') copy.apply(submission);
  const isAlike =
    copy.entrants.length === race.entrants.length &&
    copy.entrants.every(({ entrant }, i) => entrant.id === race.entrants[i]?.entrant.id);
  return isAlike ? copy : null;
}

/** Recorded after everything else, as it would be if it were brought now. */
function newerThanAll(entries: readonly FedEntry[], at: Instant): Instant {
  let newest: number = at;
  for (const { submission } of entries) newest = Math.max(newest, submission.recordedAt + 1);
  return instant(newest);
}

function bring(
  race: Race,
  events: readonly RaceEvent[],
  recordedAt: Instant,
): { event: number; refusal: Refusal }[] {
  return events.flatMap((event, i) => {
    const entry: Submission = { device: DEVICE, n: i + 1, recordedAt, event };
    const applied = race.apply(entry);
    return applied.ok ? [] : [{ event: i, refusal: applied.refusal }];
  });
}

function lastDeclared(race: Race): Consequence['result']['before'] {
  return race.declared.at(-1)?.state ?? null;
}

function positionsIn(changes: readonly Change[]): PositionChange[] {
  return changes
    .filter(({ what }) => what === 'position')
    .map(({ entrant, before, after }) => ({ entrant, from: number(before), to: number(after) }))
    .sort((a, b) => (a.to ?? Infinity) - (b.to ?? Infinity) || a.entrant - b.entrant);
}

function number(text: string | null): number | null {
  return text === null ? null : Number(text);
}
