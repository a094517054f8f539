import type { Race, Split } from '../race/race.ts';
import type { Instant } from '../time/time.ts';
import type { SplitRow } from './answers.ts';
import { distanceOf, lapLength, SAME_PLACE_M } from './course.ts';
import { lastCounted } from './ending.ts';
import { countsAt } from './facts.ts';
import { resultRule } from './official.ts';
import { rankedColumn } from './ranked-column.ts';
import { clockOf, entrantIn } from './search.ts';
import { pointRanks, timeBehind } from './row.ts';
import { countAt, viewAt, type View } from './view.ts';

/**
 * The splits of an entrant that have come by a moment, in the order of the points. Position and gap
 * are those at the point itself, among everyone who has passed it by then. `lap` is the time since
 * the same line one lap earlier, or since the start where that was a lap away.
 */
export function splitsOf(race: Race, entrant: number, at: Instant): SplitRow[] {
  const view = viewAt(race, at);
  const last = lastCounted(race, view.ending, entrant, at);
  const rows: SplitRow[] = [];
  let before: Split | null = null;
  for (let point = 0; point <= last; point++) {
    if (!(clockOf(race.columns[point], entrant) <= at)) continue;
    const split = race.split(entrant, point);
    if (split === null) continue;
    rows.push(splitRow(view, split, before));
    before = split;
  }
  return rows;
}

function splitRow(view: View, split: Split, before: Split | null): SplitRow {
  const { race } = view;
  const { point, clock, time, digits, kind, corrected, flags } = split;
  const rank = rankAtPoint(view, split.entrant, point);
  const first = firstAtPoint(view, point);
  const leads = first === split.entrant;
  return {
    point,
    clock,
    time,
    digits,
    kind,
    segment: before === null ? null : time - before.time,
    segmentMetres:
      before === null ? null : distanceOf(race, point) - distanceOf(race, before.point),
    lap: lapTime(race, split),
    position: rank,
    gap:
      first === null || leads
        ? null
        : timeBehind(resultRule(race), split, race.split(first, point)),
    corrected,
    flags,
  };
}

function rankAtPoint(view: View, entrant: number, point: number): number | null {
  if (point < view.first) return null;
  return pointRanks(view, point)[entrant] || null;
}

/** The competitor with the best ranking time at a point, among those who have passed it; null for none. */
export function firstAtPoint(view: View, point: number): number | null {
  return bestAtPoint(view, point, 1)[0] ?? null;
}

/** The first `count` competitors at a point by ranking time, among those who have passed it. */
export function bestAtPoint(view: View, point: number, count: number): number[] {
  const { race, facts } = view;
  const best: number[] = [];
  const column = race.columns[point];
  if (column === undefined || point > view.far) return best;
  const order = facts.oneClock ? column.order : rankedColumn(race, point);
  const end = facts.oneClock ? countAt(view, point) : column.count;
  for (let i = 0; i < end && best.length < count; i++) {
    const entrant = entrantIn(order, i);
    const clock = clockOf(column, entrant);
    if (clock <= view.at && countsAt(facts, entrant, clock)) best.push(entrant);
  }
  return best;
}

function lapTime(race: Race, split: Split): number | null {
  const lapM = race.definition === null ? null : lapLength(race.definition);
  if (lapM === null) return null;
  const from = distanceOf(race, split.point) - lapM;
  if (Math.abs(from) < SAME_PLACE_M) return split.time;
  const line = race.points[split.point]?.line;
  for (
    let point = split.point - 1;
    point >= 0 && distanceOf(race, point) > from - SAME_PLACE_M;
    point--
  ) {
    const same =
      race.points[point]?.line === line && Math.abs(distanceOf(race, point) - from) < SAME_PLACE_M;
    const before = same ? race.split(split.entrant, point) : null;
    if (before !== null) return split.time - before.time;
  }
  return null;
}
