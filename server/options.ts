import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ServerOptions } from './main.ts';

export const usage = `Usage: npm start -- [options]

  --port N       port to listen on (PORT, 1500); 0 takes any free one
  --host NAME    address to listen on (HOST, localhost)
  --data DIR     folder for race logs (HAIRLINE_DATA, .hairline in the checkout)
  --no-demo      do not put the Oslo 1500 m on air
  --cert FILE    certificate, for https
  --key FILE     its private key
  --help         this text`;

export type ParsedOptions =
  | { readonly kind: 'help' }
  | { readonly kind: 'invalid'; readonly reason: string }
  | { readonly kind: 'options'; readonly options: Omit<ServerOptions, 'clientDir'> };

/** What was asked on the command line, else in the environment, else the usual. */
export function parseOptions(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  checkout: string,
): ParsedOptions {
  let values;
  try {
    values = parseArgs({ args: [...args], strict: true, options: known }).values;
  } catch (error) {
    return { kind: 'invalid', reason: error instanceof Error ? error.message : String(error) };
  }
  if (values.help) return { kind: 'help' };

  const portText = values.port ?? env['PORT'] ?? '1500';
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : Number.NaN;
  if (!(port >= 0 && port <= 65_535)) {
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
      dataDir: resolve(values.data ?? env['HAIRLINE_DATA'] ?? resolve(checkout, '.hairline')),
      racesDir: resolve(checkout, 'races'),
      demo: values['no-demo'] !== true,
      tls: cert !== undefined && key !== undefined ? { certFile: cert, keyFile: key } : null,
    },
  };
}

const known = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  'no-demo': { type: 'boolean' },
  cert: { type: 'string' },
  key: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;
