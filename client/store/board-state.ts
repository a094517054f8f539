import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Race } from '../../shared/race/race.ts';
import { positionAt, standingsAt } from '../../shared/timeline/standings.ts';
import type { Standing, Standings } from '../../shared/timeline/answers.ts';
import { LIVE_EDGE, type Instant } from '../../shared/time/time.ts';

/** The rows of the board that are wanted: all, or what a virtual table has in sight. */
export interface BoardWindow {
  readonly offset: number;
  readonly count: number;
}

export interface BoardState {
  readonly standings: Standings | null;
  /** Rows of followed entrants that the window does not hold. */
  readonly pinned: readonly Standing[];
  /** Where the rows come from: folded here, or asked of the server until the fold is whole. */
  readonly source: 'local' | 'server';
  /** Who is on a board that the server sent, for as long as nothing else is known of them. */
  readonly served: ReadonlyMap<string, ServedEntrant>;
}

export interface ServedEntrant {
  readonly id: string;
  readonly bib?: string;
  readonly name: string;
  readonly country: string | null;
}

export type BoardStore = StoreApi<BoardState>;

export const WHOLE_BOARD: BoardWindow = { offset: 0, count: Number.POSITIVE_INFINITY };

export function boardStore(): BoardStore {
  return createStore<BoardState>(() => ({
    standings: null,
    pinned: [],
    source: 'local',
    served: new Map(),
  }));
}

export interface BoardQuestion {
  readonly race: Race;
  readonly revision: number;
  readonly at: Instant;
  readonly now: Instant;
  readonly window: BoardWindow;
  readonly pinned: readonly number[];
}

/**
 * Keeps the board true at the moment of the viewer. It is asked anew only when the moment leaves the
 * stretch in which nothing changes, or something new came: while a race is played without news this
 * answers every frame without any work.
 */
export function boardKeeper(store: BoardStore) {
  let last: BoardQuestion | null = null;
  return {
    keep(question: BoardQuestion): void {
      const { standings, source } = store.getState();
      if (standings !== null && source === 'local' && holds(standings, last, question)) return;
      last = question;
      store.setState(answer(question));
    },
    /** The server's answer stands until the fold is whole. */
    takeFromServer(standings: Standings, served: readonly ServedEntrant[]): void {
      last = null;
      const known = new Map(served.map((one) => [one.id, one]));
      store.setState({ standings, pinned: [], source: 'server', served: known });
    },
    forget(): void {
      last = null;
    },
  };
}

function answer({ race, at, now, window, pinned }: BoardQuestion): BoardState {
  const standings = standingsAt(race, at, { offset: window.offset, count: window.count, now });
  const inWindow = new Set(standings.rows.map((row) => row.entrant));
  const outside = pinned.filter((entrant) => !inWindow.has(entrant));
  return {
    standings,
    pinned: outside.flatMap((entrant) => positionAt(race, at, entrant, { now }) ?? []),
    source: 'local',
    served: new Map(),
  };
}

function holds(standings: Standings, last: BoardQuestion | null, asked: BoardQuestion): boolean {
  if (last === null || last.race !== asked.race || last.revision !== asked.revision) return false;
  if (last.window !== asked.window || last.pinned !== asked.pinned) return false;
  // At the edge all that has come counts, whatever a device's clock says; behind it the time does.
  if ((last.at === LIVE_EDGE) !== (asked.at === LIVE_EDGE)) return false;
  const moment = asked.at === LIVE_EDGE ? asked.now : asked.at;
  return moment >= standings.validity.from && moment < standings.validity.until;
}
