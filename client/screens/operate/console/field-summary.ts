import type { Race } from '../../../../shared/race/race.ts';
import { expectedAt, isMissing } from '../../../../shared/feeding/likely-next.ts';
import type { Instant } from '../../../../shared/time/time.ts';

/** How the field stands at a line. Numbers are entrant indexes. */
export interface FieldSummary {
  readonly entrants: number;
  /** The furthest point of the line that anyone has reached, or is expected at first; null without a gun. */
  readonly point: number | null;
  /** Of those who are still in. */
  readonly seen: number;
  readonly expected: readonly number[];
  /** Should have come by now, by their own pace. */
  readonly late: readonly number[];
  /** So late that they stopped, or were missed. */
  readonly missing: readonly number[];
  /** DNS, DNF, DQ. */
  readonly out: number;
}

export function fieldSummary(race: Race, line: string, now: Instant): FieldSummary {
  const listed = race.entrants.filter((each) => each.listed);
  const gone = listed.filter(({ status }) => status !== null);
  const point = frontPoint(race, line);
  const base = { entrants: listed.length, point, out: gone.length };
  if (race.zero === null || point === null)
    return { ...base, seen: 0, expected: [], late: [], missing: [] };
  const groups = { expected: [] as number[], late: [] as number[], missing: [] as number[] };
  for (const each of expectedAt(race, line)) {
    if (each.point > point) continue;
    const isDue = now - each.at <= each.errorUs;
    const group = isDue ? 'expected' : isMissing(each, now) ? 'missing' : 'late';
    groups[group].push(each.entrant);
  }
  const goneSeen = gone.filter(({ index }) => race.split(index, point) !== null).length;
  return { ...base, seen: (race.columns[point]?.count ?? 0) - goneSeen, ...groups };
}

function frontPoint(race: Race, line: string): number | null {
  const points = race.points.filter((point) => point.line === line && point.distanceM > 0);
  const reached = points.findLast(({ index }) => (race.columns[index]?.count ?? 0) > 0);
  return (reached ?? points[0])?.index ?? null;
}
