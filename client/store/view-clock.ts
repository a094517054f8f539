import { instant, type Instant } from '../../shared/time/time.ts';

/**
 * Where a viewer stands in a race. LIVE follows the edge; everyone else has a place of their own
 * that no entry, no correction and no other viewer ever moves.
 */
export type ViewClock =
  | { readonly mode: 'live' }
  /** Was at `at` when our clock showed `sinceMs`, and moves at the viewer's rate. */
  | { readonly mode: 'behind'; readonly at: Instant; readonly sinceMs: number }
  | { readonly mode: 'paused'; readonly at: Instant };

/** Where the live edge is now, how fast it moves, and the first moment there is to see. */
export interface Span {
  readonly start: Instant;
  readonly edge: Instant;
}

export interface ViewMoment {
  readonly clock: ViewClock;
  readonly rate: number;
  readonly nowMs: number;
  readonly span: Span;
}

export const LIVE: ViewClock = { mode: 'live' };

/** Closer to the edge than this, a viewer is live (µs). */
const LIVE_TOLERANCE_US = 250_000;

/** The moment this viewer sees. */
export function viewTime({ clock, rate, nowMs, span }: ViewMoment): Instant {
  switch (clock.mode) {
    case 'live':
      return span.edge;
    case 'paused':
      return within(clock.at, span);
    case 'behind':
      return within(played(clock, rate, nowMs), span);
  }
}

/** The clock after playing as far as it goes: who has come to the edge by playing is live. */
export function arrived(moment: ViewMoment): ViewClock {
  const { clock, rate, nowMs, span } = moment;
  if (clock.mode !== 'behind') return clock;
  return played(clock, rate, nowMs) >= span.edge ? LIVE : clock;
}

export function play(moment: ViewMoment): ViewClock {
  const at = viewTime(moment);
  if (moment.clock.mode === 'live') return LIVE;
  if (moment.span.edge - at <= 0) return LIVE;
  return { mode: 'behind', at, sinceMs: moment.nowMs };
}

export function pause(moment: ViewMoment): ViewClock {
  return { mode: 'paused', at: viewTime(moment) };
}

/** Goes to `at`, on playing if it played; beyond the edge is the edge. */
export function seek(moment: ViewMoment, at: Instant): ViewClock {
  if (at >= moment.span.edge - LIVE_TOLERANCE_US && moment.clock.mode !== 'paused') return LIVE;
  const inside = within(at, moment.span);
  if (moment.clock.mode === 'paused') return { mode: 'paused', at: inside };
  return { mode: 'behind', at: inside, sinceMs: moment.nowMs };
}

/** The same place at another speed; slower than the edge takes a live viewer behind it. */
export function changeRate(moment: ViewMoment, rate: number, edgeRate: number): ViewClock {
  if (moment.clock.mode === 'paused') return moment.clock;
  if (moment.clock.mode === 'live' && (rate >= edgeRate || edgeRate === 0)) return LIVE;
  return { mode: 'behind', at: viewTime(moment), sinceMs: moment.nowMs };
}

function played(
  clock: { readonly at: Instant; readonly sinceMs: number },
  rate: number,
  nowMs: number,
): Instant {
  return instant(Math.round(clock.at + (nowMs - clock.sinceMs) * 1000 * rate));
}

function within(at: Instant, span: Span): Instant {
  return instant(Math.max(Math.min(span.start, span.edge), Math.min(at, span.edge)));
}
