import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { getRequestListener } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

export interface ServerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly dataDir: string;
  readonly demo: boolean;
  /** The built client; null when something else serves it, as the development server does. */
  readonly clientDir: string | null;
  /** The bundled past races. */
  readonly racesDir: string;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
}

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

export const usage = `Usage: npm start -- [options]

  --port N       port to listen on (PORT, 1500)
  --host NAME    address to listen on (HOST, localhost)
  --data DIR     folder for race logs (HAIRLINE_DATA, ./data)
  --no-demo      do not run the bundled race as a live one
  --cert FILE    certificate, for https
  --key FILE     its private key
  --help         this text`;

export type ParsedOptions =
  | { readonly kind: 'help' }
  | { readonly kind: 'invalid'; readonly reason: string }
  | { readonly kind: 'options'; readonly options: Omit<ServerOptions, 'clientDir' | 'racesDir'> };

export function parseOptions(args: readonly string[], env: NodeJS.ProcessEnv): ParsedOptions {
  let values;
  try {
    values = parseArgs({
      args: [...args],
      strict: true,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        'no-demo': { type: 'boolean' },
        cert: { type: 'string' },
        key: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    return { kind: 'invalid', reason: error instanceof Error ? error.message : String(error) };
  }
  if (values.help) return { kind: 'help' };

  const portText = values.port ?? env['PORT'] ?? '1500';
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : Number.NaN;
  if (!(port >= 0 && port <= 65535)) {
    return { kind: 'invalid', reason: `--port wants a number from 0 to 65535, not "${portText}"` };
  }
  const { cert, key } = values;
  if ((cert === undefined) !== (key === undefined)) {
    return { kind: 'invalid', reason: '--cert and --key are wanted together' };
  }
  return {
    kind: 'options',
    options: {
      port,
      host: values.host ?? env['HOST'] ?? 'localhost',
      dataDir: values.data ?? env['HAIRLINE_DATA'] ?? 'data',
      demo: values['no-demo'] !== true,
      tls: cert !== undefined && key !== undefined ? { certFile: cert, keyFile: key } : null,
    },
  };
}

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const app = new Hono();
  app.get('/healthz', (c) => c.json({ ok: true }));
  if (options.clientDir !== null) {
    const root = relative(process.cwd(), options.clientDir);
    app.use('/*', serveStatic({ root, precompressed: true }));
    app.get('/*', (c, next) =>
      /^\/(api|assets|socket\.io)(\/|$)/.test(c.req.path)
        ? next()
        : serveStatic({ root, path: 'index.html' })(c, next),
    );
  }

  const answer = getRequestListener(app.fetch);
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    void answer(request, response);
  };
  const { tls } = options;
  const server = tls
    ? createSecureServer(
        { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) },
        listener,
      )
    : createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `${tls ? 'https' : 'http'}://${options.host}:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
