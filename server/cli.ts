import { fileURLToPath } from 'node:url';
import { parseOptions, startServer, usage } from './main.ts';
import type { RunningServer, ServerOptions } from './main.ts';

await run();

async function run(): Promise<void> {
  const parsed = parseOptions(process.argv.slice(2), process.env);
  if (parsed.kind === 'help') {
    console.log(usage);
    return;
  }
  if (parsed.kind === 'invalid') {
    fail(`${parsed.reason}\n\n${usage}`);
    return;
  }
  // This file is the entry of the bundle, dist/server/cli.js: the client lies beside it, the races two floors up.
  const options = {
    ...parsed.options,
    clientDir: fileURLToPath(new URL('../client', import.meta.url)),
    racesDir: fileURLToPath(new URL('../../races', import.meta.url)),
  };
  const server = await startOrExplain(options);
  if (!server) return;
  stopOnSignal(server);
  console.log(`Hairline is at ${server.url}`);
}

async function startOrExplain(options: ServerOptions): Promise<RunningServer | undefined> {
  try {
    return await startServer(options);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') {
      fail(
        `Port ${options.port} is taken; choose another with: npm start -- --port ${options.port + 1}`,
      );
      return undefined;
    }
    throw error;
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
