import type { Frames } from '../components/frames.ts';
import type { Standings } from '../../shared/timeline/answers.ts';
import { settled, type Settled } from '../../shared/timeline/finishers.ts';
import { afterGun, instant, LIVE_EDGE, type Instant } from '../../shared/time/time.ts';
import {
  boardKeeper,
  boardStore,
  WHOLE_BOARD,
  type BoardStore,
  type BoardWindow,
  type ServedEntrant,
} from './board-state.ts';
import { sameEdge, type Edge } from './edge.ts';
import { frameLoop } from './frame-loop.ts';
import type { PrefsStore } from './prefs.ts';
import {
  isMass,
  isOver,
  lostSince,
  PATIENCE_MS,
  raceStore,
  type RaceStore,
  type Run,
} from './race-state.ts';
import { intake, type Intake } from './receive.ts';
import { spanOf } from './span.ts';
import { storyKeeper, storyStore, type StoryStore } from './story-state.ts';
import * as view from './view-clock.ts';
import { nextRate, viewerStore, type Opening, type ViewerStore } from './viewer-state.ts';

/** What a session needs of the browser. */
export interface SessionPorts {
  readonly nowMs: () => number;
  readonly visible: () => boolean;
  readonly onVisible: (seen: () => void) => () => void;
  readonly request: (call: () => void) => number;
  readonly cancel: (request: number) => void;
  readonly after: (ms: number, call: () => void) => () => void;
}

/** One viewer at one race: what is known of it, where they stand, and what they can do. */
export interface Session {
  readonly race: RaceStore;
  readonly viewer: ViewerStore;
  readonly board: BoardStore;
  readonly story: StoryStore;
  readonly frames: Frames;
  readonly intake: Intake;
  /** The moment on screen, and everything one can ask about it. */
  readonly moment: () => Moment;
  readonly span: () => view.Span;
  /** Whether view time moves by itself. */
  readonly moving: () => boolean;
  /** Whether the edge stands because nothing has been heard of it for a while. */
  readonly isLost: () => boolean;
  /** Who was last, once nobody is expected any more in a race that goes on; null before. */
  readonly settled: () => Settled | null;
  /** How fast the live edge moves: 1 for a live race. */
  readonly edgeRate: () => number;
  /** Our clock in ms at a server instant (µs). */
  readonly ourMs: (serverUs: number) => number;
  /** Where to begin; a moment may still be on its way. */
  readonly open: (opening: Opening) => void;
  readonly play: () => void;
  readonly pause: () => void;
  readonly seek: (at: Instant) => void;
  readonly goLive: () => void;
  readonly setRate: (rate: number) => void;
  readonly stepRate: (by: 1 | -1) => void;
  readonly showRows: (window: BoardWindow) => void;
  readonly window: () => BoardWindow;
  /** The board as the server sees it, shown until the race is folded here. */
  readonly takeBoard: (standings: Standings, served: readonly ServedEntrant[]) => void;
  /** Leaves the run on screen for the one that has begun since. */
  readonly takeUpcoming: () => void;
  readonly close: () => void;
}

export interface Moment {
  /** View time. */
  readonly at: Instant;
  /** View time as the timeline is asked: at the edge, all that has come. */
  readonly ask: Instant;
  readonly live: boolean;
}

/** Between two boards of a race of thousands, while it plays. */
const MASS_BOARD_EVERY_MS = 120;
/** While nobody looks, only the title is kept up. */
const HIDDEN_EVERY_MS = 1_000;
/** How often the edge is drawn for someone who stands still. */
const EDGE_EVERY_MS = 1_000;

