import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

const MOMENTS = { before: '-3', running: '2:20', finished: '3:40' } as const;

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`the library has nothing that axe objects to (${colorScheme})`, async ({ page }) => {
      await page.goto('/');
      await expect(page.getByRole('link', { name: /1500 m/ }).first()).toBeVisible();
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
