import { createStore } from 'zustand/vanilla';
import { operateLink, type OperateLink, type Shut } from '../connection/operate-link.ts';
import type { OperateReply } from '../connection/http-operate.ts';
import type { Attend, Me, SubmitAnswer } from '../../shared/wire/operate.ts';
import type { Desk, DeskState, SignedIn } from './desk.ts';
import { deskTime, type KeptOffset } from './desk-clock.ts';
import type { DeskPorts } from './desk-ports.ts';
import type { Kept } from './kept.ts';
import { openOutbox, type Outbox } from './outbox.ts';
import { openRaceDesk, type OpenRaceDesk } from './race-desk.ts';
import { openSender, type Sender } from './sender.ts';
import { unsentFile } from './unsent-file.ts';

const LOOK_EVERY_MS = 1_000;
const TELL_CLOCK_EVERY_MS = 5_000;
const ATTEND_EVERY_MS = 1_000;

/** Opens an operator's desk; `Desk` says what it does. */
export function openDesk(ports: DeskPorts): Desk {
  const state = createStore<DeskState>(() => ({
    phase: 'starting',
    me: null,
    link: 'offline',
    shut: null,
    clock: null,
    unsent: 0,
    cannotKeep: null,
  }));
  const time = deskTime(ports);
  const races = new Map<string, OpenRaceDesk>();
  let link: OperateLink | null = null;
  /** Where this page's operator is; told again whenever the link is back. */
  let where: Pick<Attend, 'race' | 'screen' | 'armed'> = { race: null };
  let cancelAttend = () => {};
  let clockToldMs = Number.NEGATIVE_INFINITY;

  const opened = open();

  interface Opened {
    readonly kept: Kept;
    readonly outbox: Outbox;
    readonly sender: Sender;
  }

  /** What somebody did and this browser has not kept yet. */
  let bringing = 0;

  async function open(): Promise<Opened> {
    const kept = await ports.openKept((reason) => state.setState({ cannotKeep: reason }));
    const outbox = openOutbox(kept, ports.tabs);
    const sender = openSender(outbox, {
      submit: async (race, entries) => (await link?.submit(race, entries)) ?? null,
      submitLarge: async (race, entries) => answerOf(await ports.api.submit(race, entries)),
      async epochOf(race) {
        const reply = await ports.api.races();
        return (reply.ok && reply.value.races.find(({ slug }) => slug === race)?.epoch) || null;
      },
      isLive: () => link?.state() === 'live',
      after: ports.after,
      random: ports.random,
    });
    outbox.subscribe(() => {
      const unsent = outbox.unsent();
      if (unsent !== state.getState().unsent) state.setState({ unsent });
      tellAttendSoon();
      sender.go();
    });
    ports.guardLeaving(() => bringing > 0 || state.getState().unsent > 0);
    await outbox.reload();
    return { kept, outbox, sender };
  }

  async function start(): Promise<void> {
    const { kept } = await opened;
    const offset = await kept.note('clock');
    if (isKeptOffset(offset)) time.resume(offset);
    const me = await kept.note('me');
    if (isMe(me)) enter(me, 'resumed');
    look();
    ports.onWake(() => time.look(ports.wasAway()));
    const reply = await ports.api.me();
    if (reply.ok) return enter(reply.value, 'signedIn');
    if (state.getState().phase === 'starting') state.setState({ phase: 'signedOut' });
  }

  function enter(me: Me, phase: 'resumed' | 'signedIn'): void {
    const before = state.getState().me;
    // Sockets speak for whoever opened them.
    if (before !== null && before.id !== me.id) closeAll();
    state.setState({ me, phase, ...(phase === 'signedIn' ? { shut: null } : {}) });
    if (phase === 'signedIn') void opened.then(({ kept }) => kept.setNote('me', me));
    if (link) {
      if (phase === 'signedIn') link.retry();
      return;
    }
    link = operateLink(
      {
        state: linkBecame,
        me: (now) => enter(now, 'signedIn'),
        trip(trip) {
          time.trip(trip);
          tellClock(true);
        },
        presence: ({ race, operators }) => races.get(race)?.present(operators),
        sources: (sources) => races.get(sources.race)?.sourcesAre(sources),
        shut(why) {
          state.setState({ shut: shutOf(why) });
          // Drafts and names are not for a device that was shut out; its own queue stays.
          if (why === 'revoked') void opened.then(({ kept }) => kept.forgetRaces());
        },
      },
      ports,
    );
    linkBecame(link.state());
  }

  function linkBecame(now: DeskState['link']): void {
    state.setState({ link: now });
    if (now !== 'live') return;
    tellAttend();
    void opened.then(({ sender }) => sender.afresh());
  }

  function closeAll(): void {
    link?.close();
    link = null;
    for (const race of races.values()) race.close();
    races.clear();
  }

  function leave(): void {
    closeAll();
    state.setState({ phase: 'signedOut', me: null, link: 'offline', shut: null });
  }

  function look(): void {
    time.look(ports.wasAway());
    tellClock(false);
    ports.after(LOOK_EVERY_MS, look);
  }

  function tellClock(measured: boolean): void {
    const dueMs = clockToldMs + TELL_CLOCK_EVERY_MS;
    const first = state.getState().clock === null;
    if (!measured && !first && ports.nowMs() < dueMs) return;
    state.setState({ clock: time.read() });
    if (ports.nowMs() < dueMs && !first) return;
    clockToldMs = ports.nowMs();
    const offset = time.keep();
    if (offset) void opened.then(({ kept }) => kept.setNote('clock', offset));
  }

  function tellAttend(): void {
    cancelAttend();
    const { clock, unsent } = state.getState();
    const aboutClock = clock ? { offsetUs: clock.offsetUs, errorUs: clock.errorUs } : {};
    link?.attend({ ...where, unsent, ...aboutClock });
  }

  function tellAttendSoon(): void {
    cancelAttend();
    cancelAttend = ports.after(ATTEND_EVERY_MS, tellAttend);
  }

  function isOwn(device: string): boolean {
    const { me } = state.getState();
    if (!me) return false;
    return [me.device, ...me.formerly].some(
      (own) => device === own || device.startsWith(`${own}.`),
    );
  }

  async function signIn(request: Promise<OperateReply<Me>>): Promise<SignedIn> {
    const reply = await request;
    if (!reply.ok) return { ok: false, code: reply.problem.code, message: reply.problem.message };
    enter(reply.value, 'signedIn');
    return { ok: true };
  }

  const now = () => time.instantOf(ports.nowMs()).at;

  const desk: Desk = {
    state,
    signIn: (with_, name) =>
      signIn(
        'key' in with_
          ? ports.api.openSession({ key: with_.key, ...(name === '' ? {} : { device: name }) })
          : ports.api.claim({ code: with_.code, ...(name === '' ? {} : { device: name }) }),
      ),
    async signOut() {
      const reply = await ports.api.endSession();
      // Without the server the cookie stays, and with it whoever is signed in.
      if (!reply.ok && reply.problem.code === 'UNREACHABLE') return;
      const { kept } = await opened;
      await kept.setNote('me', null);
      await kept.forgetRaces();
      leave();
    },
    comeInAgain: leave,
    race(slug) {
      const known = races.get(slug);
      if (known) return known;
      const raceDesk = openRaceDesk(slug, () => races.delete(slug), {
        ports,
        opened,
        isOwn,
        async bring(race, epoch, events) {
          const at = now();
          bringing += 1;
          try {
            const { outbox } = await opened;
            const { me } = state.getState();
            if (!me) throw new Error('nobody is signed in, and somebody brings an entry');
            const { device } = me;
            const part = ports.randomName();
            return await outbox.bring({ race, epoch, device, part, at, events });
          } finally {
            bringing -= 1;
          }
        },
        attend(race, screen) {
          if (screen === null && where.race !== race) return;
          where = screen === null ? { race: null } : { race, ...screen };
          tellAttend();
        },
      });
      races.set(slug, raceDesk);
      return raceDesk;
    },
    instantOf: (timeStampMs) => time.instantOf(ports.originMs + timeStampMs),
    now,
    interrupt: (ms) => link?.interrupt(ms),
    async exportUnsent(race) {
      const { kept } = await opened;
      const { me } = state.getState();
      return unsentFile(await kept.unsent(), {
        me,
        now: now(),
        ...(race === undefined ? {} : { race }),
      });
    },
  };
  void start();
  return desk;
}

/** What came of sending entries over HTTP, in the words of the socket; null for no answer. */
function answerOf(reply: OperateReply<SubmitAnswer>): SubmitAnswer | null {
  if (reply.ok) return reply.value;
  const { status, code, message } = reply.problem;
  if (status === 0 || status >= 500) return null;
  const again = code === 'TOO_FAST';
  return { ok: false, code: code as 'MALFORMED', message, again };
}

function shutOf(why: Shut): DeskState['shut'] {
  return why === 'noKey' ? 'signedOut' : why;
}

/** What a page before this one noted, perhaps in another version. */
function isMe(value: unknown): value is Me {
  return typeof value === 'object' && value !== null && 'device' in value && 'role' in value;
}

function isKeptOffset(value: unknown): value is KeptOffset {
  return typeof value === 'object' && value !== null && 'offsetUs' in value && 'atMs' in value;
}
