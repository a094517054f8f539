import type { Entrant, RaceDefinition } from '../race/definition.ts';
import { entryId, type EntryId, type Submission } from '../race/entry.ts';
import type { CorrectableEvent, RaceEvent, Stamp, TimeKind, Who } from '../race/events.ts';
import { createRace } from '../race/apply.ts';
import type { Race } from '../race/race.ts';
import { parseRaceTime } from '../time/parse.ts';
import { instant, type Instant, type Micros, type RaceTime } from '../time/time.ts';

/** Builders that let a test say what happened in a race as a speaker would. */

/** The gun of every race here unless it says otherwise: 30 May 2024, 19:50 UTC. */
export const GUN: Instant = instant(1_717_098_600_000_000);

/** `'3:29.74'` as a race time. */
export function time(text: string): RaceTime {
  const parsed = parseRaceTime(text);
  if (!parsed.ok) throw new Error(`${text} is no time: ${parsed.reason}`);
  return parsed.time;
}

/** `'3:29.74'` after the gun, with as many digits as are written. */
export function afterTheGun(text: string, wave?: string): Stamp {
  const parsed = parseRaceTime(text);
  if (!parsed.ok) throw new Error(`${text} is no time: ${parsed.reason}`);
  const stamp = { basis: 'gun', time: parsed.time, digits: parsed.digits } as const;
  return wave === undefined ? stamp : { ...stamp, wave };
}

/** A moment by the wall clock: `'3:29.74'` after GUN, whatever gun is fired. */
export function atClock(text: string): Stamp {
  const parsed = parseRaceTime(text);
  if (!parsed.ok) throw new Error(`${text} is no time: ${parsed.reason}`);
  return { basis: 'instant', at: instant(GUN + parsed.time), digits: parsed.digits };
}

export function competitors(...ids: readonly string[]): Entrant[] {
  return ids.map((id, i) => ({ id, bib: String(i + 1), role: 'competitor' }));
}

type Of<T extends RaceEvent['type']> = Extract<RaceEvent, { type: T }>;
type Options<T extends RaceEvent['type'], Given extends keyof Of<T>> = Partial<
  Omit<Of<T>, 'type' | Given>
>;

/**
 * Entries of one race, signed by devices that count by themselves. Each call appends an entry and
 * returns its id; `race()` folds all so far. Entries are recorded a second apart, in the order of the
 * calls, unless `recordedAt` is set for what follows.
 */
export class RaceBuilder {
  readonly entries: Submission[] = [];
  device = 'desk';
  /** When the next entry is recorded; a second is added after each. */
  recordedAt: Instant = GUN;
  readonly #counters = new Map<string, number>();

