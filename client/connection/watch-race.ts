import type { Entry } from '../../shared/race/entry.ts';
import { unpackEntry } from '../../shared/wire/codec.ts';
import type {
  Catchup,
  ClockMap,
  Frame,
  Gone,
  Head,
  WireEntry,
} from '../../shared/wire/messages.ts';
import { backoffMs } from './backoff.ts';
import { next as nextLink, type LinkEvent, type LinkState } from './link.ts';
import type { Ports, RaceReceiver } from './ports.ts';
import { readMessage, type MessageName } from './read-message.ts';
import { betterClock, clockOf, type ServerClock } from './server-clock.ts';
import { inSlices } from './slices.ts';
import { NOWHERE, step, stepToHead, type Stand } from './stand.ts';

/** A head comes every second or two. */
const SILENT_MS = 5_000;
/** After so long in silence the socket is given up. */
const GIVEN_UP_MS = 8_000;
const ATTEMPT_MS = 8_000;
/** A head may overtake the frame it speaks of by a round of the hub. */
const HOLE_PATIENCE_MS = 400;
const ASK_AGAIN_MS = 1_000;
const CLOCK_EVERY_MS = 30_000;
const FIRST_CLOCKS = 4;

export interface RaceWatch {
  /** Tries at once, without waiting for the backoff. */
  readonly retry: () => void;
  readonly close: () => void;
}

/**
 * Follows one race for as long as it is open: asks from where it stands, folds what comes in its
 * order, sees holes and asks again, and comes back by itself from everything but `gone`.
 */
