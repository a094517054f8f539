import { canonicalJson } from '../race/canonical.ts';
import { entryId, type EntryId, type Submission } from '../race/entry.ts';
import type { CorrectableEvent, RaceEvent } from '../race/events.ts';
import { byAge } from '../race/newest.ts';
import type { Race } from '../race/race.ts';
import type { Instant } from '../time/time.ts';
import type { FedEntry, FeedLog } from './feed-log.ts';
import { registersOf, type Registers } from './registers.ts';

/**
 * Undo and redo without end, for one operator on all of its devices, out of the log alone. What one
 * `bring` brought is a step: entries of one device with counters that follow each other and the same
 * `recordedAt`. An undo is a step as well: corrections that put everything the step touched back to
 * what it was before, and name the step in their reason (`undo op-1:12`). So the stacks of done and
 * undone steps can be read from the entries at any time, on any device.
 */
const UNDO_REASON = 'undo';
const REDO_REASON = 'redo';

/** What an operator did at once. */
export interface Step {
  /** Its first entry: names the step. */
  readonly id: EntryId;
  readonly device: string;
  readonly at: Instant;
  /** In the order they were brought. */
  readonly entries: readonly Submission[];
}

/** Steps that hold, and steps that were undone and can be redone; the last is the next to go. */
export interface Stacks {
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

/** What to bring to take a step back, or to do it again. */
export interface Move {
  readonly step: Step;
  /** To bring at once. Leaves alone what somebody else has corrected since. Never empty. */
  readonly events: readonly RaceEvent[];
  /** What somebody else has corrected since: to be asked about. */
  readonly contested: readonly Contest[];
  /** To bring instead of `events` when the operator insists: also over what others have corrected. */
  readonly insist: readonly RaceEvent[];
}

export interface Contest {
  readonly target: EntryId;
  /** The newest correction of it that is somebody else's. */
  readonly by: EntryId;
}

/**
 * The step that undo takes back next, and how; null where there is none. `later`: entries that came
 * after the operator asked, while what was asked had to wait; they are not what was meant.
 */
export function nextUndo(race: Race, log: FeedLog, later = NONE): Move | null {
  return nextMove(race, log, { verb: 'undo', later });
}

/** The step that redo does again next, and how; null where there is none. */
export function nextRedo(race: Race, log: FeedLog, later = NONE): Move | null {
  return nextMove(race, log, { verb: 'redo', later });
}

const NONE: ReadonlySet<EntryId> = new Set();

/** Whether there is anything to take back, and anything to do again. */
export function movesOf(log: FeedLog): { readonly undo: boolean; readonly redo: boolean } {
  const own = log.own();
  // Whatever is no undo ends redo: of twenty thousand taps only the newest has to be read.
  const newest = own.reduce<FedEntry | null>(
    (a, b) => (a === null || byAge(a.submission, b.submission) < 0 ? b : a),
    null,
  );
  if (newest === null) return { undo: false, redo: false };
  if (undoneBy(newest.submission.event) === null) return { undo: true, redo: false };
  const { done, undone } = stacksOf(own);
  return { undo: done.length > 0, redo: undone.length > 0 };
}

/** The stacks of an operator's own entries, in whatever order they are given. */
export function stacksOf(own: readonly FedEntry[]): Stacks {
  const { done, undone } = actsOf(own);
  return { done: done.map(({ step }) => step), undone: undone.map(({ step }) => step) };
}

/** A step, and the step that last did it or took it back. */
interface Act {
  readonly step: Step;
  readonly last: Step;
}

function actsOf(own: readonly FedEntry[]): { done: Act[]; undone: Act[] } {
  const done: Act[] = [];
  let undone: Act[] = [];
  for (const step of stepsOf(own)) {
    const mark = markOf(step);
    if (mark === null) {
      done.push({ step, last: step });
      undone = [];
    } else if (mark.verb === 'undo') move(done, undone, { step: mark.step, last: step });
    else move(undone, done, { step: mark.step, last: step });
  }
  return { done, undone };
}

/** An undo that names a step which is not there (any more) has nothing to take back. */
function move(from: Act[], to: Act[], { step, last }: { step: EntryId; last: Step }): void {
  const at = from.findLastIndex((act) => act.step.id === step);
  const [act] = at < 0 ? [] : from.splice(at, 1);
  if (act !== undefined) to.push({ step: act.step, last });
}

function stepsOf(own: readonly FedEntry[]): Step[] {
  const steps: { id: EntryId; device: string; at: Instant; entries: Submission[] }[] = [];
  for (const submission of own.map((entry) => entry.submission).toSorted(byAge)) {
    const step = steps.at(-1);
    const last = step?.entries.at(-1);
    if (step !== undefined && last !== undefined && follows(last, submission))
      step.entries.push(submission);
    else {
      const { device, recordedAt: at } = submission;
      steps.push({ id: entryId(submission), device, at, entries: [submission] });
    }
  }
  return steps;
}

function follows(last: Submission, { device, n, recordedAt }: Submission): boolean {
  return last.device === device && last.n + 1 === n && last.recordedAt === recordedAt;
}

const MARK = /^(undo|redo) ([^]+:[1-9]\d*)$/;

/** An undo or a redo, and the first entry of the step that it is of. */
interface Mark {
  readonly verb: 'undo' | 'redo';
  readonly step: EntryId;
}

/** Which step an entry undoes or redoes; null for what does neither. */
export function undoneBy(event: RaceEvent): Mark | null {
  const mark = 'target' in event ? MARK.exec(event.reason ?? '') : null;
  if (mark === null) return null;
  return { verb: mark[1] === UNDO_REASON ? 'undo' : 'redo', step: mark[2] as EntryId };
}

/** Which step an undo or a redo is of; null for what is neither. */
function markOf({ entries }: Step): Mark | null {
  const marks = entries.map(({ event }) => undoneBy(event));
  const [first] = marks;
  if (first === undefined || first === null) return null;
  const isOne = marks.every((mark) => mark?.verb === first.verb && mark.step === first.step);
  return isOne ? first : null;
}

function nextMove(
  race: Race,
  log: FeedLog,
  { verb, later }: { readonly verb: Mark['verb']; readonly later: ReadonlySet<EntryId> },
): Move | null {
  const { done, undone } = actsOf(log.own().filter(({ id }) => !later.has(id)));
  const act = (verb === 'undo' ? done : undone).at(-1);
  if (act === undefined) return null;
  const reason = `${verb === 'undo' ? UNDO_REASON : REDO_REASON} ${act.step.id}`;
  return { step: act.step, ...reversal(race, log, act.last, reason) };
}

/** How to put all that a step touched back to what it was before it, the last touched first. */
function reversal(race: Race, log: FeedLog, step: Step, reason: string): Omit<Move, 'step'> {
  const own = new Set(log.own().map(({ id }) => id));
  const events: RaceEvent[] = [];
  const insist: RaceEvent[] = [];
  const contested: Contest[] = [];
  for (const { target, last, wanted } of touched(race, log, step)) {
    const corrections = log.correctionsOf(target);
    const back = corrected(target, registersOf(race.entry(target)?.event, corrections), wanted);
    const since = corrections.filter((each) => byAge(each, last) > 0 && !own.has(entryId(each)));
    const by = since.toSorted(byAge).at(-1);
    insist.push(...back);
    if (by === undefined) events.push(...back);
    else if (back.length > 0) contested.push({ target, by: entryId(by) });
  }
  const mark = markOnly(race, log, step);
  const withReason = (list: readonly RaceEvent[]): RaceEvent[] =>
    (list.length > 0 ? list : mark).map((event) => ({ ...event, reason }) as RaceEvent);
  return { events: withReason(events), contested, insist: withReason(insist) };
}

interface Touched {
  readonly target: EntryId;
  /** The last entry of the step that touched it. */
  readonly last: Submission;
  /** What it was before. */
  readonly wanted: Registers;
}

function touched(race: Race, log: FeedLog, { entries }: Step): Touched[] {
  const found = new Map<EntryId, Touched>();
  for (const entry of entries) {
    const { event } = entry;
    const target = 'target' in event ? event.target : entryId(entry);
    const known = found.get(target);
    const first = race.entry(target)?.event;
    const wanted =
      known?.wanted ??
      ('target' in event
        ? registersOf(first, log.correctionsOf(target), entry)
        : { isVoid: true, says: null });
    found.set(target, { target, last: entry, wanted });
  }
  return [...found.values()].reverse();
}

/** The corrections that lead from one state of an entry to another. */
function corrected(target: EntryId, now: Registers, wanted: Registers): RaceEvent[] {
  const events: RaceEvent[] = [];
  if (wanted.says !== null && now.says !== null && !isSame(wanted.says, now.says))
    events.push({ type: 'entryAmended', target, event: wanted.says });
  if (wanted.isVoid !== now.isVoid) events.push(turned(target, wanted.isVoid));
  return events;
}

function turned(target: EntryId, isVoid: boolean): RaceEvent {
  return { type: isVoid ? 'entryVoided' : 'entryRestored', target };
}

/** What changes nothing, so that a step can be said to be undone whose effect is gone already. */
function markOnly(race: Race, log: FeedLog, { entries }: Step): RaceEvent[] {
  return entries.slice(0, 1).map((entry) => {
    const target = 'target' in entry.event ? entry.event.target : entryId(entry);
    const { isVoid } = registersOf(race.entry(target)?.event, log.correctionsOf(target));
    return turned(target, isVoid);
  });
}

function isSame(a: CorrectableEvent, b: CorrectableEvent): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
