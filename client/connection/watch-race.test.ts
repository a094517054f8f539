import { beforeEach, expect, test } from 'vitest';
import type { Entry } from '../../shared/race/entry.ts';
import { packEntry } from '../../shared/wire/codec.ts';
import { instant } from '../../shared/time/time.ts';
import { WIRE_VERSION } from '../../shared/wire/messages.ts';
import type { LinkView, Ports, RaceReceiver, SocketEars } from './ports.ts';
import { watchRace } from './watch-race.ts';

const SLUG = 'oslo';
const MAP = { race: 0, server: 0, rate: 1 };

function entry(seq: number): Entry {
  return {
    seq,
    device: 'mat',
    n: seq,
    recordedAt: instant(seq * 1000),
    event: {
      type: 'messagePosted',
      time: { basis: 'instant', at: instant(seq * 1000), digits: 3 },
      text: `entry ${seq}`,
      kind: 'measured',
    },
  };
}

function run(from: number, to: number): Entry[] {
  return Array.from({ length: to - from + 1 }, (_, index) => entry(from + index));
}

/** A browser and a server of our own: the clock moves when told, the socket says what it is told. */
function stage() {
  let clockMs = 1_000_000;
  let timers: { readonly at: number; readonly call: () => void }[] = [];
  let ears: SocketEars | null = null;
  const sent: { name: string; message: object }[] = [];
  const folded: number[] = [];
  const epochs: string[] = [];
  const links: LinkView[] = [];
  const gone: string[] = [];
  /** Epochs and phases in the order in which they were told. */
  const told: string[] = [];
  const segments = new Map<string, readonly Entry[]>();
  let opens = 0;
  let wakeUp = () => {};
  const ports: Ports = {
    openSocket(given) {
      ears = given;
      return {
        open: () => void (opens += 1),
        close: () => {},
        send: (name, message) => void sent.push({ name, message }),
        askClock: () => {},
      };
    },
    fetchSegment(url) {
      const found = segments.get(url);
      return found === undefined ? Promise.reject(new Error(url)) : Promise.resolve(found);
    },
    fetchRoster: () => Promise.resolve({}),
    nowMs: () => clockMs,
    after(ms, call) {
      const timer = { at: clockMs + ms, call };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    breathe: () => Promise.resolve(),
    random: () => 0.5,
    online: () => true,
    onWake(wake) {
      wakeUp = wake;
      return () => {};
    },
  };
  const receiver: RaceReceiver = {
    fresh(epoch) {
      epochs.push(epoch);
      told.push(epoch);
    },
    fold: ({ seq }) => void folded.push(seq),
    folded: () => {},
    roster: () => {},
    link: (view) => void links.push(view),
    edge: () => {},
    stage: ({ phase }) => void told.push(phase),
    audience: () => {},
    feeds: () => {},
    gone: (reason) => void gone.push(reason),
  };
  const watch = watchRace(SLUG, receiver, ports);
  const mouth = (): SocketEars => {
    if (ears === null) throw new Error('no socket was opened');
    return ears;
  };
  return {
    watch,
    sent,
    folded,
    epochs,
    gone,
    told,
    segments,
    opens: () => opens,
    state: () => links.at(-1)?.state,
    troubled: () => links.at(-1)?.troubledSinceMs,
    wake: () => wakeUp(),
    opened: () => mouth().opened(),
    dropped: () => mouth().closed(),
    catchup: (after: number, entries: readonly Entry[], epoch = 'a') =>
      mouth().received('catchup', {
        wire: WIRE_VERSION,
        race: SLUG,
        epoch,
        seq: after + entries.length,
        clock: MAP,
        phase: 'live',
        how: 'entries',
        after,
        entries: entries.map(packEntry),
      }),
    say: (name: 'catchup' | 'frame' | 'head' | 'gone', message: object) =>
      mouth().received(name, message),
    frame: (after: number, entries: readonly Entry[], epoch = 'a') =>
      mouth().received('frame', { race: SLUG, epoch, after, entries: entries.map(packEntry) }),
    head: (seq: number, epoch = 'a') =>
      mouth().received('head', {
        race: SLUG,
        epoch,
        seq,
        clock: MAP,
        phase: 'live',
        viewers: 3,
        feeds: [],
      }),
    pass(ms: number) {
      const until = clockMs + ms;
      for (;;) {
        const due = timers.filter((one) => one.at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((one) => one !== due);
        clockMs = Math.max(clockMs, due.at);
        due.call();
      }
      clockMs = until;
    },
    settle: () => new Promise<void>((resolve) => void setTimeout(resolve, 0)),
  };
}

type Stage = ReturnType<typeof stage>;
let on: Stage;

beforeEach(() => {
  on = stage();
});

async function live(upTo = 3): Promise<void> {
  on.opened();
  on.catchup(0, run(1, upTo));
  await on.settle();
}

test('a viewer who comes for the first time asks for the race and is live after the catch-up', async () => {
  expect(on.state()).toBe('connecting');
  on.opened();
  expect(on.state()).toBe('catchingUp');
  expect(on.sent).toEqual([{ name: 'watch', message: { race: SLUG } }]);
  on.catchup(0, run(1, 3));
  await on.settle();
  expect(on.state()).toBe('live');
  expect(on.epochs).toEqual(['a']);
  expect(on.folded).toEqual([1, 2, 3]);
});

test('a frame is folded in the very call that brings it', async () => {
  await live();
  on.frame(3, run(4, 5));
  expect(on.folded).toEqual([1, 2, 3, 4, 5]);
});

test('a repeated frame is folded once', async () => {
  await live();
  on.frame(3, run(4, 5));
  on.frame(3, run(4, 6));
  await on.settle();
  expect(on.folded).toEqual([1, 2, 3, 4, 5, 6]);
});

test('R13: a frame that leaves a hole is not folded; we ask from where we stand', async () => {
  await live();
  on.pass(2_000);
  on.frame(5, run(6, 6));
  await on.settle();
  expect(on.state()).toBe('catchingUp');
  expect(on.sent.at(-1)).toEqual({ name: 'watch', message: { race: SLUG, epoch: 'a', since: 3 } });
  on.catchup(3, run(4, 6));
  await on.settle();
  expect(on.folded).toEqual([1, 2, 3, 4, 5, 6]);
  expect(on.state()).toBe('live');
});

test('a head shows a hole after the last frame', async () => {
  await live();
  on.pass(2_000);
  on.head(4);
  expect(on.state()).toBe('live');
  on.pass(500);
  expect(on.state()).toBe('catchingUp');
  expect(on.sent.at(-1)?.message).toEqual({ race: SLUG, epoch: 'a', since: 3 });
});

test('a head that overtakes its frame by a moment costs no question', async () => {
  await live();
  const asked = on.sent.length;
  on.head(4);
  on.frame(3, run(4, 4));
  on.pass(1_000);
  expect(on.sent.length).toBe(asked);
  expect(on.state()).toBe('live');
});

test('R13: a new epoch is a new log: everything is folded afresh', async () => {
  await live();
  on.pass(2_000);
  on.head(1, 'b');
  expect(on.state()).toBe('catchingUp');
  on.catchup(0, run(1, 2), 'b');
  await on.settle();
  expect(on.epochs).toEqual(['a', 'b']);
  expect(on.folded).toEqual([1, 2, 3, 1, 2]);
});

test('R13: an answer from the first entry on that ends before where we stand is folded afresh', async () => {
  await live(5);
  on.pass(2_000);
  on.frame(7, run(8, 8));
  await on.settle();
  on.catchup(0, run(1, 3));
  await on.settle();
  expect(on.epochs).toEqual(['a', 'a']);
  expect(on.folded).toEqual([1, 2, 3, 4, 5, 1, 2, 3]);
  on.frame(3, run(4, 4));
  expect(on.folded.at(-1)).toBe(4);
  expect(on.state()).toBe('live');
});

test('when the server goes we try again by ourselves, and go on from where we stood', async () => {
  await live();
  on.dropped();
  expect(on.state()).toBe('offline');
  const before = on.opens();
  on.pass(1_000);
  expect(on.opens()).toBe(before + 1);
  on.opened();
  expect(on.sent.at(-1)).toEqual({ name: 'watch', message: { race: SLUG, epoch: 'a', since: 3 } });
  on.catchup(3, run(4, 4));
  await on.settle();
  expect(on.folded).toEqual([1, 2, 3, 4]);
  expect(on.epochs).toEqual(['a']);
  expect(on.state()).toBe('live');
});

test('attempts that fail come often for two minutes, and seldom after that', () => {
  const opens: number[] = [];
  on.dropped();
  for (let second = 0; second < 300; second += 1) {
    const before = on.opens();
    on.pass(1_000);
    if (on.opens() > before) {
      opens.push(second);
      on.dropped();
    }
  }
  const fresh = opens.filter((second) => second < 120).length;
  expect(fresh).toBeGreaterThan(120 / 4.5);
  expect(opens.length - fresh).toBeLessThan(180 / 10);
});

test('thirteen seconds without a server: the next attempt is never five seconds away', async () => {
  await live();
  const opens = on.opens();
  on.dropped();
  for (let ms = 0, known = opens; ms < 13_000; ms += 50) {
    on.pass(50);
    if (on.opens() === known) continue;
    known = on.opens();
    on.dropped();
  }
  const tried = on.opens();
  on.pass(4_500);
  expect(on.opens()).toBeGreaterThan(tried);
});

test('silence makes the link stale, a word from the server makes it ask again', async () => {
  await live();
  on.pass(5_100);
  expect(on.state()).toBe('stale');
  on.head(3);
  expect(on.state()).toBe('catchingUp');
});

test('a socket that stays silent is given up and opened anew', async () => {
  await live();
  on.pass(5_100);
  on.pass(8_100);
  expect(on.state()).toBe('offline');
  on.pass(1_000);
  expect(on.state()).toBe('connecting');
});

test('waking from sleep tries at once', async () => {
  await live();
  on.dropped();
  const before = on.opens();
  on.wake();
  expect(on.opens()).toBe(before + 1);
});

test('trouble is counted from its beginning, not from each attempt', async () => {
  await live();
  expect(on.troubled()).toBeNull();
  on.dropped();
  const since = on.troubled();
  on.pass(1_000);
  on.dropped();
  expect(on.troubled()).toBe(since);
});

test('a long log comes in segments, whose overlap with what we hold is cut', async () => {
  on.segments.set('/s/1-4', run(1, 4));
  on.segments.set('/s/5-8', run(5, 8));
  on.opened();
  on.say('catchup', {
    wire: WIRE_VERSION,
    race: SLUG,
    epoch: 'a',
    seq: 9,
    clock: MAP,
    phase: 'live',
    how: 'segments',
    after: 0,
    segments: [
      { url: '/s/1-4', from: 1, to: 4, bytes: 10 },
      { url: '/s/5-8', from: 5, to: 8, bytes: 10 },
    ],
    entries: run(9, 9).map(packEntry),
  });
  on.frame(9, run(10, 10));
  await on.settle();
  expect(on.folded).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(on.state()).toBe('live');
});

test('a segment that cannot be fetched is asked for again, without folding anything twice', async () => {
  on.segments.set('/s/1-4', run(1, 4));
  const catchup = {
    wire: WIRE_VERSION,
    race: SLUG,
    epoch: 'a',
    seq: 8,
    clock: MAP,
    phase: 'live',
    how: 'segments',
    after: 0,
    segments: [
      { url: '/s/1-4', from: 1, to: 4, bytes: 10 },
      { url: '/s/5-8', from: 5, to: 8, bytes: 10 },
    ],
    entries: [],
  };
  on.opened();
  on.say('catchup', catchup);
  await on.settle();
  expect(on.state()).toBe('catchingUp');
  on.segments.set('/s/5-8', run(5, 8));
  on.pass(1_100);
  expect(on.sent.at(-1)?.message).toEqual({ race: SLUG, epoch: 'a', since: 4 });
  on.say('catchup', { ...catchup, after: 4 });
  await on.settle();
  expect(on.folded).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(on.state()).toBe('live');
});

test('a race that is gone is said to be gone, and nothing more is tried', async () => {
  on.opened();
  on.say('gone', { race: SLUG, reason: 'notFound' });
  expect(on.gone).toEqual(['notFound']);
  const before = on.opens();
  on.pass(60_000);
  expect(on.opens()).toBe(before);
});

test('a run whose place another took is let go of, and the other one is asked for', async () => {
  await live();
  on.pass(2_000);
  on.say('gone', { race: SLUG, reason: 'ended' });
  expect(on.gone).toEqual([]);
  expect(on.sent.at(-1)?.name).toBe('watch');
  on.catchup(0, run(1, 2), 'b');
  await on.settle();
  expect(on.epochs).toEqual(['a', 'b']);
  expect(on.state()).toBe('live');
});

test('the stage of a new run is told after the run has begun here, never of the run before it', async () => {
  await live();
  on.head(1, 'b');
  expect(on.told).toEqual(['a', 'live']);
  on.pass(2_000);
  on.say('gone', { race: SLUG, reason: 'ended' });
  on.catchup(0, run(1, 2), 'b');
  await on.settle();
  expect(on.told).toEqual(['a', 'live', 'b', 'live']);
});

test('words about another race are not ours', async () => {
  await live();
  on.say('head', {
    race: 'bahrain',
    epoch: 'z',
    seq: 99,
    clock: MAP,
    phase: 'live',
    viewers: 1,
    feeds: [],
  });
  on.pass(1_000);
  expect(on.state()).toBe('live');
});
