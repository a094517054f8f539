import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { marathon } from '../../../shared/testkit/definitions.ts';
import { en } from '../../i18n/en.ts';
import { prefsStore } from '../../store/prefs.ts';
import { PATIENCE_MS, type RaceState } from '../../store/race-state.ts';
import { openSession } from '../../store/session.ts';
import { StationsContext, type Stations } from '../stations.ts';
import { LinkBanner } from './LinkBanner.tsx';

const ARRIVED_MS = 60_000;

/** The banner over a quiet link, `ms` after the quiet began; of thousands, or of a dozen. */
async function quietFor(ms: number, { mass }: { readonly mass: boolean }) {
  const prefs = prefsStore(null);
  const nowMs = () => ARRIVED_MS + ms;
  const session = openSession('marathon', {
    opening: { at: 'natural' },
    prefs,
    ports: {
      nowMs,
      visible: () => true,
      onVisible: () => () => {},
      request: () => 0,
      cancel: () => {},
      after: () => () => {},
    },
  });
  const notAsked = () => Promise.reject(new Error('not asked here'));
  const stations: Stations = {
    prefs,
    nowMs,
    visit: () => ({ session, retry: () => {}, hold: () => () => {} }),
    fetchRaces: notAsked,
    fetchBoard: notAsked,
  };
  session.race.setState({ page: { card: { mass }, definition: marathon } as RaceState['page'] });
  session.intake.fresh('a');
  session.intake.stage({ phase: 'finished', next: null });
  session.intake.link({
    state: 'stale',
    troubledSinceMs: ARRIVED_MS,
    heardMs: ARRIVED_MS,
    retryAtMs: null,
    online: true,
  });
  await render(
    <StationsContext value={stations}>
      <LinkBanner session={session} zero={null} onRetry={() => {}} />
    </StationsContext>,
  );
  return session;
}

const banner = () => page.getByRole('status');

test('while the server reads the log of thousands, nobody is told that their link is quiet', async () => {
  await quietFor(3_000, { mass: true });
  await expect.element(banner()).toHaveTextContent('The server is reading the race…');
});

test('a short wait is nobody’s business', async () => {
  await quietFor(PATIENCE_MS - 1, { mass: true });
  expect(document.querySelector('[role="status"]')).toBeNull();
});

test('once the race is folded here, the quiet is that of the link', async () => {
  const session = await quietFor(3_000, { mass: true });
  session.race.setState(({ run }) => ({ run: run === null ? null : { ...run, whole: true } }));
  await expect.element(banner()).toHaveTextContent(en.link.yourLink.quiet('3 s'));
});

test('a race of a dozen is read before anybody notices: there the link is quiet', async () => {
  await quietFor(3_000, { mass: false });
  await expect.element(banner()).toHaveTextContent(en.link.yourLink.quiet('3 s'));
});
