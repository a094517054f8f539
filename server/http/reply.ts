import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'hono';

/**
 * Answers with text that may have changed since it was last asked for: an ETag spares the body when
 * it has not, and what is worth it is compressed.
 */
export async function replyText(c: Context, reply: TextReply): Promise<Response> {
  const etag = `W/"${createHash('sha256').update(reply.body).digest('base64url').slice(0, 22)}"`;
  const headers: Record<string, string> = {
    'content-type': reply.type,
    'cache-control': reply.cache ?? 'no-cache',
    vary: 'accept-encoding',
    etag,
  };
  if (reply.download !== undefined)
    headers['content-disposition'] = `attachment; filename="${reply.download}"`;
  if (sameTag(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
  if (reply.body.length < WORTH_COMPRESSING || !accepts(c, 'gzip'))
    return c.body(reply.body, 200, headers);
  const packed = await compress(reply.body);
  return c.body(new Uint8Array(packed), 200, { ...headers, 'content-encoding': 'gzip' });
}

export function replyJson(c: Context, value: object, cache?: string): Promise<Response> {
  const type = 'application/json; charset=utf-8';
  return replyText(c, {
    body: JSON.stringify(value),
    type,
    ...(cache === undefined ? {} : { cache }),
  });
}

export interface TextReply {
  readonly body: string;
  readonly type: string;
  readonly cache?: string;
  /** Offered as a file of this name. */
  readonly download?: string;
}

/** Whether the asker can unpack `coding`; `;q=0` says that it cannot. */
export function accepts(c: Context, coding: 'br' | 'gzip'): boolean {
  const offered = c.req.header('accept-encoding') ?? '';
  return offered.split(',').some((part) => {
    const [name, ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    return name === coding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

const WORTH_COMPRESSING = 1_024;
const compress = promisify<string, Buffer>(gzip);

function sameTag(asked: string | undefined, etag: string): boolean {
  return (
    asked !== undefined && asked.split(',').some((tag) => tag.trim() === etag || tag.trim() === '*')
  );
}
