import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../../design/tokens.css';
import '../../design/base.css';
import { viewersEn } from '../../i18n/en-viewers.ts';
import { prefsStore } from '../../store/prefs.ts';
import { openSession } from '../../store/session.ts';
import { StationsContext, type Stations } from '../stations.ts';
import { Watch } from './Watch.tsx';

const { common, link, watch } = viewersEn;

/** The page of a race of which nothing has come yet. */
async function openWithoutNetwork(online: boolean) {
  let retries = 0;
  const prefs = prefsStore(null);
  const session = openSession('oslo', {
    opening: { at: 'natural' },
    prefs,
    ports: {
      nowMs: () => 10_000,
      visible: () => true,
      onVisible: () => () => {},
      request: () => 0,
      cancel: () => {},
      after: () => () => {},
    },
  });
  const stations: Stations = {
    prefs,
    nowMs: () => 10_000,
    visit: () => ({ session, retry: () => void (retries += 1), hold: () => () => {} }),
    fetchRaces: () => Promise.reject(new Error('not asked here')),
    fetchBoard: () => Promise.reject(new Error('not asked here')),
  };
  await render(
    <StationsContext value={stations}>
      <Watch slug="oslo" />
    </StationsContext>,
  );
  const trouble = { troubledSinceMs: 9_000, heardMs: null, retryAtMs: 11_000, online };
  session.intake.link({ ...trouble, state: 'offline' });
  return {
    retries: () => retries,
    tryAgain: () => session.intake.link({ ...trouble, state: 'connecting' }),
  };
}

test('offline, a race that never came says so, can be tried again, and leads to all races', async () => {
  const on = await openWithoutNetwork(false);
  await expect.element(page.getByRole('heading', { name: watch.failed })).toBeInTheDocument();
  await expect.element(page.getByText(link.yourLink.comesBack)).toBeInTheDocument();
  await expect
    .element(page.getByRole('link', { name: common.toLibrary }).last())
    .toBeInTheDocument();
  await page.getByRole('button', { name: common.retry }).click();
  expect(on.retries()).toBe(1);
});

test('a server that gives no answer is not called a network that is gone; the words stay while it is tried', async () => {
  const on = await openWithoutNetwork(true);
  await expect.element(page.getByText(watch.failedNote)).toBeInTheDocument();
  on.tryAgain();
  await expect.element(page.getByText(watch.failedNote)).toBeInTheDocument();
});
