import { expect, putOnAir, test } from '../fixtures.ts';
import { WatchPage } from '../pages/watch-page.ts';
import { startServer } from '../server-under-test.ts';

test('the server dies and comes back in mid-race: the page goes on without a reload', async ({
  page,
}) => {
  test.setTimeout(150_000);
  const server = await startServer(['--no-demo']);
  try {
    // Given a viewer watches live
    const { replay } = await putOnAir(server.url, 'oslo-2024-1500m', 1);
    await replay.seek('2:19');
    const watch = new WatchPage(page);
    await page.goto(`${server.url}/race/${replay.race}`);
    await expect(watch.row('Ingebrigtsen')).toContainText('2:20.', { timeout: 20_000 });
    await page.evaluate(() => document.documentElement.setAttribute('data-same-page', 'yes'));

    // When the server is killed
    await server.kill();
    await expect(page.getByText(/not answered|not connected/i).first()).toBeVisible({
      timeout: 20_000,
    });
    await server.restart();

    // Then the race goes on, on the same page, and no story is told twice
    await expect(watch.row('Ingebrigtsen')).toContainText('2:48.', { timeout: 90_000 });
    await expect(page.locator('html')).toHaveAttribute('data-same-page', 'yes');
    await watch.show('Story');
    const lines = (await watch.ticker.getByRole('listitem').allInnerTexts()).map((line) =>
      line.trim(),
    );
    expect(new Set(lines).size).toBe(lines.length);
  } finally {
    await server.dispose();
  }
});