  /** Any event as an entry. */
  add(event: RaceEvent): EntryId {
    const n = (this.#counters.get(this.device) ?? 0) + 1;
    this.#counters.set(this.device, n);
    const entry: Submission = { device: this.device, n, recordedAt: this.recordedAt, event };
    this.recordedAt = instant(this.recordedAt + 1_000_000);
    this.entries.push(entry);
    return entryId(entry);
  }

  define(definition: RaceDefinition): EntryId {
    return this.add({ type: 'raceDefined', definition });
  }

  list(...entrants: readonly Entrant[]): EntryId {
    return this.add({ type: 'entrantsListed', entrants });
  }

  gun(at: Instant = GUN, options: Options<'gunFired', 'at'> = {}): EntryId {
    return this.add({ type: 'gunFired', at, source: 'electronic', bandUs: 0, ...options });
  }

  /** Somebody crosses a line. */
  passes(
    who: string | Who,
    line: string,
    when: string | Stamp,
    options: Options<'passingRecorded', 'who' | 'line' | 'time'> = {},
  ): EntryId {
    return this.add({
      type: 'passingRecorded',
      who: whom(who),
      line,
      time: stamp(when),
      kind: 'measured',
      ...options,
    });
  }

  /** The judge reads a time off the image. */
  reads(
    who: string | Who,
    point: string,
    when: string | Stamp,
    options: Options<'readingTaken', 'who' | 'point' | 'time'> = {},
  ): EntryId {
    return this.add({
      type: 'readingTaken',
      who: whom(who),
      point,
      time: stamp(when),
      kind: 'official',
      ...options,
    });
  }

  places(entrant: string, place: number, by: string | Stamp): EntryId {
    return this.add({ type: 'entrantPlaced', entrant, place, by: stamp(by) });
  }

  status(
    entrant: string,
    status: Of<'statusSet'>['status'],
    options: Options<'statusSet', 'entrant' | 'status'> = {},
  ): EntryId {
    return this.add({ type: 'statusSet', entrant, status, ...options });
  }

  marks(entrant: string, marks: readonly string[], by: string | Stamp): EntryId {
    return this.add({ type: 'marksAwarded', entrant, marks, by: stamp(by) });
  }

  declares(
    state: Of<'resultDeclared'>['state'],
    when: string | Stamp,
    options: Options<'resultDeclared', 'state' | 'time'> = {},
  ): EntryId {
    return this.add({ type: 'resultDeclared', state, time: stamp(when), ...options });
  }

  ends(when: string | Stamp): EntryId {
    return this.add({ type: 'raceEnded', time: stamp(when) });
  }

  sets(state: Of<'raceStateSet'>['state'], reason?: string): EntryId {
    const at = this.recordedAt;
    return this.add({
      type: 'raceStateSet',
      state,
      at,
      ...(reason === undefined ? {} : { reason }),
    });
  }

  says(text: string, when: string | Stamp, kind: TimeKind = 'reported'): EntryId {
    return this.add({ type: 'messagePosted', text, time: stamp(when), kind });
  }

  amends(target: EntryId, event: CorrectableEvent): EntryId {
    return this.add({ type: 'entryAmended', target, event });
  }

  voids(target: EntryId, reason?: string): EntryId {
    return this.add({ type: 'entryVoided', target, ...(reason === undefined ? {} : { reason }) });
  }

  restores(target: EntryId): EntryId {
    return this.add({ type: 'entryRestored', target });
  }

  /** The event that an entry of this builder brought, to be amended with a change. */
  eventOf<T extends CorrectableEvent['type']>(
    id: EntryId,
    type: T,
  ): Extract<CorrectableEvent, { type: T }> {
    const event = this.entries.find((entry) => entryId(entry) === id)?.event;
    if (event?.type !== type) throw new Error(`${id} is no ${type}`);
    return event as Extract<CorrectableEvent, { type: T }>;
  }

  /** All entries so far, folded in this order or another. */
  race(entries: readonly Submission[] = this.entries): Race {
    return fold(entries);
  }
}

/** Folds entries; a refusal is a mistake of the test and throws. */
export function fold(entries: readonly Submission[]): Race {
  const race = createRace();
  for (const entry of entries) {
    const applied = race.apply(entry);
    if (!applied.ok) throw new Error(`${applied.refusal.code}: ${applied.refusal.message}`);
  }
  return race;
}

/** A race that is defined, listed and started. */
export function started(definition: RaceDefinition, entrants: readonly Entrant[]): RaceBuilder {
  const builder = new RaceBuilder();
  builder.define(definition);
  builder.list(...entrants);
  builder.gun();
  return builder;
}

/** Splits of an entrant as `{point id: race time in µs}`. */
export function splitsOf(race: Race, entrant: string): Record<string, Micros> {
  const index = race.entrantIndex(entrant);
  const found: Record<string, Micros> = {};
  for (const point of race.points) {
    const split = index === undefined ? null : race.split(index, point.index);
    if (split !== null) found[point.id] = split.time;
  }
  return found;
}

/** Why the reads that no split came of are loose, by entry id. */
export function looseOf(race: Race): Record<EntryId, string> {
  return Object.fromEntries(race.loose.map(({ entry, why }) => [entry, why]));
}

function whom(who: string | Who): Who {
  return typeof who === 'string' ? { entrant: who } : who;
}

function stamp(when: string | Stamp): Stamp {
  return typeof when === 'string' ? afterTheGun(when) : when;
}
