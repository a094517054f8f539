import { expect, test } from '../fixtures.ts';

test('@desktop on a wall the race plays by itself, with nothing to press, and goes to the photo finish', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto('/race/oslo-2024-1500m?tv=1&t=3:27');
  const panel = (name: string) => page.getByRole('region', { name });
  const [board, gaps, photo] = [panel('Standings'), panel('Gaps'), panel('Photo finish')] as const;
  await expect(board.getByText('Ingebrigtsen')).toBeVisible();
  await expect(gaps).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);

  // Nobody pressed play.
  await expect(photo.getByText('0.03 s', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(gaps).toBeHidden();
  await expect(page.getByRole('button')).toHaveCount(0);

  // What is read across a room is at least 28 pixels high on a television.
  const name = board.getByText('Cheruiyot');
  const drawn = await name.evaluate((element) => {
    const { fontSize } = getComputedStyle(element);
    const { width } = element.getBoundingClientRect();
    return (Number.parseFloat(fontSize) * width) / (element as HTMLElement).offsetWidth;
  });
  expect(drawn).toBeGreaterThanOrEqual(28);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(1920);
});
