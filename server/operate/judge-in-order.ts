import { entryId, type EntryId, type Submission } from '../../shared/race/entry.ts';
import { parseSubmission } from '../../shared/race/parse-event.ts';
import { isWorthRepeating, type EntryCode } from '../../shared/wire/operate.ts';
import type { Room } from '../room/room.ts';
import type { Bench, WhyNot } from './may-submit.ts';

/** A submission, and why it does not go to the room; null if it does. */
export interface Judged {
  readonly submission: Submission;
  readonly why: WhyNot | null;
}

/**
 * Judges what came in one message, one after the other: a later one may speak of an earlier one that
 * was allowed, though neither is in the log yet. `isThere`: the log has one of that name already.
 */
export function judgeInOrder(
  room: Room,
  received: readonly Submission[],
  whyNot: (submission: Submission, bench: Bench, isThere: boolean) => WhyNot | null,
): readonly Judged[] {
  const before = new Map<EntryId, Submission>();
  const bench: Bench = {
    race: room.race,
    entry: (id) => room.race.entry(id) ?? before.get(id),
    earlier: () => [...before.values()],
    log: () => room.entriesAfter(0),
  };
  return received.map((raw): Judged => {
    const parsed = parseSubmission(raw);
    if (!parsed.ok) return { submission: raw, why: parsed.refusal };
    const { submission } = parsed;
    const id = entryId(submission);
    const why = whyNot(submission, bench, room.race.entry(id) !== undefined);
    if (why === null && !before.has(id)) before.set(id, submission);
    return { submission, why };
  });
}

/** As it is answered. */
export function refused({ code, message }: { readonly code: EntryCode; readonly message: string }) {
  return { ok: false, code, message, again: isWorthRepeating(code) } as const;
}
