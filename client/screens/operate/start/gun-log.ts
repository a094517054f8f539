import type { EntryId, Submission } from '../../../../shared/race/entry.ts';
import type { CorrectableEvent, GunFired, RaceEvent } from '../../../../shared/race/events.ts';
import { byAge } from '../../../../shared/race/newest.ts';
import type { Instant, Micros } from '../../../../shared/time/time.ts';
import type { DeskEntry } from '../../../desk/desk.ts';

/** A gun of the log, as it stands after all corrections. */
export interface LoggedGun {
  readonly id: EntryId;
  readonly at: Instant;
  readonly wave: string | undefined;
  readonly source: GunFired['source'];
  readonly bandUs: Micros;
  readonly valid: boolean;
  /** Why it was taken out; null where it counts, or nobody said. */
  readonly voidReason: string | null;
  readonly entry: DeskEntry;
}

/** Two guns of one start closer than this are one start that two devices saw. */
const SAME_START_US: Micros = 20_000_000;

/** Why the later of two guns was taken out; the sentence stands in the log. */
export const SECOND_GUN = 'second gun of the same start';

/** Every gun that was fired, the earliest first. Refused ones are not among them. */
export function gunsOf(entries: readonly DeskEntry[]): readonly LoggedGun[] {
  const guns = new Map<EntryId, DeskEntry>();
  for (const entry of entries)
    if (entry.submission.event.type === 'gunFired' && entry.where !== 'refused')
      guns.set(entry.id, entry);
  if (guns.size === 0) return [];
  const verdicts = new Map<EntryId, Submission>();
  const amended = new Map<EntryId, Submission>();
  for (const { submission, where } of entries) {
    const { event } = submission;
    if (!('target' in event) || where === 'refused' || !guns.has(event.target)) continue;
    keepNewest(event.type === 'entryAmended' ? amended : verdicts, event.target, submission);
  }
  return [...guns]
    .map(([id, entry]) => gunOf(id, entry, amended.get(id), verdicts.get(id)))
    .toSorted((a, b) => a.at - b.at);
}

function keepNewest(into: Map<EntryId, Submission>, id: EntryId, submission: Submission): void {
  const known = into.get(id);
  if (known === undefined || byAge(submission, known) > 0) into.set(id, submission);
}

function gunOf(
  id: EntryId,
  entry: DeskEntry,
  amendment: Submission | undefined,
  verdict: Submission | undefined,
): LoggedGun {
  const event = asGun(amendedEvent(amendment)) ?? asGun(entry.submission.event);
  if (event === null) throw new Error(`${id} is no gun`);
  const voided = verdict?.event.type === 'entryVoided' ? verdict.event : null;
  return {
    id,
    at: event.at,
    wave: event.wave,
    source: event.source,
    bandUs: event.bandUs,
    valid: voided === null,
    voidReason: voided?.reason ?? null,
    entry,
  };
}

function amendedEvent(amendment: Submission | undefined): CorrectableEvent | null {
  return amendment?.event.type === 'entryAmended' ? amendment.event.event : null;
}

function asGun(event: RaceEvent | null): GunFired | null {
  return event?.type === 'gunFired' ? event : null;
}

/** Two guns that are one start. */
export interface GunPair {
  readonly first: LoggedGun;
  readonly second: LoggedGun;
  /** The one that counts; null while both do, as then the newest entry holds and nobody has decided. */
  readonly counts: 'first' | 'second' | null;
}

/**
 * The start of a wave that two devices saw: the gun that counts and another close to it. A recalled
 * start is none: its gun was taken out for another reason.
 */
export function pairOf(guns: readonly LoggedGun[], wave: string | undefined): GunPair | null {
  const here = guns.filter(
    (gun) => gun.wave === wave && (gun.valid || gun.voidReason === SECOND_GUN),
  );
  for (let i = here.length - 1; i > 0; i--) {
    const [first, second] = [here[i - 1], here[i]];
    if (first === undefined || second === undefined) continue;
    if (second.at - first.at > SAME_START_US || (!first.valid && !second.valid)) continue;
    const counts = first.valid && second.valid ? null : first.valid ? 'first' : 'second';
    return { first, second, counts };
  }
  return null;
}

/** Makes one of a pair count and takes the other out. */
export function choosing(pair: GunPair, choice: 'first' | 'second'): readonly RaceEvent[] {
  const [kept, other] = choice === 'first' ? [pair.first, pair.second] : [pair.second, pair.first];
  return [
    ...(kept.valid ? [] : [{ type: 'entryRestored', target: kept.id } as const]),
    ...(other.valid
      ? [{ type: 'entryVoided', target: other.id, reason: SECOND_GUN } as const]
      : []),
  ];
}
