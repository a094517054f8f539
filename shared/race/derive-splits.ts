import type { Instant } from '../time/time.ts';
import { SplitFinder } from './assign-points.ts';
import { NO_CLOCK, NOWHERE, UNNAMED, type Read } from './bucket.ts';
import type { CoursePoints } from './course-points.ts';
import { gatherCrossings } from './crossings.ts';
import type { Counted, Derived, Ground, LooseRead } from './derived.ts';
import type { Stamp } from './events.ts';
import { byId } from './newest.ts';
import { isCorrected } from './raw-entries.ts';
import { isOfChosen } from './sources.ts';

/** What an entrant's clock stands on. */
export interface Starter {
  /** The moment before which nothing counts: the gun, or the own start after it; null without a gun. */
  readonly start: Instant | null;
  clockOf(stamp: Stamp): Instant | null;
}

/**
 * From one entrant's reads to its splits: run again whenever anything they stand on changed, and the
 * same in whatever order they came. When did each read happen; which reads are one crossing of a
 * line; which crossing is which point; what is odd about it.
 */
export function deriveSplits(ground: Ground, starter: Starter, reads: readonly Read[]): Derived {
  const loose: LooseRead[] = [];
  const splits: Counted[] = [];
  const timed = reads.filter((read) => isTimed(ground, starter, read, loose)).sort(byClock);
  if (timed.length === 0 || starter.start === null) return { timed, splits, loose };
  const { fixed, open } = gatherCrossings(
    { dedupeUs: ground.dedupeUs, start: starter.start },
    timed,
    loose,
  );
  const finder = new SplitFinder(ground, starter.start, splits, loose);
  for (const read of fixed) finder.fix(read);
  for (const crossing of open) finder.place(crossing);
  for (let at = 0; at < splits.length; at++) finder.flag(at);
  return { timed, splits, loose };
}

/**
 * The short way for what nearly every read is: later than all others of its entrant, none of which is
 * in doubt. Gives what `deriveSplits` would, in place, and touches hardly any of the entrant's other
 * reads; false, with nothing changed, where the long way is needed.
 */
export function appendSplit(
  ground: Ground,
  starter: Starter,
  { timed, splits, loose }: Derived,
  read: Read,
): boolean {
  if (loose.length > 0 || starter.start === null || read.event.type === 'readingTaken')
    return false;
  if (!isTimed(ground, starter, read, [])) return false;
  if (!comesAlone(ground, timed, read) || isStartLine(ground.course, read.line)) return false;
  const last = splits.at(-1);
  if (read.point !== UNNAMED && last !== undefined && last.point >= read.point) return false;
  const finder = new SplitFinder(ground, starter.start, splits, loose);
  if (read.point === UNNAMED) finder.place([read]);
  else finder.fix({ read, corrected: isCorrected(read.stored) });
  finder.flag(splits.length - 1);
  timed.push(read);
  return true;
}

/** Reads at a start may take each other's place, so they always go the long way. */
function isStartLine({ all, ofLine }: CoursePoints, line: number): boolean {
  return all[0]?.distanceM === 0 && ofLine[line]?.[0] === 0;
}

/** Whether a read is later than all others, and on its line by more than `dedupeUs`. */
function comesAlone({ dedupeUs }: Ground, timed: readonly Read[], { clock, line }: Read): boolean {
  for (let at = timed.length - 1; at >= 0; at--) {
    const other = timed[at];
    if (other === undefined) return true;
    if (clock <= other.clock) return false;
    if (clock - other.clock >= dedupeUs) return true;
    if (line === other.line) return false;
  }
  return true;
}

/** P2, G6, T1: works out when and where a read happened; one that cannot count is loose, with its reason. */
function isTimed(ground: Ground, starter: Starter, read: Read, loose: LooseRead[]): boolean {
  const { course, chosen } = ground;
  const { start } = starter;
  read.clock = starter.clockOf(read.event.time) ?? NO_CLOCK;
  read.point = pointNamed(course, read);
  const line = lineOf(course, read);
  read.line = course.lineNumber.get(line) ?? NOWHERE;
  read.isChosen = chosen !== null && isOfChosen(chosen.get(line), read);
  if (read.point === NOWHERE) loose.push({ read, why: 'noPoint' });
  else if (read.line === NOWHERE) loose.push({ read, why: 'unknownLine' });
  else if (Number.isNaN(read.clock) || start === null) loose.push({ read, why: 'noGun' });
  else if (read.clock < start) loose.push({ read, why: 'beforeStart' });
  else return true;
  return false;
}

function pointNamed(course: CoursePoints, { event }: Read): number {
  return event.point === undefined ? UNNAMED : (course.indexOf.get(event.point) ?? NOWHERE);
}

/** The line of the point it names, else the line it was read on. */
function lineOf(course: CoursePoints, { event, point }: Read): string {
  const named = point >= 0 ? course.all[point]?.line : undefined;
  return named ?? (event.type === 'passingRecorded' ? event.line : '');
}

/** P3: reads of one moment count in the order of their ids. */
function byClock(a: Read, b: Read): number {
  return a.clock - b.clock || byId(a.stored, b.stored);
}
