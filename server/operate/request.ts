import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { parseToOperate, type ToOperate } from '../../shared/wire/operate-schemas.ts';
import type { DoorCode } from '../../shared/wire/operate.ts';
import { problem } from '../http/problem.ts';

/** The body of a request, read and checked; or the answer that refuses it. */
export type Body<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Response };

export async function readBody<Name extends keyof ToOperate>(
  c: Context,
  name: Name,
): Promise<Body<ToOperate[Name]>> {
  // A form cannot send this type, so no other site can act in an operator's name.
  if (!/^application\/json\b/.test(c.req.header('content-type') ?? ''))
    return refused(problem(c, 415, 'MALFORMED', 'content-type: application/json is wanted'));
  const json = parseJson(await c.req.text());
  if (!json.ok) return refused(problem(c, 400, 'MALFORMED', 'the body is no JSON'));
  const parsed = parseToOperate(name, json.value);
  if (parsed.ok) return { ok: true, value: parsed.message };
  return refused(problem(c, 400, 'MALFORMED', parsed.reason));
}

export function refuse(
  c: Context,
  { code, message }: { readonly code: DoorCode; readonly message: string },
): Response {
  return problem(c, STATUS[code], code, message);
}

/**
 * Where a request came from, by its connection. Headers that say otherwise are not believed: anybody
 * can write them.
 */
export function addressOf(c: Context): string {
  const hasConnection = typeof c.env === 'object' && c.env !== null && 'incoming' in c.env;
  return (hasConnection ? getConnInfo(c).remote.address : undefined) ?? 'unknown';
}

const STATUS = {
  NO_KEY: 401,
  BAD_KEY: 401,
  EXPIRED: 401,
  REVOKED: 401,
  FOREIGN_ORIGIN: 403,
  NOT_ALLOWED: 403,
  OTHER_RACE: 403,
  OLD_WIRE: 400,
  MALFORMED: 400,
  UNKNOWN_MESSAGE: 404,
  TOO_FAST: 429,
  TOO_LARGE: 413,
} as const satisfies Readonly<Record<DoorCode, number>>;

function refused(refusal: Response): { readonly ok: false; readonly refusal: Response } {
  return { ok: false, refusal };
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false };
    throw error;
  }
}
