import type { Instant } from '../time/time.ts';
import { LIVE_EDGE } from '../time/time.ts';
import type { Validity } from './answers.ts';
import { isRanked } from './board-columns.ts';
import { deadlineOf, stateOf, type RowMaker } from './row.ts';
import { clockInOrder, clockOf, entrantIn, firstWhere } from './search.ts';
import { countAt, type View } from './view.ts';

export interface ValidityWindow {
  /** Rows [offset, end) of the board were asked for. */
  readonly offset: number;
  readonly end: number;
  readonly asked: { readonly category?: string; readonly now?: Instant };
}

/** The span around the moment in which no row of the window, and no figure beside it, changes. */
export function validityOf(maker: RowMaker, window: ValidityWindow): Validity {
  const span = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };
  const { view } = maker;
  if (view.at === LIVE_EDGE && window.asked.now === undefined) return span as Validity;
  narrowByMoments(view, span);
  if (view.at !== LIVE_EDGE) narrowByPassings(maker, window, span);
  narrowByDeadlines(maker, window, span);
  return span as Validity;
}

interface Span {
  from: number;
  until: number;
}

/** A change at `moment` bounds the span on the side where it lies. */
function narrow(span: Span, moment: number, now: number): void {
  if (moment <= now) span.from = Math.max(span.from, moment);
  else if (moment > now) span.until = Math.min(span.until, moment);
}

function narrowByMoments({ facts, now }: View, span: Span): void {
  const { moments } = facts;
  const next = firstWhere(moments.length, (i) => (moments[i] ?? 0) > now);
  if (next > 0) narrow(span, moments[next - 1] ?? Number.NaN, now);
  if (next < moments.length) narrow(span, moments[next] ?? Number.NaN, now);
}

/**
 * With one gun a window full of rows changes only when somebody passes a point beyond its last
 * row's: whoever comes to that point later stands behind it. The furthest point also counts heads.
 */
function narrowByPassings(maker: RowMaker, window: ValidityWindow, span: Span): void {
  const { view, board } = maker;
  const closed = closesAt(maker, window);
  for (let point = Math.max(0, closed); point < view.race.columns.length; point++) {
    const column = view.race.columns[point];
    if (column === undefined) continue;
    const count = point > view.far ? 0 : countAt(view, point);
    if (point === closed && point !== view.far) {
      narrow(span, clockOf(column, entrantIn(board.entrants, window.end - 1)), view.now);
      continue;
    }
    if (count > 0) narrow(span, clockInOrder(column, count - 1), view.now);
    if (count < column.count) narrow(span, clockInOrder(column, count), view.now);
  }
}

/** The point of the window's last row where later arrivals cannot move it; −1 where they can. */
function closesAt({ view, board }: RowMaker, { end, asked }: ValidityWindow): number {
  const simple =
    view.plain && asked.category === undefined && !(view.facts.firstPlaceBy <= view.at);
  return simple && isRanked(board, end - 1) ? (board.points[end - 1] ?? -1) : -1;
}

function narrowByDeadlines(maker: RowMaker, { offset, end }: ValidityWindow, span: Span): void {
  const { view, board } = maker;
  for (let i = offset; i < end; i++) {
    const entrant = entrantIn(board.entrants, i);
    const point = board.points[i] ?? -1;
    if (stateOf(view, entrant, point) !== 'running') continue;
    // Who has been seen at the start late may take longer to the first point.
    if (point < 0) narrow(span, view.race.entrants[entrant]?.origin ?? Number.NaN, view.now);
    // Stale begins after the deadline, so that moment itself still belongs to the time before.
    narrow(span, deadlineOf(maker, entrant, point) + 1, view.now);
  }
}
