import { fileURLToPath } from 'node:url';
import { isInsecure } from './access/venue-address.ts';
import { CannotStart, startServer, type RunningServer, type ServerOptions } from './main.ts';
import { parseOptions, usage } from './options.ts';

// This file is the entry of the bundle, dist/server/cli.js: the client lies beside it, the checkout two floors up.
const checkout = fileURLToPath(new URL('../..', import.meta.url));
const clientDir = fileURLToPath(new URL('../client', import.meta.url));

await run();

async function run(): Promise<void> {
  const parsed = parseOptions(process.argv.slice(2), process.env, checkout);
  if (parsed.kind === 'help') {
    console.log(usage);
    return;
  }
  if (parsed.kind === 'invalid') {
    fail(`${parsed.reason}\n\n${usage}`);
    return;
  }
  const server = await startOrExplain({ ...parsed.options, clientDir });
  if (!server) return;
  stopOnSignal(server);
  console.log(`Hairline is at ${server.url}`);
  if (isInsecure(server.url))
    console.log(
      'This is plain http: phones do not keep the page without network. --cert and --key serve https (docs/operators.md).',
    );
  if (server.operatorLink !== null) {
    console.log(`Operators come in here (shown once, keep it): ${server.operatorLink}`);
  }
}

async function startOrExplain(options: ServerOptions): Promise<RunningServer | undefined> {
  try {
    return await startServer(options);
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    fail(error.message);
    return undefined;
  }
}

function stopOnSignal(server: RunningServer): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    // Closing waits for the log to be synced; a hang must not keep the port for ever.
    setTimeout(() => process.exit(1), 5_000).unref();
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
