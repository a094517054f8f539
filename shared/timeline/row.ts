import type { RaceEntrant, Split } from '../race/race.ts';
import { gapBetween, type RoundingRule } from '../time/rounding.ts';
import { raceTime, type RaceTime } from '../time/time.ts';
import type { Behind, EntrantState, Ink, Standing } from './answers.ts';
import type { Board } from './board-columns.ts';
import { isRowHome, isShared, leaderRow, positionOf } from './board.ts';
import { distanceOf, expectedWindow } from './course.ts';
import { isHome } from './ending.ts';
import { countsAt } from './facts.ts';
import { resultRule } from './official.ts';
import { rankedColumn } from './ranked-column.ts';
import { clockOf, entrantIn, lastPassed, passedBeforeNear } from './search.ts';
import { commonPoint, isOut, placeIn, startedAt, type View } from './view.ts';

/** What the rows of one board share while they are being made. */
export interface RowMaker {
  readonly view: View;
  readonly board: Board;
  /** What makes the times that gaps are the differences of. */
  readonly rule: RoundingRule;
  /** The row that gaps count to; −1 for none. */
  readonly leader: number;
  /** The leader's splits, found once per point. */
  readonly leaderSplits: (Split | null | undefined)[];
  readonly windows: number[];
  /** Ranks at a point by entrant, where arrival order does not tell them. */
  readonly ranks: (Int32Array | undefined)[];
}

export function rowMaker(view: View, board: Board): RowMaker {
  return {
    view,
    board,
    rule: resultRule(view.race),
    leader: leaderRow(board),
    leaderSplits: [],
    windows: [],
    ranks: [],
  };
}

/** The ranked row directly ahead and its split, as the rows are made from the top. */
export interface Ahead {
  readonly row: number;
  readonly split: Split | null;
}

const NOTHING: readonly never[] = [];
const NO_CATEGORIES: Readonly<Record<string, number>> = {};

/** What is shown of a board's row, and the split that the next row's interval counts from. */
export function standingRow(
  maker: RowMaker,
  row: number,
  split: Split | null,
  ahead: Ahead | null,
): Standing {
  const { view, board } = maker;
  const entrant = entrantIn(board.entrants, row);
  const point = board.points[row] ?? -1;
  const line = view.race.entrants[entrant];
  const position = positionOf(view, board, row);
  const state = stateOf(view, entrant, point);
  const isIn = state === 'running' || state === 'finished' || state === 'waiting';
  const marks = line?.marks ?? null;
  const gap = split === null || row === maker.leader || !isIn ? null : gapOf(maker, split);
  return {
    entrant,
    id: line?.entrant.id ?? '',
    position: position > 0 ? position : null,
    shared: isShared(view, board, row),
    change: position > 0 && split !== null ? changeAt(maker, row, split) : null,
    point,
    split: split === null ? null : shown(split),
    gunTime: split === null ? null : gunTimeOf(line, split),
    gap,
    interval: split === null || position === 0 ? null : intervalOf(maker, split, ahead),
    lapsDown: gap?.by === 'laps' ? gap.laps : 0,
    categoryPositions: NO_CATEGORIES,
    state,
    reason: isIn ? null : (line?.status?.reason ?? line?.status?.rule ?? null),
    // A retired car may be classified (A13).
    place: isIn || state === 'DNF' ? placeIn(view, entrant) : null,
    marks: marks !== null && marks.by <= view.at ? marks.marks : NOTHING,
    ink: inkOf(maker, { entrant, point, split, state }),
  };
}

/** The split that a row shows: at its last point, where that has come. */
export function splitOfRow({ view, board }: RowMaker, row: number): Split | null {
  return shownSplit(view, entrantIn(board.entrants, row), board.points[row] ?? -1);
}

function shownSplit(view: View, entrant: number, point: number): Split | null {
  if (point < 0 || !(clockOf(view.race.columns[point], entrant) <= view.at)) return null;
  return view.race.split(entrant, point);
}

function shown(split: Split): NonNullable<Standing['split']> {
  const { time, digits, kind, clock, corrected, flags } = split;
  return { time, digits, kind, clock, corrected, flags };
}

function gunTimeOf(line: RaceEntrant | undefined, split: Split): RaceTime | null {
  if (line === undefined || line.gun === null || line.gun === line.origin) return null;
  return raceTime(split.clock - line.gun);
}

export function stateOf(view: View, entrant: number, point: number): EntrantState {
  const line = view.race.entrants[entrant];
  if (isOut(view, entrant)) {
    return line?.entrant.role === 'pacemaker' && line.status?.status === 'DNF'
      ? 'out'
      : (line?.status?.status ?? 'DNF');
  }
  if (placeIn(view, entrant) !== null || isHome(view.race, view.ending, entrant, point))
    return 'finished';
  return point < 0 && !(startedAt(view.race, entrant, view.now) <= view.now)
    ? 'waiting'
    : 'running';
}

/** To the leader of the ranked field; a pacemaker ahead of it has a negative gap, nobody else has. */
function gapOf(maker: RowMaker, split: Split): Behind | null {
  const { view, board } = maker;
  if (maker.leader < 0) return null;
  const leader = entrantIn(board.entrants, maker.leader);
  const reached = board.points[maker.leader] ?? -1;
  const laps = lapsDown(view, split, { entrant: leader, reached });
  if (laps > 0) return { by: 'laps', laps };
  const point = commonPoint(view, split.entrant, leader, Math.min(split.point, reached));
  if (point < 0) return null;
  const own = point === split.point ? split : view.race.split(split.entrant, point);
  const behind = timeBehind(maker.rule, own, leaderSplitAt(maker, leader, point));
  const isPacemaker = view.facts.isPacemaker[split.entrant] === 1;
  return behind !== null && behind.us < 0 && !isPacemaker ? null : behind;
}

