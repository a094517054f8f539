import type { Race } from '../race/race.ts';
import { gapBetween, knownDigits, type KnownTime } from '../time/rounding.ts';
import { MICROS_PER_SECOND, raceTime, type Instant } from '../time/time.ts';
import type { Ink } from './answers.ts';
import { leaderOf } from './board.ts';
import { distanceOf } from './course.ts';
import { lastCounted } from './ending.ts';
import { resultRule } from './official.ts';
import { PACE_DIGITS, paceAt } from './pace.ts';
import { clockInOrder, clockOf } from './search.ts';
import { firstAtPoint } from './splits.ts';
import { countAt, viewAt, type View } from './view.ts';

/** What gaps are counted to: the first at each point, whoever leads the race now, one entrant, or a pace line. */
export type GapReference =
  | 'leader'
  | 'winner-so-far'
  | { readonly entrant: number }
  | { readonly paceLine: string };

export interface GapOptions {
  readonly reference: GapReference;
  /** Whose series; everyone with a split when left out. */
  readonly entrants?: readonly number[];
}

/**
 * [metres from the start, seconds behind the reference (negative: ahead), ink, as it is told]. The
 * seconds are to draw with; `told` is the difference of the times as they are shown (O13).
 */
export type GapPoint = readonly [number, number, Ink, ReturnType<typeof gapBetween>];

export interface GapSeries {
  readonly entrant: number;
  readonly points: readonly GapPoint[];
}

export interface GapChart {
  readonly series: readonly GapSeries[];
  /** The next moment at which a series may grow; Infinity for none. */
  readonly seriesUntil: Instant;
}

/** Gaps over distance, at the points passed by `at`; the reference never uses anything later either. */
export function gapSeries(race: Race, at: Instant, options: GapOptions): GapChart {
  const view = viewAt(race, at);
  const reference = referenceTimes(view, options.reference);
  const entrants = options.entrants ?? race.entrants.map((line) => line.index);
  const series = entrants
    .map((entrant) => ({ entrant, points: gapsOf(view, entrant, reference) }))
    .filter((one) => one.points.length > 0);
  return { series, seriesUntil: nextPassing(view) };
}

interface Reference extends KnownTime {
  readonly ink: Ink;
  /** A plan, which no rule rounds. */
  readonly planned?: true;
}

function referenceTimes(view: View, reference: GapReference): (Reference | null)[] {
  const entrantAt = referenceEntrant(view, reference);
  return view.race.points.map((point) => {
    if (point.index < view.first || point.index > view.far) return null;
    if (typeof reference === 'object' && 'paceLine' in reference) {
      const pace = paceAt(view.race, reference.paceLine, point.distanceM);
      if (pace === null) return null;
      return { time: raceTime(pace), digits: PACE_DIGITS, ink: 'known', planned: true };
    }
    return splitTime(view, entrantAt(point.index), point.index);
  });
}

function referenceEntrant(view: View, reference: GapReference): (point: number) => number | null {
  if (reference === 'leader') return (point) => firstAtPoint(view, point);
  const one =
    reference === 'winner-so-far'
      ? leaderOf(view)
      : 'entrant' in reference
        ? reference.entrant
        : null;
  return () => one;
}

function splitTime(view: View, entrant: number | null, point: number): Reference | null {
  if (entrant === null || !(clockOf(view.race.columns[point], entrant) <= view.at)) return null;
  const split = view.race.split(entrant, point);
  return split === null
    ? null
    : {
        time: split.time,
        digits: split.digits,
        kind: split.kind,
        ink: split.kind === 'reconstructed' ? 'estimated' : 'known',
      };
}

function gapsOf(view: View, entrant: number, reference: readonly (Reference | null)[]): GapPoint[] {
  const points: GapPoint[] = [];
  const last = lastCounted(view.race, view.ending, entrant, view.at);
  const rule = resultRule(view.race);
  for (let point = view.first; point <= last; point++) {
    const to = reference[point] ?? null;
    const own = to === null ? null : splitTime(view, entrant, point);
    if (to === null || own === null) continue;
    const ink: Ink = own.ink === 'known' && to.ink === 'known' ? 'known' : 'estimated';
    const told = to.planned ? behindPlan(to, own) : gapBetween(rule, to, own);
    const seconds = (own.time - to.time) / MICROS_PER_SECOND;
    points.push([distanceOf(view.race, point), seconds, ink, told]);
  }
  return points;
}

function behindPlan(to: Reference, own: Reference): ReturnType<typeof gapBetween> {
  return { us: own.time - to.time, digits: Math.min(knownDigits(own), to.digits) };
}

/** When anybody next passes a point, after the moment of the view. */
function nextPassing(view: View): Instant {
  let next = Number.POSITIVE_INFINITY;
  view.race.columns.forEach((column, point) => {
    const count = countAt(view, point);
    if (count < column.count) next = Math.min(next, clockInOrder(column, count));
  });
  return next as Instant;
}
