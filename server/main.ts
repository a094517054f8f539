import { readFileSync } from 'node:fs';
import { createServer, type Server as HttpServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSecureContext } from 'node:tls';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import packageJson from '../package.json' with { type: 'json' };
import { createRace } from '../shared/race/apply.ts';
import { openAccess } from './access/access.ts';
import { UnreadableKeys } from './access/keys-text.ts';
import { venueAddress } from './access/venue-address.ts';
import { openBroadcast } from './broadcast/broadcast.ts';
import { serverNow } from './clock.ts';
import { ensureMarathon, MARATHON_SLUG } from './generated-marathon.ts';
import { makeApp } from './http/app.ts';
import { openSqliteLog, type OpenedLog } from './log/sqlite-log.ts';
import { openPastRaces, raceFolders, type PastRaces } from './past-races.ts';
import { openOperators } from './operate/operators.ts';
import { openProgramme } from './programme.ts';
import { readNote } from './replay-note.ts';
import { isReplaySlug, openReplays } from './replays.ts';
import { openRooms } from './room/open-rooms.ts';
import { openStripKeeper } from './strips/strip-keeper.ts';
import { openStripStore } from './strips/strip-store.ts';

export interface ServerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly dataDir: string;
  readonly demo: boolean;
  /** Whether the synthetic marathon is generated into the data folder; as `demo` when left out. */
  readonly marathon?: boolean;
  /** The built client; null when something else serves it, as the development server does. */
  readonly clientDir: string | null;
  /** The past races that come with the checkout. */
  readonly racesDir: string;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  /** Where a sentence for whoever runs the server goes. */
  readonly report?: (message: string) => void;
}

export interface RunningServer {
  readonly url: string;
  /** Opens the operators' screen; only at the first start of a data folder, and never again. */
  readonly operatorLink: string | null;
  /** Lets go of sockets, rooms and the log, in this order; what was accepted is on disk by then. */
  close(): Promise<void>;
}

/** Why the server cannot start, in one sentence for whoever started it. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

export const DEMO = { recording: 'oslo-2024-1500m', slug: 'oslo-2024-1500m-live' } as const;

/** Joins the stations: recordings and (later) feeds → rooms over the log → broadcast and HTTP. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { report = console.error } = options;
  const now = serverNow;
  const tls = options.tls && readTls(options.tls);
  const opened = await openLog(options.dataDir, report);
  const { log } = opened;
  try {
    const rooms = openRooms({ log, newRace: createRace, report });
    const past = openPastRaces({ newRace: createRace, report });
    await addRaces(past, options.racesDir);
    const replays = openReplays({
      rooms,
      recording: async (slug) => (await past.find(slug))?.recording,
      now,
      report,
      onStage: (slug) => programme.stageChanged(slug),
      ...(options.demo ? { demo: DEMO } : {}),
    });
    const access = await openAccess({
      folder: options.dataDir,
      https: options.tls !== null,
      now,
      report,
    }).catch((error: unknown) => {
      throw error instanceof UnreadableKeys ? new CannotStart(error.message) : error;
    });
    const strips = openStripKeeper({
      store: openStripStore(join(options.dataDir, 'strips')),
      rooms,
      report,
    });
    const operators = openOperators({
      access,
      rooms,
      strips,
      listensAt: options.host,
      isTaken: (slug) => slug === DEMO.slug || isReplaySlug(slug) || past.slugs().includes(slug),
      isFedAlone: (room) => readNote(room.note) !== null,
      onChange: (slug, change) =>
        change === 'hidden' ? programme.hidden(slug) : programme.stageChanged(slug),
      report,
    });
    const programme = openProgramme({
      rooms,
      past,
      isOperator: operators.isOperator,
      feeds: operators.feeds,
      runStage: (slug) => replays.stage(slug),
      now,
      report,
    });
    await replays.start();

    const startedMs = performance.now();
    const app = makeApp({
      programme,
      replays,
      operate: operators.api,
      log,
      strips,
      now,
      clientDir: options.clientDir,
      https: options.tls !== null,
      report,
      health: async () => ({
        ok: true,
        version: packageJson.version,
        races: (await programme.slugs()).length,
        viewers: broadcast.viewers,
        uptimeS: Math.round((performance.now() - startedMs) / 1_000),
      }),
    });
    const http = makeHttpServer(tls, app);
    const broadcast = openBroadcast({
      http,
      programme,
      clock: now,
      warn: report,
      onSockets: operators.openDoor,
    });
    const url = await listen(http, options).catch(async (error: unknown) => {
      replays.close();
      await broadcast.close();
      throw error;
    });
    opened.setAddress(url);
    strips
      .collect()
      .catch((error: unknown) => report(`collecting finish images: ${String(error)}`));
    const stopping = new AbortController();
    if (options.marathon ?? options.demo) {
      addMarathon(past, join(options.dataDir, 'generated'), stopping.signal).catch(
        (error: unknown) => report(`the synthetic marathon: ${String(error)}`),
      );
    }

    return {
      url,
      operatorLink: operators.firstLink(url),
      async close() {
        stopping.abort();
        strips.close();
        replays.close();
        operators.close();
        const gone = broadcast.close();
        http.closeAllConnections();
        await gone;
        rooms.close();
        await log.close();
      },
    };
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** First the races that a newcomer opens, then the one that takes seconds to read. */
const READ_AHEAD_AFTER_MS = 3_000;

