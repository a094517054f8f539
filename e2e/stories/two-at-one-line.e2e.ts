import type { Page } from '@playwright/test';
import { instant } from '../../shared/time/time.ts';
import { expect, test } from '../fixtures.ts';

test('two phones at one line: one taps, the other calls bibs, and the tapper brings both together @phone', async ({
  office,
  operator,
  viewer,
}) => {
  const race = await office.race();
  const watch = await viewer();
  await watch.open(race);
  const rights = { role: 'tapper', race, points: ['finish'] } as const;
  const [tapper, caller] = [
    await operator({ ...rights, label: 'Anna, finish' }),
    await operator({ ...rights, label: 'Bert, bibs' }),
  ];
  const gun = instant((Date.now() - 41_000) * 1_000);
  await office.feed(race, [{ type: 'gunFired', at: gun, source: 'electronic', bandUs: 0 }]);
  for (const page of [tapper, caller]) {
    await page.goto(`/operate/race/${race}/console`);
    await expect(page.locator('[data-tap-area]')).toBeVisible();
  }

  // Two alone, then two in the same moment
  for (const [bib, times] of [
    ['101', 1],
    ['112', 1],
    ['104', 2],
  ] as const) {
    for (let i = 0; i < times; i++) await tapper.locator('[data-tap-area]').tap();
    await call(caller, bib);
    await tapper.waitForTimeout(1_500);
  }
  await call(caller, '107');

  const strip = tapper.locator('[data-merge-strip]');
  await expect(strip).toContainText('4 taps and 4 calls');
  await strip.getByRole('button').click();
  const dialog = tapper.getByRole('dialog', { name: 'Two at one line' });
  await expect(dialog.getByText('104 is the likeliest here')).toBeVisible({ timeout: 15_000 });
  const take = dialog.getByRole('button', { name: /^Take the sure|^Take \d+ sure|^Give / }).first();
  await expect(async () => {
    if (await take.isVisible()) await take.click({ timeout: 1_000 });
    await expect(dialog.getByText('Nothing to merge')).toBeVisible({ timeout: 500 });
  }).toPass();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(strip).toHaveCount(0);

  // All of it is stored, and the viewers have one split of each
  await expect(tapper.getByText('all stored')).toBeVisible();
  for (const name of ['Ingebrigtsen', 'Cheruiyot', 'Habz', 'Nordås'])
    await expect(watch.row(name)).toContainText(/\d\d\.\d|\+\d/);
  const rows = tapper.locator('[data-row]');
  await expect(rows.first()).toContainText('101');
});

async function call(page: Page, bib: string): Promise<void> {
  for (const figure of bib) await page.getByRole('button', { name: figure, exact: true }).click();
  await page.getByRole('button', { name: 'Enter', exact: true }).click();
}
