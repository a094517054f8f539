import type { ApiProblem } from '../../shared/wire/api.ts';

/** What came of asking the server over HTTP: the answer, or why there is none. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

export interface Problem {
  /** `unreachable`: no answer at all. `notFound`: there is no such race. `refused`: anything else. */
  readonly kind: 'unreachable' | 'notFound' | 'refused';
  /** The server's own code or HTTP status, for a report. */
  readonly code: string;
}

/** Asks for JSON. Never throws for what the world does; `signal` calls it off. */
export async function ask<T>(url: string, signal?: AbortSignal): Promise<Reply<T>> {
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { accept: 'application/json' },
      signal: signal ?? null,
    });
    if (response.ok) return { ok: true, value: (await response.json()) as T };
  } catch {
    return { ok: false, problem: { kind: 'unreachable', code: 'NETWORK' } };
  }
  const kind = response.status === 404 ? 'notFound' : 'refused';
  return { ok: false, problem: { kind, code: await codeOf(response) } };
}

async function codeOf(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as Partial<ApiProblem>;
    return problem.error?.code ?? String(response.status);
  } catch {
    return String(response.status);
  }
}
