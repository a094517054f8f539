import * as z from 'zod/mini';
import type { OperatorKey } from './operator-keys.ts';

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const id = z.string().check(z.regex(/^[a-z2-7]{8}$/));
const instant = z.int();

const keySchema = z.object({
  id,
  kind: z.enum(['link', 'session', 'program']),
  role: z.enum(['viewer', 'tapper', 'judge', 'referee', 'admin']),
  race: z.nullable(z.string()),
  points: z.nullable(z.array(z.string())),
  label: z.string(),
  madeAt: instant,
  madeBy: z.nullable(z.string()),
  expiresAt: z.nullable(instant),
  revokedAt: z.nullable(instant),
  // Files of a server that did not look have none.
  seenAt: z._default(z.nullable(instant), null),
  hash,
  formerly: z.array(z.string()),
});
const fileSchema = z.object({ v: z.literal(1), keys: z.array(keySchema) });
const linkSchema = z.object({ v: z.literal(1), hash, madeAt: instant });

/** The file of keys holds something else; a server that took that for none would let nobody in. */
export class UnreadableKeys extends Error {
  override readonly name = 'UnreadableKeys';
}

/** The keys in `operators.json`; none where there is no file, and a reason thrown where it cannot be read. */
export function parseKeys(text: string | undefined, path: string): readonly OperatorKey[] {
  if (text === undefined) return [];
  const read = z.safeParse(fileSchema, parseJson(text));
  if (read.success) return read.data.keys;
  const [issue] = read.error.issues;
  throw new UnreadableKeys(
    `${path} does not hold operators' keys (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}); move it away to start with none`,
  );
}

/** A link that `npm run operator-link` left; undefined for anything else. */
export function parseLink(text: string): z.infer<typeof linkSchema> | undefined {
  const read = z.safeParse(linkSchema, parseJson(text));
  return read.success ? read.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
