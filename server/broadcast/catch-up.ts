import { WIRE_VERSION, type Catchup } from '../../shared/wire/messages.ts';
import { packFitting } from './pack-fitting.ts';
import { namesRevision } from './public-roster.ts';
import { segmentRefs } from './segment-plan.ts';
import type { Show } from './show.ts';

/** Where a viewer says it stands. */
export interface Stand {
  readonly epoch?: string | undefined;
  readonly since?: number | undefined;
  /** An operator's desk, which is no viewer. */
  readonly desk?: boolean | undefined;
}

/** Missing entries up to this many ride in the frame itself; more are fetched as segments. */
const INLINE_ENTRIES = 400;

/**
 * From where a viewer is to be brought up to `head`: the same log continues after what it holds; of
 * another epoch, or with a number that this log has not reached, nothing it holds can be trusted.
 */
export function resumeAfter(show: Show, head: number, stand: Stand): number {
  if (stand.epoch !== show.shown.epoch || stand.since === undefined) return 0;
  return stand.since <= Math.max(head, show.shown.seq) ? Math.min(stand.since, head) : 0;
}

/**
 * The one frame that brings a viewer from `after` to `head`, or as far towards it as a message
 * should carry: `seq` says how far, and the next catch-up goes on from there.
 */
export function makeCatchup(show: Show, after: number, head: number): Catchup {
  const { shown } = show;
  const { phase, clock, next } = show.stage();
  const segments = head - after <= INLINE_ENTRIES ? [] : segmentRefs(shown, after, head);
  const covered = segments.at(-1)?.to ?? after;
  const entries = packFitting(shown.entriesAfter(covered, head - covered));
  const common = {
    wire: WIRE_VERSION,
    race: shown.slug,
    epoch: shown.epoch,
    seq: covered + entries.length,
    clock,
    phase,
    names: namesRevision(shown.roster),
    ...(next ? { next } : {}),
    after,
    entries,
  };
  return segments.length === 0
    ? { ...common, how: 'entries' }
    : { ...common, how: 'segments', segments };
}
