import {
  OPERATE_WIRE,
  type Attend,
  type FromOperatorAnswers,
  type Me,
  type Presence,
  type Revoked,
  type Sources,
  type SubmitAnswer,
} from '../../shared/wire/operate.ts';
import type { Submission } from '../../shared/race/entry.ts';
import { backoffMs } from './backoff.ts';
import type { OperateEars, OperateSocket } from './operate-socket.ts';
import type { RoundTrip } from './server-clock.ts';

const PATIENCE_MS = 8_000;
const ATTEMPT_MS = 10_000;
/** After sleep or a word of the browser that there is no network, an answer comes soon or not at all. */
const WAKE_PATIENCE_MS = 2_500;
/** Many at first, for the shortest trip says most; then often enough that quartz does not run away. */
const FIRST_CLOCKS = 24;
const QUICK_CLOCKS = 8;
const QUICK_CLOCK_MS = 120;
const FIRST_CLOCK_MS = 1_500;
const CLOCK_EVERY_MS = 10_000;

export interface OperateLinkPorts {
  readonly openSocket: (ears: OperateEars) => OperateSocket;
  readonly nowMs: () => number;
  readonly after: (ms: number, call: () => void) => () => void;
  readonly random: () => number;
  readonly onWake: (wake: () => void) => () => void;
}

export interface OperateLinkEars {
  readonly state: (state: OperateLinkState) => void;
  readonly me: (me: Me) => void;
  readonly trip: (trip: RoundTrip) => void;
  readonly presence: (presence: Presence) => void;
  readonly sources: (sources: Sources) => void;
  /** The server does not let this operator in; nothing is tried again until `retry`. */
  readonly shut: (why: Shut) => void;
}

export type OperateLinkState = 'connecting' | 'live' | 'offline';
export type Shut = Revoked['reason'] | 'noKey' | 'oldWire';

/** A desk's way to the server, held open until it is closed. */
export interface OperateLink {
  readonly state: () => OperateLinkState;
  readonly submit: (race: string, entries: readonly Submission[]) => Promise<SubmitAnswer | null>;
  readonly attend: (attend: Attend) => void;
  readonly retry: () => void;
  /** As if the network were gone for so long: to rehearse it. */
  readonly interrupt: (ms: number) => void;
  readonly close: () => void;
}

/** Opens the operators' socket and keeps coming back, as long as the server has a place for us. */
export function operateLink(ears: OperateLinkEars, ports: OperateLinkPorts): OperateLink {
  let state: OperateLinkState = 'offline';
  let attempt = 0;
  let closed = false;
  let isShut = false;
  let interruptedUntilMs = Number.NEGATIVE_INFINITY;
  /** Answers to an older opening are nobody's. */
  let opening = 0;
  let asking = 0;
  let cancelRetry = () => {};
  let cancelAttempt = () => {};
  let cancelClock = () => {};

  const socket = ports.openSocket({
    opened: () => void hello(),
    closed: (code) => lost(code),
    presence: ears.presence,
    sources: ears.sources,
    revoked: shut,
  });
  const sleep = ports.onWake(wake);

  function become(next: OperateLinkState): void {
    if (state === next) return;
    state = next;
    ears.state(next);
  }

  function connect(): void {
    if (closed || isShut) return;
    cancelRetry();
    const waitMs = interruptedUntilMs - ports.nowMs();
    if (waitMs > 0) {
      cancelRetry = ports.after(waitMs, connect);
      return;
    }
    opening += 1;
    become('connecting');
    cancelAttempt();
    cancelAttempt = ports.after(ATTEMPT_MS, () => lost(null));
    socket.open();
  }

  async function hello(): Promise<void> {
    const mine = opening;
    const answer = await socket.say('hello', { wire: OPERATE_WIRE }, PATIENCE_MS);
    if (mine !== opening || closed) return;
    if (answer === null) return lost(null);
    if (!answer.ok) {
      const why = whyShut(answer.code);
      return why === null ? lost(null) : shut(why);
    }
    cancelAttempt();
    attempt = 0;
    ears.me(answer.me);
    become('live');
    askClocks(FIRST_CLOCKS);
  }

  function lost(code: string | null): void {
    if (closed || isShut) return;
    const why = code === null ? null : whyShut(code);
    if (why !== null) return shut(why);
    if (state === 'offline') return;
    rest();
    become('offline');
    // Operators are few, and a race waits for them: theirs stays the short wait of a fresh loss.
    const waitMs = backoffMs(attempt, 0, ports.random());
    attempt += 1;
    cancelRetry = ports.after(waitMs, connect);
    socket.close();
  }

  function shut(why: Shut): void {
    if (closed || isShut) return;
    isShut = true;
    rest();
    become('offline');
    ears.shut(why);
    socket.close();
  }

  function rest(): void {
    opening += 1;
    for (const cancel of [cancelRetry, cancelAttempt, cancelClock]) cancel();
  }

  function askClocks(more: number, patienceMs = PATIENCE_MS): void {
    cancelClock();
    asking += 1;
    const [mine, series] = [opening, asking];
    const sentMs = ports.nowMs();
    void socket.say('clock', { sent: sentMs }, patienceMs).then((answer) => {
      if (mine !== opening || closed) return;
      const trip = tripOf(answer, sentMs, ports.nowMs());
      if (trip) ears.trip(trip);
      // Another series began meanwhile, and goes on by itself.
      if (series !== asking) return;
      // Whoever does not say the time in so long is not there any more.
      if (answer === null) return lost(null);
      const waitMs =
        more > FIRST_CLOCKS - QUICK_CLOCKS
          ? QUICK_CLOCK_MS
          : more > 1
            ? FIRST_CLOCK_MS
            : CLOCK_EVERY_MS;
      cancelClock = ports.after(waitMs, () => askClocks(Math.max(1, more - 1)));
    });
  }

  /** A device that slept believes in a socket that the server gave up long ago. */
  function wake(): void {
    if (closed || isShut) return;
    if (state === 'live') return askClocks(FIRST_CLOCKS, WAKE_PATIENCE_MS);
    if (state === 'offline') connect();
  }

  connect();
  return {
    state: () => state,
    submit: (race, submissions) => socket.say('submit', { race, submissions }, PATIENCE_MS),
    attend: (attend) => void socket.say('attend', attend, PATIENCE_MS),
    retry() {
      isShut = false;
      attempt = 0;
      if (state === 'offline') connect();
    },
    interrupt(ms) {
      interruptedUntilMs = ports.nowMs() + ms;
      rest();
      become('offline');
      cancelRetry = ports.after(ms, connect);
      socket.close();
    },
    close() {
      closed = true;
      rest();
      sleep();
      socket.close();
    },
  };
}

function tripOf(
  answer: FromOperatorAnswers['clock'] | null,
  sentMs: number,
  heardMs: number,
): RoundTrip | null {
  if (answer === null || !('now' in answer)) return null;
  return { sentMs, heardMs, serverUs: answer.now };
}

/** Refusals that no waiting will change; anything else is tried again. */
function whyShut(code: string): Shut | null {
  switch (code) {
    case 'NO_KEY':
    case 'BAD_KEY':
      return 'noKey';
    case 'EXPIRED':
      return 'expired';
    case 'REVOKED':
      return 'revoked';
    case 'OLD_WIRE':
      return 'oldWire';
    default:
      return null;
  }
}
