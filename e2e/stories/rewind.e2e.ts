import { expect, test } from '../fixtures.ts';

test('a viewer rewinds during the race, is left in peace, and goes live again', async ({
  watch,
  onAir,
}) => {
  const replay = await onAir('oslo-2024-1500m');
  await replay.pause();
  await replay.seek('1:53');
  await watch.open(replay.race);
  await expect(watch.mode).toHaveText(/LIVE/);

  // When the viewer pauses and steps back to an earlier point
  await watch.scrubber.focus();
  await watch.page.keyboard.press('Space');
  await watch.page.keyboard.press('Shift+ArrowLeft');
  await watch.page.keyboard.press('Shift+ArrowLeft');
  await expect(watch.mode).toHaveText(/PAUSED|BEHIND/);
  const viewed = await watch.viewSeconds();
  const board = await watch.board();

  // And the race goes on
  await replay.seek('2:50');
  await expect(watch.scrubber).toHaveAttribute('aria-valuetext', /behind live/);

  // Then nothing has moved
  expect(await watch.viewSeconds()).toBe(viewed);
  expect(await watch.board()).toEqual(board);

  // Until the viewer goes live
  await watch.goLive.click();
  await expect(watch.mode).toHaveText(/LIVE/);
  await expect(watch.row('Ingebrigtsen')).toContainText('2:48.');
});

test('nothing on the page tells what comes after the view time', async ({ watch }) => {
  await watch.open('oslo-2024-1500m', '?t=3:20');
  await expect(watch.mode).toHaveText(/PAUSED|REPLAY/);
  const everything = `${await watch.page.title()}\n${await watch.page.locator('html').evaluate((html) => html.outerHTML)}`;
  for (const later of ['3:29.74', '3:29.77', '0.03 s', 'national record', 'world lead']) {
    expect(everything).not.toContain(later);
  }
});
