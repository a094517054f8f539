import { instant, type Instant, type Micros } from '../time/time.ts';
import { countingReading, isBlindReader } from './blind-readings.ts';
import { UNNAMED, type Read } from './bucket.ts';
import type { LooseRead } from './derived.ts';
import { byAge, byId } from './newest.ts';
import { isCorrected } from './raw-entries.ts';

/** Reads of one entrant on one line that follow each other closer than the definition's `dedupeUs`; by time. */
export type Crossing = readonly [Read, ...Read[]];

/** P5, P10: the read of a crossing that counts: the first of the chosen source, else the first. */
export function counting(crossing: Crossing): Read {
  return crossing.find(({ isChosen }) => isChosen) ?? crossing[0];
}

/** A read whose point is certain because it names it. */
export interface FixedRead {
  readonly read: Read;
  readonly corrected: boolean;
}

export interface Crossings {
  /** At most one a point; readings first, then by time. */
  readonly fixed: readonly FixedRead[];
  /** Crossings whose point is still to be found, by time. */
  readonly open: readonly Crossing[];
}

/** P4–P12: which reads are one crossing, and which read of it counts. `all` is sorted by time. */
export function gatherCrossings(
  { dedupeUs, start }: { readonly dedupeUs: Micros; readonly start: Instant },
  all: readonly Read[],
  loose: LooseRead[],
): Crossings {
  const timed = all.some(isBlind) ? judged(all, start, loose) : all;
  const crossings = clusters(timed, dedupeUs);
  if (timed.some(({ isChosen }) => isChosen)) crossings.sort(byCounting);
  if (timed.every(isUnnamed)) return { fixed: [], open: crossings };
  const named = new NamedReads(loose);
  const open = crossings.filter((reads) => reads.every(isUnnamed));
  for (const crossing of crossings) if (!crossing.every(isUnnamed)) named.take(crossing);
  return { fixed: named.fixed(), open };
}

function clusters(timed: readonly Read[], dedupeUs: Micros): Crossing[] {
  const found: [Read, ...Read[]][] = [];
  const lastOnLine: [Read, ...Read[]][] = [];
  for (const read of timed) {
    const last = lastOnLine[read.line];
    if (last !== undefined && read.clock - (last.at(-1)?.clock ?? 0) < dedupeUs) {
      last.push(read);
      continue;
    }
    const crossing: [Read] = [read];
    lastOnLine[read.line] = crossing;
    found.push(crossing);
  }
  return found;
}

function isBlind({ event }: Read): boolean {
  return event.type === 'readingTaken' && isBlindReader(event.reader);
}

/** P12: at a point that blind readers read one reading is left, or none: what they differ about is held. */
function judged(all: readonly Read[], start: Instant, loose: LooseRead[]): readonly Read[] {
  const held = new Set<Read>();
  for (const point of new Set(all.filter(isBlind).map((read) => read.point))) {
    const readings = all
      .filter((read) => isReading(read) && read.point === point)
      .sort((a, b) => byAge(a.stored, b.stored))
      .map((read) => ({ read, ...said(read, start) }));
    const { reading, us, isOpen } = countingReading(readings);
    for (const { read } of readings.filter((one) => one !== reading)) {
      loose.push({ read, why: isOpen && isBlind(read) ? 'undecided' : 'superseded' });
      held.add(read);
    }
    if (reading !== null) reading.read.clock = instant(start + us);
  }
  return all.filter((read) => !held.has(read)).sort((a, b) => a.clock - b.clock);
}

function said(
  { event, clock }: Read,
  start: Instant,
): {
  readonly reader: string | null;
  readonly us: Micros;
  readonly digits: number;
} {
  const reader = event.type === 'readingTaken' ? (event.reader ?? null) : null;
  return { reader, us: clock - start, digits: event.time.digits };
}

/** Everything that names one point. */
interface PointReads {
  readonly readings: Read[];
  readonly passings: Read[];
  /** Reads of the same crossing that name no point. */
  readonly unnamed: Read[];
}

/** Sorts out the crossings in which a read names its point. */
class NamedReads {
  readonly #points = new Map<number, PointReads>();
  readonly #loose: LooseRead[];

  constructor(loose: LooseRead[]) {
    this.#loose = loose;
  }

  take(crossing: Crossing): void {
    const named = crossing.filter((read) => !isUnnamed(read));
    for (const read of named) {
      const { readings, passings } = this.#at(read.point);
      (isReading(read) ? readings : passings).push(read);
    }
    const reading = named.find(isReading);
    for (const read of crossing.filter(isUnnamed)) {
      this.#loose.push({ read, why: reading === undefined ? 'duplicate' : 'superseded' });
      if (reading !== undefined) this.#at(reading.point).unnamed.push(read);
    }
  }

  fixed(): FixedRead[] {
    return Array.from(this.#points.values(), (reads) => this.#settle(reads)).sort(byTrust);
  }

  /** P6–P8: the newest reading of a point counts, else its first passing. */
  #settle({ readings, passings, unnamed }: PointReads): FixedRead {
    const read =
      readings.toSorted(newestFirst)[0] ?? passings.find(({ isChosen }) => isChosen) ?? passings[0];
    if (read === undefined) throw new Error('a point with neither reading nor passing');
    const others = [...readings, ...passings].filter((each) => each !== read);
    const why = isReading(read) ? 'superseded' : 'duplicate';
    for (const other of others) this.#loose.push({ read: other, why });
    const replaced = isReading(read) ? [...others, ...unnamed] : [];
    const isMoved = replaced.some((each) => each.clock !== read.clock);
    return { read, corrected: isMoved || isCorrected(read.stored) };
  }

  #at(point: number): PointReads {
    let reads = this.#points.get(point);
    if (reads === undefined)
      this.#points.set(point, (reads = { readings: [], passings: [], unnamed: [] }));
    return reads;
  }
}

/** A chosen read can be later than the first of another line's crossing. */
function byCounting(a: Crossing, b: Crossing): number {
  const [left, right] = [counting(a), counting(b)];
  return left.clock - right.clock || byId(left.stored, right.stored);
}

function newestFirst(a: Read, b: Read): number {
  return byAge(b.stored, a.stored);
}

function byTrust({ read: a }: FixedRead, { read: b }: FixedRead): number {
  return Number(isReading(b)) - Number(isReading(a)) || a.clock - b.clock || a.point - b.point;
}

function isReading({ event }: Read): boolean {
  return event.type === 'readingTaken';
}

function isUnnamed({ point }: Read): boolean {
  return point === UNNAMED;
}
