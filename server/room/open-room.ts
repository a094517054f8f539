import { createRace } from '../../shared/race/apply.ts';
import { entryId } from '../../shared/race/entry.ts';
import type { Entry, EntryId, Submission } from '../../shared/race/entry.ts';
import { parseSubmission } from '../../shared/race/parse-event.ts';
import type { Race } from '../../shared/race/race.ts';
import type { Beside, EventLog, LogHead } from '../log/event-log.ts';
import { loadRace } from './load-race.ts';
import { entryOf } from './stored-entry.ts';
import { refusedByDisk } from './room.ts';
import type { Accepted, Answer, Kept, Refused, Room, RoomListener, Unopened } from './room.ts';

export interface OpenRoomOptions {
  readonly slug: string;
  readonly log: EventLog;
  /** An empty race; for tests. */
  readonly newRace?: () => Race;
  /** Told in a sentence what was found wrong and what was done about it. */
  readonly report?: (message: string) => void;
}

/** A room and the way to end it, for whoever keeps the rooms. */
export interface HeldRoom {
  readonly room: Room;
  /** The race has a newer epoch or is gone: everything submitted is refused; what is being written is still answered. */
  readonly close: () => void;
  /** The server stops: the same, but the race goes on elsewhere or later, so devices should send again. */
  readonly stop: () => void;
}

/** Reads the log of a race into its room. */
export async function openRoom(
  options: OpenRoomOptions,
): Promise<(HeldRoom & { readonly ok: true }) | Unopened> {
  const { slug, log, newRace = createRace, report = () => {} } = options;
  const loaded = await loadRace({ slug, log, newRace, report });
  if (!loaded.ok) return loaded;
  const held = holdRoom({ ...loaded, log, report });
  if (log.shared) {
    held.follow().catch((error: unknown) => {
      report(`${slug}: ${error instanceof Error ? error.message : String(error)}`);
      held.close();
    });
  }
  return { ok: true, room: held.room, close: held.close, stop: held.stop };
}

// Larger rounds would hold up the answers of the first for the sake of the last.
const ROUND_LIMIT = 2_000;

/** A submission on its way through the room. */
interface Waiting {
  readonly submission: Submission;
  readonly id: EntryId;
  readonly answer: (answer: Answer) => void;
}

interface Loaded {
  readonly log: EventLog;
  readonly race: Race;
  readonly head: LogHead;
  readonly entries: Entry[];
  readonly beside: Beside;
  readonly report: (message: string) => void;
}

