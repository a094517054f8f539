import type { Race } from '../../shared/race/race.ts';
import type { Settled } from '../../shared/timeline/finishers.ts';
import { latestMoment } from '../../shared/timeline/search.ts';
import { MICROS_PER_SECOND, instant, type Instant } from '../../shared/time/time.ts';
import { edgeAt, type Edge } from './edge.ts';
import type { Span } from './view-clock.ts';

/** Before the gun there is the start list to look at. */
const LEAD_IN_US = 5 * MICROS_PER_SECOND;
/** After the last entry the dots run out and the ink dries. */
const RUN_OUT_US = 3 * MICROS_PER_SECOND;

interface Known {
  readonly edge: Edge | null;
  readonly over: boolean;
  /** Nobody is expected any more; null while somebody is. */
  readonly settled: Settled | null;
  readonly nowMs: number;
}

/** What there is to see of a race at this moment of our clock. */
export function spanOf(race: Race, known: Known): Span {
  const edge = edgeOf(race, known);
  return { start: instant(Math.min(zeroOf(race, edge) - LEAD_IN_US, edge)), edge };
}

/** Where race time counts from: the gun, or until there is one the schedule. */
function zeroOf(race: Race, edge: Instant): Instant {
  return race.zero ?? race.definition?.scheduledStart ?? edge;
}

function edgeOf(race: Race, { edge, over, settled, nowMs }: Known): Instant {
  const last = latestMoment(race);
  const known = Number.isFinite(last);
  if (over && known) {
    // Of a race that is still being folded only the server knows the end.
    const told = edge !== null && edge.map.rate === 0 ? edge.map.race : last;
    return instant(Math.max(last + RUN_OUT_US, told));
  }
  if (edge !== null) {
    const now = edgeAt(edge, nowMs);
    // What there is to see ends with the last one home, though the clocks go on.
    return settled === null ? now : instant(Math.min(now, Math.max(last, settled.at) + RUN_OUT_US));
  }
  return known ? last : instant(nowMs * 1000);
}
