import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EntryId } from '../../../../shared/race/entry.ts';
import type { RaceEvent } from '../../../../shared/race/events.ts';
import type { Race } from '../../../../shared/race/race.ts';
import type { FeedLog } from '../../../../shared/feeding/feed-log.ts';
import type { TapRow } from '../../../../shared/feeding/tap-rows.ts';
import { nextRedo, nextUndo, type Move } from '../../../../shared/feeding/undo.ts';
import { formatRaceTime } from '../../../../shared/time/format.ts';
import { sinceGun, type Instant } from '../../../../shared/time/time.ts';
import type { Desk, RaceDesk } from '../../../desk/desk.ts';
import type { CorrectionKey } from './console-keys.ts';
import { amended, NOBODY_YET, tapped, voided, type Place, type Taken } from './corrections.ts';
import { missedAfter, planned, type Draft, type Planned } from './draft.ts';
import type { Feedback } from './feedback.ts';
import { rowCalled, typedWho } from './typed-who.ts';

/**
 * What an operator has in hand on the console: what is typed, which row is selected, what is being
 * corrected. All that counts is in the log; of this only `leftOpen` outlives a reload.
 */
export interface ConsoleState {
  readonly typed: string;
  readonly selected: EntryId | null;
  readonly leftOpen: ReadonlySet<EntryId>;
  /** The selected row is to get another bib: on a phone the figures are wanted then. */
  readonly reassigning: boolean;
  readonly draft: Draft | null;
  /** What is asked about before it is done. */
  readonly doubt: Doubt | null;
  readonly said: Said | null;
  /** What this browser could not keep: to be tried again, or written down. */
  readonly lost: readonly Lost[];
}

/**
 * Done only when it is confirmed: a step that somebody else has corrected since or that was no tap, and
 * whatever would touch a result that is declared official or amended.
 */
export interface Doubt {
  readonly verb: 'undo' | 'redo' | 'bring';
  readonly why: 'contested' | 'noTap' | 'declared';
  /** What it is about: the step that is undone or redone, else `events`. */
  readonly was: readonly RaceEvent[];
  readonly events: readonly RaceEvent[];
}

/** What was done last. `foreseen`: what it was said to change, before it did. */
export interface Said {
  readonly kind: 'done' | 'undo' | 'redo' | 'hint';
  readonly events: readonly RaceEvent[];
  readonly hint: Hint | null;
  readonly foreseen: readonly string[];
}

export type Hint = 'selectFirst' | 'nothingToUndo' | 'nothingToRedo' | 'typeMore' | Problem;
type Problem = Extract<Planned, { ok: false }>['problem'];

export interface Lost {
  readonly events: readonly RaceEvent[];
  readonly taken: Taken | null;
  readonly why: string;
}

/** What the console stands on at this moment. */
export interface ConsoleGround {
  readonly race: Race;
  readonly rows: readonly TapRow[];
  readonly log: FeedLog;
  readonly place: Place;
  /** In words, what these events would change; in a large race a moment later. */
  readonly foresee: (
    events: readonly RaceEvent[],
  ) => readonly string[] | Promise<readonly string[]>;
  /** Bibs of the likely next, as they are shown. */
  readonly likely: readonly string[];
  /** A tapper corrects its own only. */
  readonly mayCorrect: (row: TapRow) => boolean;
}

export interface ConsolePorts {
  readonly desk: Pick<Desk, 'instantOf' | 'now'>;
  readonly raceDesk: Pick<RaceDesk, 'bring'>;
  readonly feedback: Feedback;
  /** Where what was left open is remembered over a reload. */
  readonly shelf: {
    readonly read: () => readonly EntryId[];
    readonly write: (ids: readonly EntryId[]) => void;
  };
}

export interface ConsoleModel {
  readonly state: StoreApi<ConsoleState>;
  /** Says what the console stands on, whenever that is drawn anew; until then nothing can be done. */
  readonly standsOn: (ground: () => ConsoleGround) => void;
  /** A tap at a moment of this page's clock (`event.timeStamp`, ms). */
  readonly tap: (timeStampMs: number) => void;
  readonly setTyped: (typed: string) => void;
  readonly type: (text: string) => void;
  readonly rubOut: () => void;
  /** Gives what is typed to the tap that it is for, records it now, taps, or confirms. */
  readonly enter: (timeStampMs: number) => void;
  readonly likely: (index: number, timeStampMs: number) => void;
  readonly leaveOpen: () => void;
  readonly select: (id: EntryId | null) => void;
  readonly selectBy: (by: 1 | -1) => void;
  readonly selectEnd: (end: 'oldest' | 'newest') => void;
  readonly correct: (what: CorrectionKey, row?: EntryId) => void;
  readonly revise: (part: Partial<Draft>) => void;
  readonly confirm: () => void;
  readonly home: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly keepBoth: (id: EntryId) => void;
  readonly merge: (id: EntryId) => void;
  readonly retryLost: () => void;
  readonly forgetLost: () => void;
}

