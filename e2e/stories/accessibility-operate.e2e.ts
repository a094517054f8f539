import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { afterTheGun } from '../../shared/testkit/race-builder.ts';
import { instant } from '../../shared/time/time.ts';
import { expect, test } from '../fixtures.ts';

/** Each screen of an operator, and what shows that it is there. */
const SCREENS = {
  console: /You tap at|TAP/,
  start: /Recall/,
  judge: /image/i,
  results: /Ingebrigtsen/,
  announcer: /finish|home|result/i,
  setup: /Men 1500 m/,
  feeds: /Last heard/,
  rehearsal: /rehears/i,
  audit: /gun/i,
} as const;

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`nothing on an operator's screens that axe objects to (${colorScheme})`, async ({
      office,
      operator,
    }) => {
      test.setTimeout(180_000);
      const race = await office.race();
      await office.feed(race, [
        {
          type: 'gunFired',
          at: instant((Date.now() - 240_000) * 1_000),
          source: 'manual',
          bandUs: 200_000,
        },
        {
          type: 'passingRecorded',
          who: { bib: '101' },
          line: 'finish',
          point: '1500',
          time: afterTheGun('3:32.10'),
          kind: 'manual',
        },
      ]);
      const page = await operator();
      await page.emulateMedia({ colorScheme });
      for (const [screen, sign] of Object.entries(SCREENS)) {
        await page.goto(`/operate/race/${race}/${screen}`);
        await expect(page.getByRole('main').getByText(sign).first()).toBeAttached();
        await expectAccessible(page, screen);
      }
      for (const path of ['', '/new', '/devices']) {
        await page.goto(`/operate${path}`);
        await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
        await expectAccessible(page, path);
      }
    });
  });
}

async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const told = violations.map(
    ({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`,
  );
  expect(told).toEqual([]);
}