function holdRoom({ log, race, head, entries, beside, report }: Loaded) {
  const { slug, epoch } = head;
  const seqOf = new Map<EntryId, number>(entries.map((entry) => [entryId(entry), entry.seq]));
  const listeners = new Set<RoomListener>();
  const ending = new AbortController();
  let { roster, note } = beside;
  let queue: Waiting[] = [];
  /** Why everything is refused from now on. */
  let ended: Refused | null = null;
  let working = false;

  const room: Room = {
    slug,
    epoch,
    get seq() {
      return entries.length;
    },
    race,
    get roster() {
      return roster;
    },
    get note() {
      return note;
    },
    get closed() {
      return ended !== null;
    },
    submit(submissions) {
      const answers = submissions.map(
        (submission) => new Promise<Answer>((answer) => admit(submission, answer)),
      );
      if (!working && queue.length > 0) void work();
      return Promise.all(answers);
    },
    entriesAfter: (after, limit = Number.POSITIVE_INFINITY) => entries.slice(after, after + limit),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async setRoster(next) {
      const kept = await keep({ roster: next });
      if (kept.ok) roster = next;
      return kept;
    },
    async setNote(next) {
      const kept = await keep({ note: next });
      if (kept.ok) note = next;
      return kept;
    },
  };

  function admit(received: Submission, answer: (answer: Answer) => void): void {
    if (ended) return answer(ended);
    const parsed = parseSubmission(received);
    if (!parsed.ok) return answer({ ok: false, ...parsed.refusal });
    const { submission } = parsed;
    queue.push({ submission, id: entryId(submission), answer });
  }

  async function work(): Promise<void> {
    working = true;
    // What other feeds hand in during this turn of the event loop comes along.
    await endOfTurn();
    while (queue.length > 0) {
      const round = takeRound();
      if (round.length > 0) await store(round);
    }
    working = false;
  }

  /** Answers what needs no storing, and takes what can be stored together. */
  function takeRound(): Waiting[] {
    const round = new Map<EntryId, Waiting>();
    const heldUp = new Set<string>();
    const later: Waiting[] = [];
    for (const waiting of queue) {
      const { submission } = waiting;
      if (
        round.size >= ROUND_LIMIT ||
        heldUp.has(submission.device) ||
        mustFollow(waiting, round)
      ) {
        heldUp.add(submission.device);
        later.push(waiting);
        continue;
      }
      const answer = ended ?? answerAtOnce(waiting);
      if (answer) waiting.answer(answer);
      else round.set(waiting.id, waiting);
    }
    queue = later;
    return [...round.values()];
  }

  function answerAtOnce({ submission, id }: Waiting): Answer | null {
    const checked = race.check(submission);
    if (!checked.ok) return { ok: false, ...checked.refusal };
    return checked.repeated ? repeatOf(id) : null;
  }

  function repeatOf(id: EntryId): Accepted {
    const seq = seqOf.get(id);
    if (seq === undefined) throw new Error(`${slug}: the race knows ${id}, its log does not`);
    return { ok: true, seq, repeated: true };
  }

  async function store(round: readonly Waiting[]): Promise<void> {
    const result = await append(round);
    switch (result.kind) {
      case 'appended': {
        const applied = advance(result.entries);
        round.forEach(({ id, answer }) => answer(applied.get(id) ?? repeatOf(id)));
        return;
      }
      case 'notStored':
        for (const { answer } of round) answer(refusedByDisk(result));
        return;
      case 'conflict':
        // Put back before reading: whoever waits keeps its turn.
        queue = [...round, ...queue];
        if (result.head?.epoch === epoch) await catchUp(result.head.seq);
        else end(REPLACED);
    }
  }

  async function append(round: readonly Waiting[]) {
    try {
      const submissions = round.map(({ submission }) => submission);
      return await log.append(slug, epoch, entries.length, submissions);
    } catch (error) {
      const message = `not stored: ${error instanceof Error ? error.message : String(error)}`;
      report(`${slug}: ${message}`);
      return { kind: 'notStored', reason: 'ioError', message } as const;
    }
  }

  /** Applies and publishes entries that are stored; those applied already are passed over. */
  function advance(stored: readonly Entry[]): Map<EntryId, Answer> {
    const answers = new Map<EntryId, Answer>();
    const news = stored.filter(({ seq }) => seq > entries.length);
    for (const entry of news) {
      if (entry.seq !== entries.length + 1) {
        throw new Error(`${slug}: expected entry ${entries.length + 1}, was given ${entry.seq}`);
      }
      const id = entryId(entry);
      const applied = race.apply(entry);
      entries.push(entry);
      seqOf.set(id, entry.seq);
      if (applied.ok) answers.set(id, { ok: true, seq: entry.seq, repeated: false });
      else answers.set(id, { ok: false, ...applied.refusal });
    }
    if (news.length > 0) publish(news);
    return answers;
  }

  function publish(news: readonly Entry[]): void {
    for (const listener of listeners) {
      try {
        listener(news);
      } catch (error) {
        // A listener's mistake must not cost an operator the answer; it still has to be seen.
        setImmediate(() => {
          throw error;
        });
      }
    }
  }

  async function catchUp(storedSeq: number): Promise<void> {
    if (storedSeq < entries.length) {
      report(
        `${slug}: entry ${entries.length} was stored and the log now ends at ${storedSeq}; the race is closed`,
      );
      end(REPLACED);
      return;
    }
    const found = await log.read(slug, epoch, entries.length, ROUND_LIMIT);
    if (found.kind === 'gone') end(REPLACED);
    else advance(found.lines.map(entryOf));
    if (found.kind === 'damaged') {
      report(`${slug}: line ${found.damage.seq} is damaged: ${found.damage.reason}`);
      end(REPLACED);
    }
  }

  async function keep(parts: Partial<Beside>): Promise<Kept> {
    const result = ended ? null : await log.setBeside(slug, parts);
    if (result?.kind === 'saved') return { ok: true };
    return {
      ok: false,
      message: result?.kind === 'notStored' ? result.message : (ended ?? REPLACED).message,
    };
  }

  async function follow(): Promise<void> {
    for await (const lines of log.follow(slug, epoch, entries.length, ending.signal)) {
      advance(lines.map(entryOf));
    }
    end(REPLACED);
  }

  function end(why: Refused): void {
    ended ??= why;
    ending.abort();
  }

  return { room, follow, close: () => end(REPLACED), stop: () => end(STOPPING) };
}

/** Whether this one can be judged only after the round: it repeats or corrects one that is in it. */
function mustFollow({ id, submission }: Waiting, round: ReadonlyMap<EntryId, Waiting>): boolean {
  const { event } = submission;
  return round.has(id) || ('target' in event && round.has(event.target));
}

function endOfTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

const STOPPING: Refused = {
  ok: false,
  code: 'NOT_STORED',
  message: 'not stored: the server is stopping',
};

const REPLACED: Refused = {
  ok: false,
  code: 'REPLACED',
  message: 'this run of the race has ended: there is a newer one, or the race was removed',
};
