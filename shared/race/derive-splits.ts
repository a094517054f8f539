import type { Instant } from '../time/time.ts';
import { SplitFinder } from './assign-points.ts';
import type { Read } from './bucket.ts';
import type { CoursePoints } from './course-points.ts';
import { gatherCrossings } from './crossings.ts';
import { NO_POINT, type Counted, type Ground, type LooseRead, type TimedRead } from './derived.ts';
import type { Stamp } from './events.ts';
import { byId } from './newest.ts';

/** What an entrant's clock stands on. */
export interface Starter {
  /** The moment before which nothing counts: the gun, or the own start after it; null without a gun. */
  readonly start: Instant | null;
  clockOf(stamp: Stamp): Instant | null;
}

export interface Derived {
  /** By point, and so by clock: an entrant's splits rise in time with distance. */
  readonly splits: readonly Counted[];
  readonly loose: readonly LooseRead[];
}

const NOTHING: Derived = { splits: [], loose: [] };

/**
 * From one entrant's reads to its splits: a pure function, run again whenever anything it stands on
 * changed. When did each read happen; which reads are one crossing of a line; which crossing is
 * which point; what is odd about it.
 */
export function deriveSplits(ground: Ground, starter: Starter, reads: readonly Read[]): Derived {
  if (reads.length === 0) return NOTHING;
  const loose: LooseRead[] = [];
  const timed = timeReads(ground.course, starter, reads, loose);
  if (timed.length === 0 || starter.start === null) return { splits: [], loose };
  const { fixed, open } = gatherCrossings(ground, timed, loose);
  const finder = new SplitFinder(ground, starter.start, loose);
  for (const read of fixed) finder.fix(read);
  for (const crossing of open) finder.place(crossing);
  return { splits: finder.flagged(), loose };
}

/** P2–P5: reads that can count, by time; the others are loose, each with its reason. */
function timeReads(
  course: CoursePoints,
  starter: Starter,
  reads: readonly Read[],
  loose: LooseRead[],
): TimedRead[] {
  const { start } = starter;
  const timed: TimedRead[] = [];
  for (const read of reads) {
    const clock = starter.clockOf(read.event.time);
    const point = pointNamed(course, read);
    const line = lineOf(course, read, point);
    if (point === undefined) loose.push({ read, clock, why: 'noPoint' });
    else if (line === undefined) loose.push({ read, clock, why: 'unknownLine' });
    else if (clock === null || start === null) loose.push({ read, clock, why: 'noGun' });
    else if (clock < start) loose.push({ read, clock, why: 'beforeStart' });
    else timed.push({ read, clock, point, line });
  }
  return timed.sort(byClock);
}

/** NO_POINT where it names none, undefined where the course has no such point. */
function pointNamed(course: CoursePoints, { event }: Read): number | undefined {
  return event.point === undefined ? NO_POINT : course.indexOf.get(event.point);
}

function lineOf(course: CoursePoints, { event }: Read, point = NO_POINT): number | undefined {
  const named = course.all[point];
  if (named !== undefined) return course.lineNumber.get(named.line);
  return event.type === 'passingRecorded' ? course.lineNumber.get(event.line) : undefined;
}

/** P5: reads of one moment count in the order of their ids. */
function byClock(a: TimedRead, b: TimedRead): number {
  return a.clock - b.clock || byId(a.read.stored.submission, b.read.stored.submission);
}
