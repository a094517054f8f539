import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { openOffice, type Office, type Rights } from './office.ts';
import { WatchPage } from './pages/watch-page.ts';
import { startServer, type ServerUnderTest } from './server-under-test.ts';

/** A recording on air for one story alone, steered by it. */
export interface OwnReplay {
  readonly race: string;
  /** Moves the live edge forward to a race time such as `3:09`. */
  seek(to: string): Promise<void>;
  setRate(rate: number): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
}

interface StoryFixtures {
  /** Puts a recording on air for this story. */
  readonly onAir: (recording: string, options?: { rate?: number }) => Promise<OwnReplay>;
  /** A viewer with a browser of their own. */
  readonly viewer: () => Promise<WatchPage>;
  readonly watch: WatchPage;
  /** A browser of its own in which an operator has come in. */
  readonly operator: (rights?: Rights) => Promise<Page>;
}

interface ServerFixtures {
  readonly server: ServerUnderTest;
  /** Who makes races and keys for a story, over HTTP. */
  readonly office: Office;
}

export const test = base.extend<StoryFixtures, ServerFixtures>({
  server: [
    // Playwright wants the first argument destructured, also where nothing is taken from it.
    async ({}, use) => {
      const server = await startServer(['--no-demo']);
      await use(server);
      await server.dispose();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  office: [async ({ server }, use) => use(await openOffice(server)), { scope: 'worker' }],
  operator: async ({ browser, server, office, viewport, isMobile, hasTouch }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (rights) => {
      const context = await browser.newContext({
        baseURL: server.url,
        viewport,
        isMobile,
        hasTouch,
      });
      contexts.push(context);
      await office.letIn(context, rights);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
  baseURL: async ({ server }, use) => use(server.url),
  onAir: async ({ server }, use) => {
    const started: (() => Promise<void>)[] = [];
    await use(async (recording, options = {}) => {
      const { replay, stop } = await putOnAir(server.url, recording, options.rate ?? 1);
      started.push(stop);
      return replay;
    });
    for (const stop of started) await stop();
  },
  viewer: async ({ browser, server, viewport, isMobile, hasTouch }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({
        baseURL: server.url,
        viewport,
        isMobile,
        hasTouch,
      });
      contexts.push(context);
      return new WatchPage(await context.newPage());
    });
    for (const context of contexts) await context.close();
  },
  watch: async ({ page }, use) => use(new WatchPage(page)),
});

/** Puts a recording on air and says how to steer and how to stop it. */
export async function putOnAir(
  url: string,
  recording: string,
  rate: number,
): Promise<{ readonly replay: OwnReplay; readonly stop: () => Promise<void> }> {
  const created = await fetch(`${url}/api/replays`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ recording, rate }),
  });
  expect(created.status, await created.clone().text()).toBe(201);
  const { race, key } = (await created.json()) as { race: string; key: string };

  async function steer(method: 'PATCH' | 'DELETE', change?: object): Promise<void> {
    const reply = await fetch(`${url}/api/replays/${race}`, {
      method,
      headers: { 'content-type': 'application/json', 'x-replay-key': key },
      ...(change === undefined ? {} : { body: JSON.stringify(change) }),
    });
    expect(reply.ok, await reply.text()).toBe(true);
  }

  return {
    replay: {
      race,
      seek: (seek) => steer('PATCH', { seek }),
      setRate: (faster) => steer('PATCH', { rate: faster }),
      pause: () => steer('PATCH', { paused: true }),
      resume: () => steer('PATCH', { paused: false }),
    },
    stop: () => steer('DELETE'),
  };
}

export { expect };