async function addRaces(past: PastRaces, dir: string): Promise<void> {
  const folders = await raceFolders(dir);
  await Promise.all([...folders].map(([slug, folder]) => past.add(folder, slug)));
}

/**
 * In the background: nobody waits for it, and it comes into the list when it is whole. It is read
 * while nobody asks yet, so that whoever opens it need not wait either.
 */
async function addMarathon(past: PastRaces, dir: string, signal: AbortSignal): Promise<void> {
  const folder = await ensureMarathon(dir, signal);
  if (signal.aborted) return;
  await past.add(folder, MARATHON_SLUG);
  await sleep(READ_AHEAD_AFTER_MS, undefined, { ref: false });
  if (!signal.aborted) await past.find(MARATHON_SLUG);
}

async function openLog(
  folder: string,
  report: (message: string) => void,
): Promise<OpenedLog & { readonly ok: true }> {
  const opened = await openSqliteLog({ folder });
  if (!opened.ok) throw new CannotStart(opened.message);
  for (const finding of opened.findings) report(finding);
  return opened;
}

interface TlsFiles {
  readonly cert: Buffer;
  readonly key: Buffer;
}

function makeHttpServer(tls: TlsFiles | null, app: Hono): HttpServer {
  const answer = getRequestListener(app.fetch);
  const listener: RequestListener = (request, response) => void answer(request, response);
  return tls === null ? createServer(listener) : createSecureServer(tls, listener);
}

/** Reads and tries both, before anything else is begun. */
function readTls({ certFile, keyFile }: NonNullable<ServerOptions['tls']>): TlsFiles {
  const files = { cert: readPem(certFile), key: readPem(keyFile) };
  try {
    createSecureContext(files);
  } catch (error) {
    throw new CannotStart(
      `${certFile} and ${keyFile} are no certificate and key: ${wordsOf(error)}`,
    );
  }
  return files;
}

function readPem(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new CannotStart(`${file} cannot be read: ${wordsOf(error)}`);
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function listen(http: HttpServer, { host, port, tls }: ServerOptions): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, resolve);
  }).catch((error: unknown) => {
    throw new CannotStart(whyNotListening(error, host, port));
  });
  const address = http.address() as AddressInfo;
  const shown = address.family === 'IPv6' && host.includes(':') ? `[${host}]` : host;
  // Of a server that listens everywhere an address is said that others can open.
  return venueAddress(`${tls ? 'https' : 'http'}://${shown}:${address.port}`, host).base;
}

function whyNotListening(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken; choose another with: npm start -- --port ${port + 1}`;
  if (code === 'EACCES')
    return `Port ${port} may not be used by this user; choose one from 1024 with: npm start -- --port 1500`;
  return `${host}:${port} cannot be listened on: ${wordsOf(error)}`;
}
