import { afterGun, raceTime, type Instant } from '../time/time.ts';
import { NOBODY, type Bucket, type Read } from './bucket.ts';
import { Columns } from './columns.ts';
import { layOut, NO_POINTS, type CoursePoints } from './course-points.ts';
import type { RaceDefinition } from './definition.ts';
import { appendSplit, deriveSplits, type Starter } from './derive-splits.ts';
import type { Ground } from './derived.ts';
import { newRecord, type EntrantRecord } from './entrant-record.ts';
import type { PassingRecorded, ReadingTaken } from './events.ts';
import type { RaceEntrant } from './race.ts';
import type { RaceFacts } from './race-facts.ts';
import { cutOver, flagTime, NOT_OVER, whenOver, type RaceOver } from './race-over.ts';
import type { Stored } from './raw-entries.ts';
import { Reads } from './reads.ts';

/**
 * Everyone in the race and the splits of each. Changes are announced (`…Changed`, `turnRead`), and
 * `settle` derives again exactly what they made stale: for a passing, one entrant.
 */
export class Field {
  readonly records: EntrantRecord[] = [];
  readonly views: RaceEntrant[] = [];
  readonly reads = new Reads();
  readonly columns = new Columns(this.records);
  readonly withLoose = new Set<EntrantRecord>();
  course: CoursePoints = NO_POINTS;
  readonly #facts: RaceFacts;
  readonly #byId = new Map<string, EntrantRecord>();
  readonly #staleLines = new Set<string>();
  #stale: EntrantRecord[] = [];
  #ground: Ground = NO_GROUND;
  #over: RaceOver = NOT_OVER;
  #isCourseStale = false;
  #isClockStale = false;
  #areSourcesStale = false;

  constructor(facts: RaceFacts) {
    this.#facts = facts;
  }

  /** The record of an entrant on the start list. */
  listed(id: string): EntrantRecord | undefined {
    const record = this.#byId.get(id);
    return record?.listed === true ? record : undefined;
  }

  /** D7: the last point of the course; of an open-ended race, once it has ended, the furthest reached. */
  get finish(): number | null {
    const { all, openEnded } = this.course;
    const finish = openEnded ? this.columns.furthest : all.length - 1;
    return finish < 0 || (openEnded && this.#facts.ended === null) ? null : finish;
  }

  turnRead(verb: 'add' | 'remove', stored: Stored, event: PassingRecorded | ReadingTaken): void {
    if (verb === 'remove') return this.#makeStale(this.records[this.reads.remove(stored, event)]);
    const { owner, read } = this.reads.add(stored, event);
    const record = owner === NOBODY ? undefined : this.records[owner];
    if (record !== undefined && !this.#append(record, read)) this.#makeStale(record);
  }

  courseChanged(): void {
    this.#isCourseStale = true;
    this.#isClockStale = true;
  }

  clockChanged(): void {
    this.#isClockStale = true;
  }

  sourcesChanged(): void {
    this.#areSourcesStale = true;
  }

  /** The start list says something else of this entrant. */
  lineChanged(id: string): void {
    this.#staleLines.add(id);
  }

  /** Something beside its reads changed for this entrant. */
  factChanged(id: string): void {
    this.#makeViewStale(this.#byId.get(id));
  }

  settle(): void {
    const { definition, guns } = this.#facts;
    if (this.#isCourseStale) this.#layOut(definition);
    if (this.#isClockStale) {
      guns.settle(definition);
      for (const record of this.records) this.#makeViewStale(record);
    }
    if (this.#isClockStale || this.#areSourcesStale) this.#choose();
    if (this.#staleLines.size > 0) this.#relist();
    this.#isCourseStale = false;
    this.#isClockStale = false;
    this.#deriveStale();
    if (definition?.laps !== undefined) this.#callOver(definition);
  }

  /** P10: which source counts first is one of the things that splits stand on. */
  #choose(): void {
    const { sources, guns } = this.#facts;
    sources.settle(guns);
    this.#ground = { ...this.#ground, chosen: sources.byLine.size > 0 ? sources.byLine : null };
    if (this.#areSourcesStale) for (const record of this.records) this.#makeStale(record);
    this.#areSourcesStale = false;
  }

  #layOut(definition: RaceDefinition | null): void {
    this.course = definition === null ? NO_POINTS : layOut(definition);
    this.#over = NOT_OVER;
    this.#ground =
      definition === null
        ? NO_GROUND
        : {
            course: this.course,
            dedupeUs: definition.dedupeUs,
            speed: definition.speed,
            chosen: null,
          };
    for (const record of this.records) record.derived = { timed: [], splits: [], loose: [] };
    this.columns.layOut(this.course);
  }

  /** Gives and takes names as the start lists now say; whoever shared one is derived again. */
  #relist(): void {
    for (const id of this.#staleLines) {
      const line = this.#facts.lines.newest(id)?.says;
      const known = this.#byId.get(id);
      if (known !== undefined) this.#release(known);
      const record = known ?? (line && this.#enlist(newRecord(this.records.length, line)));
      if (record === undefined) continue;
      record.line = line ?? record.line;
      record.listed = line !== undefined;
      if (line !== undefined) this.#claim(record);
      this.#makeViewStale(record);
    }
    this.#staleLines.clear();
    this.columns.reserve();
  }

  #enlist(record: EntrantRecord): EntrantRecord {
    this.records.push(record);
    this.views.push(record.view);
    this.#byId.set(record.id, record);
    return record;
  }

  #claim(record: EntrantRecord): void {
    record.buckets = this.reads.claim(record.index, record.line);
    this.#makeSharersStale(record.buckets);
  }

  #release(record: EntrantRecord): void {
    this.reads.release(record.index, record.buckets);
    this.#makeSharersStale(record.buckets);
    record.buckets = [];
  }

  #makeSharersStale(buckets: readonly Bucket[]): void {
    for (const { claimants } of buckets)
      for (const claimant of claimants) this.#makeStale(this.records[claimant]);
  }

