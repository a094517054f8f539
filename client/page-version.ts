import { createStore } from 'zustand/vanilla';

/**
 * The version of this page beside those the server has. A service worker keeps the page for when
 * there is no network; when the server has a newer one, it is fetched and waits until somebody says
 * reload, so that nothing changes under an operator's hands.
 */
export interface PageVersion {
  readonly isNewer: boolean;
  readonly reload: () => void;
}

export const pageVersion = createStore<PageVersion>(() => ({
  isNewer: false,
  reload: () => location.reload(),
}));

const LOOK_EVERY_MS = 10 * 60_000;

/** Where a browser has no service workers (plain http, some private windows), nothing is kept. */
export async function keepPage(url: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const workers = navigator.serviceWorker;
  try {
    const registration = await workers.register(url);
    const look = async () => {
      const { waiting } = registration;
      // The first worker of all replaces nothing.
      if (waiting === null || workers.controller === null || (await isOf(waiting))) return;
      pageVersion.setState({ isNewer: true, reload: () => takeOver(waiting) });
    };
    void look();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', () => void look());
    });
    setInterval(() => void registration.update().catch(() => {}), LOOK_EVERY_MS);
  } catch {
    // Refused by the browser's settings: the page needs the network then, and says so when it fails.
  }
}

/** Keeps the rooms of operators too: whoever opens one wants it without network. */
export async function keepAll(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage('keepAll');
}

/** Whether this page is of a worker's version already: it came over the network after the worker did. */
function isOf(waiting: ServiceWorker): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data === true);
    waiting.postMessage({ isOf: new URL(import.meta.url).pathname }, [port2]);
  });
}

/** The new version takes the place of the old in every tab; each reloads once. */
function takeOver(waiting: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
    once: true,
  });
  waiting.postMessage('takeOver');
}