function leaderSplitAt(maker: RowMaker, leader: number, point: number): Split | null {
  const known = maker.leaderSplits[point];
  if (known !== undefined) return known;
  return (maker.leaderSplits[point] = maker.view.race.split(leader, point));
}

function intervalOf(
  { view, board, rule }: RowMaker,
  split: Split,
  ahead: Ahead | null,
): Behind | null {
  if (ahead === null || ahead.split === null) return null;
  const other = entrantIn(board.entrants, ahead.row);
  const reached = ahead.split.point;
  const laps = lapsDown(view, split, { entrant: other, reached });
  if (laps > 0) return { by: 'laps', laps };
  const point = commonPoint(view, split.entrant, other, Math.min(split.point, reached));
  if (point < 0) return null;
  const own = point === split.point ? split : view.race.split(split.entrant, point);
  const theirs = point === ahead.split.point ? ahead.split : view.race.split(other, point);
  const behind = timeBehind(rule, own, theirs);
  return behind !== null && behind.us < 0 ? null : behind;
}

export type TimeBehind = Extract<Behind, { readonly by: 'time' }>;

/** How far one split is behind another at the same point, as their times are shown (O13). */
export function timeBehind(
  rule: RoundingRule,
  own: Split | null,
  other: Split | null,
): TimeBehind | null {
  if (own === null || other === null) return null;
  const guessed = own.kind === 'reconstructed' || other.kind === 'reconstructed';
  return {
    by: 'time',
    ...gapBetween(rule, other, own),
    point: own.point,
    ink: guessed ? 'estimated' : 'known',
  };
}

/**
 * Full laps behind another at the moment of one's own last passing. It changes only when one of the
 * two passes a point, so it does not flicker.
 */
function lapsDown(
  { race }: View,
  split: Split,
  other: { readonly entrant: number; readonly reached: number },
): number {
  const lapM = race.definition?.laps?.lengthM;
  if (lapM === undefined) return 0;
  const ahead = lastPassed(race, other.entrant, split.clock, other.reached);
  const metres = distanceOf(race, ahead) - distanceOf(race, split.point);
  return Math.max(0, Math.floor(metres / lapM + 1e-9));
}

/** Positions won (+) or lost (−) between the last point and the one before. */
function changeAt(maker: RowMaker, row: number, split: Split): number | null {
  const { view, board } = maker;
  const before = lastPassed(view.race, split.entrant, view.at, split.point - 1);
  if (before < view.first) return null;
  const now =
    board.numbers !== null && isRowHome(view, board, row)
      ? positionOf(view, board, row)
      : rankAt(maker, split.entrant, split.point, row);
  return rankAt(maker, split.entrant, before, row) - now;
}

/** The position of an entrant at a point when it passed it; `guess` is where to look first. */
function rankAt(maker: RowMaker, entrant: number, point: number, guess: number): number {
  const { view } = maker;
  if (!view.facts.oneClock) return ranksAt(maker, point)[entrant] ?? 0;
  const column = view.race.columns[point];
  if (column === undefined) return 0;
  const clock = clockOf(column, entrant);
  let ahead = passedBeforeNear(column, clock, guess);
  for (const other of view.facts.pacemakers) if (clockOf(column, other) < clock) ahead--;
  for (const other of view.facts.ghosts) {
    const passed = clockOf(column, other);
    const isCounted = view.facts.isPacemaker[other] === 1 || countsAt(view.facts, other, passed);
    if (passed < clock && !isCounted) ahead--;
  }
  return ahead + 1;
}

/** The rank of everyone at a point among those who have passed it, in one sweep. */
function ranksAt(maker: RowMaker, point: number): Int32Array {
  const known = maker.ranks[point];
  if (known !== undefined) return known;
  const ranks = pointRanks(maker.view, point);
  maker.ranks[point] = ranks;
  return ranks;
}

/** Ranks at a point by entrant index, 0 for none: by ranking time, equal times sharing. */
export function pointRanks(view: View, point: number): Int32Array {
  const { race, facts } = view;
  const ranks = new Int32Array(race.entrants.length);
  const column = race.columns[point];
  if (column === undefined) return ranks;
  const order = facts.oneClock ? column.order : rankedColumn(race, point);
  const { clock, count } = column;
  let ranked = 0;
  let rank = 0;
  let previous = Number.NaN;
  for (let i = 0; i < count; i++) {
    const entrant = entrantIn(order, i);
    const passed = clock[entrant] ?? Number.NaN;
    if (!(passed <= view.at) || !countsAt(facts, entrant, passed)) continue;
    ranked++;
    const time = facts.oneClock ? passed : passed - (facts.origins[entrant] ?? Number.NaN);
    if (time !== previous) rank = ranked;
    ranks[entrant] = rank;
    previous = time;
  }
  return ranks;
}

interface RowSoFar {
  readonly entrant: number;
  readonly point: number;
  readonly split: Split | null;
  readonly state: EntrantState;
}

function inkOf(maker: RowMaker, row: RowSoFar): Ink {
  if (row.state === 'running' && maker.view.now > deadlineOf(maker, row.entrant, row.point))
    return 'stale';
  return row.split?.kind === 'reconstructed' ? 'estimated' : 'known';
}

/** Until when silence of a running entrant is nothing special. */
export function deadlineOf(maker: RowMaker, entrant: number, point: number): number {
  const { view } = maker;
  const since =
    point < 0
      ? startedAt(view.race, entrant, view.now)
      : clockOf(view.race.columns[point], entrant);
  const window = (maker.windows[point + 1] ??= expectedWindow(view.race, point));
  return since + window;
}
