import { createHash } from 'node:crypto';
import { entryId, type Submission } from '../../shared/race/entry.ts';
import type { BroughtDevice, QueueBrought } from '../../shared/race/events.ts';
import { instant } from '../../shared/time/time.ts';
import type { QueueTaken } from '../../shared/wire/operate-api.ts';
import type { EntryAnswer } from '../../shared/wire/operate.ts';
import { sealedText, type QueueFile } from '../../shared/wire/queue-file.ts';
import type { Access } from '../access/access.ts';
import { deviceOf } from '../access/device.ts';
import type { OperatorKey } from '../access/operator-keys.ts';
import { isSealedBy } from '../access/queue-seal.ts';
import { EVENT_RIGHTS, may } from '../access/rights.ts';
import type { Room } from '../room/room.ts';
import { judgeInOrder, refused, type Judged } from './judge-in-order.ts';
import { whyNot, type Bench, type WhyNot } from './may-submit.ts';
import { isInScope } from './scope.ts';

/** Why nothing of a file was looked at. */
export interface Untaken {
  readonly ok: false;
  readonly code: 'NOT_SEALED' | 'UNKNOWN_DEVICE' | 'NOTHING_OF_IT' | 'OTHER_RACE';
  readonly message: string;
}

/**
 * Brings in what another device saved before it died. The entries stay that device's own and are
 * judged by what it was allowed; (device, counter) makes them the same as those it may send itself
 * one day. Who brought them is an entry of its own, before them.
 *
 *   whose seal, and does it fit?  ─▶  of this log?  ─▶  might the device have brought it?  ─▶  the room
 */
export async function bringQueue(
  { access }: { readonly access: Access },
  bringer: OperatorKey,
  room: Room,
  file: QueueFile,
): Promise<{ readonly ok: true; readonly taken: QueueTaken } | Untaken> {
  const from = file.by === null ? undefined : access.keys.get(file.by);
  if (from === undefined)
    return no(
      'UNKNOWN_DEVICE',
      'no device of that name was ever let in here; the file is of another server',
    );
  if (!isSealedBy(from, file))
    return no('NOT_SEALED', `the file is not as ${from.label} saved it: somebody changed it since`);
  if (!isInScope(from, room.slug))
    return no('OTHER_RACE', `${from.label} is for ${from.race} only, and could bring nothing here`);
  const judged = file.races
    .filter(({ race }) => race === room.slug)
    .flatMap(({ epoch, submissions }) =>
      judgeInOrder(room, submissions, whyNotBrought({ from, bringer }, { room, epoch })),
    );
  if (judged.length === 0) return no('NOTHING_OF_IT', `the file holds nothing of ${room.slug}`);
  const wanted = judged.filter(({ why }) => why === null);
  const news = wanted.filter(
    ({ submission }) => room.race.entry(entryId(submission)) === undefined,
  );
  const note = news.length === 0 ? [] : [noteOf(bringer, room, file, news, access.now())];
  const stored = await room.submit([...note, ...wanted.map(({ submission }) => submission)]);
  const answers = new Map(wanted.map((each, index) => [each, stored[note.length + index]]));
  const { id, label, role } = from;
  const taken: QueueTaken = {
    race: room.slug,
    from: { id, label, role, ended: access.keys.ended(id) },
    savedAt: file.savedAt,
    answers: judged.map((each): EntryAnswer => {
      const { device, n } = each.submission;
      if (each.why) return { device, n, ...refused(each.why) };
      const answer = answers.get(each);
      if (!answer) throw new Error(`${room.slug}: ${device}:${n} was brought and not answered`);
      return { device, n, ...(answer.ok ? answer : refused(answer)) };
    }),
  };
  return { ok: true, taken };
}

/** What an entry holds (`HOLDS.sources`). */
const MOST_RUNS = 200;

function whyNotBrought(
  { from, bringer }: { readonly from: OperatorKey; readonly bringer: OperatorKey },
  { room, epoch }: { readonly room: Room; readonly epoch: string | null },
) {
  return (submission: Submission, bench: Bench, isThere: boolean): WhyNot | null => {
    if (!isThere) {
      const why = whyNot(from, submission, bench);
      if (why !== null) return why;
    }
    const { type } = submission.event;
    if (!may(EVENT_RIGHTS[type], bringer.role))
      return { code: 'NOT_ALLOWED', message: `a ${bringer.role} may not bring ${type}` };
    return epoch === null || epoch === room.epoch || isThere ? null : REPLACED;
  };
}

/** Signed with a part of the bringer's own device, counted on in the log. */
function noteOf(
  bringer: OperatorKey,
  room: Room,
  file: QueueFile,
  news: readonly Judged[],
  now: number,
): Submission {
  const device = `${deviceOf(bringer.id)}.queue`;
  const last = room
    .entriesAfter(0)
    .reduce((n, e) => (e.device === device ? Math.max(n, e.n) : n), 0);
  const event: QueueBrought = {
    type: 'queueBrought',
    devices: devicesOf(news),
    sha256: createHash('sha256').update(sealedText(file)).digest('hex'),
  };
  return { device, n: last + 1, recordedAt: instant(now), event };
}

/** Counters that follow one another are one line; of a queue full of holes, each device is one. */
function devicesOf(news: readonly Judged[]): readonly BroughtDevice[] {
  const runs: BroughtDevice[] = [];
  for (const { submission } of news) {
    const { device, n } = submission;
    const last = runs.at(-1);
    if (last?.device === device && last.last + 1 === n)
      runs[runs.length - 1] = { ...last, last: n, count: last.count + 1 };
    else runs.push({ device, first: n, last: n, count: 1 });
  }
  return runs.length <= MOST_RUNS ? runs : [...wholeOf(runs).values()].slice(0, MOST_RUNS);
}

function wholeOf(runs: readonly BroughtDevice[]): ReadonlyMap<string, BroughtDevice> {
  const devices = new Map<string, BroughtDevice>();
  for (const run of runs) {
    const { device, first, last, count } = devices.get(run.device) ?? { ...run, count: 0 };
    devices.set(device, {
      device,
      first: Math.min(first, run.first),
      last: Math.max(last, run.last),
      count: count + run.count,
    });
  }
  return devices;
}

const REPLACED = {
  code: 'REPLACED',
  message: 'it was brought to a log of this race that was replaced since',
} as const;

function no(code: Untaken['code'], message: string): Untaken {
  return { ok: false, code, message };
}
