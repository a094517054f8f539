import { createStore, type StoreApi } from 'zustand/vanilla';
import { createRace } from '../../shared/race/apply.ts';
import type { Race } from '../../shared/race/race.ts';
import type { Roster } from '../../shared/race/roster.ts';
import type { Announced } from '../../shared/timeline/announced.ts';
import type { RacePage } from '../../shared/wire/api.ts';
import type { FeedHealth, Gone, RaceSummary } from '../../shared/wire/messages.ts';

/** How the viewer's link is, as the screen needs it; instants are our clock in ms. */
export interface LinkStatus {
  readonly state: 'connecting' | 'catchingUp' | 'live' | 'stale' | 'offline';
  readonly troubledSinceMs: number | null;
  readonly heardMs: number | null;
  readonly retryAtMs: number | null;
  readonly online: boolean;
}

/** One run of a race as it is folded here. `revision` moves only when a slice is done. */
export interface Run {
  readonly epoch: string;
  readonly race: Race;
  readonly revision: number;
  /** Results as they stood when they were declared; what `race.declared` says now decides which count. */
  readonly announced: readonly Announced[];
  /** Everything up to the head has been folded at least once. */
  readonly whole: boolean;
  readonly progress: number;
}

export interface RaceState {
  readonly slug: string;
  readonly page: RacePage | null;
  readonly run: Run | null;
  /** The next run, folded beside the one that is being looked at; shown when the viewer wants it. */
  readonly upcoming: Run | null;
  readonly roster: Roster;
  readonly link: LinkStatus;
  readonly phase: RaceSummary['phase'] | null;
  readonly next: { readonly race: string; readonly at: number } | null;
  readonly viewers: number | null;
  readonly feeds: readonly FeedHealth[];
  readonly gone: Gone['reason'] | null;
}

export type RaceStore = StoreApi<RaceState>;

/** Before the names have come: nobody is called by an id then. */
export const NO_NAMES: Roster = {};

export function raceStore(slug: string): RaceStore {
  return createStore<RaceState>(() => ({
    slug,
    page: null,
    run: null,
    upcoming: null,
    roster: NO_NAMES,
    link: {
      state: 'connecting',
      troubledSinceMs: null,
      heardMs: null,
      retryAtMs: null,
      online: true,
    },
    phase: null,
    next: null,
    viewers: null,
    feeds: [],
    gone: null,
  }));
}

/** A break shorter than this is nobody's business. */
export const PATIENCE_MS = 2_000;

/** Since when nothing has been heard that should have been (our clock, ms); null while all is well. */
export function lostSince({ link }: Pick<RaceState, 'link'>): number | null {
  const waits = link.state === 'offline' || link.state === 'stale' || link.state === 'connecting';
  return waits ? link.heardMs : null;
}

export function freshRun(epoch: string): Run {
  const race = createRace();
  return { epoch, race, revision: race.revision, announced: [], whole: false, progress: 0 };
}

/** Nothing will be added: the run is over, or has been replaced by the next one. */
export function isOver(state: Pick<RaceState, 'phase' | 'upcoming'>): boolean {
  return state.upcoming !== null || state.phase === 'finished' || state.phase === 'countdown';
}

/** Whether the race opens with a board and is folded behind it. */
export function isMass(state: Pick<RaceState, 'page'>): boolean {
  return state.page?.card.mass === true;
}
