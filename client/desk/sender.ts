import { entryId, type EntryId, type Submission } from '../../shared/race/entry.ts';
import { SUBMIT_LIMIT, type SubmitAnswer } from '../../shared/wire/operate.ts';
import type { Why } from './kept.ts';
import { isUnsent, type Outbox, type OutboxEntry } from './outbox.ts';

export interface SenderPorts {
  /** One message; null when no answer came. */
  readonly submit: (race: string, entries: readonly Submission[]) => Promise<SubmitAnswer | null>;
  /** What is too large for a message. */
  readonly submitLarge: (
    race: string,
    entries: readonly Submission[],
  ) => Promise<SubmitAnswer | null>;
  /** The epoch of a race's log now; null when the server does not say. */
  readonly epochOf: (race: string) => Promise<string | null>;
  readonly isLive: () => boolean;
  readonly after: (ms: number, call: () => void) => () => void;
  readonly random: () => number;
}

export interface Sender {
  /** Something may be sent: it was brought, or the link is back. */
  readonly go: () => void;
  /** The link is back: whatever was waited for is tried at once. */
  readonly afresh: () => void;
  readonly close: () => void;
}

/** What another tab brought is left to it for so long; it may be closed by then. */
const OTHERS_FIRST_MS = 3_000;

export const SHORTEST_WAIT_MS = 250;
export const LONGEST_WAIT_MS = 15_000;

/** Anywhere under a ceiling that doubles, and never longer than `LONGEST_WAIT_MS`. */
export function sendAgainMs(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** (attempt + 1));
  return Math.round(SHORTEST_WAIT_MS + random * (ceiling - SHORTEST_WAIT_MS));
}

/**
 * Sends what waits, one message at a time, each race's entries in the order of their counters. What
 * got no answer is sent again as it was, and the server answers with the number that it had; what
 * was refused is told and holds up nothing. Races do not wait for each other.
 */
