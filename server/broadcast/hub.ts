import type { Gone, Head } from '../../shared/wire/messages.ts';
import { makeCatchup, resumeAfter, type Stand } from './catch-up.ts';
import { packFitting } from './pack-fitting.ts';
import { namesRevision } from './public-roster.ts';
import { prepareFrame, type PreparedFrame } from './prepared-frame.ts';
import type { Show } from './show.ts';
import type { ViewerLink } from './viewer-link.ts';

/**
 * The viewers of one race. What is stored while a round is being written rides in the next one: a
 * round is one frame, encoded once, written to all in slices so that the event loop stays quick.
 *
 *   room ──entries──▶ waiting ──tick──▶ round: encode once ─▶ 256 viewers ─▶ 256 viewers ─▶ …
 *                        ▲                                                            │
 *                        └────────────── what came meanwhile ◀────────────────────────┘
 *
 * A viewer with too much unsent is passed over, and caught up afresh when its line has drained, so
 * it costs a bounded amount however long it stalls.
 */
export interface Hub {
  /** Operators' desks are not among them. */
  readonly viewers: number;
  readonly stats: HubStats;
  /** Seats a viewer, or seats it anew, and answers where it stands with one catch-up. */
  join(link: ViewerLink, stand: Stand): void;
  leave(link: ViewerLink): void;
  /** Sends a head at once: the stage has changed. */
  announce(): void;
  /** Tells everyone that this is over and lets them go. */
  close(reason: Gone['reason']): void;
  /** Lets everyone go without a word. */
  stop(): void;
}

export interface HubStats {
  rounds: number;
  /** How often a message was turned into bytes, whatever the audience. */
  encodes: number;
  delivered: number;
  passedOver: number;
}

export interface HubOptions {
  readonly headEveryMs?: number;
  readonly warn?: (message: string) => void;
}

/** 256: larger slices held operators' acknowledgements back longer than they saved (bench/fan-out). */
const SLICE = 256;
const SLOWEST_TICK_MS = 250;
/** A frame carries no more than this; a burst goes out over several rounds. */
const FRAME_ENTRIES = 1_000;
const UNSENT_LIMIT_BYTES = 64 * 1024;
const HEAD_EVERY_MS = 1_500;
const KEPT_CATCHUPS = 64;

/** A catch-up from some place, and the seq it brings a viewer to. */
interface PreparedCatchup {
  readonly frame: PreparedFrame;
  readonly to: number;
}

interface Seat {
  readonly link: ViewerLink;
  readonly isDesk: boolean;
  /** The newest seq handed to this viewer. */
  seq: number;
  /** Passed over until its line has drained. */
  stalled: boolean;
  /** A seat keeps its place in the row until the next sweep, since a round may be walking it. */
  left: boolean;
}

