import { relative } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { problem } from './problem.ts';

/**
 * The built client. Files under /assets carry a hash in their name and are kept for ever; a path
 * that is no file and does not look like one is a page of the client.
 */
export function clientFiles(dir: string): Hono {
  const files = new Hono();
  const root = relative(process.cwd(), dir) || '.';
  const page = serveStatic({ root, path: 'index.html', precompressed: true });

  files.use('/*', async (c, next) => {
    await next();
    const kept = c.req.path.startsWith('/assets/')
      ? 'public, max-age=31536000, immutable'
      : 'no-cache';
    if (c.res.ok) c.res.headers.set('cache-control', kept);
  });
  files.get('/*', serveStatic({ root, precompressed: true }));
  files.get('/*', (c, next) => {
    const looksLikeFile = /\.[^/]*$/.test(c.req.path);
    const belongsElsewhere = /^\/(api|assets|socket\.io|healthz)(\/|$)/.test(c.req.path);
    if (looksLikeFile || belongsElsewhere) return next();
    return page(c, next);
  });
  files.notFound((c) => problem(c, 404, 'NOT_FOUND', 'there is nothing here'));
  return files;
}
