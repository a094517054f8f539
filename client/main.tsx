import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './design/tokens.css';
import './design/base.css';
import { App } from './App.tsx';
import { browserPorts, nowMs } from './connection/browser-ports.ts';
import { fetchBoard, fetchRacePage, fetchRaces } from './connection/http-races.ts';
import { watchRace } from './connection/watch-race.ts';
import type { Stations } from './screens/stations.ts';
import { visits, type Opened } from './screens/visits.ts';
import { prefsStore } from './store/prefs.ts';
import type { RaceStore } from './store/race-state.ts';
import { openSession, type SessionPorts } from './store/session.ts';

/** Where the stations of the client are joined: connection → store → screens. */
const prefs = prefsStore(shelf());

const sessionPorts: SessionPorts = {
  nowMs,
  visible: () => document.visibilityState === 'visible',
  onVisible(seen) {
    document.addEventListener('visibilitychange', seen);
    return () => document.removeEventListener('visibilitychange', seen);
  },
  request: (call) => requestAnimationFrame(call),
  cancel: (request) => cancelAnimationFrame(request),
  after: browserPorts.after,
};

function openRace(slug: string): Opened {
  const session = openSession(slug, { opening: { at: 'natural' }, prefs, ports: sessionPorts });
  const link = watchRace(slug, session.intake, browserPorts);
  const left = new AbortController();
  void loadPage(slug, session.race, left.signal);
  return {
    session,
    retry: link.retry,
    close() {
      left.abort();
      link.close();
      session.close();
    },
  };
}

/** What is told of a race before it is folded. Without it the fold alone is enough. */
async function loadPage(slug: string, race: RaceStore, signal: AbortSignal): Promise<void> {
  const page = await fetchRacePage(slug, signal);
  if (signal.aborted) return;
  if (page.ok) race.setState({ page: page.value });
  else if (page.problem.kind === 'notFound') race.setState({ gone: 'notFound' });
  else browserPorts.after(3_000, () => void loadPage(slug, race, signal));
}

const stations: Stations = {
  prefs,
  nowMs,
  visit: visits(openRace, browserPorts.after),
  fetchRaces,
  fetchBoard,
};

/** A browser may forbid it. */
function shelf(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with id root');

createRoot(root).render(
  <StrictMode>
    <App stations={stations} />
  </StrictMode>,
);

// Last, so that nothing that is seen waits for it.
if (import.meta.env.PROD) {
  const keep = () =>
    void import('./page-version.ts').then(({ keepPage }) => keepPage('/service-worker.js'));
  if (document.readyState === 'complete') keep();
  else window.addEventListener('load', keep, { once: true });
}