export function watchRace(slug: string, receiver: RaceReceiver, ports: Ports): RaceWatch {
  let state: LinkState = 'connecting';
  let troubledSinceMs: number | null = ports.nowMs();
  let heardMs: number | null = null;
  let retryAtMs: number | null = null;
  let attempt = 0;
  let stand: Stand = NOWHERE;
  let head = 0;
  /** Work of an older generation is dropped: its socket or its log is gone. */
  let generation = 0;
  let inbox: (Catchup | Frame)[] = [];
  let working = false;
  /** Which names hold now, as the server last said. */
  let names: string | null = null;
  /** Names are fetched after what they name: a board of twenty thousand does not wait for them. */
  let namesWanted = false;
  let serverClock: ServerClock | null = null;
  let map: ClockMap | null = null;
  let askedMs = Number.NEGATIVE_INFINITY;
  let cancelQuiet = () => {};
  let cancelRetry = () => {};
  let cancelHole = () => {};
  let cancelClock = () => {};
  let closed = false;

  const socket = ports.openSocket({
    opened: () => happen('opened'),
    closed: () => happen('closed'),
    received: receive,
    clock(trip) {
      serverClock = betterClock(serverClock, clockOf(trip));
      tellEdge();
    },
  });
  const sleep = ports.onWake(wake);

  function happen(event: LinkEvent): void {
    if (closed) return;
    const before = state;
    state = nextLink(before, event);
    if (state === 'live') troubledSinceMs = null;
    else if (before === 'live') troubledSinceMs = ports.nowMs();
    if (event === 'opened') enterOpened();
    else if (state !== before) enter();
    if (event === 'hole' && state === 'catchingUp') ask();
    tellLink();
  }

  function enter(): void {
    if (state === 'offline') enterOffline();
    if (state === 'connecting') enterConnecting();
    if (state === 'catchingUp') ask();
    if (state === 'stale') waitForSilence(GIVEN_UP_MS);
  }

  function enterConnecting(): void {
    retryAtMs = null;
    waitForSilence(ATTEMPT_MS);
    socket.open();
  }

  function enterOpened(): void {
    attempt = 0;
    askedMs = Number.NEGATIVE_INFINITY;
    dropWork();
    waitForSilence(SILENT_MS);
    askClocks(FIRST_CLOCKS);
    ask();
  }

  function enterOffline(): void {
    dropWork();
    for (const cancel of [cancelQuiet, cancelHole, cancelClock, cancelRetry]) cancel();
    const waitMs = backoffMs(attempt, ports.random());
    attempt += 1;
    retryAtMs = ports.nowMs() + waitMs;
    cancelRetry = ports.after(waitMs, () => happen('retry'));
    socket.close();
  }

  function dropWork(): void {
    generation += 1;
    inbox = [];
  }

  /** Says where we stand; the answer brings what is missing. */
  function ask(): void {
    cancelHole();
    const waitMs = askedMs + ASK_AGAIN_MS - ports.nowMs();
    if (waitMs > 0) {
      cancelHole = ports.after(waitMs, ask);
      return;
    }
    askedMs = ports.nowMs();
    const from = stand.epoch === null ? {} : { epoch: stand.epoch, since: stand.seq };
    socket.send('watch', { race: slug, ...from });
  }

  function askClocks(more: number): void {
    cancelClock();
    socket.askClock();
    const waitMs = more > 1 ? 250 : CLOCK_EVERY_MS;
    cancelClock = ports.after(waitMs, () => askClocks(Math.max(1, more - 1)));
  }

  function waitForSilence(ms: number): void {
    cancelQuiet();
    cancelQuiet = ports.after(ms, () => happen('silent'));
  }

  function receive(name: MessageName | 'refused', payload: unknown): void {
    if (closed) return;
    heardMs = ports.nowMs();
    waitForSilence(SILENT_MS);
    // Too fast, or an older server: the next head shows whether anything is missing.
    const read = name === 'refused' ? null : readMessage(name, payload);
    if (state !== 'live' && state !== 'catchingUp') happen('heard');
    if (read === null || read.message.race !== slug) return;
    switch (read.name) {
      case 'catchup':
        return takeCatchup(read.message);
      case 'frame':
        return put(read.message);
      case 'head':
        return takeHead(read.message);
      case 'gone':
        return takeGone(read.message);
    }
  }

  function takeGone({ reason }: Gone): void {
    if (reason === 'ended') {
      // Another run took its place under the same name: we ask for that one.
      askedMs = Number.NEGATIVE_INFINITY;
      happen('hole');
      return;
    }
    receiver.gone(reason);
    close();
  }

  function takeCatchup(catchup: Catchup): void {
    head = Math.max(catchup.seq, catchup.epoch === stand.epoch ? head : 0);
    takeNames(catchup);
    put(catchup);
  }

  /** What is told of a log is told only of the one we stand in: a new run must first have begun here. */
  function takeStage({ epoch, clock, phase, next }: Catchup | Head): void {
    if (epoch !== stand.epoch) return;
    map = clock;
    receiver.stage({ phase, next: next ?? null });
    tellEdge();
  }

  /** Somebody's name was given, hidden or erased: that is shown at once. */
  function takeNames({ names: told }: Pick<Head, 'names'>): void {
    const isNews = names !== null && told !== undefined && told !== names;
    names = told ?? names;
    if (isNews) void loadRoster(generation);
  }

  function takeHead(message: Head): void {
    takeStage(message);
    receiver.audience(message.viewers);
    receiver.feeds(message.feeds);
    takeNames(message);
    if (state !== 'live' || working) return tellLink();
    head = message.seq;
    const meaning = stepToHead(stand, message);
    if (meaning === 'otherEpoch') happen('hole');
    if (meaning === 'hole') expectUpTo(message);
    tellLink();
  }

  function expectUpTo({ epoch, seq }: Head): void {
    cancelHole();
    cancelHole = ports.after(HOLE_PATIENCE_MS, () => {
      if (stand.epoch !== epoch || stand.seq < seq) happen('hole');
    });
  }

  function put(message: Catchup | Frame): void {
    inbox.push(message);
    if (!working) void work();
  }

  async function work(): Promise<void> {
    working = true;
    // What came while we caught up is folded first: live means that nothing is waiting.
    let caughtUp = false;
    for (let message = inbox.shift(); message !== undefined; message = inbox.shift()) {
      const mine = generation;
      const done = await ('how' in message ? catchUp(message, mine) : take(message, mine));
      if (done === 'caughtUp') caughtUp = true;
      if (done === 'hole' || mine !== generation) caughtUp = false;
      if (done === 'hole' && mine === generation) happen('hole');
    }
    if (caughtUp) happen('caughtUp');
    if (namesWanted) void loadRoster(generation);
    namesWanted = false;
    working = false;
  }

  async function catchUp(catchup: Catchup, mine: number): Promise<'caughtUp' | 'hole' | 'dropped'> {
    if (catchup.epoch !== stand.epoch) begin(catchup.epoch);
    takeStage(catchup);
    if (catchup.how === 'segments') {
      const fetched = await takeSegments(catchup, mine);
      if (fetched !== 'caughtUp') return fetched;
    }
    const covered =
      catchup.how === 'segments' ? (catchup.segments.at(-1)?.to ?? catchup.after) : catchup.after;
    const run = { race: slug, epoch: catchup.epoch, after: covered, entries: catchup.entries };
    const taken = await take(run, mine);
    return taken === 'taken' ? 'caughtUp' : taken;
  }

  async function takeSegments(
    catchup: Catchup & { readonly how: 'segments' },
    mine: number,
  ): Promise<'caughtUp' | 'hole' | 'dropped'> {
    const wanted = catchup.segments.filter((one) => one.to > stand.seq);
    // The next block is on its way while this one is folded.
    const load = (index: number) => {
      const ref = wanted[index];
      return ref === undefined ? null : ports.fetchSegment(ref.url).catch(() => null);
    };
    let coming = load(0);
    for (const [index, ref] of wanted.entries()) {
      const entries = await coming;
      if (mine !== generation) return 'dropped';
      if (entries === null) return 'hole';
      coming = load(index + 1);
      const taken = await foldSegment(catchup.epoch, { ...ref, entries }, mine);
      if (taken !== 'taken') return taken;
    }
    return 'caughtUp';
  }

  /** Entries are read out of the segment as they are folded, for reading them costs time too. */
  function foldSegment(
    epoch: string,
    segment: { readonly from: number; readonly to: number; readonly entries: Iterable<Entry> },
    mine: number,
  ): Promise<'taken' | 'hole' | 'dropped'> {
    const { from, to } = segment;
    const seqs = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    const reader = segment.entries[Symbol.iterator]();
    const open = (seq: number): Entry => {
      for (;;) {
        const { value } = reader.next();
        if (value === undefined)
          throw new Error(`${slug}: segment ${from}–${to} ends before ${seq}`);
        // What we hold already is read over.
        if (value.seq >= seq) return value;
      }
    };
    return foldRun({ epoch, after: from - 1, entries: seqs }, open, mine);
  }

  function take(frame: Frame, mine: number): Promise<'taken' | 'hole' | 'dropped'> {
    return foldRun<WireEntry>(frame, unpackEntry, mine);
  }

  async function foldRun<T>(
    run: { readonly epoch: string; readonly after: number; readonly entries: readonly T[] },
    open: (packed: T) => Entry,
    mine: number,
  ): Promise<'taken' | 'hole' | 'dropped'> {
    const taken = step(stand, run);
    if (taken.kind === 'known') return 'taken';
    if (taken.kind !== 'follows') return 'hole';
    const from = stand.seq;
    await inSlices(
      taken.entries,
      {
        each(packed) {
          const entry = open(packed);
          if (entry.event.type === 'entrantsListed') namesWanted = true;
          receiver.fold(entry);
        },
        sliceDone(done) {
          stand = { epoch: run.epoch, seq: from + done };
          head = Math.max(head, stand.seq);
          receiver.folded({ seq: stand.seq, of: head });
        },
      },
      { ...ports, cancelled: () => mine !== generation },
    );
    return mine === generation ? 'taken' : 'dropped';
  }

  function begin(epoch: string): void {
    stand = { epoch, seq: 0 };
    receiver.fresh(epoch);
    namesWanted = true;
  }

  async function loadRoster(mine: number): Promise<void> {
    try {
      const roster = await ports.fetchRoster(slug);
      if (!closed) receiver.roster(roster);
    } catch {
      // Names are wanted but not needed: ids stand in until the next attempt.
      ports.after(3_000, () => {
        if (!closed && mine === generation) void loadRoster(mine);
      });
    }
  }

  /** A device that slept believes in a socket that the server gave up long ago. */
  function wake(): void {
    if (state === 'offline') {
      cancelRetry();
      attempt = 0;
      happen('retry');
    } else if (heardMs !== null && ports.nowMs() - heardMs > 2_500) happen('hole');
    tellLink();
  }

  function tellEdge(): void {
    if (map !== null && serverClock !== null) receiver.edge({ map, server: serverClock });
  }

  function tellLink(): void {
    receiver.link({ state, troubledSinceMs, heardMs, retryAtMs, online: ports.online() });
  }

  function close(): void {
    if (closed) return;
    socket.send('unwatch', { race: slug });
    closed = true;
    dropWork();
    for (const cancel of [cancelQuiet, cancelHole, cancelClock, cancelRetry, sleep]) cancel();
    socket.close();
  }

  enterConnecting();
  tellLink();
  return {
    retry() {
      cancelRetry();
      attempt = 0;
      happen('retry');
    },
    close,
  };
}
