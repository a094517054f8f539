import * as z from 'zod/mini';
import type { ClockMap } from '../shared/wire/messages.ts';

/** What a run needs to be taken up again; kept as the note beside its log. */
export interface ReplayNote {
  readonly recording: string;
  readonly clock: ClockMap;
  /** SHA-256 of the owner's key; null for the demo, which nobody steers. */
  readonly keyHash: string | null;
}

const schema = z.object({
  kind: z.literal('replay'),
  recording: z.string(),
  clock: z.object({ race: z.number(), server: z.number(), rate: z.number() }),
  keyHash: z.nullable(z.string()),
});

export function writeNote({ recording, clock, keyHash }: ReplayNote): string {
  return JSON.stringify({ kind: 'replay', recording, clock, keyHash });
}

/** Null for a note of another kind, or none: that race is no run of ours. */
export function readNote(note: string | null): ReplayNote | null {
  if (note === null) return null;
  try {
    const read = z.safeParse(schema, JSON.parse(note));
    return read.success ? read.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
