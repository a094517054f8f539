import { createStore } from 'zustand/vanilla';
import type { RaceReceiver } from '../connection/ports.ts';
import { entryId, type Entry, type EntryId } from '../../shared/race/entry.ts';
import type { RaceEvent } from '../../shared/race/events.ts';
import type { Attend, PresentOperator, Sources } from '../../shared/wire/operate.ts';
import type { RaceDesk, RaceDeskState } from './desk.ts';
import type { DeskPorts } from './desk-ports.ts';
import type { Kept } from './kept.ts';
import { isUnsent, type Outbox } from './outbox.ts';
import { raceFold } from './race-fold.ts';

export interface RaceDeskParts {
  readonly ports: Pick<DeskPorts, 'watch' | 'after'>;
  /** What the browser keeps, as soon as it is open. */
  readonly opened: Promise<{ readonly kept: Kept; readonly outbox: Outbox }>;
  readonly isOwn: (device: string) => boolean;
  /** Signs and keeps. */
  readonly bring: (
    race: string,
    epoch: string | null,
    events: readonly RaceEvent[],
  ) => Promise<readonly EntryId[]>;
  readonly attend: (race: string, where: Pick<Attend, 'screen' | 'armed'> | null) => void;
}

export interface OpenRaceDesk extends RaceDesk {
  readonly present: (operators: readonly PresentOperator[]) => void;
  readonly sourcesAre: (sources: Sources) => void;
  /** Asks the server again at once. */
  readonly retry: () => void;
  readonly close: () => void;
}

/** Between two screens of one race, its link and its fold are kept. */
const LEFT_MS = 10_000;
/** What comes is written down in one go. */
const KEEP_EVERY_MS = 300;
/** Beyond so many entries the passings of a race are not kept for a page without network. */
const KEPT_PASSINGS = 30_000;

/** Opens the race of one slug; `left` is called when no screen has held it for a while. */
export function openRaceDesk(
  slug: string,
  left: () => void,
  { ports, opened, isOwn, bring, attend }: RaceDeskParts,
): OpenRaceDesk {
  const fold = raceFold(isOwn);
  const state = createStore<RaceDeskState>(() => ({
    slug,
    epoch: null,
    race: fold.race(),
    revision: 0,
    whole: false,
    roster: {},
    rosterTold: false,
    phase: null,
    entries: [],
    operators: [],
    sources: null,
    feeds: [],
    unsent: 0,
    gone: null,
  }));
  /** Of this operator, since the last slice. */
  let seen: Entry[] = [];
  let toKeep: Entry[] = [];
  let cancelKeep = () => {};
  let holders = 0;
  let cancelLeft = ports.after(LEFT_MS, leaveIfEmpty);
  let closed = false;
  let outbox: Outbox | null = null;
  let stop: () => void = () => {};
  let watched: { readonly retry: () => void; readonly close: () => void } | null = null;

  const receiver: RaceReceiver = {
    fresh: begin,
    fold(entry) {
      fold.store(entry);
      if (isOwn(entry.device)) seen.push(entry);
      if (entry.seq <= KEPT_PASSINGS || !isPassing(entry)) toKeep.push(entry);
    },
    folded() {
      show();
      acknowledge();
      keepSoon();
    },
    roster(roster) {
      state.setState({ roster, rosterTold: true });
      void opened.then(({ kept }) => kept.keepRoster(slug, roster));
    },
    link(link) {
      if (link.state === 'live' && !state.getState().whole) state.setState({ whole: true });
    },
    edge() {},
    stage: ({ phase }) => state.setState({ phase }),
    audience() {},
    feeds: (feeds) => state.setState({ feeds }),
    gone: (reason) => state.setState({ gone: reason }),
  };

  /** The server's log of this race; the one that was kept here may be another. */
  function begin(epoch: string): void {
    const known = state.getState().epoch;
    if (known === epoch) return;
    if (known !== null) fold.fresh();
    state.setState({ epoch, whole: false });
    show();
  }

  function show(): void {
    const brought = outbox?.entries().filter(({ race }) => race === slug) ?? [];
    fold.wait(brought);
    state.setState(({ revision }) => ({
      race: fold.race(),
      revision: revision + 1,
      entries: fold.entries(),
      unsent: brought.filter(isUnsent).length,
    }));
  }

  /** What stands in the log is stored, whether its answer came or was lost. */
  function acknowledge(): void {
    const came = new Map(seen.map((entry) => [entryId(entry), entry.seq]));
    seen = [];
    const stored = (outbox?.entries() ?? [])
      .filter((row) => row.race === slug && row.where !== 'stored')
      .flatMap(({ submission }) => {
        const id = entryId(submission);
        const seq = came.get(id);
        return seq === undefined ? [] : [{ id, seq }];
      });
    if (stored.length > 0) void outbox?.settle({ stored, refused: [] });
  }

  function keepSoon(): void {
    if (toKeep.length === 0) return;
    cancelKeep();
    cancelKeep = ports.after(KEEP_EVERY_MS, keepNow);
  }

  function keepNow(): void {
    const { epoch } = state.getState();
    const entries = toKeep;
    toKeep = [];
    if (epoch === null || entries.length === 0) return;
    void opened.then(({ kept }) => kept.keepEntries(slug, epoch, entries));
  }

  /** What this browser saw of the race last time: there without network. */
  async function resume(): Promise<void> {
    const { kept, outbox: its } = await opened;
    if (closed) return;
    outbox = its;
    stop = its.subscribe(show);
    show();
    const race = await kept.race(slug);
    if (closed || race === null) return;
    const { epoch } = state.getState();
    // The server was quicker.
    if (epoch !== null && epoch !== race.epoch) return;
    for (const entry of race.entries) fold.store(entry);
    const isGapless = race.entries.every(({ seq }, index) => seq === index + 1);
    state.setState((before) => ({
      epoch: race.epoch,
      whole: before.whole || (isGapless && race.entries.length > 0),
      roster: before.rosterTold ? before.roster : race.roster,
      rosterTold: before.rosterTold || Object.keys(race.roster).length > 0,
    }));
    show();
  }

  function leaveIfEmpty(): void {
    if (holders > 0) return;
    close();
    left();
  }

  function close(): void {
    if (closed) return;
    closed = true;
    cancelLeft();
    cancelKeep();
    keepNow();
    stop();
    watched?.close();
  }

  void resume().finally(() => {
    if (!closed) watched = ports.watch(slug, receiver);
  });

  return {
    state,
    bring: (events) => bring(slug, state.getState().epoch, events),
    dismiss: (id) => void opened.then((its) => its.outbox.dismiss(id)),
    attend: (where) => attend(slug, where),
    hold() {
      holders += 1;
      cancelLeft();
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        holders -= 1;
        if (holders > 0) return;
        attend(slug, null);
        cancelLeft();
        cancelLeft = ports.after(LEFT_MS, leaveIfEmpty);
      };
    },
    present: (operators) => state.setState({ operators }),
    sourcesAre: (sources) => state.setState({ sources }),
    retry: () => watched?.retry(),
    close,
  };
}

function isPassing({ event }: Entry): boolean {
  return event.type === 'passingRecorded' || event.type === 'readingTaken';
}
