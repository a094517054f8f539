import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Race } from '../../shared/race/race.ts';
import type { StoryItem, TimelineMark } from '../../shared/timeline/answers.ts';
import { timelineMarks } from '../../shared/timeline/marks.ts';
import { nextMoment, previousMoment } from '../../shared/timeline/moment.ts';
import { storyAt } from '../../shared/timeline/story.ts';
import { instant, LIVE_EDGE, type Instant } from '../../shared/time/time.ts';

export interface StoryState {
  /** What happened up to view time, oldest first. */
  readonly items: readonly StoryItem[];
  /** Marks of the scrubber: as far as this viewer has ever looked, never further. */
  readonly marks: readonly TimelineMark[];
  /** Rises with everything that happened between two views; what hangs on it is drawn anew. */
  readonly turn: number;
}

export type StoryStore = StoreApi<StoryState>;

export function storyStore(): StoryStore {
  return createStore<StoryState>(() => ({ items: [], marks: [], turn: 0 }));
}

interface StoryQuestion {
  readonly race: Race;
  readonly revision: number;
  readonly ask: Instant;
  readonly at: Instant;
  /** The moment runs on by itself, so that what is late today comes with a later frame. */
  readonly moving: boolean;
}

/** After an answer that took long, so many times as long is waited until the next. */
const REST = 20;

/** Keeps the story true at the moment of the viewer, asking anew only when something has happened. */
export function storyKeeper(store: StoryStore, nowMs: () => number = () => performance.now()) {
  let last: StoryQuestion | null = null;
  let from = 0;
  let until = 0;
  let seen = instant(Number.NEGATIVE_INFINITY);
  let restUntilMs = Number.NEGATIVE_INFINITY;

  function holds({ race, revision, ask }: StoryQuestion): boolean {
    if (last === null || last.race !== race || last.revision !== revision) return false;
    if (ask === LIVE_EDGE) return last.ask === LIVE_EDGE;
    return last.ask !== LIVE_EDGE && ask >= from && ask < until;
  }

  return {
    keep(question: StoryQuestion): void {
      if (holds(question)) return;
      const startMs = nowMs();
      const { race, ask, at, moving } = question;
      // A step back is never late: nothing may stand there that has not happened yet.
      const runsOn = moving && last?.race === race && ask >= last.ask;
      if (runsOn && startMs < restUntilMs) return;
      if (last?.race !== race) seen = instant(Number.NEGATIVE_INFINITY);
      last = question;
      seen = instant(Math.max(seen, ask === LIVE_EDGE ? at : ask));
      if (ask !== LIVE_EDGE) {
        from = previousMoment(race, instant(ask + 1)) ?? Number.NEGATIVE_INFINITY;
        until = nextMoment(race, ask) ?? Number.POSITIVE_INFINITY;
      }
      const before = store.getState();
      store.setState({
        items: kept(before.items, storyAt(race, ask)),
        marks: timelineMarks(race, ask === LIVE_EDGE ? LIVE_EDGE : seen),
        turn: before.turn + 1,
      });
      const costMs = nowMs() - startMs;
      restUntilMs = costMs > 4 ? nowMs() + costMs * REST : Number.NEGATIVE_INFINITY;
    },
  };
}

/** The same story keeps its identity, so that a list of it is not drawn again. */
function kept(before: readonly StoryItem[], after: readonly StoryItem[]): readonly StoryItem[] {
  const same =
    before.length === after.length &&
    after.every((item, index) => item.key === before[index]?.key && item.at === before[index].at);
  return same ? before : after;
}
