import type { QualifyingRule } from '../race/definition.ts';
import { unitOf } from '../time/rounding.ts';
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

/** The last place to go on has more takers than there are places; somebody has to decide. */
export interface OpenPlace {
  readonly by: 'place' | 'time';
  /** How many of `ids` there are places for. */
  readonly places: number;
  readonly ids: readonly { readonly heat: string; readonly id: string }[];
  /**
   * `tie`: equal to the thousandth, so all go on where there is room, else lots are drawn (TR 21).
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

/** How finely times are compared across heats. */
const THOUSANDTH = 3;

/**
 * Who qualifies from the heats of a round. DQ, DNF and DNS never do. By place, who shares the last
 * place that counts goes on as well. By time, places without a time are left out, and times are
 * compared to the thousandth, or as finely as both are known; those level at the last place are in
 * `open` and not in `qualified`, for a referee lets all through or draws.
 */
export function qualify(heats: readonly HeatResult[], rule: QualifyingRule): Qualification {
  const byPlace = heats.map((heat) => firstOf(heat, rule.byPlace));
  const open = byPlace.flatMap(({ open }) => open ?? []);
  const settled = new Set(
    [...byPlace.flatMap(({ through }) => through), ...open.flatMap(({ ids }) => ids)].map(keyOf),
  );
  const rest = heats
    .flatMap(({ heat, lines }) => lines.map((line): Timed => ({ heat, id: line.id, line })))
    .filter((one) => one.line.reading !== null && one.line.place !== null)
    .filter((one) => !settled.has(keyOf(one)));
  const byTime = fastest(rest, rule.byTime);
  return {
    qualified: [...byPlace.flatMap(({ through }) => through), ...byTime.through],
    open: [...open, ...byTime.open],
    mixedTiming: rule.byTime > 0 && new Set(rest.map(isByHand)).size > 1,
  };
}

function isByHand({ line }: Timed): boolean {
  return line.official?.hand === true;
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
  const last = inTime.filter(({ place }) => place === inTime.at(-1)?.place);
  const over = inTime.length - places;
  const through = over > 0 ? inTime.slice(0, inTime.length - last.length) : inTime;
  const named = ({ id }: ResultLine): Qualified => ({ heat, id, mark: 'Q' });
  if (over <= 0) return { through: through.map(named), open: null };
  const ids = last.map(({ id }) => ({ heat, id }));
  const open: OpenPlace = { by: 'place', places: last.length - over, ids, why: 'tie' };
  return { through: through.map(named), open };
}

interface Timed {
  readonly heat: string;
  readonly id: string;
  readonly line: ResultLine;
}

function fastest(
  timed: readonly Timed[],
  places: number,
): { readonly through: readonly Qualified[]; readonly open: readonly OpenPlace[] } {
  const order = [...timed].sort((a, b) => timeOf(a) - timeOf(b));
  const [last, next] = [order[places - 1], order[places]];
  const named = ({ heat, id }: Timed): Qualified => ({ heat, id, mark: 'q' });
  if (last === undefined || next === undefined || !mayBeLevel(last, next))
    return { through: order.slice(0, places).map(named), open: [] };
  const level = order.filter((one) => mayBeLevel(one, last) || mayBeLevel(one, next));
  const ahead = order.slice(0, places).filter((one) => !level.includes(one));
  const open: OpenPlace = {
    by: 'time',
    places: places - ahead.length,
    ids: level.map(({ heat, id }) => ({ heat, id })),
    why: level.every((one) => digitsOf(one) >= THOUSANDTH) ? 'tie' : 'unknown',
  };
  return { through: ahead.map(named), open: [open] };
}

/** The official time where hand times are compared, for a stopwatch knows no more; else the reading. */
function timeOf({ line }: Timed): number {
  if (line.official?.hand === true) return line.official.time;
  return line.reading?.time ?? Number.POSITIVE_INFINITY;
}

function digitsOf({ line }: Timed): number {
  return line.official?.hand === true ? line.official.digits : (line.reading?.digits ?? 0);
}

function mayBeLevel(a: Timed, b: Timed): boolean {
  const unit = unitOf(Math.min(THOUSANDTH, digitsOf(a), digitsOf(b)));
  return Math.floor(timeOf(a) / unit) === Math.floor(timeOf(b) / unit);
}
