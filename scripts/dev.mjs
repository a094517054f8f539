// npm run dev: one address with hot reload of the client; the server code runs in this process and starts anew
// whenever something in server/ or shared/ changes. Takes the same options as npm start.
import { createServer as createProbe } from 'node:net';
import { once } from 'node:events';
import { join, sep } from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { root, stopWithNpm } from './process.mjs';

// Long enough that saving several files at once makes one restart.
const quietMs = 60;
const serverPaths = '^/(api|socket\\.io|healthz|metrics)(?=[/?]|$)';

stopWithNpm();
await ensureDependencies();
await develop();

async function develop() {
  const { createServer } = await import('vite');
  const innerPort = await freePort();
  const inner = `http://127.0.0.1:${innerPort}`;
  const vite = await createServer({
    configFile: join(root, 'vite.config.ts'),
    server: {
      strictPort: true,
      proxy: { [serverPaths]: { target: inner, ws: true } },
      watch: {
        ignored: ['**/dist*/**', '**/.hairline/**', '**/coverage/**', '**/test-results/**'],
      },
    },
  });
  const load = (path) => vite.environments.server.runner.import(join(root, path));

  const { parseOptions, usage } = await load('server/options.ts');
  const parsed = parseOptions(process.argv.slice(2), process.env, root);
  if (parsed.kind !== 'options') {
    console.log(parsed.kind === 'help' ? usage : parsed.reason);
    process.exit(parsed.kind === 'help' ? 0 : 1);
  }
  const { port, host } = parsed.options;
  const options = {
    ...parsed.options,
    host: '127.0.0.1',
    port: innerPort,
    tls: null,
    clientDir: null,
  };

  let running = await startInner(load, options);
  const restart = oneAtATime(async () => {
    await running?.close();
    running = await startInner(load, options);
    if (running) console.log('server restarted');
  });
  let timer;
  vite.watcher.on('all', (_event, path) => {
    if (!isServerSource(path)) return;
    clearTimeout(timer);
    timer = setTimeout(restart, quietMs);
  });
  stopOnSignal(async () => {
    await running?.close();
    await vite.close();
  });

  vite.config.server.host = host;
  try {
    await vite.listen(port);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  const outer = new URL(vite.resolvedUrls.local[0] ?? vite.resolvedUrls.network[0]).origin;
  console.log(`Hairline is at ${outer}`);
  const link = running?.operatorLink?.replace(inner, outer);
  if (link) console.log(`Operators come in here (shown once, keep it): ${link}`);
}

// A mistake in the code being edited is shown, and mended by the next save.
async function startInner(load, options) {
  try {
    const { startServer } = await load('server/main.ts');
    return await startServer(options);
  } catch (error) {
    console.error(error);
    return undefined;
  }
}

function isServerSource(path) {
  const [folder] = path.slice(root.length + 1).split(sep);
  return (folder === 'server' || folder === 'shared') && !/\.test\.tsx?$/.test(path);
}

// While one restart runs, further wishes for one are remembered as a single one.
function oneAtATime(step) {
  let last = Promise.resolve();
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    last = last.then(() => {
      waiting = false;
      return step();
    });
  };
}

function stopOnSignal(close) {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), 5_000).unref();
    close().finally(() => process.exit(0));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

async function freePort() {
  const probe = createProbe().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}