export function openSender(outbox: Outbox, ports: SenderPorts): Sender {
  const attempts = new Map<string, number>();
  /** Races that rest after a message that came to nothing, and how to wake them. */
  const resting = new Map<string, () => void>();
  /** Of this link, the epochs that were asked for. */
  let epochs = new Map<string, string | null>();
  /** Races of which this tab also sends what others brought. */
  const adopted = new Set<string>();
  let cancelAdopting: (() => void) | null = null;
  let working = false;
  let closed = false;

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    try {
      for (let batch = next(); batch !== null; batch = next()) await send(batch);
    } finally {
      working = false;
    }
  }

  function next(): Batch | null {
    if (closed || !ports.isLive()) return null;
    const waiting = outbox.entries().filter((row) => isUnsent(row) && !resting.has(row.race));
    const first = waiting.find((row) => row.mine || adopted.has(row.race));
    if (!first) {
      if (waiting.length > 0) adoptLater();
      return null;
    }
    const { race } = first;
    return { race, rows: batchOf(outbox.entries().filter((row) => row.race === race)) };
  }

  function adoptLater(): void {
    cancelAdopting ??= ports.after(OTHERS_FIRST_MS, () => {
      cancelAdopting = null;
      adopt();
      void work();
    });
  }

  function adopt(): void {
    for (const row of outbox.entries()) if (isUnsent(row)) adopted.add(row.race);
  }

  async function send({ race, rows }: Batch): Promise<void> {
    const ids = rows.map(({ submission }) => entryId(submission));
    const stale = await replaced(race, rows);
    if (stale.length > 0) {
      await outbox.settle({ stored: [], refused: stale });
      return;
    }
    const submissions = rows.map(({ submission }) => submission);
    const isLarge = bytesOf(submissions) > SUBMIT_LIMIT.bytes;
    const answering = (isLarge ? ports.submitLarge : ports.submit)(race, submissions);
    // Said once it is on its way: drawing it takes longer than the way there.
    outbox.sending(ids);
    const answer = await answering;
    if (answer === null) {
      outbox.waiting(ids);
      rest(race);
    } else if (!answer.ok) await refusedWhole({ race, rows }, answer);
    else await settle(race, ids, answer.answers);
  }

  /** A queue from before the log was replaced is not poured into the new one. */
  async function replaced(race: string, rows: readonly OutboxEntry[]) {
    if (rows.every(({ epoch }) => epoch === null)) return [];
    if (!epochs.has(race)) epochs.set(race, await ports.epochOf(race));
    const now = epochs.get(race) ?? null;
    if (now === null) return [];
    return rows
      .filter(({ epoch }) => epoch !== null && epoch !== now)
      .map(({ submission }) => ({ id: entryId(submission), why: REPLACED }));
  }

  async function refusedWhole(
    { race, rows }: Batch,
    { code, message, again }: SubmitAnswer & { readonly ok: false },
  ): Promise<void> {
    const ids = rows.map(({ submission }) => entryId(submission));
    // The key has ended: what was brought waits for a new one.
    if (again || KEY_ENDED.has(code)) {
      outbox.waiting(ids);
      rest(race);
    } else if (code === 'MALFORMED' && rows.length > 1) {
      // One of them spoils the message: each alone shows which.
      for (const row of rows) await send({ race, rows: [row] });
    } else
      await outbox.settle({
        stored: [],
        refused: ids.map((id) => ({ id, why: { code, message } })),
      });
  }

  async function settle(
    race: string,
    ids: readonly EntryId[],
    answers: (SubmitAnswer & { readonly ok: true })['answers'],
  ): Promise<void> {
    const stored = answers.flatMap((one) => (one.ok ? [{ id: entryId(one), seq: one.seq }] : []));
    const refused = answers.flatMap((one) =>
      one.ok || one.again
        ? []
        : [{ id: entryId(one), why: { code: one.code, message: one.message } satisfies Why }],
    );
    const settled = new Set([...stored, ...refused].map(({ id }) => id));
    outbox.waiting(ids.filter((id) => !settled.has(id)));
    await outbox.settle({ stored, refused });
    if (settled.size < ids.length) rest(race);
    else attempts.delete(race);
    if (!outbox.entries().some((row) => row.race === race && isUnsent(row))) adopted.delete(race);
  }

  function rest(race: string): void {
    const attempt = attempts.get(race) ?? 0;
    attempts.set(race, attempt + 1);
    resting.get(race)?.();
    const cancel = ports.after(sendAgainMs(attempt, ports.random()), () => {
      resting.delete(race);
      void work();
    });
    resting.set(race, cancel);
  }

  return {
    go: () => void work(),
    afresh() {
      for (const cancel of resting.values()) cancel();
      resting.clear();
      attempts.clear();
      epochs = new Map();
      adopt();
      void work();
    },
    close() {
      closed = true;
      cancelAdopting?.();
      for (const cancel of resting.values()) cancel();
    },
  };
}

interface Batch {
  readonly race: string;
  readonly rows: readonly OutboxEntry[];
}

const KEY_ENDED: ReadonlySet<string> = new Set(['NO_KEY', 'BAD_KEY', 'EXPIRED', 'REVOKED']);

const REPLACED: Why = {
  code: 'REPLACED',
  message: 'the log of this race was replaced after this was brought; save the queue as a file',
};

/** The oldest that fit into one message; one that fits in none goes alone. */
function batchOf(rows: readonly OutboxEntry[]): readonly OutboxEntry[] {
  const batch: OutboxEntry[] = [];
  let bytes = 0;
  for (const row of rows.filter(isUnsent)) {
    // Room for commas and the words around them.
    bytes += bytesOf(row.submission) + 1;
    const isFull = batch.length >= SUBMIT_LIMIT.entries || bytes > SUBMIT_LIMIT.bytes - 512;
    if (isFull && batch.length > 0) break;
    batch.push(row);
  }
  return batch;
}

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
