import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { startServer } from '../server-under-test.ts';

const MOMENTS = { before: '-3', running: '2:20', finished: '3:40' } as const;

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`the library has nothing that axe objects to (${colorScheme})`, async ({ page }) => {
      await page.goto('/');
      await expect(page.getByRole('link', { name: /1500 m/ }).first()).toBeVisible();
      await expectAccessible(page);
    });

    test(`the result sheet has nothing that axe objects to (${colorScheme})`, async ({ page }) => {
      await page.goto('/race/oslo-2024-1500m/results');
      await expect(page.getByRole('heading', { level: 1, name: 'Men 1500 m' })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Verify the seal' })).toBeVisible();
      await expectAccessible(page);
    });

    for (const [state, moment] of Object.entries(MOMENTS)) {
      test(`the watch page, ${state}, has nothing that axe objects to (${colorScheme})`, async ({
        watch,
        page,
      }) => {
        await watch.open('oslo-2024-1500m', `?t=${moment}`);
        await expectAccessible(page);
      });
    }

    test(`the page for a wall has nothing that axe objects to (${colorScheme}) @desktop`, async ({
      page,
    }) => {
      await page.goto('/race/oslo-2024-1500m?tv=1&t=3:31');
      await expect(page.getByText('0.03 s', { exact: true })).toBeVisible();
      await expectAccessible(page);
    });

    test(`the watch page, live, has nothing that axe objects to (${colorScheme})`, async ({
      watch,
      page,
      onAir,
    }) => {
      const { race } = await onAir('oslo-2024-1500m');
      await watch.open(race);
      await expect(watch.mode).toContainText(/live/i);
      await expectAccessible(page);
    });

    test(`the watch page, without a link, has nothing that axe objects to (${colorScheme})`, async ({
      watch,
      page,
      onAir,
    }) => {
      const { race } = await onAir('oslo-2024-1500m');
      await watch.open(race);
      await expect(watch.mode).toContainText(/live/i);
      await page.context().setOffline(true);
      await expect(page.getByText('Your device is offline.')).toBeVisible();
      await expectAccessible(page);
    });
  });
}

/** The demo's run from its countdown to the declaration that ends it. */
const DEMO_RUN_S = 5 + 225;

test.describe('between two runs', () => {
  // The pause is twenty seconds of the server's own clock: a busy machine may be late for it.
  test.describe.configure({ retries: 2 });
  for (const colorScheme of ['dark', 'light'] as const)
    test(`between two runs the watch page and the library have nothing that axe objects to (${colorScheme}) @desktop`, async ({
      browser,
    }) => {
      // Given a demo whose run is over in a few seconds: the next begins twenty seconds later
      const server = await startServer();
      try {
        await server.kill();
        await server.restart(DEMO_RUN_S - 6);
        const open = async (path: string): Promise<Page> => {
          const context = await browser.newContext({ baseURL: server.url, colorScheme });
          const page = await context.newPage();
          await page.goto(path);
          return page;
        };
        const library = await open('/');
        const watch = await open('/race/oslo-2024-1500m-live');
        await expect(watch.getByText(/^The next run starts in/)).toBeVisible({ timeout: 30_000 });
        await expectAccessible(watch);
        await expect(library.getByText(/^Next run in/)).toBeVisible();
        await expectAccessible(library);
        for (const page of [library, watch]) await page.context().close();
      } finally {
        await server.dispose();
      }
    });
});

/** So tall that no bar lies over anything: a target that is half covered would count as too small. */
const WHOLE_PAGE_PX = 3_000;

async function expectAccessible(page: Page): Promise<void> {
  const width = page.viewportSize()?.width ?? 1440;
  await page.setViewportSize({ width, height: WHOLE_PAGE_PX });
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ target }) => target.join(' ')) })),
  ).toEqual([]);
}
