import type { Submission } from '../../shared/race/entry.ts';
import type { EntryAnswer, Submit, SubmitAnswer } from '../../shared/wire/operate.ts';
import type { Access } from '../access/access.ts';
import { deviceOf, ownsDevice } from '../access/device.ts';
import type { OperatorKey } from '../access/operator-keys.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import { judgeInOrder, refused } from './judge-in-order.ts';
import { whyNot } from './may-submit.ts';
import { isEditOfSeen } from './overtaken.ts';
import type { Pace } from './pace.ts';
import { isInScope, notInScope } from './scope.ts';
import type { SourceBooks } from './sources.ts';

export interface SubmitContext {
  readonly rooms: Rooms;
  readonly access: Access;
  /** Entries an operator may send. */
  readonly pace: Pace;
  /** A race that something else feeds alone (a recording on air). */
  readonly isFedAlone: (room: Room) => boolean;
  readonly books: Pick<SourceBooks, 'watch' | 'note'>;
  /** The last edit of what a race is that is being looked at. */
  readonly edits: WeakMap<Room, Promise<unknown>>;
}

/**
 * Stores what an operator sent, as far as it may: each entry gets its own answer, in the order of the
 * message, once what could be stored is synced. Never rejects, and stores nothing twice.
 */
export async function submitEntries(
  context: SubmitContext,
  operator: OperatorKey,
  { race: slug, submissions }: Submit,
): Promise<SubmitAnswer> {
  if (!isInScope(operator, slug)) return notInScope(operator);
  const opened = await context.rooms.open(slug);
  if (!opened.ok) {
    const again = opened.code === 'NOT_STORED';
    return { ok: false, code: 'NO_RACE', message: opened.message, again };
  }
  const { room } = opened;
  if (context.isFedAlone(room)) {
    const message = `${slug} is a recording on air; nobody else feeds it`;
    return { ok: false, code: 'NOT_ALLOWED', message, again: false };
  }
  context.books.watch(room);
  const answers = await inTurn(context, room, submissions, () =>
    answersOf(context, operator, room, submissions),
  );
  noteSources(context, operator, room, submissions, answers);
  return { ok: true, answers };
}

/** An edit is looked at when those before it are stored: of two at once, the second is overtaken. */
function inTurn<T>(
  { edits }: SubmitContext,
  room: Room,
  submissions: readonly Submission[],
  step: () => Promise<T>,
): Promise<T> {
  // What is malformed has no event to look into, and is refused further in.
  const isEdit = submissions.some((one) => typeof one.event === 'object' && isEditOfSeen(one));
  if (!isEdit) return step();
  const before = edits.get(room) ?? Promise.resolve();
  const done = before.then(step);
  edits.set(
    room,
    done.catch(() => undefined),
  );
  return done;
}

/** What is signed with somebody else's device is a refusal of one's own. */
function noteSources(
  { books }: SubmitContext,
  operator: OperatorKey,
  room: Room,
  submissions: readonly Submission[],
  answers: readonly EntryAnswer[],
): void {
  answers.forEach((answer, index) => {
    const raw = JSON.stringify(submissions[index]);
    const { device, n } = answer;
    const refused = answer.ok || answer.again ? null : { ...answer, raw };
    books.note(room, {
      device: ownsDevice(operator, device) ? device : deviceOf(operator.id),
      n: ownsDevice(operator, device) ? n : 0,
      bytes: raw.length,
      refused: refused && { code: refused.code, message: refused.message, raw },
    });
  });
}

async function answersOf(
  context: SubmitContext,
  operator: OperatorKey,
  room: Room,
  received: readonly Submission[],
): Promise<readonly EntryAnswer[]> {
  const judged = judgeInOrder(room, received, (submission, bench, isThere) =>
    // Stored before: nothing new can come of it, and whoever asks again is owed its number.
    isThere && ownsDevice(operator, submission.device) ? null : whyNot(operator, submission, bench),
  );
  const wanted = judged.filter(({ why }) => why === null);
  const allowed = context.pace.take(operator.id, wanted.length, performance.now());
  const [now, later] = [wanted.slice(0, allowed), new Set(wanted.slice(allowed))];
  const stored = await room.submit(now.map(({ submission }) => submission));
  const answerTo = new Map(now.map((each, index) => [each, stored[index]]));
  return judged.map((each): EntryAnswer => {
    const { device, n } = each.submission;
    if (later.has(each)) return { device, n, ...refused(TOO_FAST) };
    if (each.why) {
      context.access.journal.write({
        what: 'refused',
        operator: operator.id,
        race: room.slug,
        message: `${each.why.code}: ${each.why.message}`,
      });
      return { device, n, ...refused(each.why) };
    }
    const answer = answerTo.get(each);
    if (!answer) throw new Error(`${room.slug}: ${device}:${n} was submitted and not answered`);
    return answer.ok
      ? { device, n, ok: true, seq: answer.seq, repeated: answer.repeated }
      : { device, n, ...refused(answer) };
  });
}

const TOO_FAST = { code: 'TOO_FAST', message: 'too many at once; send the rest again' } as const;
