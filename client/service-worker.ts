/**
 * Keeps the page for when there is no network: its files, and nothing that is news. What the server
 * has newer is asked for first; only when no answer comes does the kept page open. A newer worker
 * waits until somebody says `takeOver`, so nothing changes under an operator's hands.
 */

/** Written in front of this file by the build (scripts/client-assets.mjs). */
declare const KEPT: {
  /** Changes whenever any of the files does. */
  readonly version: string;
  /** What everybody needs. */
  readonly first: readonly string[];
  /** Charts, and the rooms of operators: kept when one of them comes. */
  readonly rest: readonly string[];
};

/** The parts of a worker's scope that are used here; the DOM's types know a window only. */
interface Scope {
  readonly clients: { readonly claim: () => Promise<void> };
  readonly skipWaiting: () => Promise<void>;
  readonly addEventListener: <Name extends keyof Events>(
    name: Name,
    ear: (event: Events[Name]) => void,
  ) => void;
}

interface Events {
  readonly install: Lasting;
  readonly activate: Lasting;
  readonly message: Lasting & { readonly data: unknown; readonly ports: readonly MessagePort[] };
  readonly fetch: {
    readonly request: Request;
    readonly respondWith: (answer: Promise<Response>) => void;
  };
}

interface Lasting {
  readonly waitUntil: (work: Promise<unknown>) => void;
}

const worker = self as unknown as Scope;
const NAME = `hairline-${KEPT.version}`;
const PAGE = '/index.html';
/** A network that does not answer in so long is none. */
const PATIENCE_MS = 4_000;

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));

worker.addEventListener('message', (event) => {
  if (event.data === 'takeOver') void worker.skipWaiting();
  if (event.data === 'keepAll') event.waitUntil(keep(KEPT.rest));
  // Which page is it? One that has this file is of this version already.
  if (typeof event.data === 'object' && event.data !== null && 'isOf' in event.data) {
    const file = String(event.data.isOf);
    event.ports[0]?.postMessage([...KEPT.first, ...KEPT.rest].includes(file));
  }
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate' && isPage(url.pathname)) event.respondWith(openPage(request));
  else if (isFile(url.pathname)) event.respondWith(takeFile(request));
});

async function install(): Promise<void> {
  await keep(KEPT.first);
  if (await hadAll()) await keep(KEPT.rest);
}

/** Whether the version before kept the operators' rooms too. */
async function hadAll(): Promise<boolean> {
  for (const name of await caches.keys()) {
    const all = await (await caches.open(name)).match('/all');
    if (all !== undefined) return true;
  }
  return false;
}

async function keep(files: readonly string[]): Promise<void> {
  const cache = await caches.open(NAME);
  const missing: string[] = [];
  for (const file of files) if ((await cache.match(file)) === undefined) missing.push(file);
  await cache.addAll(missing);
  if (files === KEPT.rest) await cache.put('/all', new Response(''));
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('hairline-') && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function openPage(request: Request): Promise<Response> {
  const kept = async () => (await caches.open(NAME)).match(PAGE);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    // A proxy that says the server is away says no more than no network at all.
    return answer.status < 502 ? answer : ((await kept()) ?? answer);
  } catch (error) {
    const page = await kept();
    if (page === undefined) throw error;
    return page;
  }
}

/** Files carry a hash in their names: one that is kept is the right one. */
async function takeFile(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(NAME)).put(request, answer.clone());
  return answer;
}

function isPage(path: string): boolean {
  return !/^\/(api|assets|socket\.io|healthz)(\/|$)/.test(path) && !/\.[^/]*$/.test(path);
}

function isFile(path: string): boolean {
  return path.startsWith('/assets/') || path === '/icon.svg';
}
