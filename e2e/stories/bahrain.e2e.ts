import { expect, test } from '../fixtures.ts';

test('lapped cars of the 2021 Bahrain Grand Prix show laps, and no gap is negative', async ({
  watch,
}) => {
  await watch.open('bahrain-2021-grand-prix', '?t=1:34:00');
  await expect(watch.row('Verstappen')).toContainText('0.745');
  for (const lapped of ['Giovinazzi', 'Ocon', 'Russell', 'Vettel', 'Schumacher']) {
    await expect(watch.row(lapped)).toContainText('+1 lap');
  }
  for (const row of await watch.board()) expect(row).not.toMatch(/[−-]\d+\.\d{3}/);
  await expect(watch.row('Alonso')).toContainText('DNF');
});
