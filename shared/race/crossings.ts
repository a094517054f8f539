import { byAge } from './newest.ts';
import { isAmended } from './raw-entries.ts';
import { NO_POINT, type Ground, type LooseRead, type TimedRead } from './derived.ts';

/** Reads of one entrant on one line that follow each other closer than the definition's `dedupeUs`. */
export interface Crossing {
  readonly line: number;
  /** By time; never empty. */
  readonly reads: TimedRead[];
}

/** A read whose point is certain because it names it. */
export interface FixedRead extends TimedRead {
  readonly corrected: boolean;
}

export interface Crossings {
  /** At most one a point; readings first, then by time. */
  readonly fixed: readonly FixedRead[];
  /** Crossings whose point is still to be found, by time. */
  readonly open: readonly Crossing[];
}

/** P6–P9: which reads are one crossing, and which read of it counts. `timed` is sorted by time. */
export function gatherCrossings(
  { dedupeUs }: Pick<Ground, 'dedupeUs'>,
  timed: readonly TimedRead[],
  loose: LooseRead[],
): Crossings {
  const open: Crossing[] = [];
  const points = new Map<number, PointReads>();
  for (const crossing of clusters(timed, dedupeUs)) {
    if (crossing.reads.every((each) => each.point === NO_POINT)) open.push(crossing);
    else settleNamed(crossing, points, loose);
  }
  return { fixed: points.size === 0 ? [] : fixedReads(points, loose), open };
}

function clusters(timed: readonly TimedRead[], dedupeUs: number): Crossing[] {
  const found: Crossing[] = [];
  const lastOnLine: Crossing[] = [];
  for (const read of timed) {
    const last = lastOnLine[read.line];
    const until = last?.reads.at(-1)?.clock;
    if (last !== undefined && until !== undefined && read.clock - until < dedupeUs) {
      last.reads.push(read);
      continue;
    }
    const crossing = { line: read.line, reads: [read] };
    lastOnLine[read.line] = crossing;
    found.push(crossing);
  }
  return found;
}

/** Everything that names one point. */
interface PointReads {
  readonly readings: TimedRead[];
  readonly passings: TimedRead[];
  /** Reads of the same crossing that name no point. */
  readonly unnamed: TimedRead[];
}

function settleNamed(
  { reads }: Crossing,
  points: Map<number, PointReads>,
  loose: LooseRead[],
): void {
  const named = reads.filter((each) => each.point !== NO_POINT);
  for (const each of named) {
    const at = pointReads(points, each.point);
    (isReading(each) ? at.readings : at.passings).push(each);
  }
  const strongest = named.find(isReading);
  for (const { read, clock, point, line } of reads) {
    if (point !== NO_POINT) continue;
    loose.push({ read, clock, why: strongest === undefined ? 'duplicate' : 'superseded' });
    if (strongest !== undefined)
      pointReads(points, strongest.point).unnamed.push({ read, clock, point, line });
  }
}

function pointReads(points: Map<number, PointReads>, point: number): PointReads {
  let reads = points.get(point);
  if (reads === undefined) points.set(point, (reads = { readings: [], passings: [], unnamed: [] }));
  return reads;
}

/** P8, P9: the newest reading of a point counts, else its first passing. */
function fixedReads(points: ReadonlyMap<number, PointReads>, loose: LooseRead[]): FixedRead[] {
  const fixed: FixedRead[] = [];
  for (const { readings, passings, unnamed } of points.values()) {
    const newest = readings.toSorted(newestFirst)[0] ?? passings[0];
    if (newest === undefined) continue;
    const others = [...readings, ...passings].filter((each) => each !== newest);
    const why = isReading(newest) ? 'superseded' : 'duplicate';
    for (const { read, clock } of others) loose.push({ read, clock, why });
    const over = isReading(newest) ? [...others, ...unnamed] : [];
    const moved = over.some((each) => each.clock !== newest.clock);
    fixed.push({ ...newest, corrected: moved || isAmended(newest.read.stored) });
  }
  return fixed.sort(byTrust);
}

function newestFirst(a: TimedRead, b: TimedRead): number {
  return byAge(b.read.stored.submission, a.read.stored.submission);
}

function byTrust(a: TimedRead, b: TimedRead): number {
  return Number(isReading(b)) - Number(isReading(a)) || a.clock - b.clock || a.point - b.point;
}

function isReading({ read }: TimedRead): boolean {
  return read.event.type === 'readingTaken';
}
