import { createStore } from 'zustand/vanilla';
import type { Entrant, RaceDefinition } from '../../shared/race/definition.ts';
import { entryId, type Entry, type EntryId, type Submission } from '../../shared/race/entry.ts';
import type { RaceEvent } from '../../shared/race/events.ts';
import type { StampClock } from '../../shared/feeding/stamp-note.ts';
import type { Roster } from '../../shared/race/roster.ts';
import { instant, type Instant } from '../../shared/time/time.ts';
import { OPERATE_WIRE, type Me } from '../../shared/wire/operate.ts';
import type { Desk, DeskState, RaceDesk, RaceDeskState } from './desk.ts';
import type { KeptEntry, Why } from './kept.ts';
import { byDeviceAndCounter, counterKey, sign, type Counter } from './memory-kept.ts';
import type { OutboxEntry } from './outbox.ts';
import { raceFold, type RaceFold } from './race-fold.ts';
import { unsentFile } from './unsent-file.ts';

/** A desk in memory, for tests of screens: what is brought is stored at once, unless a test holds it back. */
export interface DeskFixture extends Desk {
  readonly me: Me;
  /** From now on what is brought stays on the device, until `store` or `refuse`. */
  readonly hold: () => void;
  /** The server stores all that waits, and what comes from now on. */
  readonly store: () => void;
  readonly refuse: (slug: string, id: EntryId, why?: Why) => void;
  /** Somebody else brings events; they are stored. */
  readonly others: (slug: string, events: readonly RaceEvent[], device?: string) => EntryId[];
  readonly setRace: (slug: string, state: Partial<RaceDeskState>) => void;
  /** What was brought through this desk, oldest first. */
  readonly brought: (slug: string) => readonly RaceEvent[];
  /** Where the operator said that it is. */
  readonly attended: () => readonly object[];
}

export interface DeskFixtureOptions {
  readonly me?: Partial<Me>;
  readonly state?: Partial<DeskState>;
  readonly races?: Readonly<Record<string, RaceFixture>>;
  /** Server time of `event.timeStamp` 0, and of `now()` until a test moves it. */
  readonly origin?: Instant;
  /** The page's clock in ms; the browser's own when left out. */
  readonly nowMs?: () => number;
}

export interface RaceFixture {
  readonly definition?: RaceDefinition;
  readonly entrants?: readonly Entrant[];
  readonly roster?: Roster;
  /** Stored by somebody else, in this order. */
  readonly events?: readonly RaceEvent[];
  /** Stored as they are. */
  readonly entries?: readonly Submission[];
}

/** 30 May 2024, 19:50 UTC: the gun of the testkit's races. */
const ORIGIN = instant(1_717_098_600_000_000);
const UNKNOWN_BIB: Why = { code: 'NOT_ALLOWED', message: 'a tapper may not bring this' };

