import * as z from 'zod/mini';
import type {
  Catchup,
  ClockAnswer,
  ClockAsk,
  Frame,
  Gone,
  Head,
  Refused,
  Unwatch,
  Watch,
} from './messages.ts';

/**
 * The shape of every message, checked on every message that comes in, on both sides. Unknown fields
 * are dropped and not refused, so that an older reader understands what a newer writer adds.
 */

const slug = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,79}$/));
const epoch = z.string().check(z.minLength(1), z.maxLength(64));
const seq = z.int().check(z.minimum(0));
/** An event's body is checked by the fold, entry by entry; here only what finds its place. */
const entries = z.array(z.array(z.unknown()).check(z.minLength(6), z.maxLength(12)));
const clock = z.object({ race: z.number(), server: z.number(), rate: z.number() });
const phase = z.enum(['scheduled', 'live', 'countdown', 'finished']);
const next = z.optional(z.object({ race: slug, at: z.number() }));
const names = z.optional(z.string().check(z.maxLength(64)));

const watchSchema = z.object({
  race: slug,
  epoch: z.optional(epoch),
  since: z.optional(seq),
  desk: z.optional(z.boolean()),
});
const unwatchSchema = z.object({ race: slug });
const clockAskSchema = z.object({ sent: z.number() });
const clockAnswerSchema = z.object({ sent: z.number(), now: z.number() });

const catchupHead = {
  wire: z.int(),
  race: slug,
  epoch,
  seq,
  clock,
  phase,
  names,
  next,
  after: seq,
  entries,
};
const segment = z.object({ url: z.string(), from: seq, to: seq, bytes: z.int() });
const catchupSchema = z.discriminatedUnion('how', [
  z.object({ how: z.literal('entries'), ...catchupHead }),
  z.object({ how: z.literal('segments'), ...catchupHead, segments: z.array(segment) }),
]);

const frameSchema = z.object({ race: slug, epoch, after: seq, entries });

const feed = z.object({
  source: z.string(),
  silentMs: z.number(),
  state: z.enum(['ok', 'silent', 'lost']),
});
const headSchema = z.object({
  race: slug,
  epoch,
  seq,
  clock,
  phase,
  viewers: z.int(),
  feeds: z.array(feed),
  names,
  next,
});

const goneSchema = z.object({
  race: z.string(),
  reason: z.enum(['notFound', 'hidden', 'ended']),
});
const refusedSchema = z.object({
  about: z.string(),
  code: z.enum(['MALFORMED', 'UNKNOWN_MESSAGE', 'TOO_FAST', 'TOO_MANY_RACES']),
  message: z.string(),
});

/** Every message by its name and direction; `wire-version.test.ts` pins them to WIRE_VERSION. */
export const fromViewer = {
  watch: watchSchema,
  unwatch: unwatchSchema,
  clock: clockAskSchema,
} as const;
export const fromServer = {
  catchup: catchupSchema,
  frame: frameSchema,
  head: headSchema,
  gone: goneSchema,
  refused: refusedSchema,
  clock: clockAnswerSchema,
} as const;

export type FromViewer = { watch: Watch; unwatch: Unwatch; clock: ClockAsk };
export type FromServer = {
  catchup: Catchup;
  frame: Frame;
  head: Head;
  gone: Gone;
  refused: Refused;
  clock: ClockAnswer;
};

export type Parsed<T> =
  | { readonly ok: true; readonly message: T }
  | { readonly ok: false; readonly reason: string };

/** Reads a message that came from a viewer; what is wrong with it is told in words. */
export function parseFromViewer<Name extends keyof FromViewer>(
  name: Name,
  received: unknown,
): Parsed<FromViewer[Name]> {
  return parse<FromViewer[Name]>(name, fromViewer[name], received);
}

/** Reads a message that came from the server. */
export function parseFromServer<Name extends keyof FromServer>(
  name: Name,
  received: unknown,
): Parsed<FromServer[Name]> {
  return parse<FromServer[Name]>(name, fromServer[name], received);
}

function parse<T>(name: string, schema: z.core.$ZodType, received: unknown): Parsed<T> {
  const result = z.safeParse(schema, received);
  // The schemas and the types of messages.ts are held together by schemas.test.ts.
  if (result.success) return { ok: true, message: result.data as T };
  const [issue] = result.error.issues;
  const where =
    issue === undefined ? '' : ` at ${issue.path.join('.') || 'its root'}: ${issue.message}`;
  return { ok: false, reason: `${name} is malformed${where}` };
}
