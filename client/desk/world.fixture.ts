import { createRace } from '../../shared/race/apply.ts';
import { entryId, type Entry, type EntryId, type Submission } from '../../shared/race/entry.ts';
import type { RaceEvent } from '../../shared/race/events.ts';
import type { Race } from '../../shared/race/race.ts';
import { instant, type Instant } from '../../shared/time/time.ts';
import {
  OPERATE_WIRE,
  type EntryAnswer,
  type Me,
  type SubmitAnswer,
} from '../../shared/wire/operate.ts';
import type { OperateEars, OperateSocket } from '../connection/operate-socket.ts';
import type { RaceReceiver } from '../connection/ports.ts';
import type { Desk } from './desk.ts';
import type { DeskPorts } from './desk-ports.ts';
import type { Kept } from './kept.ts';
import { memoryKept } from './memory-kept.ts';
import { openDesk } from './open-desk.ts';
import { safeKept } from './safe-kept.ts';

/** When the world of a test begins: 30 May 2024, 19:50 UTC. */
const BEGINNING_MS = 1_717_098_600_000;

/**
 * A server, a network and browsers in one simulated time, for tests of desks. The server keeps what it
 * stored through every restart, as the real one does; the network loses what it is told to lose.
 */
export class World {
  readonly server: WorldServer;
  nowMs = BEGINNING_MS;
  readonly #random: () => number;
  #timers: { readonly atMs: number; readonly call: () => void; readonly order: number }[] = [];
  #order = 0;

  constructor(random: () => number = () => 0.5) {
    this.#random = random;
    this.server = new WorldServer(this);
  }

  random(): number {
    return this.#random();
  }

