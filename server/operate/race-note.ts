import * as z from 'zod/mini';
import type { Visibility } from '../../shared/wire/operate-api.ts';

/** What operators decided about a race of theirs beside its log; kept as the note there. */
export interface RaceNote {
  readonly visibility: Visibility;
  /** May be wiped with one request. */
  readonly rehearsal: boolean;
  /** Id of the operator that made it. */
  readonly madeBy: string;
  readonly madeAt: number;
}

const schema = z.object({
  kind: z.literal('race'),
  visibility: z.enum(['draft', 'public', 'hidden', 'archived']),
  rehearsal: z.boolean(),
  madeBy: z.string(),
  madeAt: z.number(),
});

export function writeRaceNote({ visibility, rehearsal, madeBy, madeAt }: RaceNote): string {
  return JSON.stringify({ kind: 'race', visibility, rehearsal, madeBy, madeAt });
}

/** Null for a note of another kind (a replay's), or none. */
export function readRaceNote(note: string | null): RaceNote | null {
  if (note === null) return null;
  try {
    const read = z.safeParse(schema, JSON.parse(note));
    return read.success ? read.data : null;
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