export function deskFixture(options: DeskFixtureOptions = {}): DeskFixture {
  const origin = options.origin ?? ORIGIN;
  const nowMs = options.nowMs ?? (() => performance.now());
  const me: Me = {
    id: 'anna2345',
    role: 'admin',
    race: null,
    points: null,
    label: 'Anna',
    device: 'op-anna2345',
    formerly: [],
    expiresAt: null,
    seal: 'ab'.repeat(32),
    wire: OPERATE_WIRE,
    ...options.me,
  };
  const state = createStore<DeskState>(() => ({
    phase: 'signedIn',
    me,
    link: 'live',
    shut: null,
    clock: {
      offsetUs: 3_200,
      errorUs: 1_100,
      stepped: false,
      from: 'measured',
      measuredAt: origin,
    },
    unsent: 0,
    cannotKeep: null,
    ...options.state,
  }));
  const races = new Map<string, HeldRace>();
  const counters = new Map<string, Counter>();
  const attended: object[] = [];
  let holding = false;

  function now(): Instant {
    return instant(origin + Math.round(nowMs() * 1000));
  }

  function signed(
    slug: string,
    device: string,
    events: readonly RaceEvent[],
  ): readonly KeptEntry[] {
    const brought = { race: slug, epoch: 'fixture', device, part: 'tab', at: now(), events };
    const { entries, counter } = sign(brought, counters.get(counterKey(brought)));
    counters.set(counterKey(brought), counter);
    // Under the name it was given, whatever the part.
    return entries.map((entry) => ({ ...entry, submission: { ...entry.submission, device } }));
  }

  function raceOf(slug: string): HeldRace {
    const known = races.get(slug);
    if (known) return known;
    const race = heldRace(slug, me, (where) => void attended.push(where), bring);
    races.set(slug, race);
    const { definition, entrants, roster, events = [], entries = [] } = options.races?.[slug] ?? {};
    const first: RaceEvent[] = [];
    if (definition) first.push({ type: 'raceDefined', definition });
    if (entrants) first.push({ type: 'entrantsListed', entrants });
    for (const { submission } of signed(slug, 'setup', [...first, ...events]))
      race.store(submission);
    for (const submission of entries) race.store(submission);
    race.desk.state.setState({ roster: roster ?? {} });
    race.show();
    return race;
  }

  async function bring(slug: string, events: readonly RaceEvent[]): Promise<readonly EntryId[]> {
    const race = raceOf(slug);
    const entries = signed(slug, me.device, events);
    for (const entry of entries) {
      race.brought.push(entry.submission.event);
      race.rows.set(entryId(entry.submission), {
        ...entry,
        where: 'device',
        seq: null,
        mine: true,
      });
    }
    if (!holding) race.storeAll();
    shown(race);
    return entries.map(({ submission }) => entryId(submission));
  }

  function shown(race: HeldRace): void {
    race.show();
    const unsent = [...races.values()].reduce(
      (sum, { desk }) => sum + desk.state.getState().unsent,
      0,
    );
    state.setState({ unsent });
  }

  return {
    me,
    state,
    signIn: async () => {
      state.setState({ phase: 'signedIn', me });
      return { ok: true };
    },
    signOut: async () => state.setState({ phase: 'signedOut', me: null }),
    comeInAgain: () => state.setState({ phase: 'signedOut', me: null }),
    race: (slug) => raceOf(slug).desk,
    instantOf: (timeStampMs) => ({
      at: instant(origin + Math.round(timeStampMs * 1000)),
      errorUs: state.getState().clock?.errorUs ?? null,
      clock: stampClock(state.getState().clock),
    }),
    now,
    interrupt: () => {},
    exportUnsent: async (race) =>
      unsentFile(
        [...races.values()].flatMap(({ rows }) => [...rows.values()]),
        { me: state.getState().me, now: now(), ...(race === undefined ? {} : { race }) },
      ),
    hold() {
      holding = true;
    },
    store() {
      holding = false;
      for (const race of races.values()) {
        race.storeAll();
        shown(race);
      }
    },
    refuse(slug, id, why = UNKNOWN_BIB) {
      const race = raceOf(slug);
      const row = race.rows.get(id);
      if (!row) throw new Error(`${slug}: ${id} does not wait, so it cannot be refused`);
      race.rows.set(id, { ...row, where: 'refused', refused: why });
      shown(race);
    },
    others(slug, events, device = 'op-bert2345') {
      const race = raceOf(slug);
      const entries = signed(slug, device, events);
      for (const { submission } of entries) race.store(submission);
      race.show();
      return entries.map(({ submission }) => entryId(submission));
    },
    setRace: (slug, part) => raceOf(slug).desk.state.setState(part),
    brought: (slug) => raceOf(slug).brought,
    attended: () => attended,
  };
}

function stampClock(clock: DeskState['clock']): StampClock | null {
  if (clock === null) return null;
  const { offsetUs, errorUs, stepped, from } = clock;
  return { offsetUs, errorUs, stepped, kept: from === 'kept' };
}

interface HeldRace {
  readonly desk: RaceDesk;
  readonly fold: RaceFold;
  readonly rows: Map<EntryId, OutboxEntry>;
  readonly brought: RaceEvent[];
  readonly store: (submission: Submission) => void;
  readonly storeAll: () => void;
  readonly show: () => void;
}

function heldRace(
  slug: string,
  me: Me,
  attend: (where: object) => void,
  bring: (slug: string, events: readonly RaceEvent[]) => Promise<readonly EntryId[]>,
): HeldRace {
  const own = [me.device, ...me.formerly];
  const fold = raceFold((device) =>
    own.some((one) => device === one || device.startsWith(`${one}.`)),
  );
  const rows = new Map<EntryId, OutboxEntry>();
  const state = createStore<RaceDeskState>(() => ({
    slug,
    epoch: 'fixture',
    race: fold.race(),
    revision: 0,
    whole: true,
    roster: {},
    rosterTold: true,
    phase: 'live',
    entries: [],
    operators: [],
    sources: null,
    feeds: [],
    unsent: 0,
    gone: null,
  }));
  let seq = 0;
  const store = (submission: Submission) => {
    seq += 1;
    fold.store({ ...submission, seq } satisfies Entry);
  };
  const show = () => {
    const waiting = [...rows.values()].sort(byDeviceAndCounter);
    fold.wait(waiting);
    state.setState(({ revision }) => ({
      race: fold.race(),
      revision: revision + 1,
      entries: fold.entries(),
      unsent: waiting.filter(({ where }) => where === 'device').length,
    }));
  };
  return {
    fold,
    rows,
    brought: [],
    store,
    storeAll() {
      for (const [id, row] of rows) {
        if (row.where !== 'device') continue;
        store(row.submission);
        rows.delete(id);
      }
    },
    show,
    desk: {
      state,
      bring: (events) => bring(slug, events),
      dismiss(id) {
        const row = rows.get(id);
        if (row) rows.set(id, { ...row, dismissed: true });
        show();
      },
      attend,
      hold: () => () => {},
    },
  };
}
