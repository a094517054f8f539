import type { Instant } from '../time/time.ts';
import { endsLap, type CoursePoints } from './course-points.ts';
import type { RaceDefinition } from './definition.ts';
import type { Counted } from './derived.ts';
import { cutAt, splitAt, type CutSplits, type EntrantRecord } from './entrant-record.ts';

/** When a race with laps is over for an entrant (SPEC E). */
export interface RaceOver {
  /** After this moment nothing counts. */
  readonly end: Instant | null;
  /** The first end of a lap at or after this moment is the entrant's last. */
  readonly flag: Instant | null;
}

export const NOT_OVER: RaceOver = { end: null, flag: null };

/** E1–E5: from what the definition says, the end that was called, and everybody's splits. */
export function whenOver(
  definition: RaceDefinition | null,
  ended: Instant | null,
  flagFell: () => Instant | null,
): RaceOver {
  const laps = definition?.laps;
  if (laps === undefined) return NOT_OVER;
  if (laps.limit.kind === 'count')
    return laps.finish === 'leader' ? { end: null, flag: flagFell() } : NOT_OVER;
  if (ended === null) return NOT_OVER;
  if (laps.limit.lastLap === 'completed') return { end: ended, flag: null };
  return { end: null, flag: laps.finish === 'leader' ? flagFell() : ended };
}

/** E2, E5: when the leader took the flag; over all splits, counted or beyond. */
export function flagTime(
  course: CoursePoints,
  records: readonly EntrantRecord[],
  ended: Instant | null,
): Instant | null {
  const point = course.openEnded ? flagPoint(course, records, ended) : course.all.length - 1;
  let first: Instant | null = null;
  for (const { clock } of racing(records, point))
    if (first === null || clock < first) first = clock;
  return first;
}

/** The end of the lap that the leading entrant was on when the time was up. */
function flagPoint(
  course: CoursePoints,
  records: readonly EntrantRecord[],
  ended: Instant | null,
): number {
  if (ended === null) return NOBODY;
  let lap = 0;
  for (const { derived, beyond } of records)
    for (const { point, clock } of [...derived.splits, ...beyond])
      if (clock < ended && endsLap(course, point)) lap = Math.max(lap, course.all[point]?.lap ?? 0);
  return course.lapEnds[lap] ?? NOBODY;
}

const NOBODY = -1;

function* racing(records: readonly EntrantRecord[], point: number): Generator<Counted> {
  for (const { line, derived, beyond } of records) {
    if (line.role === 'pacemaker') continue;
    const found = splitAt(derived.splits, point) ?? splitAt(beyond, point);
    if (found !== undefined) yield found;
  }
}

/** What of an entrant's splits counts. */
export function cutOver(
  course: CoursePoints,
  { end, flag }: RaceOver,
  splits: Counted[],
): CutSplits {
  if (end !== null)
    return cutAt(
      splits,
      lengthUntil(splits, ({ clock }) => clock > end),
    );
  if (flag === null) return cutAt(splits, splits.length);
  const last = lengthUntil(splits, ({ clock, point }) => clock >= flag && endsLap(course, point));
  return cutAt(splits, last + 1);
}

function lengthUntil(splits: readonly Counted[], isIt: (split: Counted) => boolean): number {
  const found = splits.findIndex(isIt);
  return found < 0 ? splits.length : found;
}
