import { expect, test } from '../fixtures.ts';

test('two viewers of one race read the same board', async ({ viewer, onAir }) => {
  test.setTimeout(90_000);
  const replay = await onAir('oslo-2024-1500m', { rate: 16 });
  const anna = await viewer();
  const ben = await viewer();
  await anna.open(replay.race);
  await ben.open(replay.race);

  await expect(anna.row('Ingebrigtsen')).toContainText('3:29.74', { timeout: 60_000 });
  await replay.pause();

  await expect(async () => expect(await ben.board()).toEqual(await anna.board())).toPass();
});

test('who joins at 1200 m sees the order that one sees who watched from the gun', async ({
  viewer,
  onAir,
}) => {
  // Given one viewer has watched from the gun
  const replay = await onAir('oslo-2024-1500m');
  const anna = await viewer();
  await anna.open(replay.race);
  await replay.pause();
  await replay.seek('2:49.5');
  await expect(anna.row('Ingebrigtsen')).toContainText('2:48.');

  // When another joins
  const ben = await viewer();
  await ben.open(replay.race);
  await expect(ben.row('Ingebrigtsen')).toContainText('2:48.');

  // Then both read the same
  await expect(async () => expect(await ben.board()).toEqual(await anna.board())).toPass();
});
