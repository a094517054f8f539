import type { StampClock } from '../../shared/feeding/stamp-note.ts';
import { instant, type Instant, type Micros } from '../../shared/time/time.ts';
import type { DeskClock } from './desk.ts';

/**
 * The server's time on a page whose own clock nobody can set back. Every round trip bounds the
 * server's clock minus the page's to half its length; what all of them allow is the offset, and half
 * of its width the error. A quartz runs away from another by a few parts in a hundred thousand, so a
 * bound widens as it grows old.
 */
export interface DeskTime {
  readonly trip: (trip: {
    readonly sentMs: number;
    readonly heardMs: number;
    readonly serverUs: number;
  }) => void;
  /**
   * Compares the page's clock with the device's, about once a second and after sleep. When they part,
   * either somebody set the device's clock or the page's stood still while the device slept.
   */
  readonly look: (wasAway: boolean) => void;
  /** Begins with the offset of an earlier page, as long as there is no trip. */
  readonly resume: (kept: KeptOffset) => void;
  readonly read: () => DeskClock | null;
  /** Server time of a moment on the page's clock; later moments are never earlier. */
  readonly instantOf: (pageMs: number) => {
    readonly at: Instant;
    readonly errorUs: Micros | null;
    readonly clock: StampClock | null;
  };
  /** What a later page may begin with; null before the first trip. */
  readonly keep: () => KeptOffset | null;
}

/** Server's clock minus the device's own (`Date.now`), when it was measured. */
export interface KeptOffset {
  readonly offsetUs: number;
  readonly errorUs: Micros;
  /** By the device's own clock, ms since the Unix epoch. */
  readonly atMs: number;
}

interface Clocks {
  /** The page's clock: ms since the Unix epoch, never set. */
  readonly nowMs: () => number;
  /** The device's clock, which somebody may set. */
  readonly wallMs: () => number;
}

/** 100 parts in a million: twice what two ordinary quartzes part by. */
const DRIFT = 1e-4;
const KEPT_BOUNDS = 60;
/** Timers and clocks of a browser jitter by less than this. */
const STEP_MS = 250;
/** An order of two moments is kept across a correction of this size; beyond it, the clock was wrong. */
const ORDER_KEPT_US = 100_000;

interface Bound {
  readonly offsetUs: number;
  readonly bandUs: Micros;
  readonly atMs: number;
}

export function deskTime({ nowMs, wallMs }: Clocks): DeskTime {
  let bounds: readonly Bound[] = [];
  let from: DeskClock['from'] = 'measured';
  let measuredMs: number | null = null;
  let stepped = false;
  let gapMs = wallMs() - nowMs();
  let last: { readonly pageMs: number; readonly at: Instant } | null = null;

  function allowed(at: number): { readonly offsetUs: number; readonly errorUs: Micros } | null {
    // A quartz worse than we take any for: the newest bound says more than all together.
    return meet(bounds, at) ?? meet(bounds.slice(-1), at);
  }

  /** Whatever was known, it may be wrong by so much more now. */
  function doubt(shiftUs: number, byUs: Micros): void {
    const known = allowed(nowMs());
    if (known === null) return;
    const offsetUs = known.offsetUs + shiftUs;
    bounds = [{ offsetUs, bandUs: known.errorUs + byUs, atMs: nowMs() }];
  }

  return {
    trip({ sentMs, heardMs, serverUs }) {
      const bound = {
        offsetUs: serverUs - ((sentMs + heardMs) / 2) * 1000,
        bandUs: ((heardMs - sentMs) / 2) * 1000,
        atMs: heardMs,
      };
      const known = from === 'kept' ? [] : bounds;
      const all = [...known.slice(1 - KEPT_BOUNDS), bound];
      // A clock was set, or stood still, unseen: what is newest is right.
      bounds = meet(all, heardMs) === null ? [bound] : all;
      from = 'measured';
      measuredMs = heardMs;
    },
    look(wasAway) {
      const next = wallMs() - nowMs();
      const stepMs = next - gapMs;
      gapMs = next;
      if (Math.abs(stepMs) < STEP_MS) return;
      stepped = true;
      // A page that was away may have slept, and its clock with it; one in sight did not.
      const slept = wasAway && stepMs > 0;
      doubt(slept ? stepMs * 1000 : 0, Math.abs(stepMs) * 1000 * (1 + DRIFT));
    },
    resume({ offsetUs, errorUs, atMs }) {
      if (measuredMs !== null) return;
      const ageMs = Math.max(0, wallMs() - atMs);
      from = 'kept';
      measuredMs = nowMs() - ageMs;
      const bandUs = errorUs + ageMs * 1000 * DRIFT;
      bounds = [{ offsetUs: offsetUs + gapMs * 1000, bandUs, atMs: nowMs() }];
    },
    read() {
      const known = allowed(nowMs());
      if (known === null || measuredMs === null) return null;
      const measuredAt = instant(Math.round(measuredMs * 1000 + known.offsetUs));
      return {
        offsetUs: Math.round(known.offsetUs),
        errorUs: Math.ceil(known.errorUs),
        stepped,
        from,
        measuredAt,
      };
    },
    instantOf(pageMs) {
      const known = allowed(pageMs);
      const exact = instant(Math.round(pageMs * 1000 + (known?.offsetUs ?? gapMs * 1000)));
      const isEarlier = last !== null && pageMs >= last.pageMs && exact < last.at;
      const at = last !== null && isEarlier && last.at - exact <= ORDER_KEPT_US ? last.at : exact;
      if (last === null || pageMs >= last.pageMs) last = { pageMs, at };
      if (known === null) return { at, errorUs: null, clock: null };
      const errorUs = Math.ceil(known.errorUs);
      const offsetUs = Math.round(known.offsetUs);
      return { at, errorUs, clock: { offsetUs, errorUs, kept: from === 'kept', stepped } };
    },
    keep() {
      const known = allowed(nowMs());
      if (known === null || from === 'kept') return null;
      const offsetUs = Math.round(known.offsetUs - gapMs * 1000);
      return { offsetUs, errorUs: Math.ceil(known.errorUs), atMs: wallMs() };
    },
  };
}

/** The offsets that every bound allows at a moment: their middle, and half their width. */
function meet(
  bounds: readonly Bound[],
  atMs: number,
): { readonly offsetUs: number; readonly errorUs: Micros } | null {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (const bound of bounds) {
    const bandUs = bound.bandUs + Math.abs(atMs - bound.atMs) * 1000 * DRIFT;
    low = Math.max(low, bound.offsetUs - bandUs);
    high = Math.min(high, bound.offsetUs + bandUs);
  }
  if (bounds.length === 0 || low > high) return null;
  return { offsetUs: (low + high) / 2, errorUs: (high - low) / 2 };
}