  #makeStale(record: EntrantRecord | undefined): void {
    if (record === undefined || record.isStale) return;
    record.isStale = true;
    this.#stale.push(record);
  }

  #makeViewStale(record: EntrantRecord | undefined): void {
    if (record === undefined) return;
    record.isViewStale = true;
    this.#makeStale(record);
  }

  #deriveStale(): void {
    const stale = this.#stale;
    this.#stale = [];
    const isBulk = stale.length > BULK && stale.length * 8 > this.records.length;
    for (const record of stale) {
      const before = record.derived.splits;
      this.#derive(record);
      if (!isBulk) this.columns.update(record, before);
    }
    if (isBulk) this.columns.rebuild();
    else if (this.course.openEnded) this.columns.fit();
  }

  /** E: when somebody's splits, or an end that was called, move the end of the race, all are cut again. */
  #callOver(definition: RaceDefinition): void {
    const { ended } = this.#facts;
    const over = whenOver(definition, ended, () => flagTime(this.course, this.records, ended));
    if (over.end === this.#over.end && over.flag === this.#over.flag) return;
    this.#over = over;
    for (const record of this.records) this.#makeStale(record);
    this.#deriveStale();
  }

  #derive(record: EntrantRecord): void {
    const gun = this.#gunOf(record);
    const start = this.#startOf(record, gun);
    const found = deriveSplits(this.#ground, this.#starter(gun, start), readsOf(record.buckets));
    const { splits, beyond } = cutOver(this.course, this.#over, found.splits);
    record.derived = { ...found, splits };
    record.beyond = beyond;
    record.isStale = false;
    this.#derivedAnew(record);
    this.#show(record, gun, start);
  }

  /** Takes one more read the short way, if it goes. */
  #append(record: EntrantRecord, read: Read): boolean {
    if (record.isStale || this.#over.end !== null || this.#over.flag !== null) return false;
    const { derived, index } = record;
    const gun = this.#gunOf(record);
    const had = derived.splits.length;
    const starter = this.#starter(gun, this.#startOf(record, gun));
    if (!appendSplit(this.#ground, starter, derived, read)) return false;
    const made = derived.splits[had];
    if (made !== undefined) this.columns.add(index, made);
    if (this.course.openEnded) this.columns.fit();
    this.#derivedAnew(record);
    return true;
  }

  #derivedAnew(record: EntrantRecord): void {
    record.fingerprint = null;
    if (record.beyond.length > 0 || record.derived.loose.length > 0) this.withLoose.add(record);
    else if (this.withLoose.size > 0) this.withLoose.delete(record);
  }

  #gunOf({ listed, line }: EntrantRecord): Instant | null {
    return listed ? this.#facts.guns.of(line.wave) : null;
  }

  #starter(gun: Instant | null, start: Instant | null): Starter {
    return { start, clockOf: (stamp) => this.#facts.guns.clock(stamp, gun) };
  }

  /** T1, T3: nobody's race begins before the gun, and in an interval start not before the own turn. */
  #startOf({ line }: EntrantRecord, gun: Instant | null): Instant | null {
    const isInterval = this.#facts.definition?.start.kind === 'interval';
    return isInterval && gun !== null ? afterGun(gun, raceTime(line.startOffsetUs ?? 0)) : gun;
  }

  /** T2–T4: where ranking time counts from. */
  #originOf({ derived: { splits } }: EntrantRecord, start: Instant | null): Instant | null {
    const way = this.#facts.definition?.start;
    const isNet = way?.kind === 'waves' && way.rankBy === 'net';
    const [first] = splits;
    const isAtStart = first !== undefined && this.course.all[first.point]?.distanceM === 0;
    return isNet && isAtStart ? first.clock : start;
  }

  /** Keeps the identity of a view in which nothing changed. */
  #show(record: EntrantRecord, gun: Instant | null, start: Instant | null): void {
    const facts = this.#facts;
    const { index, id, line, listed } = record;
    const origin = this.#originOf(record, start);
    if (!record.isViewStale && record.view.origin === origin) return;
    record.isViewStale = false;
    record.view = {
      index,
      entrant: line,
      listed,
      origin,
      gun,
      status: facts.statusOf(id, gun),
      place: facts.placeOf(id, gun),
      marks: facts.marksOf(id, gun),
    };
    this.views[index] = record.view;
  }
}

/** So many stale entrants are put into the columns one by one, more are sorted anew. */
const BULK = 64;

const NO_GROUND: Ground = {
  course: NO_POINTS,
  dedupeUs: 0,
  speed: { minMps: 1, maxMps: 2 },
  chosen: null,
};

/** W3: a name that two entrants bear belongs to neither. */
function readsOf(buckets: readonly Bucket[]): readonly Read[] {
  const own = buckets.filter(({ reads, owner }) => reads.length > 0 && owner !== NOBODY);
  return own.length === 1 ? (own[0]?.reads ?? NO_READS) : own.flatMap(({ reads }) => reads);
}

const NO_READS: readonly Read[] = [];
