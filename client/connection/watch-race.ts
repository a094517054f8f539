import type { Catchup, ClockMap, Gone, Head } from '../../shared/wire/messages.ts';
import { backoffMs } from './backoff.ts';
import { foldQueue } from './fold-queue.ts';
import { next as nextLink, type LinkEvent, type LinkState } from './link.ts';
import type { Ports, RaceReceiver } from './ports.ts';
import { readMessage, type MessageName } from './read-message.ts';
import { betterClock, clockOf, type ServerClock } from './server-clock.ts';
import { stepToHead } from './stand.ts';

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
  /** Which names hold now, as the server last said. */
  let names: string | null = null;
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
  const queue = foldQueue(slug, receiver, {
    ports,
    ears: {
      taking: takeStage,
      namesWanted: () => void loadRoster(),
      hole: () => happen('hole'),
      caughtUp: () => happen('caughtUp'),
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
    // Found while we catch up already: the answer to come will not do.
    if (event === 'hole' && state === 'catchingUp' && before === state) ask();
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
    queue.drop();
    waitForSilence(SILENT_MS);
    askClocks(FIRST_CLOCKS);
    ask();
  }

  function enterOffline(): void {
    queue.drop();
    for (const cancel of [cancelQuiet, cancelHole, cancelClock, cancelRetry]) cancel();
    const nowMs = ports.nowMs();
    const waitMs = backoffMs(attempt, nowMs - (troubledSinceMs ?? nowMs), ports.random());
    attempt += 1;
    retryAtMs = nowMs + waitMs;
    cancelRetry = ports.after(waitMs, () => happen('retry'));
    socket.close();
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
    const stand = queue.stand();
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
        return queue.put(read.message);
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
    takeNames(catchup);
    queue.put(catchup);
  }

  /** What is told of a log is told only of the one we stand in: a new run must first have begun here. */
  function takeStage({ epoch, clock, phase, next }: Catchup | Head): void {
    if (epoch !== queue.stand().epoch) return;
    map = clock;
    receiver.stage({ phase, next: next ?? null });
    tellEdge();
  }

  /** Somebody's name was given, hidden or erased: that is shown at once. */
  function takeNames({ names: told }: Pick<Head, 'names'>): void {
    const isNews = names !== null && told !== undefined && told !== names;
    names = told ?? names;
    if (isNews) void loadRoster();
  }

  function takeHead(message: Head): void {
    takeStage(message);
    receiver.audience(message.viewers);
    receiver.feeds(message.feeds);
    takeNames(message);
    if (state !== 'live' || queue.working()) return tellLink();
    const meaning = stepToHead(queue.stand(), message);
    if (meaning === 'otherEpoch') happen('hole');
    if (meaning === 'hole') expectUpTo(message);
    tellLink();
  }

  function expectUpTo({ epoch, seq }: Head): void {
    cancelHole();
    cancelHole = ports.after(HOLE_PATIENCE_MS, () => {
      const stand = queue.stand();
      if (stand.epoch !== epoch || stand.seq < seq) happen('hole');
    });
  }

  async function loadRoster(): Promise<void> {
    try {
      const roster = await ports.fetchRoster(slug);
      if (!closed) receiver.roster(roster);
    } catch {
      // Names are wanted but not needed: ids stand in until the next attempt.
      ports.after(3_000, () => {
        if (!closed) void loadRoster();
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
    queue.drop();
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
