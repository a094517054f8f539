import { expect, test } from '../fixtures.ts';

test(
  'a viewer without a pointer finds the race, plays, steps, reads the strip and opens the help',
  { tag: '@desktop' },
  async ({ page, watch }) => {
    await page.goto('/');
    const card = page.getByRole('link', { name: /1500 m/ }).first();
    await card.focus();
    await page.keyboard.press('Enter');
    await expect(watch.standings).toBeVisible();

    // The keys are there with the race, and the race comes after its page: who is too fast presses again.
    await expect(watch.rows.first()).toBeVisible();
    await expect(async () => {
      await page.keyboard.press('9');
      expect(await watch.viewSeconds()).toBeGreaterThan(150);
    }).toPass();
    const at = await watch.viewSeconds();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => watch.viewSeconds()).toBeGreaterThan(at);
    await page.keyboard.press('Home');
    await expect.poll(() => watch.viewSeconds()).toBeLessThanOrEqual(0);
    await page.keyboard.press('Space');
    await expect.poll(() => watch.viewSeconds()).toBeGreaterThan(0);
    await page.keyboard.press('Space');

    await page.keyboard.press('End');
    await page.keyboard.press('m');
    await watch.hairline.focus();
    const before = await watch.hairline.getAttribute('aria-valuenow');
    await page.keyboard.press('ArrowRight');
    await expect(watch.hairline).not.toHaveAttribute('aria-valuenow', before ?? '');

    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  },
);