  after(ms: number, call: () => void): () => void {
    this.#order += 1;
    const timer = { atMs: this.nowMs + ms, call, order: this.#order };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** Lets simulated time pass, and everything that is due in it happen. */
  async pass(ms: number): Promise<void> {
    const until = this.nowMs + ms;
    await settled();
    for (;;) {
      const [next] = this.#timers
        .filter(({ atMs }) => atMs <= until)
        .sort((a, b) => a.atMs - b.atMs || a.order - b.order);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.call();
      await settled();
    }
    this.nowMs = until;
  }

  /** Passes time in small steps until something holds; a world where it never does fails the test. */
  async until(holds: () => boolean, withinMs = 600_000): Promise<void> {
    const end = this.nowMs + withinMs;
    while (!holds()) {
      if (this.nowMs > end) throw new Error('what was waited for did not come to pass');
      await this.pass(50);
    }
  }
}

/** All promises that can go on have gone on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1)
    await new Promise((resolve) => void setImmediate(resolve));
}

/** What happens to one message on its way. */
export type Fate = 'arrives' | 'lost' | 'answerLost';

export class WorldServer {
  epoch = 'first';
  entries: Entry[] = [];
  /** Every submit that was sent, by when, whether it arrived or not. */
  readonly sent: {
    readonly atMs: number;
    readonly ids: readonly EntryId[];
    readonly fate: Fate;
  }[] = [];
  fate: (ids: readonly EntryId[]) => Fate = () => 'arrives';
  /** How many entries of a message are taken; the rest come too fast. */
  takes: () => number = () => Number.POSITIVE_INFINITY;
  /** Why an entry is refused for good; null when it is not. */
  refuses: (submission: Submission) => { code: string; message: string } | null = () => null;
  helloSays: 'ok' | 'OLD_WIRE' | 'REVOKED' = 'ok';
  rttMs = 4;
  /** Whether frames go out to those who watch. */
  isShowing = true;
  readonly #world: World;
  readonly #sockets = new Set<WorldSocket>();
  readonly #watchers = new Set<WorldWatcher>();
  #isUp = true;

  constructor(world: World) {
    this.#world = world;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** The server stops; what it stored is on its disk. */
  stop(): void {
    this.#isUp = false;
    for (const socket of this.#sockets) socket.cut();
    for (const watcher of this.#watchers) watcher.tell();
  }

  start(): void {
    this.#isUp = true;
    for (const watcher of this.#watchers) watcher.tell();
  }

  /** Another log takes the place of this one. */
  replaceLog(): void {
    this.epoch = `after ${this.epoch}`;
    this.entries = [];
    for (const watcher of this.#watchers) watcher.tell();
  }

  revoke(): void {
    for (const socket of this.#sockets) {
      socket.ears.revoked('revoked');
      socket.cut();
    }
  }

  /** Somebody else's entries. */
  bring(device: string, events: readonly RaceEvent[], from = 1): void {
    const submissions = events.map((event, index) => ({
      device,
      n: from + index,
      recordedAt: this.now(),
      event,
    }));
    this.submit(submissions);
  }

  submit(submissions: readonly Submission[]): SubmitAnswer {
    const taken = this.takes();
    const answers = submissions.map((submission, index): EntryAnswer => {
      const { device, n } = submission;
      const known = this.entries.find((entry) => entry.device === device && entry.n === n);
      if (known) return { device, n, ok: true, seq: known.seq, repeated: true };
      if (index >= taken)
        return { device, n, ok: false, code: 'TOO_FAST', message: 'later', again: true };
      const why = this.refuses(submission);
      if (why)
        return { device, n, ok: false, ...why, code: why.code as 'NOT_ALLOWED', again: false };
      const seq = this.entries.length + 1;
      this.entries.push({ ...submission, seq });
      return { device, n, ok: true, seq, repeated: false };
    });
    for (const watcher of this.#watchers) watcher.tell();
    return { ok: true, answers };
  }

  now(): Instant {
    return instant(Math.round(this.#world.nowMs * 1000));
  }

  /** What a viewer makes of the log. */
  race(): Race {
    const race = createRace();
    for (const entry of this.entries) race.apply(entry);
    return race;
  }

  socket(browser: Browser, ears: OperateEars): OperateSocket {
    const socket = new WorldSocket(this.#world, browser, ears);
    this.#sockets.add(socket);
    return {
      open: () => socket.open(),
      close: () => socket.close(),
      say: (name, message, patienceMs) => socket.say(name, message, patienceMs) as Promise<never>,
    };
  }

  watch(browser: Browser, receiver: RaceReceiver) {
    const watcher = new WorldWatcher(this.#world, browser, receiver);
    this.#watchers.add(watcher);
    watcher.tell();
    return { retry() {}, close: () => void this.#watchers.delete(watcher) };
  }

  /** From now on frames go out, or stay in. */
  show(isShowing: boolean): void {
    this.isShowing = isShowing;
    for (const watcher of this.#watchers) watcher.tell();
  }

  /** The browser's network changed. */
  networkChanged(): void {
    for (const socket of this.#sockets) if (!socket.reaches()) socket.cut();
    for (const watcher of this.#watchers) watcher.tell();
  }
}

class WorldSocket {
  readonly ears: OperateEars;
  readonly #world: World;
  readonly #browser: Browser;
  #page: number;
  #isOpen = false;

  constructor(world: World, browser: Browser, ears: OperateEars) {
    this.#world = world;
    this.#browser = browser;
    this.ears = ears;
    this.#page = browser.page;
  }

  reaches(): boolean {
    return this.#world.server.isUp && this.#browser.isOnline && this.#page === this.#browser.page;
  }

  open(): void {
    this.#world.after(this.#world.server.rttMs, () => {
      if (this.#page !== this.#browser.page) return;
      this.#isOpen = this.reaches();
      if (this.#isOpen) this.ears.opened();
      else this.ears.closed(null);
    });
  }

  close(): void {
    this.#isOpen = false;
  }

  cut(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.ears.closed(null);
  }

  say(name: string, message: object, patienceMs: number): Promise<object | null> {
    if (!this.#isOpen) return Promise.resolve(null);
    const { server } = this.#world;
    const submissions = 'submissions' in message ? (message.submissions as Submission[]) : [];
    const ids = submissions.map(entryId);
    const fate = name === 'submit' ? server.fate(ids) : 'arrives';
    if (name === 'submit') server.sent.push({ atMs: this.#world.nowMs, ids, fate });
    return new Promise((resolve) => {
      const giveUp = this.#world.after(patienceMs, () => resolve(null));
      if (fate === 'lost') return;
      this.#world.after(server.rttMs / 2, () => {
        if (!this.reaches()) return;
        const answer = this.#answer(name, submissions, message);
        this.#world.after(server.rttMs / 2, () => {
          if (fate === 'answerLost' || !this.#isOpen || !this.reaches()) return;
          giveUp();
          resolve(answer);
        });
      });
    });
  }

  #answer(name: string, submissions: readonly Submission[], message: object): object {
    const { server } = this.#world;
    switch (name) {
      case 'hello':
        return server.helloSays === 'ok'
          ? { ok: true, me: this.#browser.me, now: server.now() }
          : { ok: false, code: server.helloSays, message: '', again: false };
      case 'clock':
        return { ...message, now: server.now() };
      case 'submit':
        return server.submit(submissions);
      default:
        return { ok: true };
    }
  }
}

class WorldWatcher {
  readonly #world: World;
  readonly #browser: Browser;
  readonly #receiver: RaceReceiver;
  readonly #page: number;
  #epoch: string | null = null;
  #told = 0;

  constructor(world: World, browser: Browser, receiver: RaceReceiver) {
    this.#world = world;
    this.#browser = browser;
    this.#receiver = receiver;
    this.#page = browser.page;
  }

  tell(): void {
    const { server } = this.#world;
    if (this.#page !== this.#browser.page || !server.isUp || !this.#browser.isOnline) return;
    if (!server.isShowing) return;
    if (this.#epoch !== server.epoch) {
      this.#epoch = server.epoch;
      this.#told = 0;
      this.#receiver.fresh(server.epoch);
    }
    for (const entry of server.entries.slice(this.#told)) this.#receiver.fold(entry);
    this.#told = server.entries.length;
    this.#receiver.folded({ seq: this.#told, of: this.#told });
    this.#receiver.link({
      state: 'live',
      troubledSinceMs: null,
      heardMs: null,
      retryAtMs: null,
      online: true,
    });
  }
}

/** One operator's browser; what it keeps outlives its pages. */
export class Browser {
  kept: Kept = memoryKept();
  readonly me: Me;
  isOnline = true;
  /** Rises with every reload; whatever an older page still does reaches nobody. */
  page = 0;
  readonly #world: World;
  /** Whether the page that is open would ask before it is left. */
  asksToStay: () => boolean = () => false;
  /** Of the page that is open: what listens for the network. */
  #wakes: (() => void)[] = [];

  constructor(world: World, id = 'anna2345') {
    this.#world = world;
    this.me = {
      id,
      role: 'admin',
      race: null,
      points: null,
      label: id,
      device: `op-${id}`,
      formerly: [],
      expiresAt: null,
      seal: 'ab'.repeat(32),
      wire: OPERATE_WIRE,
    };
  }

  setOnline(isOnline: boolean): void {
    this.isOnline = isOnline;
    this.#world.server.networkChanged();
    for (const wake of this.#wakes) wake();
  }

  /** Opens the page anew: all that lived in the old one is gone. */
  async open(): Promise<Desk> {
    this.page += 1;
    this.#wakes = [];
    const desk = openDesk(this.#ports(this.page));
    await this.#world.pass(20);
    return desk;
  }

  #ports(page: number): DeskPorts {
    const world = this.#world;
    const isHere = () => page === this.page;
    const reaches = () => isHere() && this.isOnline && world.server.isUp;
    const unreachable = {
      ok: false,
      problem: { status: 0, code: 'UNREACHABLE', message: 'no network' },
    } as const;
    const me = async () => (reaches() ? ({ ok: true, value: this.me } as const) : unreachable);
    return {
      openKept: async (told) => safeKept(this.kept, { told, spareName: 'spare' }),
      tabs: { tell() {}, onTold: () => () => {} },
      api: {
        openSession: me,
        claim: me,
        me,
        endSession: async () => (reaches() ? { ok: true, value: null } : unreachable),
        races: async () =>
          reaches()
            ? { ok: true, value: { races: [{ slug: 'oslo', epoch: world.server.epoch } as never] } }
            : unreachable,
        submit: async (_race, submissions) =>
          reaches() ? { ok: true, value: world.server.submit(submissions) } : unreachable,
      },
      watch: (_slug, receiver) => world.server.watch(this, receiver),
      openSocket: (ears) => world.server.socket(this, ears),
      nowMs: () => world.nowMs,
      wallMs: () => world.nowMs,
      originMs: BEGINNING_MS,
      after: (ms, call) => world.after(ms, () => (isHere() ? call() : undefined)),
      random: () => world.random(),
      randomName: () => `p${world.random().toString(36).slice(2, 8)}`,
      onWake: (wake) => {
        this.#wakes.push(wake);
        return () => {
          this.#wakes = this.#wakes.filter((each) => each !== wake);
        };
      },
      guardLeaving: (isUnsent) => void (this.asksToStay = isUnsent),
      wasAway: () => false,
    };
  }
}
