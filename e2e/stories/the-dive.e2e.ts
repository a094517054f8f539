import { expect, test } from '../fixtures.ts';

test('a viewer sees the Oslo 1500 m end with a dive: 3:29.74, 3:29.77, 0.03 s', async ({
  watch,
  onAir,
}) => {
  test.setTimeout(90_000);
  // Given the race is on air, twenty seconds from the line
  const replay = await onAir('oslo-2024-1500m');
  await replay.pause();
  await replay.seek('3:10');
  await watch.open(replay.race);
  await expect(watch.mode).toHaveText(/LIVE/);
  await expect(watch.row('Ingebrigtsen')).not.toContainText('3:29');

  // When the leaders run to the line
  await replay.resume();
  await expect(watch.row('Ingebrigtsen')).toContainText('3:29.74', { timeout: 60_000 });

  // Then the board, and the strip, say what the judge said
  await expect(watch.row('Cheruiyot')).toContainText('3:29.77');
  await watch.show('Photo');
  await expect(watch.photoFinish).toContainText('0.03 s');
  await expect(watch.photoFinish).toContainText('0.02–0.04 s');
  await expect(watch.photoFinish).toContainText('about 0.2 m (0.14–0.30 m)');
  await expect(watch.photoFinish).toContainText('Drawn from the times, not a photograph');
});

test('places ten and eleven stand on the board without any time', async ({ watch }) => {
  await watch.open('oslo-2024-1500m', '?t=3:40');
  const eleventh = watch.row('Mechaal');
  await expect(eleventh).toContainText('11');
  await expect(eleventh).not.toContainText('3:3');
  await expect(watch.row('Mphahlele')).toContainText('3:33.85');
  await expect(watch.row('Mphahlele')).toContainText('12');
});

test('anyone can lay the hairline on a finisher and read time and gap', async ({ watch }) => {
  await watch.open('oslo-2024-1500m', '?t=3:40');
  await watch.show('Photo');
  await watch.hairline.focus();
  const before = await watch.hairline.getAttribute('aria-valuetext');

  await watch.page.keyboard.press('n');
  await expect(watch.hairline).not.toHaveAttribute('aria-valuetext', before ?? '');
  await watch.page.keyboard.press('Shift+ArrowRight');
  await expect(watch.hairline).toHaveAttribute('aria-valuetext', /after the winner.*m/);
});
