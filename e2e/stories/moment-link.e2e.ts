import { expect, test } from '../fixtures.ts';

test('a link to a moment opens that moment in a fresh browser', async ({ viewer }) => {
  const anna = await viewer();
  await anna.open('oslo-2024-1500m', '?t=3:12.4');
  await expect(anna.scrubber).toHaveAttribute('aria-valuetext', /3 minutes 12\.4 seconds/);
  const board = await anna.board();

  const ben = await viewer();
  await ben.open('oslo-2024-1500m', '?t=3:12.4&f=cheruiyot');
  await expect(ben.scrubber).toHaveAttribute('aria-valuetext', /3 minutes 12\.4 seconds/);
  await expect(async () =>
    expect((await ben.board()).toSorted()).toEqual(board.toSorted()),
  ).toPass();
});

test('the address of no race says so and leads back', async ({ page }) => {
  await page.goto('/race/no-such-race');
  await expect(page.getByText('There is no race here.')).toBeVisible();
  await page.getByRole('link', { name: 'All races' }).first().click();
  await expect(page.getByRole('heading', { name: 'Races', exact: true })).toBeVisible();
});
