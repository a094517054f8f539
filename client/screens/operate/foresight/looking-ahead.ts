import {
  foresee,
  FORESEEN_AT_ONCE,
  type Consequence,
} from '../../../../shared/feeding/consequence.ts';
import type { RaceEvent } from '../../../../shared/race/events.ts';
import type { Race } from '../../../../shared/race/race.ts';
import type { Instant } from '../../../../shared/time/time.ts';
import type { DeskEntry, RaceDesk, RaceDeskState } from '../../../desk/desk.ts';
import type { ForesightAsk, ForesightTold } from './foresight-messages.ts';

/** What events would change: at once in a race that is small enough, else a moment later. */
export type Foreseen = Consequence | null | Promise<Consequence | null>;

/**
 * What these events would change in the race as it stands. In a large race another thread finds it: the
 * page is not held up. Null where it cannot be said.
 */
export function lookAhead(
  raceDesk: RaceDesk,
  { race, entries }: Pick<RaceDeskState, 'race' | 'entries'>,
  { events, at }: { readonly events: readonly RaceEvent[]; readonly at: Instant },
): Foreseen {
  if (entries.length <= FORESEEN_AT_ONCE) return foresee(race, entries, events, at);
  return threadOf(raceDesk)?.look(events, at) ?? null;
}

/** One thread for each race that is open; ended when nobody has looked for a while. */
const threads = new WeakMap<RaceDesk, Thread>();

function threadOf(raceDesk: RaceDesk): Thread | null {
  if (typeof Worker === 'undefined') return null;
  let thread = threads.get(raceDesk);
  if (thread === undefined || thread.ended) threads.set(raceDesk, (thread = new Thread(raceDesk)));
  return thread;
}

/** So many entries are handed over at a time: more would hold the page up. */
const AT_A_TIME = 500;
const IDLE_MS = 300_000;

class Thread {
  readonly #raceDesk: RaceDesk;
  readonly #worker: Worker;
  readonly #sent = new Set<string>();
  readonly #refused = new Set<string>();
  readonly #asked = new Map<number, (told: ForesightTold | null) => void>();
  readonly #leave: () => void;
  /** Entries up to here are stored and handed over. */
  #next = 0;
  #looks = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #handing: Promise<void> | null = null;
  ended = false;

  constructor(raceDesk: RaceDesk) {
    this.#raceDesk = raceDesk;
    // Spelled out in one: the build looks for just this.
    this.#worker = new Worker(new URL('./foresight-worker.ts', import.meta.url), {
      type: 'module',
    });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<ForesightTold>) => {
      this.#asked.get(data.look)?.(data);
      this.#asked.delete(data.look);
    });
    this.#worker.addEventListener('error', () => this.#end());
    this.#leave = raceDesk.state.subscribe((state, before) => {
      if (state.entries !== before.entries) void this.#hand();
    });
  }

  async look(events: readonly RaceEvent[], at: Instant): Promise<Consequence | null> {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#end(), IDLE_MS);
    await this.#hand();
    // A thread that could not be started, or broke, says nothing: better no answer than none for ever.
    if (this.ended) return null;
    const look = this.#looks++;
    const told = new Promise<ForesightTold | null>((resolve) => this.#asked.set(look, resolve));
    this.#say({ look, events, at });
    const answer = await told;
    return answer === null ? null : inOrderOf(this.#raceDesk.state.getState().race, answer);
  }

  /** Hands over what has come, some at a time. */
  #hand(): Promise<void> {
    this.#handing ??= this.#handAll().finally(() => (this.#handing = null));
    return this.#handing;
  }

  async #handAll(): Promise<void> {
    for (;;) {
      const some = this.#news();
      if (some.length > 0) this.#say({ take: some.map(({ submission }) => submission) });
      if (some.length < AT_A_TIME) return;
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  #news(): readonly DeskEntry[] {
    const { entries } = this.#raceDesk.state.getState();
    const news: DeskEntry[] = [];
    let isWhole = true;
    for (let i = this.#next; i < entries.length && news.length < AT_A_TIME; i++) {
      const entry = entries[i];
      if (entry === undefined) break;
      if (entry.where === 'refused') this.#drop(entry);
      else if (!this.#sent.has(entry.id)) {
        this.#sent.add(entry.id);
        news.push(entry);
      }
      isWhole &&= entry.where === 'stored';
      if (isWhole) this.#next = i + 1;
    }
    return news;
  }

  #drop({ id }: DeskEntry): void {
    if (this.#refused.has(id)) return;
    this.#refused.add(id);
    if (this.#sent.has(id)) this.#say({ drop: [id] });
  }

  #say(ask: ForesightAsk): void {
    if (!this.ended) this.#worker.postMessage(ask);
  }

  #end(): void {
    this.ended = true;
    clearTimeout(this.#idle);
    this.#leave();
    this.#worker.terminate();
    for (const tell of this.#asked.values()) tell(null);
    this.#asked.clear();
  }
}

/** The thread has its entrants in an order of its own. */
function inOrderOf(race: Race, { consequence, entrants }: ForesightTold): Consequence | null {
  const { positions, changes } = consequence;
  const here = new Map(race.entrants.map(({ entrant, index }) => [entrant.id, index]));
  const moved = <T extends { readonly entrant: number }>(each: T): T[] => {
    const entrant = here.get(entrants[each.entrant] ?? '');
    return entrant === undefined ? [] : [{ ...each, entrant }];
  };
  return { ...consequence, positions: positions.flatMap(moved), changes: changes.flatMap(moved) };
}
