import { fetchRoster } from './http-races.ts';
import type { Ports } from './ports.ts';
import { fetchSegment } from './segments.ts';
import { openSocket } from './socket.ts';

/** Ms since the Unix epoch on a clock that nobody can set back. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

/** The real browser behind the connection. */
export const browserPorts: Ports = {
  openSocket: (ears) => openSocket(ears, nowMs),
  fetchSegment,
  async fetchRoster(slug) {
    const reply = await fetchRoster(slug);
    if (!reply.ok) throw new Error(`${slug}: no roster, ${reply.problem.code}`);
    return reply.value.roster;
  },
  nowMs,
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
  breathe: () => new Promise((resolve) => void setTimeout(resolve, 0)),
  random: Math.random,
  online: () => navigator.onLine,
  onWake,
};

function onWake(wake: () => void): () => void {
  const seen = () => {
    if (document.visibilityState === 'visible') wake();
  };
  const stops = [
    listen(document, 'visibilitychange', seen),
    listen(document, 'resume', wake),
    listen(window, 'focus', wake),
    listen(window, 'online', wake),
    listen(window, 'offline', wake),
    listen(window, 'pageshow', wake),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function listen(target: EventTarget, name: string, ear: () => void): () => void {
  target.addEventListener(name, ear);
  return () => target.removeEventListener(name, ear);
}
