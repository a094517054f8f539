import * as z from 'zod/mini';
import type { Submission } from '../../shared/race/entry.ts';
import type { BlindReader, Visibility } from '../../shared/wire/operate-api.ts';

/** What operators decided about a race of theirs beside its log; kept as the note there. */
export interface RaceNote {
  readonly visibility: Visibility;
  /** May be wiped with one request. */
  readonly rehearsal: boolean;
  /** Id of the operator that made it. */
  readonly madeBy: string;
  readonly madeAt: number;
  /** Readings of blind readers that nobody else may see yet. */
  readonly blind?: readonly HeldReadings[];
}

/** What one blind reader has locked at one point; its entries go into the log as they are here. */
export interface HeldReadings {
  readonly reader: BlindReader;
  readonly point: string;
  /** Id of the operator. */
  readonly by: string;
  readonly at: number;
  readonly entries: readonly Submission[];
}

const schema = z.object({
  kind: z.literal('race'),
  visibility: z.enum(['draft', 'public', 'hidden', 'archived']),
  rehearsal: z.boolean(),
  madeBy: z.string(),
  madeAt: z.number(),
  blind: z.optional(
    z.array(
      z.object({
        reader: z.enum(['A', 'B']),
        point: z.string(),
        by: z.string(),
        at: z.number(),
        // As they were when they passed the door of the vocabulary.
        entries: z.array(z.custom<Submission>()),
      }),
    ),
  ),
});

export function writeRaceNote({ blind = [], ...note }: RaceNote): string {
  return JSON.stringify({ kind: 'race', ...note, ...(blind.length === 0 ? {} : { blind }) });
}

/** Null for a note of another kind (a replay's), or none. */
export function readRaceNote(note: string | null): RaceNote | null {
  if (note === null) return null;
  try {
    const read = z.safeParse(schema, JSON.parse(note));
    if (!read.success) return null;
    const { visibility, rehearsal, madeBy, madeAt, blind } = read.data;
    const own = { visibility, rehearsal, madeBy, madeAt };
    return blind === undefined ? own : { ...own, blind };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Who may see a race; what no operator made is for everyone. */
export function visibilityOf(note: string | null): Visibility {
  return readRaceNote(note)?.visibility ?? 'public';
}

export function isForEveryone(visibility: Visibility): boolean {
  return visibility === 'public' || visibility === 'archived';
}
