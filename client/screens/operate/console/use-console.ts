import { useEffect, useMemo, useRef, useState } from 'react';
import type { EntryId } from '../../../../shared/race/entry.ts';
import type { Consequence } from '../../../../shared/feeding/consequence.ts';
import { FeedLog } from '../../../../shared/feeding/feed-log.ts';
import { likelyNext, type Expected } from '../../../../shared/feeding/likely-next.ts';
import { movesOf } from '../../../../shared/feeding/undo.ts';
import { tapRows, type TapRow } from '../../../../shared/feeding/tap-rows.ts';
import type { Instant } from '../../../../shared/time/time.ts';
import type { Desk, RaceDesk, RaceDeskState } from '../../../desk/desk.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDesk, useDeskPart, useRaceDesk, useRacePart } from '../desk-context.ts';
import { consequenceWords } from '../foresight/foresee-words.ts';
import { lookAhead } from '../foresight/looking-ahead.ts';
import { openConsole, type ConsoleModel } from './console-model.ts';
import type { Place } from './corrections.ts';
import { DeskEntries } from './desk-entries.ts';
import { fieldSummary, type FieldSummary } from './field-summary.ts';
import type { Feedback } from './feedback.ts';
import { calledAs } from './typed-who.ts';

/** The console of one line of a race, as its panels need it. */
export interface ConsoleView {
  readonly model: ConsoleModel;
  readonly raceDesk: RaceDesk;
  /** The race as it was drawn. */
  readonly state: RaceDeskState;
  /** Server time of the last look at what is expected. */
  readonly now: Instant;
  readonly rows: readonly TapRow[];
  readonly entries: DeskEntries;
  readonly log: FeedLog;
  readonly likely: readonly Expected[];
  readonly field: FieldSummary;
  readonly mayCorrect: (row: TapRow) => boolean;
  readonly place: Place;
  /** Whether this operator has anything to undo, and to redo. */
  readonly moves: { readonly undo: boolean; readonly redo: boolean };
}

interface ConsoleParts {
  readonly slug: string;
  readonly line: string;
  readonly feedback: Feedback;
}

/** How often estimates are looked at again while nothing comes. */
const LOOK_EVERY_MS = 1_000;

export function useConsole({ slug, line, feedback }: ConsoleParts): ConsoleView {
  const desk = useDesk();
  const words = useWords();
  const raceDesk = useRaceDesk(slug);
  const state = useRacePart(raceDesk, (now) => now);
  const me = useDeskPart((state) => state.me);
  const now = useNow(desk);

  const fed = useMemo(() => new Fed(line), [line]);
  const rows = fed.rows(state);
  const moves = useMemo(() => fed.moves(state), [fed, state]);
  const isTapper = me?.role === 'tapper';
  const mayCorrect = useMemo(
    () => (row: TapRow) => !isTapper || fed.entries.get(row.id)?.own === true,
    [isTapper, fed],
  );
  const likely = useHeldStill(useMemo(() => likelyNext(state.race, line, now), [state, line, now]));
  const field = useMemo(() => fieldSummary(state.race, line, now), [state, line, now]);

  const source = me?.label ?? '';
  const place = useMemo(() => ({ line, source }), [line, source]);
  const model = useMemo(
    () => openConsole({ desk, raceDesk, feedback, shelf: openShelf(slug, line) }),
    [desk, raceDesk, feedback, slug, line],
  );
  useEffect(() =>
    model.standsOn(() => {
      const latest = raceDesk.state.getState();
      return {
        race: latest.race,
        rows: fed.rows(latest),
        log: fed.log,
        place,
        foresee: (events) => {
          const { race, roster } = latest;
          const tell = (found: Consequence | null) =>
            consequenceWords(found, { race, roster, words });
          const found = lookAhead(raceDesk, latest, { events, at: desk.now() });
          return found instanceof Promise ? found.then(tell) : tell(found);
        },
        likely: likely.map(({ entrant }) => calledAs(latest.race, entrant)),
        mayCorrect,
      };
    }),
  );
  return {
    model,
    raceDesk,
    state,
    now,
    rows,
    entries: fed.entries,
    log: fed.log,
    likely,
    field,
    mayCorrect,
    place,
    moves,
  };
}

/** Rows and entries of a line, kept up with the race; asked as often as one likes. */
class Fed {
  readonly log = new FeedLog();
  readonly entries = new DeskEntries();
  readonly #line: string;
  #rows: readonly TapRow[] = [];
  #read: RaceDeskState | null = null;

  constructor(line: string) {
    this.#line = line;
  }

  rows(state: RaceDeskState): readonly TapRow[] {
    const { race, entries, revision } = state;
    if (this.#read?.entries === entries && this.#read.revision === revision) return this.#rows;
    this.#read = state;
    this.log.update(entries);
    this.entries.update(entries);
    this.#rows = tapRows(race, this.log, this.#line, this.#rows);
    return this.#rows;
  }

  moves(state: RaceDeskState): ReturnType<typeof movesOf> {
    this.rows(state);
    return movesOf(this.log);
  }
}

/** Server time, looked at every second. */
function useNow(desk: Pick<Desk, 'now'>): Instant {
  const [now, setNow] = useState(desk.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(desk.now()), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [desk]);
  return now;
}

/** While Alt is held the figures keep their bibs: nothing moves under the finger. */
function useHeldStill<T>(found: T): T {
  const [held, setHeld] = useState<{ readonly at: T } | null>(null);
  const latest = useRef(found);
  useEffect(() => {
    latest.current = found;
  });
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Alt') setHeld(event.type === 'keydown' ? { at: latest.current } : null);
    };
    const left = () => setHeld(null);
    window.addEventListener('keydown', key);
    window.addEventListener('keyup', key);
    window.addEventListener('blur', left);
    return () => {
      window.removeEventListener('keydown', key);
      window.removeEventListener('keyup', key);
      window.removeEventListener('blur', left);
    };
  }, []);
  return held === null ? found : held.at;
}

function openShelf(slug: string, line: string) {
  const key = `hairline.open.${slug}.${line}`;
  return {
    read(): readonly EntryId[] {
      try {
        const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
        return Array.isArray(kept) ? (kept as EntryId[]) : [];
      } catch {
        return [];
      }
    },
    write(ids: readonly EntryId[]): void {
      try {
        sessionStorage.setItem(key, JSON.stringify(ids));
      } catch {
        // A full or forbidden shelf: what was left open is open again after a reload.
      }
    },
  };
}