export function openConsole(ports: ConsolePorts): ConsoleModel {
  const state = createStore<ConsoleState>(() => ({
    typed: '',
    selected: null,
    leftOpen: new Set(ports.shelf.read()),
    reassigning: false,
    draft: null,
    doubt: null,
    said: null,
    lost: [],
  }));
  const { getState: get, setState: set } = state;
  let look = (): ConsoleGround | null => null;
  let onTheirWay = 0;
  const queue: (() => void)[] = [];
  /** What comes while an undo waits; one set for each that does. */
  const later: Set<EntryId>[] = [];
  let isFromQueue = false;

  /** Kept before it shows; what cannot be kept stays on the screen with its time. */
  async function bring(events: readonly RaceEvent[], taken: Taken | null = null): Promise<void> {
    if (events.length === 0) return;
    onTheirWay += 1;
    const after = isFromQueue ? [] : [...later];
    try {
      const ids = await ports.raceDesk.bring(events);
      for (const one of after) for (const id of ids) one.add(id);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      set(({ lost }) => ({ lost: [...lost, { events, taken, why }] }));
      ports.feedback.failed();
    }
    onTheirWay -= 1;
    while (onTheirWay === 0 && queue.length > 0) {
      isFromQueue = true;
      queue.shift()?.();
      isFromQueue = false;
    }
  }

  /**
   * What asks which row is meant waits until all that was brought before is among the rows: fingers
   * are faster than a database. Taps never wait.
   */
  function settled(act: () => void): void {
    if (onTheirWay === 0 && queue.length === 0) act();
    else queue.push(act);
  }

  function say(
    kind: Said['kind'],
    events: readonly RaceEvent[],
    foreseen: ReturnType<ConsoleGround['foresee']>,
  ): void {
    const isKnown = !(foreseen instanceof Promise);
    const said: Said = { kind, events, hint: null, foreseen: isKnown ? foreseen : [] };
    set({ said });
    if (isKnown) return;
    void foreseen.then((later) => {
      if (get().said === said) set({ said: { ...said, foreseen: later } });
    });
  }

  function hint(of: Hint): void {
    set({ said: { kind: 'hint', events: [], hint: of, foreseen: [] } });
  }

  function record(timeStampMs: number, ground: ConsoleGround, who = NOBODY_YET): void {
    const taken = ports.desk.instantOf(timeStampMs);
    ports.feedback.tapped();
    void bring([tapped(taken, ground.place, who)], taken);
  }

  /** Brings a correction and says what it changed, unless it has to be asked about first. */
  function change(
    events: readonly RaceEvent[],
    ground: ConsoleGround,
    foreseen: () => ReturnType<ConsoleGround['foresee']>,
  ): void {
    if (isDeclared(ground.race))
      return set({
        draft: null,
        said: null,
        doubt: { verb: 'bring', why: 'declared', was: events, events },
      });
    const known = foreseen();
    void bring(events);
    say('done', events, known);
  }

  function give(row: TapRow, who: ReturnType<typeof typedWho>, ground: ConsoleGround): void {
    if (who === null) return;
    const event = amended(ground.race, row, { who: who.who });
    if (event === null) return;
    // A row that had a name is corrected: what that changes was shown while it was typed.
    change([event], ground, () => ('unknown' in row.who ? [] : ground.foresee([event])));
  }

  /** Lets go of the row in hand, and says which it was: what is selected later is not what was meant. */
  function letGo(): EntryId | null {
    const { selected } = get();
    set(NOTHING_IN_HAND);
    return selected;
  }

  /** Gives a bib to the row that was selected or the oldest open tap; with none, it is recorded now. */
  function assign(typed: string, selected: EntryId | null, timeStampMs: number): void {
    const ground = look();
    if (ground === null) return;
    const who = typedWho(ground.race, typed, ground.place.line);
    const row = targetOf(ground, { selected, leftOpen: get().leftOpen });
    if (row !== null) {
      // A tap can wait for another figure; a time cannot.
      if (who !== null && who.several.length > 0) {
        if (get().typed === '' && get().selected === null) set({ typed, selected });
        return hint('typeMore');
      }
      return give(row, who, ground);
    }
    set({ said: null });
    if (who === null || !isDeclared(ground.race)) return record(timeStampMs, ground, who?.who);
    // The time is kept at once, as nobody's: that touches no result. Whose it is, is asked about.
    record(timeStampMs, ground);
    settled(() => {
      const now = look();
      const tap = now && targetOf(now, { selected: null, leftOpen: get().leftOpen });
      if (now && tap) give(tap, who, now);
    });
  }

  function leaveOpen(selected: EntryId | null): void {
    const ground = look();
    const row = ground && targetOf(ground, { selected, leftOpen: get().leftOpen });
    if (!row) return;
    const leftOpen = new Set(get().leftOpen).add(row.id);
    set({ leftOpen });
    ports.shelf.write([...leftOpen]);
  }

  /** Takes back what was last when it was asked: a tap that comes while it waits is not meant. */
  function stepWhenSettled(verb: 'undo' | 'redo'): void {
    const since = new Set<EntryId>();
    later.push(since);
    settled(() => {
      later.splice(later.indexOf(since), 1);
      step(verb, since);
    });
  }

  function step(verb: 'undo' | 'redo', since: ReadonlySet<EntryId>): void {
    const ground = look();
    if (ground === null) return;
    // What is only asked about is all that there is to take back.
    if (get().doubt?.verb === 'bring') return set({ doubt: null });
    const next = verb === 'undo' ? nextUndo : nextRedo;
    const move = next(ground.race, ground.log, since);
    set({ draft: null, doubt: null, selected: null, reassigning: false });
    if (move === null) return hint(verb === 'undo' ? 'nothingToUndo' : 'nothingToRedo');
    const was = move.step.entries.map(({ event }) => event);
    const why = doubtOf(move, ground.race);
    if (why === null) return take(verb, was, move.events, ground);
    const events = why === 'declared' ? move.events : move.insist;
    set({ doubt: { verb, why, was, events }, said: null });
  }

  function take(
    verb: Doubt['verb'],
    was: readonly RaceEvent[],
    events: readonly RaceEvent[],
    ground: ConsoleGround,
  ): void {
    const foreseen = ground.foresee(events);
    void bring(events);
    say(verb === 'bring' ? 'done' : verb, was, foreseen);
  }

  function confirm(): void {
    const ground = look();
    const { draft, doubt } = get();
    if (ground === null) return;
    if (doubt !== null) {
      set({ doubt: null });
      return take(doubt.verb, doubt.was, doubt.events, ground);
    }
    if (draft === null) return;
    const plan = planDraft(draft, ground);
    if (!plan.ok) return hint(plan.problem);
    const foreseen = ground.foresee(plan.events);
    void bring(plan.events);
    set(NOTHING_IN_HAND);
    say('done', plan.events, foreseen);
  }

  function startDraft(what: CorrectionKey, id: EntryId): void {
    const ground = look();
    const row = ground?.rows.find((each) => each.id === id);
    if (!ground || row === undefined) return hint('selectFirst');
    if (what === 'reassign')
      return set({ selected: id, reassigning: true, draft: null, typed: '', said: null });
    const draft = draftOf(what, row, ground, ports.desk.now());
    set({ selected: id, draft, doubt: null, said: null });
    const plan = planDraft(draft, ground);
    if (!plan.ok && plan.problem === 'noNext') {
      set({ draft: null });
      hint('noNext');
    }
  }

  return {
    state,
    standsOn(ground) {
      look = ground;
    },
    tap(timeStampMs) {
      const ground = look();
      if (ground === null) return;
      if (get().said !== null) set({ said: null });
      record(timeStampMs, ground);
    },
    setTyped: (typed) => set({ typed: typed.trim(), said: null }),
    type(text) {
      if (text !== '') set(({ typed }) => ({ typed: (typed + text).slice(0, 8), said: null }));
    },
    rubOut: () => set(({ typed }) => ({ typed: typed.slice(0, -1) })),
    enter(timeStampMs) {
      const { draft, doubt, typed, selected } = get();
      // A bib that is typed while something is asked about is no answer to it: it asks anew.
      if (draft !== null || (doubt !== null && typed === '')) return confirm();
      if (typed !== '') {
        set({ doubt: null });
        const row = letGo();
        return settled(() => assign(typed, row, timeStampMs));
      }
      // With a row in hand an empty Enter means nothing: it must not tap by mistake.
      if (selected !== null) return hint('selectFirst');
      const ground = look();
      if (ground !== null) record(timeStampMs, ground);
    },
    likely(index, timeStampMs) {
      const bib = look()?.likely[index];
      if (bib === undefined) return;
      const row = letGo();
      settled(() => assign(bib, row, timeStampMs));
    },
    leaveOpen() {
      const row = letGo();
      settled(() => leaveOpen(row));
    },
    select: (id) =>
      set(({ selected }) => ({
        ...NOTHING_IN_HAND,
        selected: selected === id ? null : id,
        said: null,
      })),
    selectBy(by) {
      const rows = look()?.rows ?? [];
      const at = rows.findIndex(({ id }) => id === get().selected);
      const next = at < 0 ? (by < 0 ? rows.length - 1 : 0) : at + by;
      const row = rows[Math.max(0, Math.min(rows.length - 1, next))];
      if (row !== undefined) set({ ...NOTHING_IN_HAND, selected: row.id, said: null });
    },
    selectEnd(end) {
      const rows = look()?.rows ?? [];
      const row = end === 'oldest' ? rows[0] : rows.at(-1);
      if (row !== undefined) set({ ...NOTHING_IN_HAND, selected: row.id, said: null });
    },
    correct(what, row) {
      const id = row ?? get().selected ?? look()?.rows.at(-1)?.id;
      if (id === undefined) return hint('selectFirst');
      settled(() => startDraft(what, id));
    },
    revise: (part) => set(({ draft }) => (draft === null ? {} : { draft: { ...draft, ...part } })),
    confirm,
    home: () => set({ ...NOTHING_IN_HAND, doubt: null, said: null }),
    undo: () => stepWhenSettled('undo'),
    redo: () => stepWhenSettled('redo'),
    keepBoth(id) {
      const ground = look();
      const row = ground?.rows.find((each) => each.id === id);
      const event = ground && row && amended(ground.race, row, { who: NOBODY_YET });
      if (!event) return;
      change([event], ground, () => []);
    },
    merge(id) {
      const ground = look();
      if (ground !== null) change(voided([id]), ground, () => []);
    },
    retryLost() {
      const { lost } = get();
      set({ lost: [] });
      for (const { events, taken } of lost) void bring(events, taken);
    },
    forgetLost: () => set({ lost: [] }),
  };
}

