import type { QualifyingRule } from '../race/definition.ts';
import { areLevel, THOUSANDTH } from '../time/rounding.ts';
import { raceTime, type RaceTime } from '../time/time.ts';
import type { ResultLine } from './result-sheet.ts';

/** The result of one heat of a round. */
export interface HeatResult {
  /** Names the race for the reader: its slug. */
  readonly heat: string;
  readonly lines: readonly ResultLine[];
}

export interface Qualified {
  readonly heat: string;
  readonly id: string;
  readonly mark: 'Q' | 'q';
}

/** Somebody who may go on, and the place in the own heat. */
export interface OpenFor {
  readonly heat: string;
  readonly id: string;
  readonly place: number;
}

/** The last place to go on has more takers than there are places; somebody has to decide. */
export interface OpenPlace {
  readonly by: 'place' | 'time';
  /** How many of `ids` there are places for. */
  readonly places: number;
  readonly ids: readonly OpenFor[];
  /**
   * `tie`: equal to the thousandth, or one place of one heat, so all go on where there is room, else lots are drawn (TR 21).
   * `unknown`: their times are known too coarsely to say who was faster.
   */
  readonly why: 'tie' | 'unknown';
}

export interface Qualification {
  readonly qualified: readonly Qualified[];
  /** Where more come through than the rule says, unless somebody draws. */
  readonly open: readonly OpenPlace[];
  /** Hand times and others are compared across heats, which the rules do not allow. */
  readonly mixedTiming: boolean;
}

/**
 * Who qualifies from the heats of a round. DQ, DNF and DNS never do. By place, who shares the last
 * place that counts goes on as well. By time, places without a time are left out. Within a heat its
 * places decide, which the image gives however the gun was taken; across heats times are compared to
 * the thousandth, or as finely as both are known. Those whom that leaves level at the last place are
 * in `open` and not in `qualified`, for a referee lets all through or draws.
 */
export function qualify(heats: readonly HeatResult[], rule: QualifyingRule): Qualification {
  const byPlace = heats.map((heat) => firstOf(heat, rule.byPlace));
  const open = byPlace.flatMap(({ open }) => open ?? []);
  const settled = new Set(
    [...byPlace.flatMap(({ through }) => through), ...open.flatMap(({ ids }) => ids)].map(keyOf),
  );
  const rest = heats.flatMap((heat) => timedOf(heat, settled));
  const byTime = fastest(rest, rule.byTime);
  return {
    qualified: [...byPlace.flatMap(({ through }) => through), ...byTime.through],
    open: [...open, ...byTime.open],
    mixedTiming: rule.byTime > 0 && new Set(rest.map(({ hand }) => hand)).size > 1,
  };
}

function keyOf({ heat, id }: { readonly heat: string; readonly id: string }): string {
  return `${heat} ${id}`;
}

/** All with one of the first places; who shares the last of them makes it one too many. */
function firstOf(
  { heat, lines }: HeatResult,
  places: number,
): { readonly through: readonly Qualified[]; readonly open: OpenPlace | null } {
  const inTime = lines.filter(({ place }) => place !== null && place <= places);
  const lastPlace = inTime.at(-1)?.place ?? places;
  const last = inTime.filter(({ place }) => place === lastPlace);
  const over = inTime.length - places;
  const through = over > 0 ? inTime.slice(0, inTime.length - last.length) : inTime;
  const named = ({ id }: ResultLine): Qualified => ({ heat, id, mark: 'Q' });
  if (over <= 0) return { through: through.map(named), open: null };
  const ids = last.map(({ id }): OpenFor => ({ heat, id, place: lastPlace }));
  const open: OpenPlace = { by: 'place', places: last.length - over, ids, why: 'tie' };
  return { through: through.map(named), open };
}

/** Somebody who can go on by time, with the time that is compared across heats. */
interface Timed extends OpenFor {
  readonly time: RaceTime;
  readonly digits: number;
  readonly hand: boolean;
}

/**
 * Those of a heat who can go on by time, in the order of their places. Nobody counts as faster than
 * those placed before them, whose place a referee may have given.
 */
function timedOf({ heat, lines }: HeatResult, settled: ReadonlySet<string>): readonly Timed[] {
  const placed = lines
    .filter(({ id }) => !settled.has(keyOf({ heat, id })))
    .flatMap(({ id, place, reading, official }): Timed[] => {
      if (place === null || reading === null) return [];
      // A stopwatch knows no more than the official time; nor does a gun by hand, across heats.
      const hand = official?.hand === true;
      const { time, digits } = hand ? official : reading;
      return [{ heat, id, place, time, digits, hand }];
    })
    .sort((a, b) => a.place - b.place);
  let slowest = -Infinity;
  return placed.map((one) => {
    slowest = Math.max(slowest, one.time);
    return { ...one, time: raceTime(slowest) };
  });
}

function fastest(
  timed: readonly Timed[],
  places: number,
): { readonly through: readonly Qualified[]; readonly open: readonly OpenPlace[] } {
  const order = timed.toSorted((a, b) => a.time - b.time);
  const [last, next] = [order[places - 1], order[places]];
  const named = ({ heat, id }: Timed): Qualified => ({ heat, id, mark: 'q' });
  if (last === undefined || next === undefined || !areLevel(last, next))
    return { through: order.slice(0, places).map(named), open: [] };
  const level = order.filter((one) => areLevel(one, last) || areLevel(one, next));
  const ahead = order.slice(0, places).filter((one) => !level.includes(one));
  const left = places - ahead.length;
  const before = (one: Timed) => level.filter((other) => isAhead(other, one)).length;
  const behind = (one: Timed) => level.filter((other) => isAhead(one, other)).length;
  // Whoever else could still come before them leaves room for these.
  const sure = level.filter((one) => level.length - 1 - behind(one) < left);
  const open = level.filter((one) => !sure.includes(one) && before(one) < left);
  return {
    through: [...ahead, ...sure].map(named),
    open: open.length === 0 ? [] : [openOf(open, left - sure.length)],
  };
}

function openOf(open: readonly Timed[], places: number): OpenPlace {
  const isOneHeat = new Set(open.map(({ heat }) => heat)).size === 1;
  return {
    by: 'time',
    places,
    ids: open.map(({ heat, id, place }) => ({ heat, id, place })),
    why: isOneHeat || open.every(({ digits }) => digits >= THOUSANDTH) ? 'tie' : 'unknown',
  };
}

/** Within a heat by place, across heats by a time that is certainly faster. */
function isAhead(a: Timed, b: Timed): boolean {
  if (a.heat === b.heat) return a.place < b.place;
  return a.time < b.time && !areLevel(a, b);
}
