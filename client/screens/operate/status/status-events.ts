import type { Race, RaceEntrant } from '../../../../shared/race/race.ts';
import type { CorrectableEvent } from '../../../../shared/race/events.ts';
import type { EntryId } from '../../../../shared/race/entry.ts';
import type { Instant } from '../../../../shared/time/time.ts';
import type { DeskEntry } from '../../../desk/desk.ts';

export type StatusKind = 'DNS' | 'DNF' | 'DQ' | 'relegated' | 'mark' | 'cleared';

/** What a referee has filled in about one entrant. */
export interface StatusDraft {
  readonly kind: StatusKind;
  readonly rule: string;
  readonly reason: string;
  readonly place: string;
  readonly mark: string;
}

export const EMPTY_DRAFT: StatusDraft = { kind: 'DNF', rule: '', reason: '', place: '', mark: 'L' };

export type DraftedStatus =
  | { readonly ok: true; readonly event: CorrectableEvent }
  | { readonly ok: false; readonly why: 'noReason' | 'badPlace' };

/** The event of a draft. `at` is when it was decided: DNF and DQ count from then on. */
export function statusEvent(
  { entrant, marks }: Pick<RaceEntrant, 'entrant' | 'marks'>,
  draft: StatusDraft,
  at: Instant,
): DraftedStatus {
  const by = { basis: 'instant', at, digits: 0 } as const;
  const rule = draft.rule.trim();
  const reason = draft.reason.trim();
  const why = {
    ...(rule === '' ? {} : { rule }),
    ...(reason === '' ? {} : { reason }),
  };
  const of = { entrant: entrant.id } as const;
  switch (draft.kind) {
    case 'DQ':
      if (rule === '' && reason === '') return { ok: false, why: 'noReason' };
      return { ok: true, event: { type: 'statusSet', ...of, status: 'DQ', time: by, ...why } };
    case 'DNS':
    case 'DNF':
    case 'cleared':
      return {
        ok: true,
        event: { type: 'statusSet', ...of, status: draft.kind, time: by, ...why },
      };
    case 'relegated': {
      const place = Number(draft.place);
      if (!Number.isInteger(place) || place < 1) return { ok: false, why: 'badPlace' };
      if (rule === '' && reason === '') return { ok: false, why: 'noReason' };
      return { ok: true, event: { type: 'entrantPlaced', ...of, place, by, ...why } };
    }
    case 'mark': {
      const said = [rule, reason].filter((text) => text !== '').join(': ');
      return {
        ok: true,
        event: {
          type: 'marksAwarded',
          ...of,
          marks: [...new Set([...(marks?.marks ?? []), draft.mark])],
          by,
          ...(said === '' ? {} : { reason: said }),
        },
      };
    }
  }
}

/** Last of all who are home: where somebody relegated to the end of the field comes. */
export function lastPlace(race: Race): number {
  if (race.finish === null) return 1;
  return Math.max(1, race.columns[race.finish]?.count ?? 0);
}

/** Something that was said of an entrant and holds. */
export interface StatusLine {
  readonly id: EntryId;
  readonly entrant: string;
  readonly kind: StatusKind;
  readonly what: string;
  readonly why: string | null;
  readonly place: number | null;
  readonly entry: DeskEntry;
}

/** All statuses, relegations and marks that hold, the newest first. */
export function statusLines(race: Race, entries: readonly DeskEntry[]): readonly StatusLine[] {
  const lines = new Map<string, StatusLine>();
  for (const entry of entries) {
    if (entry.where === 'refused' || !SHOWN.has(entry.submission.event.type)) continue;
    const event = race.holds(entry.id);
    if (event === null) continue;
    const line = lineOf(event, entry);
    if (line !== null && isStill(race, line)) lines.set(`${line.entrant} ${event.type}`, line);
  }
  return [...lines.values()].toReversed();
}

const SHOWN: ReadonlySet<string> = new Set(['statusSet', 'entrantPlaced', 'marksAwarded']);

function lineOf(event: CorrectableEvent, entry: DeskEntry): StatusLine | null {
  const { id } = entry;
  const said = (rule: string | undefined, reason: string | undefined) =>
    [rule, reason].filter((text) => text !== undefined).join(': ') || null;
  switch (event.type) {
    case 'statusSet':
      return {
        id,
        entry,
        entrant: event.entrant,
        kind: event.status,
        what: event.status,
        why: said(event.rule, event.reason),
        place: null,
      };
    case 'entrantPlaced':
      // A place without a why is the result's own business.
      if (event.rule === undefined && event.reason === undefined) return null;
      return {
        id,
        entry,
        entrant: event.entrant,
        kind: 'relegated',
        what: String(event.place),
        why: said(event.rule, event.reason),
        place: event.place,
      };
    case 'marksAwarded':
      return {
        id,
        entry,
        entrant: event.entrant,
        kind: 'mark',
        what: event.marks.join(' '),
        why: event.reason ?? null,
        place: null,
      };
    default:
      return null;
  }
}

/** What was said later of the same entrant takes the place of what was said before. */
function isStill(race: Race, line: StatusLine): boolean {
  const index = race.entrantIndex(line.entrant);
  const of = index === undefined ? undefined : race.entrants[index];
  if (of === undefined) return false;
  if (line.kind === 'relegated') return of.place?.place === line.place;
  if (line.kind === 'mark') return of.marks !== null && of.marks.marks.join(' ') === line.what;
  return line.kind !== 'cleared' && of.status?.status === line.kind;
}