const NOTHING_IN_HAND = { typed: '', selected: null, reassigning: false, draft: null } as const;

/** The row that the next bib goes to: the one selected, or the oldest tap that waits. */
export function targetOf(
  { rows, mayCorrect }: Pick<ConsoleGround, 'rows' | 'mayCorrect'>,
  { selected, leftOpen }: Pick<ConsoleState, 'selected' | 'leftOpen'>,
): TapRow | null {
  if (selected !== null) {
    const row = rows.find(({ id }) => id === selected);
    if (row !== undefined && row.state.kind !== 'void' && row.state.kind !== 'refused') return row;
  }
  return rows.find((row) => isWaiting(row) && !leftOpen.has(row.id) && mayCorrect(row)) ?? null;
}

/** Taken, nobody has said who it was, and it can still be somebody's. */
export function isWaiting({ who, state }: TapRow): boolean {
  return 'unknown' in who && !['void', 'refused', 'beforeStart'].includes(state.kind);
}

export function planDraft(
  draft: Draft,
  { race, rows, place }: Pick<ConsoleGround, 'race' | 'rows' | 'place'>,
): Planned {
  const whoOf = (typed: string) => typedWho(race, typed, place.line)?.who ?? NOBODY_YET;
  return planned(draft, { race, rows, place, whoOf });
}

