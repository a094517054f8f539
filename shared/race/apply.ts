import { sinceGun, type Instant } from '../time/time.ts';
import { checkEntry } from './check-entry.ts';
import type { RaceDefinition } from './definition.ts';
import { flagList } from './derived.ts';
import { splitAt } from './entrant-record.ts';
import type { EntryId, Submission } from './entry.ts';
import type { CorrectableEvent } from './events.ts';
import { Field } from './field.ts';
import { fingerprintText, joined } from './hash.ts';
import { looseList, ownerless } from './loose.ts';
import type {
  Applied,
  ChosenSource,
  Declaration,
  Gun,
  LoosePassing,
  PointColumn,
  Race,
  RaceEntrant,
  RaceMessage,
  RacePoint,
  ReleasedStrip,
  Split,
  StartChange,
} from './race.ts';
import { RaceFacts } from './race-facts.ts';
import { RawEntries, submissionOf, type Change, type Stored } from './raw-entries.ts';
import { Remembered } from './remembered.ts';
import { entrantFingerprint, raceFingerprint } from './state-hash.ts';

/** A race in which nothing has happened. */
export function createRace(): Race {
  return new RaceState();
}

/**
 * The fold: an entry is checked, kept in the raw layer, and what it changed is brought into the facts
 * of the race or the reads of the field; at the end the field derives what that made stale.
 */
class RaceState implements Race {
  revision = 0;
  readonly #raw = new RawEntries();
  readonly #facts = new RaceFacts();
  readonly #field = new Field(this.#facts);
  readonly #loose = new Remembered<readonly LoosePassing[]>();
  readonly #messages = new Remembered<readonly RaceMessage[]>();
  readonly #declared = new Remembered<readonly Declaration[]>();
  readonly #startChanges = new Remembered<readonly StartChange[]>();
  readonly #strips = new Remembered<readonly ReleasedStrip[]>();
  /** Rises when anything but a read came: lists that reads cannot change are made again then. */
  #factsRevision = 0;

  get definition(): RaceDefinition | null {
    return this.#facts.definition;
  }

  get points(): readonly RacePoint[] {
    return this.#field.columns.points;
  }

  get finish(): number | null {
    return this.#field.finish;
  }

  get entrants(): readonly RaceEntrant[] {
    return this.#field.views;
  }

  entrantIndex(id: string): number | undefined {
    return this.#field.listed(id)?.index;
  }

  get zero(): Instant | null {
    return this.#facts.guns.zero;
  }

  get guns(): ReadonlyMap<string, Gun> {
    return this.#facts.guns.valid;
  }

  get startChanges(): readonly StartChange[] {
    return this.#startChanges.at(this.revision, () => this.#raw.startChanges());
  }

  get columns(): readonly PointColumn[] {
    return this.#field.columns.columns;
  }

  split(entrant: number, point: number): Split | null {
    const record = this.#field.records[entrant];
    const found = record && splitAt(record.derived.splits, point);
    const origin = record?.view.origin;
    if (found === undefined || origin === undefined || origin === null) return null;
    const { clock, read, corrected, flags } = found;
    const { time, kind } = read.event;
    return {
      entrant,
      point,
      clock,
      time: sinceGun(clock, origin),
      digits: time.digits,
      kind,
      entry: read.stored.id,
      corrected,
      flags: flagList(flags),
    };
  }

  get loose(): readonly LoosePassing[] {
    return this.#loose.at(this.revision, () => looseList(this.#field, this.#facts.guns));
  }

  get messages(): readonly RaceMessage[] {
    return this.#messages.at(this.#factsRevision, () => this.#facts.messageList());
  }

  get declared(): readonly Declaration[] {
    return this.#declared.at(this.#factsRevision, () => this.#facts.declarationList());
  }

  get strips(): readonly ReleasedStrip[] {
    return this.#strips.at(this.#factsRevision, () => this.#facts.stripList());
  }

  get state(): Race['state'] {
    const claim = this.#facts.states.newest;
    if (claim === undefined) return null;
    const { state, reason } = claim.says;
    return reason === undefined ? { state } : { state, reason };
  }

  get ended(): Instant | null {
    return this.#facts.ended;
  }

  get chosen(): ReadonlyMap<string, readonly ChosenSource[]> {
    return this.#facts.sources.byLine;
  }

  get size(): number {
    return this.#raw.size;
  }

  entry(id: EntryId): Submission | undefined {
    const stored = this.#raw.get(id);
    return stored && submissionOf(stored);
  }

  holds(id: EntryId): CorrectableEvent | null {
    return this.#raw.get(id)?.holds ?? null;
  }

  check(entry: Submission): Applied {
    const checked = checkEntry(this.#raw, entry);
    return checked.ok ? { ok: true, repeated: checked.repeated } : checked;
  }

  apply(entry: Submission): Applied {
    const checked = checkEntry(this.#raw, entry);
    if (!checked.ok) return checked;
    if (checked.repeated) return REPEATED;
    const change = this.#raw.add(checked.submission);
    if (change !== null) this.#take(change);
    this.revision += 1;
    return APPLIED;
  }

  hash(): string {
    let whole = raceFingerprint(this, ownerless(this.#field, this.#facts.guns));
    for (const record of this.#field.records) {
      if (!record.listed) continue;
      record.fingerprint ??= entrantFingerprint(this, record);
      whole = joined(whole, record.fingerprint);
    }
    return fingerprintText(whole);
  }

  #take({ stored, before, after }: Change): void {
    if (before !== null) this.#turn('remove', stored, before);
    if (after !== null) this.#turn('add', stored, after);
    this.#field.settle();
  }

  /** Brings what an entry says into the race, or takes it out again. */
  #turn(verb: 'add' | 'remove', stored: Stored, event: CorrectableEvent): void {
    const facts = this.#facts;
    const field = this.#field;
    if (event.type === 'passingRecorded' || event.type === 'readingTaken')
      return field.turnRead(verb, stored, event);
    this.#factsRevision += 1;
    switch (event.type) {
      case 'raceDefined':
        facts.definitions[verb](stored, event.definition);
        return field.courseChanged();
      case 'entrantsListed':
        for (const line of event.entrants) {
          facts.lines[verb](line.id, stored, line);
          field.lineChanged(line.id);
        }
        return;
      case 'gunFired':
        facts.guns[verb](stored, event);
        return field.clockChanged();
      case 'raceEnded':
        return facts.ends[verb](stored, event);
      case 'statusSet':
        facts.statuses[verb](event.entrant, stored, event);
        return field.factChanged(event.entrant);
      case 'entrantPlaced':
        facts.places[verb](event.entrant, stored, event);
        return field.factChanged(event.entrant);
      case 'marksAwarded':
        facts.marks[verb](event.entrant, stored, event);
        return field.factChanged(event.entrant);
      case 'raceStateSet':
        return facts.states[verb](stored, event);
      case 'resultDeclared':
        return facts.declarations[verb](stored, event);
      case 'messagePosted':
        return facts.messages[verb](stored, event);
      case 'stripReleased':
        return facts.strips[verb](stored, event);
      case 'sourceChosen':
        facts.sources[verb](stored, event);
        return field.sourcesChanged();
      case 'queueBrought':
        // Who brought what is for the audit; the race is what the entries themselves say.
        return;
    }
  }
}

const APPLIED: Applied = { ok: true, repeated: false };
const REPEATED: Applied = { ok: true, repeated: true };
