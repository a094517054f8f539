import type { Submission } from '../../../../shared/race/entry.ts';
import type { QueueTaken } from '../../../../shared/wire/operate-api.ts';
import type { QueueFile } from '../../../../shared/wire/queue-file.ts';
import type { OperateReply } from '../../../connection/http-operate.ts';

/** What became of the entries of one race in a saved queue. */
export interface BroughtRace {
  readonly race: string;
  readonly reply: OperateReply<QueueTaken>;
  readonly rows: readonly BroughtRow[];
}

export interface BroughtRow {
  readonly submission: Submission;
  readonly outcome: 'stored' | 'there' | 'refused';
  /** `#12` of the log, or why not. */
  readonly note: string;
}

export type BroughtFile =
  | { readonly ok: false; readonly why: 'notAFile' | 'tooLarge' }
  | { readonly ok: true; readonly races: readonly BroughtRace[] };

/** The server takes no more. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Brings a saved queue in, race by race; the server alone says whether it is as it was saved. */
export async function bringSaved(
  file: Blob,
  bring: (slug: string, queue: QueueFile) => Promise<OperateReply<QueueTaken>>,
): Promise<BroughtFile> {
  if (file.size > MOST_BYTES) return { ok: false, why: 'tooLarge' };
  const queue = queueIn(await file.text());
  if (queue === null) return { ok: false, why: 'notAFile' };
  const races: BroughtRace[] = [];
  for (const race of new Set(queue.races.map((each) => each.race))) {
    const reply = await bring(race, queue);
    races.push({ race, reply, rows: reply.ok ? rowsOf(queue, reply.value) : [] });
  }
  return races.length === 0 ? { ok: false, why: 'notAFile' } : { ok: true, races };
}

/** Enough of its shape to know which races to ask for. */
function queueIn(text: string): QueueFile | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('races' in value)) return null;
    const { races } = value;
    if (!Array.isArray(races)) return null;
    const named = (races as readonly unknown[]).every(
      (each) =>
        typeof each === 'object' &&
        each !== null &&
        'race' in each &&
        typeof each.race === 'string',
    );
    return named ? (value as unknown as QueueFile) : null;
  } catch {
    return null;
  }
}

function rowsOf(queue: QueueFile, taken: QueueTaken): readonly BroughtRow[] {
  const submissions = queue.races
    .filter(({ race }) => race === taken.race)
    .flatMap((each) => each.submissions);
  return submissions.flatMap((submission, index): readonly BroughtRow[] => {
    const answer = taken.answers[index];
    if (answer === undefined) return [];
    if (!answer.ok) return [{ submission, outcome: 'refused', note: answer.message }];
    const outcome = answer.repeated ? 'there' : 'stored';
    return [{ submission, outcome, note: `#${answer.seq}` }];
  });
}
