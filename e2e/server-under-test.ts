import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The built server as a process of its own, on a free port with a data folder of its own, so that a
 * story can kill it and start it again on the same address.
 */
export interface ServerUnderTest {
  readonly url: string;
  /** What the first start printed for the first operator; it opens one browser. */
  operatorLink(): Promise<string>;
  /** Ends it as a power cut of the process would: no farewell. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data, where wanted with its clock so many seconds ahead. */
  restart(aheadS?: number): Promise<void>;
  /** Ends it for good and removes its data. */
  dispose(): Promise<void>;
}

const LATER = new URL('later.mjs', import.meta.url).href;
const READY_WITHIN_MS = 20_000;

export async function startServer(flags: readonly string[] = []): Promise<ServerUnderTest> {
  const port = await freePort();
  const data = await mkdtemp(join(tmpdir(), 'hairline-e2e-'));
  const url = `http://127.0.0.1:${port}`;
  let running: ChildProcess | null = null;
  let said = '';

  async function start(aheadS = 0): Promise<void> {
    running = spawn(
      process.execPath,
      [
        ...(aheadS === 0 ? [] : ['--import', LATER]),
        join(process.env['HAIRLINE_DIST'] ?? 'dist', 'server/cli.js'),
        '--host',
        '127.0.0.1',
        '--port',
        String(port),
        '--data',
        data,
        ...flags,
      ],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, HAIRLINE_AHEAD_S: String(aheadS) },
      },
    );
    running.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
    try {
      await answering(url);
    } catch (error) {
      await stop('SIGKILL');
      throw error;
    }
  }

  async function stop(signal: NodeJS.Signals): Promise<void> {
    const ending = running;
    running = null;
    if (ending === null || ending.exitCode !== null) return;
    ending.kill(signal);
    await once(ending, 'exit');
  }

  await start();
  return {
    url,
    operatorLink: () => printed(() => /\S+\/operate#key=\S+/.exec(said)?.[0]),
    kill: () => stop('SIGKILL'),
    restart: start,
    dispose: async () => {
      await stop('SIGTERM');
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string')
    throw new Error('a listening probe has an address');
  return address.port;
}

async function answering(url: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (await healthy(url)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the server did not answer ${url}/healthz within ${READY_WITHIN_MS} ms`);
}

async function printed(find: () => string | undefined): Promise<string> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (let found = find(); ; found = find()) {
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error('the server printed no operator link');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function healthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false; // not listening yet
  }
}