export function openSession(
  slug: string,
  {
    opening,
    prefs,
    ports,
  }: { readonly opening: Opening; readonly prefs: PrefsStore; readonly ports: SessionPorts },
): Session {
  const race = raceStore(slug);
  const viewer = viewerStore(opening);
  const board = boardStore();
  const story = storyStore();
  const boards = boardKeeper(board);
  const stories = storyKeeper(story);
  let edge: Edge | null = null;
  let window = WHOLE_BOARD;
  let boardMs = Number.NEGATIVE_INFINITY;
  let pinned: readonly number[] = [];
  let pinnedFor: unknown = null;
  /** A viewer who came between two runs waits for the next one. */
  let waiting = false;
  let cancelHidden: (() => void) | null = null;
  let cancelSlow: (() => void) | null = null;
  let cancelBoard: (() => void) | null = null;
  let cancelStory: (() => void) | null = null;

  const loop = frameLoop({ ...ports, at: tick, moving });
  const unsee = ports.onVisible(() => loop.poke());

  const into = intake(race, {
    changed: () => {
      open();
      boardMs = Number.NEGATIVE_INFINITY;
      poke();
    },
    edge(heard) {
      if (sameEdge(edge, heard)) return;
      edge = heard;
      open();
      poke();
    },
    mayReplace: () => waiting,
    replaced() {
      boards.forget();
      if (waiting) viewer.setState({ clock: view.LIVE });
      waiting = false;
      poke();
    },
  });

  function span(): view.Span {
    const { run } = race.getState();
    if (run === null) return { start: instant(0), edge: instant(0) };
    // Without a link the edge stands where it was last heard of: nothing is made up beyond it.
    const lost = lostSince(race.getState()) ?? Number.POSITIVE_INFINITY;
    const nowMs = Math.min(ports.nowMs(), lost + PATIENCE_MS);
    const over = isOver(race.getState());
    return spanOf(run.race, { edge, over, settled: settledNow(), nowMs });
  }

  function settledNow(): Settled | null {
    const state = race.getState();
    return state.run?.whole === true && !isOver(state) ? settled(state.run.race) : null;
  }

  function viewMoment(): view.ViewMoment {
    const { clock, rate } = viewer.getState();
    return { clock, rate, nowMs: ports.nowMs(), span: span() };
  }

  function moment(): Moment {
    const now = viewMoment();
    const live = now.clock.mode === 'live';
    const at = view.viewTime(now);
    return { at, ask: live ? LIVE_EDGE : at, live };
  }

  /** Where a viewer begins is decided once, when it is known what there is to see. */
  function open(): void {
    const { opening: wanted } = viewer.getState();
    const { run, phase } = race.getState();
    if (wanted === null || run === null || phase === null || run.race.definition === null) return;
    const over = isOver(race.getState());
    if (wanted.at !== 'natural') {
      const clock = wantedClock(wanted, run, over);
      if (clock === 'later') return;
      if (clock !== null) {
        const { rate } = wanted.at === 'place' ? wanted.place : viewer.getState();
        viewer.setState({ opening: null, clock, rate });
        return;
      }
    }
    const zero = run.race.zero;
    waiting = phase === 'countdown';
    // Until the gun has come nobody knows where a past race begins: only where it ends.
    if (over && zero === null && !run.whole) return;
    viewer.setState({
      opening: null,
      clock: over ? { mode: 'paused', at: span().start } : view.LIVE,
    });
  }

  /** The clock of a moment or a place, as soon as it is known how far the race has come; null for none. */
  function wantedClock(
    wanted: Exclude<Opening, { readonly at: 'natural' }>,
    run: Run,
    over: boolean,
  ): view.ViewClock | 'later' | null {
    if (wanted.at === 'place') {
      const { mode, at, epoch } = wanted.place;
      if (epoch !== run.epoch) return null;
      if (mode === 'live') return view.LIVE;
      if (mode === 'paused') return { mode, at };
      return edge === null ? 'later' : { mode, at, sinceMs: ports.nowMs() };
    }
    const { zero } = run.race;
    if (zero === null) return run.whole && !over ? view.LIVE : 'later';
    const at = afterGun(zero, wanted.time);
    if (over) return { mode: 'paused', at };
    if (edge === null) return 'later';
    // Of what is still to come nothing can be shown: they wait for it with everybody else.
    return at > span().edge ? view.LIVE : { mode: 'paused', at };
  }

  function moving(): boolean {
    const { clock, opening: wanted } = viewer.getState();
    if (wanted !== null || clock.mode === 'paused') return false;
    return clock.mode === 'behind' || !isOver(race.getState());
  }

  /** Everything that hangs on the moment, once a frame: cheap while nothing new is in it. */
  function tick(): Instant {
    const before = viewMoment();
    const clock = view.arrived(before);
    if (clock !== before.clock) viewer.setState({ clock });
    const now = moment();
    followEdge();
    const { run } = race.getState();
    if (run === null || viewer.getState().opening !== null) return now.at;
    keepBoardSoon(now);
    keepStorySoon(now);
    return now.at;
  }

  /** Who stands still in a live race still sees how far it has gone on: once a second. */
  function followEdge(): void {
    if (moving() || isOver(race.getState())) return;
    cancelSlow ??= ports.after(EDGE_EVERY_MS, () => {
      cancelSlow = null;
      loop.poke();
    });
  }

  function keepBoard({ at, ask }: Moment): void {
    const state = race.getState();
    const { run } = state;
    if (run === null || (isMass(state) && !run.whole)) return;
    const nowMs = ports.nowMs();
    if (isMass(state) && moving() && nowMs - boardMs < MASS_BOARD_EVERY_MS) return;
    boardMs = nowMs;
    const { race: folded, revision } = run;
    boards.keep({ race: folded, revision, at: ask, now: at, window, pinned: pinnedNow() });
  }

  /** A board of thousands is dear to make and to lay out: each in a task of its own. */
  function keepBoardSoon(now: Moment): void {
    if (!isMass(race.getState())) return keepBoard(now);
    cancelBoard ??= ports.after(0, () => {
      cancelBoard = null;
      keepBoard(moment());
    });
  }

  function keepStory({ ask, at }: Moment): void {
    const { run } = race.getState();
    if (run === null || (isMass(race.getState()) && !run.whole)) return;
    stories.keep({ race: run.race, revision: run.revision, ask, at, moving: moving() });
  }

  /** Of thousands there is much to tell: after the frame, so that the board is seen before. */
  function keepStorySoon(now: Moment): void {
    if (!isMass(race.getState())) return keepStory(now);
    cancelStory ??= ports.after(0, () => {
      cancelStory = null;
      keepStory(moment());
    });
  }

  /** Entrant indexes of the followed; the same array while nothing about them changed. */
  function pinnedNow(): readonly number[] {
    const { run } = race.getState();
    const ids = prefs.getState().followed[slug];
    if (pinnedFor === ids && pinned.length === (ids?.length ?? 0)) return pinned;
    pinnedFor = ids;
    pinned = (ids ?? []).flatMap((id) => run?.race.entrantIndex(id) ?? []);
    return pinned;
  }

  function poke(): void {
    if (ports.visible()) return loop.poke();
    cancelHidden ??= ports.after(HIDDEN_EVERY_MS, () => {
      cancelHidden = null;
      tick();
    });
  }

  function move(clock: view.ViewClock): void {
    waiting = false;
    boardMs = Number.NEGATIVE_INFINITY;
    viewer.setState({ clock, opening: null });
    // Who jumps sees the board of that moment in the very next frame.
    if (isMass(race.getState()) && ports.visible()) keepBoard(moment());
    poke();
  }

  const unfollow = prefs.subscribe(poke);

  return {
    race,
    viewer,
    board,
    story,
    frames: loop.frames,
    intake: into,
    moment,
    span,
    moving,
    isLost() {
      const state = race.getState();
      const since = lostSince(state);
      return since !== null && !isOver(state) && ports.nowMs() - since > PATIENCE_MS;
    },
    settled: settledNow,
    edgeRate: () => (isOver(race.getState()) ? 0 : (edge?.map.rate ?? 1)),
    ourMs: (serverUs) => (serverUs - (edge?.offsetUs ?? 0)) / 1000,
    open(wanted) {
      viewer.setState({ opening: wanted });
      // Stands there at once, so that nothing later is seen while the race comes.
      if (wanted.at === 'place') {
        viewer.setState({ clock: { mode: 'paused', at: wanted.place.at } });
      }
      open();
      poke();
    },
    play() {
      const { rate } = viewer.getState();
      const now = viewMoment();
      // Played to the end, playing again begins again, as any player does.
      const ends = isOver(race.getState()) || settledNow() !== null;
      const ended = ends && view.viewTime(now) >= now.span.edge;
      if (ended) move({ mode: 'behind', at: now.span.start, sinceMs: now.nowMs });
      else move(view.play({ ...now, rate }));
    },
    pause: () => move(view.pause(viewMoment())),
    seek: (at) => move(view.seek(viewMoment(), at)),
    goLive: () => move(view.LIVE),
    setRate,
    stepRate: (by) => setRate(nextRate(viewer.getState().rate, by)),
    showRows(wanted) {
      if (wanted.offset === window.offset && wanted.count === window.count) return;
      window = wanted;
      boardMs = Number.NEGATIVE_INFINITY;
      poke();
    },
    window: () => window,
    takeBoard(standings, served) {
      if (race.getState().run?.whole !== true) boards.takeFromServer(standings, served);
    },
    takeUpcoming() {
      const { upcoming } = race.getState();
      if (upcoming === null) return;
      boards.forget();
      race.setState({ run: upcoming, upcoming: null });
      move(view.LIVE);
    },
    close() {
      loop.stop();
      unsee();
      unfollow();
      cancelHidden?.();
      cancelSlow?.();
      cancelBoard?.();
      cancelStory?.();
    },
  };

  function setRate(rate: number): void {
    const now = viewMoment();
    const clock = view.changeRate(now, rate, isOver(race.getState()) ? 0 : (edge?.map.rate ?? 1));
    viewer.setState({ rate });
    move(clock);
  }
}
