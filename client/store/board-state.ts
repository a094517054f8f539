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
  /** The rows that were asked for. */
  readonly standings: Standings | null;
  /** The first of the board, whatever window was asked for; the same rows while nobody in it moved. */
  readonly first: readonly Standing[];
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

const NOBODY: ReadonlyMap<string, ServedEntrant> = new Map();

/** So many of the first are kept beside any window: for charts, titles and the photo finish. */
const FIRST_ROWS = 24;

export function boardStore(): BoardStore {
  return createStore<BoardState>(() => ({
    standings: null,
    first: [],
    pinned: [],
    source: 'local',
    served: NOBODY,
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
  let first: { readonly standings: Standings; readonly question: BoardQuestion } | null = null;

  /** The head of the board; a window that begins there and is long enough is its own head. */
  function firstOf(question: BoardQuestion, standings: Standings): readonly Standing[] {
    const { rows, total } = standings;
    // A board out of sight has a window without rows.
    if (question.window.offset === 0 && rows.length >= Math.min(FIRST_ROWS, total)) {
      first = { standings, question };
      return rows.slice(0, FIRST_ROWS);
    }
    if (
      first !== null &&
      holds(first.standings, first.question, { ...question, window: first.question.window })
    ) {
      return store.getState().first;
    }
    const { race, at, now } = question;
    const head = standingsAt(race, at, { offset: 0, count: FIRST_ROWS, now });
    first = { standings: head, question };
    return head.rows;
  }

  return {
    keep(question: BoardQuestion): void {
      const { standings, source } = store.getState();
      if (standings !== null && source === 'local' && holds(standings, last, question)) return;
      const { race, at, now, window, pinned } = question;
      const answer = standingsAt(race, at, { offset: window.offset, count: window.count, now });
      const inWindow = new Set(answer.rows.map((row) => row.entrant));
      const outside = pinned.filter((entrant) => !inWindow.has(entrant));
      last = question;
      store.setState({
        standings: answer,
        first: firstOf(question, answer),
        pinned: outside.flatMap((entrant) => positionAt(race, at, entrant, { now }) ?? []),
        source: 'local',
        served: NOBODY,
      });
    },
    /** The server's answer stands until the fold is whole. */
    takeFromServer(standings: Standings, served: readonly ServedEntrant[]): void {
      last = null;
      first = null;
      store.setState({
        standings,
        first:
          standings.offset === 0 ? standings.rows.slice(0, FIRST_ROWS) : store.getState().first,
        pinned: [],
        source: 'server',
        served: new Map(served.map((one) => [one.id, one])),
      });
    },
    forget(): void {
      last = null;
      first = null;
    },
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
