import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Health } from '../../shared/wire/api.ts';
import { clientFiles } from './client-files.ts';
import { problem } from './problem.ts';
import { racesApi, type RacesOptions } from './races.ts';
import { operateApi, type OperateOptions } from '../operate/api.ts';
import { replaysApi, type ReplayKeeper } from './replays-api.ts';

export interface AppOptions extends RacesOptions {
  readonly replays: ReplayKeeper;
  /** The operators' door; a server without one has no such API. */
  readonly operate?: OperateOptions;
  readonly health: () => Promise<Health>;
  /** The built client; null when something else serves it. */
  readonly clientDir: string | null;
  readonly https: boolean;
  readonly report: (message: string) => void;
}

/** Everything this server answers over HTTP (docs/protocol.md). */
export function makeApp(options: AppOptions): Hono {
  const app = new Hono();
  const [usual, console] = [headers(options.https, "'self'"), headers(options.https, "'none'")];
  app.use((c, next) => (CONSOLE.test(c.req.path) ? console(c, next) : usual(c, next)));
  app.get('/healthz', async (c) => {
    c.header('cache-control', 'no-store');
    return c.json(await options.health());
  });
  app.route('/api/races', racesApi(options));
  if (options.operate) app.route('/api/operate', operateApi(options.operate));
  app.route('/api/replays', replaysApi(options.replays));
  app.all('/api/*', (c) =>
    problem(
      c,
      404,
      'NOT_FOUND',
      `${c.req.method} ${c.req.path.slice(0, 200)} is not part of this API`,
    ),
  );
  if (options.clientDir !== null) app.route('/', clientFiles(options.clientDir));
  app.notFound((c) => problem(c, 404, 'NOT_FOUND', 'there is nothing here'));
  app.onError((error, c) => {
    options.report(`${c.req.method} ${c.req.path}: ${error.stack ?? String(error)}`);
    return problem(c, 500, 'BROKEN', 'the server made a mistake; it has been written down');
  });
  return app;
}

/** Where races are fed and judged: shown in nobody's frame, not even our own. */
const CONSOLE = /^\/(operate|judge|api\/operate)(\/|$)/;

/** Nothing inline, nothing from elsewhere. Over plain http no promise of https is made. */
function headers(https: boolean, frameAncestors: "'self'" | "'none'") {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: [frameAncestors],
    },
    xFrameOptions: frameAncestors === "'none'" ? 'DENY' : 'SAMEORIGIN',
    referrerPolicy: 'same-origin',
    crossOriginOpenerPolicy: https,
    originAgentCluster: false,
    strictTransportSecurity: https ? 'max-age=15552000' : false,
  });
}
