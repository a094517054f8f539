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
    const look = () => {
      const { waiting } = registration;
      // The first worker of all replaces nothing.
      if (waiting === null || workers.controller === null) return;
      pageVersion.setState({ isNewer: true, reload: () => takeOver(waiting) });
    };
    look();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', look);
    });
    setInterval(() => void registration.update().catch(() => {}), LOOK_EVERY_MS);
  } catch {
    // Refused by the browser's settings: the page needs the network then, and says so when it fails.
  }
}

/** The new version takes the place of the old in every tab; each reloads once. */
function takeOver(waiting: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
    once: true,
  });
  waiting.postMessage('takeOver');
}
