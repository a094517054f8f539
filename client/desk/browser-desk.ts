import { browserPorts, nowMs } from '../connection/browser-ports.ts';
import { operateApi } from '../connection/http-operate.ts';
import type { Ports } from '../connection/ports.ts';
import { openOperateSocket } from '../connection/operate-socket.ts';
import { watchRace } from '../connection/watch-race.ts';
import { browserKept } from './browser-kept.ts';
import type { DeskPorts } from './desk-ports.ts';
import { memoryKept } from './memory-kept.ts';
import { reasonOf, safeKept } from './safe-kept.ts';
import type { Tabs } from './outbox.ts';

const NAME = 'hairline-desk';

/** The real browser and server behind a desk. */
export function browserDeskPorts(): DeskPorts {
  let away = document.visibilityState !== 'visible';
  for (const [target, name] of LEAVING)
    target.addEventListener(name, () => {
      if (name !== 'visibilitychange' || document.visibilityState !== 'visible') away = true;
    });
  return {
    openKept,
    tabs: openTabs(),
    api: operateApi,
    watch: (slug, receiver) => watchRace(slug, receiver, deskPorts),
    openSocket: openOperateSocket,
    nowMs,
    wallMs: Date.now,
    originMs: performance.timeOrigin,
    after: browserPorts.after,
    random: Math.random,
    randomName,
    onWake: browserPorts.onWake,
    guardLeaving,
    wasAway() {
      const was = away;
      away = document.visibilityState !== 'visible';
      return was;
    },
  };
}

/** As a viewer has them, but for saying that this is no viewer. */
const deskPorts: Ports = {
  ...browserPorts,
  openSocket(ears) {
    const socket = browserPorts.openSocket(ears);
    return {
      ...socket,
      send(name, message) {
        socket.send(name, name === 'watch' ? { ...message, desk: true } : message);
      },
    };
  },
};

const LEAVING = [
  [document, 'visibilitychange'],
  [document, 'freeze'],
  [document, 'resume'],
  [window, 'pagehide'],
] as const;

/** Some browsers never say whether a database opens. */
const OPEN_WITHIN_MS = 5_000;

const openKept: DeskPorts['openKept'] = async (told) => {
  try {
    const late = new Promise<never>((_, reject) => {
      const why = new Error('the browser’s database does not open');
      setTimeout(() => reject(why), OPEN_WITHIN_MS);
    });
    const kept = await Promise.race([browserKept(NAME, { lost: told }), late]);
    // Without this a browser that runs out of space may throw away what was not sent.
    void askToPersist();
    return safeKept(kept, { told, spareName: randomName() });
  } catch (error) {
    told(reasonOf(error));
    return memoryKept();
  }
};

async function askToPersist(): Promise<void> {
  try {
    await navigator.storage.persist();
  } catch {
    // Not in every browser, and not over plain http: it keeps as it likes.
  }
}

function openTabs(): Tabs {
  if (typeof BroadcastChannel === 'undefined') return { tell() {}, onTold: () => () => {} };
  const channel = new BroadcastChannel(NAME);
  return {
    tell: () => channel.postMessage('changed'),
    onTold(told) {
      channel.addEventListener('message', told);
      return () => channel.removeEventListener('message', told);
    },
  };
}

function guardLeaving(isUnsent: () => boolean): void {
  window.addEventListener('beforeunload', (event) => {
    if (isUnsent()) event.preventDefault();
  });
}

/** Ten letters and digits; `crypto.randomUUID` is not there over plain http. */
function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('');
}
