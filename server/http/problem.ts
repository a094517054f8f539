import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ApiProblem } from '../../shared/wire/api.ts';

/** Refuses a request: what was expected, what was found. Problems are never kept by a cache. */
export function problem(
  c: Context,
  status: ContentfulStatusCode,
  code: string,
  message: string,
): Response {
  c.header('cache-control', 'no-store');
  return c.json({ error: { code, message } } satisfies ApiProblem, status);
}