export function openHub(show: Show, options: HubOptions): Hub {
  const { shown } = show;
  const stats: HubStats = { rounds: 0, encodes: 0, delivered: 0, passedOver: 0 };
  const seats = new Map<string, Seat>();
  let row: Seat[] = [];
  let empty = 0;
  let desks = 0;
  /** The newest seq that a round has taken up. */
  let sent = shown.seq;
  let round: 'none' | 'due' | 'running' = 'none';
  let earliest = 0;
  let catchups = new Map<number, PreparedCatchup>();
  let closed = false;

  const prepare = (event: string, message: object): PreparedFrame => {
    stats.encodes += 1;
    return prepareFrame(event, message);
  };

  const unsubscribe = shown.subscribe(schedule);
  const heads = setInterval(announce, options.headEveryMs ?? HEAD_EVERY_MS);
  heads.unref();

  return {
    get viewers() {
      return seats.size - desks;
    },
    stats,
    join(link, stand) {
      const after = resumeAfter(show, sent, stand);
      if (stand.epoch === shown.epoch && stand.since !== undefined && stand.since > shown.seq) {
        options.warn?.(
          `${shown.slug}: a viewer stands at ${stand.since}, beyond ${shown.seq}; it starts afresh`,
        );
      }
      let seat = seats.get(link.id);
      if (!seat) {
        const isDesk = stand.desk === true;
        seat = { link, isDesk, seq: after, stalled: false, left: false };
        if (isDesk) desks += 1;
        seats.set(link.id, seat);
        row.push(seat);
      }
      catchUp(seat, after);
    },
    leave,
    announce,
    close(reason) {
      const gone = prepare('gone', { race: shown.slug, reason } satisfies Gone);
      for (const seat of row) if (!seat.left) seat.link.offer(gone, Number.POSITIVE_INFINITY);
      stop();
    },
    stop,
  };

  function stop(): void {
    closed = true;
    unsubscribe();
    clearInterval(heads);
    seats.clear();
    desks = 0;
    row = [];
  }

  function leave(link: ViewerLink): void {
    const seat = seats.get(link.id);
    if (!seat) return;
    seat.left = true;
    if (seat.isDesk) desks -= 1;
    seats.delete(link.id);
    empty += 1;
    // Swept when a quarter is empty: once per viewer would cost a storm of departures its square.
    if (empty * 4 < row.length) return;
    row = row.filter((each) => !each.left);
    empty = 0;
  }

  function schedule(): void {
    if (round !== 'none' || closed) return;
    round = 'due';
    const waitMs = earliest - performance.now();
    if (waitMs > 0) setTimeout(startRound, waitMs);
    else setImmediate(startRound);
  }

  function startRound(): void {
    if (closed) return;
    const entries = packFitting(shown.entriesAfter(sent, FRAME_ENTRIES));
    if (entries.length === 0) {
      round = 'none';
      return;
    }
    round = 'running';
    stats.rounds += 1;
    const started = performance.now();
    const after = sent;
    sent += entries.length;
    catchups = new Map();
    const frame = prepare('frame', {
      race: shown.slug,
      epoch: shown.epoch,
      after,
      entries,
    });
    const to = sent;
    inSlices(
      (seat) => deliver(seat, frame, after, to),
      () => {
        const tookMs = performance.now() - started;
        earliest = started + Math.min(tookMs * 1.2, SLOWEST_TICK_MS);
        round = 'none';
        if (shown.seq > sent) schedule();
      },
    );
  }

  /** Everyone seated now, a slice per turn of the event loop; whoever comes meanwhile was caught up. */
  function inSlices(write: (seat: Seat) => void, done: () => void): void {
    const audience = row;
    const count = audience.length;
    let next = 0;
    const slice = () => {
      if (closed) return;
      const end = Math.min(next + SLICE, count);
      for (; next < end; next++) {
        const seat = audience[next];
        if (seat && !seat.left) write(seat);
      }
      if (next < count) {
        setImmediate(slice);
        return;
      }
      done();
    };
    slice();
  }

  function deliver(seat: Seat, frame: PreparedFrame, after: number, to: number): void {
    if (seat.stalled || seat.seq >= to) return;
    if (seat.seq !== after) {
      catchUp(seat, seat.seq);
    } else if (seat.link.offer(frame, UNSENT_LIMIT_BYTES)) {
      seat.seq = to;
      stats.delivered += 1;
    } else {
      stall(seat);
    }
  }

  function stall(seat: Seat): void {
    stats.passedOver += 1;
    seat.stalled = true;
    seat.link.onceDrained(() => {
      seat.stalled = false;
      if (!seat.left && !closed && seat.seq < sent) catchUp(seat, seat.seq);
    });
  }

  /** Brings a viewer from `after` to the last round: at once, or piece by piece as its line drains. */
  function catchUp(seat: Seat, after: number): void {
    seat.seq = after;
    if (seat.stalled) return;
    const { frame, to } = catchups.get(after) ?? prepareCatchup(after);
    if (!seat.link.offer(frame, UNSENT_LIMIT_BYTES)) {
      stall(seat);
      return;
    }
    seat.seq = to;
    stats.delivered += 1;
    if (to >= sent) return;
    setImmediate(() => {
      if (!seat.left && !closed && !seat.stalled && seat.seq === to) catchUp(seat, to);
    });
  }

  function prepareCatchup(after: number): PreparedCatchup {
    const catchup = makeCatchup(show, after, sent);
    const prepared = { frame: prepare('catchup', catchup), to: catchup.seq };
    // Whoever comes within one tick stands in few places; a flood of made-up ones is not kept.
    if (catchups.size < KEPT_CATCHUPS) catchups.set(after, prepared);
    return prepared;
  }

  function announce(): void {
    // A cached catch-up carries the stage as it was.
    catchups = new Map();
    if (seats.size === 0 || closed) return;
    const { phase, clock, next } = show.stage();
    const head: Head = {
      race: shown.slug,
      epoch: shown.epoch,
      seq: sent,
      clock,
      phase,
      viewers: seats.size - desks,
      feeds: show.feeds(),
      names: namesRevision(shown.roster),
      ...(next ? { next } : {}),
    };
    const frame = prepare('head', head);
    inSlices((seat) => {
      if (!seat.stalled && !seat.link.offer(frame, UNSENT_LIMIT_BYTES)) stall(seat);
    }, ignore);
  }
}

function ignore(): void {}
