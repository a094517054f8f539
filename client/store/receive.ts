import type { Entry } from '../../shared/race/entry.ts';
import type { Roster } from '../../shared/race/roster.ts';
import { announcedAfter } from '../../shared/timeline/announced.ts';
import type { ClockMap, FeedHealth, Gone, RaceSummary } from '../../shared/wire/messages.ts';
import { sameEdge, type Edge } from './edge.ts';
import { freshRun, isOver, type LinkStatus, type RaceStore, type Run } from './race-state.ts';

/** What comes of a race goes in here; the shape is the connection's `RaceReceiver`. */
export interface Intake {
  readonly fresh: (epoch: string) => void;
  readonly fold: (entry: Entry) => void;
  readonly folded: (progress: { readonly seq: number; readonly of: number }) => void;
  readonly roster: (roster: Roster) => void;
  readonly link: (link: LinkStatus) => void;
  readonly edge: (edge: {
    readonly map: ClockMap;
    readonly server: { readonly offsetUs: number };
  }) => void;
  readonly stage: (stage: {
    readonly phase: RaceSummary['phase'];
    readonly next: { readonly race: string; readonly at: number } | null;
  }) => void;
  readonly audience: (viewers: number) => void;
  readonly feeds: (feeds: readonly FeedHealth[]) => void;
  readonly gone: (reason: Gone['reason']) => void;
}

export interface IntakeEars {
  /** The fold has come further, or another run is shown. */
  readonly changed: () => void;
  readonly edge: (edge: Edge) => void;
  /** Whether a new run may take the place of the one on screen without being asked for. */
  readonly mayReplace: () => boolean;
  readonly replaced: () => void;
}

/** More entries than this are folded in many slices. */
const LONG_LOG = 5_000;
/** Steps in which the progress of a long fold is told. */
const STEPS = 20;

/** Folds what comes into the store of a race. An entry that is refused here was refused everywhere. */
export function intake(store: RaceStore, ears: IntakeEars): Intake {
  let edge: Edge | null = null;
  let target: 'run' | 'upcoming' = 'run';

  function update(change: (run: Run) => Run): void {
    const before = store.getState()[target];
    if (before === null) return;
    const after = change(before);
    if (after !== before) store.setState({ [target]: after });
  }

  return {
    fresh(epoch) {
      const state = store.getState();
      const held = state.run !== null && isOver(state) && !ears.mayReplace();
      target = held ? 'upcoming' : 'run';
      store.setState({ [target]: freshRun(epoch) });
      if (!held) {
        store.setState({ upcoming: null });
        ears.replaced();
      }
    },
    fold(entry) {
      // The next run became the one on screen when the viewer took it.
      if (target === 'upcoming' && store.getState().upcoming === null) target = 'run';
      const run = store.getState()[target];
      if (run === null) return;
      run.race.apply(entry);
      const announced = announcedAfter(run.announced, run.race, entry);
      if (announced !== run.announced) update((before) => ({ ...before, announced }));
    },
    folded({ seq, of }) {
      const progress = of === 0 ? 1 : Math.floor((seq / of) * STEPS) / STEPS;
      const long = of > LONG_LOG;
      update((run) => {
        if (run.whole || !long) return { ...run, revision: run.race.revision, progress };
        // A long log is told of in a few steps and drawn when it is whole: its slices need the time.
        return run.progress === progress ? run : { ...run, progress };
      });
      ears.changed();
    },
    roster(roster) {
      // Whole, not added to: a name that was erased is not in it any more.
      store.setState({ roster });
    },
    link(link) {
      if (sameLink(store.getState().link, link)) return;
      store.setState({ link });
      if (link.state !== 'live') return;
      update((run) =>
        run.whole ? run : { ...run, revision: run.race.revision, whole: true, progress: 1 },
      );
      ears.changed();
    },
    edge({ map, server }) {
      const heard = { map, offsetUs: server.offsetUs };
      if (sameEdge(edge, heard)) return;
      edge = heard;
      ears.edge(heard);
    },
    stage({ phase, next }) {
      const state = store.getState();
      if (state.phase === phase && state.next?.at === next?.at && state.next?.race === next?.race)
        return;
      store.setState({ phase, next });
      ears.changed();
    },
    audience(viewers) {
      if (store.getState().viewers !== viewers) store.setState({ viewers });
    },
    feeds(feeds) {
      if (!sameFeeds(store.getState().feeds, feeds)) store.setState({ feeds });
    },
    // What is folded stays to be looked at; nothing will be added.
    gone: (reason) => store.setState({ gone: reason, phase: 'finished' }),
  };
}

/** Heard from a second later is the same link. */
function sameLink(a: LinkStatus, b: LinkStatus): boolean {
  return (
    a.state === b.state &&
    a.troubledSinceMs === b.troubledSinceMs &&
    a.retryAtMs === b.retryAtMs &&
    a.online === b.online &&
    (b.state === 'live' || a.heardMs === b.heardMs)
  );
}

/** Only the state of a feed is news; its silence grows by itself. */
function sameFeeds(a: readonly FeedHealth[], b: readonly FeedHealth[]): boolean {
  return (
    a.length === b.length &&
    a.every((feed, index) => feed.source === b[index]?.source && feed.state === b[index].state)
  );
}
