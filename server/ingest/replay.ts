import type { Submission } from '../../shared/race/entry.ts';
import { MICROS_PER_MILLI, type Instant } from '../../shared/time/time.ts';
import { raceInstantAt } from '../../shared/wire/clock-map.ts';
import type { ClockMap } from '../../shared/wire/messages.ts';
import { releaseMoments, type Recording } from './recording.ts';

/**
 * Feeds a recording into a race, entry by entry, unchanged, each when its own moment has come on a
 * clock that its owner may stop, hurry and move forward. Never back: what is out is out.
 *
 *   recording ──▶ moment come? ──▶ submit ──▶ stored ──▶ the next …
 *                     ▲
 *   clock map {race, server, rate}: pause, rate and seek change only this
 */
export interface Replay {
  readonly clock: ClockMap;
  /** Every entry is out. */
  readonly ended: boolean;
  pause(): void;
  /** Also resumes. */
  setRate(rate: number): void;
  /** Moves the clock forward to a race instant; false when that moment has passed already. */
  seek(to: Instant): boolean;
  /** Ends it where it stands; nothing more is fed. */
  stop(): void;
}

export interface ReplayOptions {
  readonly recording: Recording;
  /** Entries already in the race: what comes next is the one after. */
  readonly fed: number;
  readonly clock: ClockMap;
  readonly now: () => Instant;
  /** Hands entries in; resolves to how many of them, from the first, are stored for good. */
  readonly submit: (submissions: readonly Submission[]) => Promise<number>;
  /** The clock map changed, or the last entry is out. */
  readonly onChange: () => void;
}

const AT_ONCE = 500;
const RETRY_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

export function playRecording(options: ReplayOptions): Replay {
  const { now, submit, onChange } = options;
  const { entries } = options.recording;
  const moments = releaseMoments(entries);
  let clock = options.clock;
  let fed = options.fed;
  let timer: NodeJS.Timeout | undefined;
  let feeding = false;
  let stopped = false;

  feedDue();
  return {
    get clock() {
      return clock;
    },
    get ended() {
      return fed >= entries.length;
    },
    pause: () => remap({ ...here(), rate: 0 }),
    setRate: (rate) => remap({ ...here(), rate }),
    seek(to) {
      const at = here();
      if (to < at.race) return false;
      remap({ ...at, race: to });
      return true;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };

  function here(): ClockMap {
    const server = now();
    return { race: raceInstantAt(clock, server), server, rate: clock.rate };
  }

  function remap(next: ClockMap): void {
    clock = next;
    onChange();
    feedDue();
  }

  function feedDue(): void {
    clearTimeout(timer);
    if (feeding || stopped || fed >= entries.length) return;
    const due = firstAfter(moments, raceInstantAt(clock, now()), fed);
    if (due > fed) {
      feed(Math.min(due, fed + AT_ONCE)).catch((error: unknown) => {
        // `submit` answers a refusal; that it throws is our own broken promise and must be seen.
        setImmediate(() => {
          throw error;
        });
      });
      return;
    }
    const waitMs = clock.rate > 0 ? msUntil(moments[fed] ?? now()) : Number.POSITIVE_INFINITY;
    // A paused clock needs no timer: whatever sets it going comes back here.
    if (waitMs < Number.POSITIVE_INFINITY)
      timer = setTimeout(feedDue, Math.min(waitMs, LONGEST_WAIT_MS));
  }

  function msUntil(moment: Instant): number {
    const race = raceInstantAt(clock, now());
    return Math.max(1, Math.ceil((moment - race) / clock.rate / MICROS_PER_MILLI));
  }

  async function feed(to: number): Promise<void> {
    feeding = true;
    const stored = await submit(entries.slice(fed, to).map(asSubmission));
    feeding = false;
    if (stopped) return;
    const all = fed + stored === to;
    fed += stored;
    if (fed >= entries.length) {
      clock = { race: moments.at(-1) ?? here().race, server: now(), rate: 0 };
      onChange();
    } else if (all) feedDue();
    else timer = setTimeout(feedDue, RETRY_MS);
  }
}

function firstAfter(moments: readonly Instant[], at: Instant, from: number): number {
  let index = from;
  while (index < moments.length && (moments[index] ?? at) <= at) index += 1;
  return index;
}

function asSubmission({ device, n, recordedAt, event }: Submission): Submission {
  return { device, n, recordedAt, event };
}