function draftOf(
  what: CorrectionKey,
  row: TapRow,
  { race, rows }: ConsoleGround,
  now: Instant,
): Draft {
  const holds = race.holds(row.id);
  const point = holds?.type === 'passingRecorded' ? (holds.point ?? '') : '';
  const draft: Draft = {
    what,
    row: row.id,
    bib: '',
    time: '',
    guess: null,
    by: '',
    scope: 'one',
    point,
  };
  if (what === 'edit') return { ...draft, bib: rowCalled(row, race) ?? '' };
  const missed = what === 'insert' ? missedAfter(rows, row.id, now) : null;
  if (missed === null || race.zero === null) return draft;
  const time = formatRaceTime(sinceGun(missed.at, race.zero), { digits: 2 });
  return { ...draft, time, guess: missed.guess };
}

/** Why a step is not undone or redone at once; null where it is. */
function doubtOf(move: Move, race: Race): Doubt['why'] | null {
  if (move.contested.length > 0) return 'contested';
  if (!isFeeding(move, race)) return 'noTap';
  return isDeclared(race) ? 'declared' : null;
}

/** Others build on the result: what changes it is asked about first. */
function isDeclared(race: Race): boolean {
  const result = race.declared.at(-1)?.state;
  return result === 'official' || result === 'amended';
}

/** Whether a step only took and corrected times: what a gun or a start list did is asked about first. */
function isFeeding({ step }: Move, race: Race): boolean {
  return step.entries.every(({ event }) => {
    if (!('target' in event)) return event.type === 'passingRecorded';
    return race.entry(event.target)?.event.type === 'passingRecorded';
  });
}
