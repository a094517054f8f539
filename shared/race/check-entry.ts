import { canonicalJson } from './canonical.ts';
import { entryId, type Submission } from './entry.ts';
import { parseSubmission } from './parse-event.ts';
import type { Refusal } from './race.ts';
import { isCorrection, submissionOf, type Correction, type RawEntries } from './raw-entries.ts';
import { about, refusal } from './refusal.ts';

export type Checked =
  | { readonly ok: true; readonly repeated: boolean; readonly submission: Submission }
  | { readonly ok: false; readonly refusal: Refusal };

/** Whether an entry may join these. Whatever it is, the answer is a value. */
export function checkEntry(raw: RawEntries, entry: unknown): Checked {
  const parsed = parseSubmission(entry);
  if (!parsed.ok) return parsed;
  const { submission } = parsed;
  const known = raw.get(entryId(submission));
  if (known !== undefined) return checkRepeat(submissionOf(known), submission);
  const problem = correctionProblem(raw, submission);
  return problem === null
    ? { ok: true, repeated: false, submission }
    : no('BAD_CORRECTION', problem, submission);
}

function checkRepeat(known: Submission, submission: Submission): Checked {
  if (canonicalJson(known) === canonicalJson(submission))
    return { ok: true, repeated: true, submission: known };
  return no(
    'KEY_REUSED',
    `expected the ${known.event.type} that came first under this device and counter, found other content`,
    submission,
  );
}

/** C5: a target that has not come yet cannot be checked; a correction that turns out bad has no effect. */
function correctionProblem(raw: RawEntries, submission: Submission): string | null {
  const { event } = submission;
  if (!isCorrection(event)) return null;
  if (event.target === entryId(submission)) return 'expected another entry as target, found itself';
  const target = raw.get(event.target)?.event;
  return target === undefined ? null : targetProblem(event, target.type);
}

function targetProblem(event: Correction, type: Submission['event']['type']): string | null {
  if (type === 'entryAmended' || type === 'entryVoided' || type === 'entryRestored')
    return `expected no correction as target, found ${event.target}, an ${type}`;
  if (event.type === 'entryAmended' && event.event.type !== type)
    return `expected a ${type}, as ${event.target} is one, found a ${event.event.type}`;
  return null;
}

function no(code: Refusal['code'], message: string, submission: Submission): Checked {
  return { ok: false, refusal: refusal(code, message + about(submission)) };
}
