import { WatchPage } from '../pages/watch-page.ts';
import { startServer } from '../server-under-test.ts';
import { expect, test } from '../fixtures.ts';

const FIRST_BOARD_BYTES = 150_000;
const MOST_ROWS = 120;

test('a marathon of 20,000 opens small, scrolls far and seeks', async ({ page }) => {
  test.setTimeout(180_000);
  const server = await startServer();
  const watch = new WatchPage(page);
  try {
    // Given the field has been made (the server does so at its first start)
    const slug = await test.step('the marathon is in the library', async () => {
      await expect.poll(async () => marathonSlug(server.url), { timeout: 90_000 }).not.toBeNull();
      return (await marathonSlug(server.url)) ?? '';
    });

    await test.step('the server has read it', () =>
      fetch(`${server.url}/api/races/${slug}/standings?count=1`));

    // When it is opened
    const received = countBytes(page);
    await page.goto(`${server.url}/race/${slug}?t=3:00:00`);
    await expect(watch.rows.first()).toBeVisible();
    expect(await received.beforeFirstBoard()).toBeLessThanOrEqual(FIRST_BOARD_BYTES);

    // Then no more rows are drawn than fit, wherever the viewer scrolls
    await expect(watch.rows.first()).toContainText(/1/);
    for (const key of ['PageDown', 'PageDown', 'End', 'Home']) {
      await watch.standings.press(key);
      expect(await watch.rows.count()).toBeLessThanOrEqual(MOST_ROWS);
    }
    await page.goto(`${server.url}/race/${slug}?t=1:30:00`);
    await expect(watch.scrubber).toHaveAttribute('aria-valuetext', /1 hour 30 minutes/);
    expect(await watch.rows.count()).toBeLessThanOrEqual(MOST_ROWS);
  } finally {
    await server.dispose();
  }
});

async function marathonSlug(url: string): Promise<string | null> {
  const { races } = (await (await fetch(`${url}/api/races`)).json()) as {
    races: { slug: string; mass: boolean }[];
  };
  return races.find(({ mass }) => mass)?.slug ?? null;
}

/** Counts what comes over the wire for data, from opening until the first board is there. */
function countBytes(page: import('@playwright/test').Page): {
  beforeFirstBoard(): Promise<number>;
} {
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (!/\/(standings|roster)\b|\/api\/races\/[^/]+$/.test(request.url())) return;
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  return {
    beforeFirstBoard: async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0),
  };
}
