import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

test('the starter’s phone starts, recalls and starts again: the viewer’s clock runs, stops and runs', async ({
  office,
  operator,
  viewer,
}) => {
  // Given a viewer who waits for the gun, and a starter with the remote in the hand
  const race = await office.race();
  const watch = await viewer();
  await watch.page.goto(`/race/${race}`);
  const starter = await operator({ role: 'judge', race, label: 'Starter' });
  await starter.goto(`/operate/race/${race}/start`);
  await expect(starter.getByText('Waiting for the gun')).toBeVisible();
  await expect(clockOf(watch.page)).toBeVisible();
  expect(await runs(clockOf(watch.page))).toBe(false);

  // When it is armed and fired
  await arm(starter);
  await starter.getByTestId('gun').click();

  // Then the gun is stored before the screen says so, and the viewer's clock runs with it
  await expect(starter.getByText(/Started · stored #\d+/)).toBeVisible();
  await expect(starter.getByText('± 0.2 s on all times from this gun')).toBeVisible();
  await expect.poll(() => runs(clockOf(watch.page))).toBe(true);
  await bothShowTheSame(watch.page, starter);

  // When there was a false start
  await starter.getByRole('button', { name: 'Recall' }).click();
  await starter.getByRole('button', { name: 'False start' }).click();

  // Then the viewer's clock stands, and both are back before the gun
  await expect(starter.getByText('Recalled: False start')).toBeVisible();
  await expect.poll(() => runs(clockOf(watch.page))).toBe(false);
  const notice = watch.page.getByRole('status', { name: 'About this race' });
  await expect(notice).toHaveText('Recalled, false start: the start is repeated.');
  const recalledAt = Date.now();

  // When they start again
  await arm(starter);
  await starter.keyboard.press('Shift+Space');

  // Then it runs from nought, and nothing is recalled any more
  await expect.poll(() => runs(clockOf(watch.page))).toBe(true);
  await expect(notice).toBeHidden();
  await bothShowTheSame(watch.page, starter);
  const again = await seconds(clockOf(watch.page));
  expect(again).toBeLessThan((Date.now() - recalledAt) / 1_000 + 1);

  // And the log tells all of it
  const log = await (await office.ask('GET', `/races/${race}/audit`)).json();
  expect(kinds(log)).toEqual(['gunFired', 'entryVoided', 'gunFired']);
});

test('without network the gun is kept on the phone, said to be there, and stored once when it is back @phone', async ({
  office,
  operator,
}) => {
  const race = await office.race();
  const starter = await operator({ role: 'judge', race, label: 'Starter' });
  await starter.goto(`/operate/race/${race}/start`);
  await arm(starter);
  await starter.context().setOffline(true);
  await starter.getByTestId('gun').click();
  await expect(starter.getByText(/on this device, not stored yet/)).toBeVisible();
  await starter.context().setOffline(false);
  await expect(starter.getByText(/stored #3/)).toBeVisible({ timeout: 20_000 });
  expect(kinds(await (await office.ask('GET', `/races/${race}/audit`)).json())).toEqual([
    'gunFired',
  ]);
});

test('two armed devices know of each other, and one gun ends it for both @desktop', async ({
  office,
  operator,
}) => {
  const race = await office.race();
  const starter = await operator({ role: 'judge', race, label: 'Starter' });
  const desk = await operator({ role: 'referee', race, label: 'Desk' });
  await starter.goto(`/operate/race/${race}/start`);
  await desk.goto(`/operate/race/${race}/start`);
  await arm(starter);
  await expect(desk.getByText('Armed too: Starter')).toBeVisible();
  await arm(desk);
  await desk.getByTestId('gun').click();
  await expect(desk.getByText(/Started · stored/)).toBeVisible();
  await expect(starter.getByText(/Gun by another device/)).toBeVisible();
  await starter.keyboard.press('Shift+Space');
  expect(kinds(await (await office.ask('GET', `/races/${race}/audit`)).json())).toEqual([
    'gunFired',
  ]);
});

/** Arms, and waits out the moment in which a second touch of the same finger counts for nothing. */
async function arm(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Arm', exact: true }).click();
  await expect(page.getByText('Armed', { exact: true })).toBeVisible();
  const armed = Date.now();
  await expect.poll(() => Date.now() - armed).toBeGreaterThan(400);
}

function clockOf(page: Page): Locator {
  return page.getByRole('timer', { name: 'Race clock' });
}

/** Read one after the other, so that a busy machine may need more than one look. */
async function bothShowTheSame(one: Page, other: Page): Promise<void> {
  await expect
    .poll(async () => {
      const [here, there] = await Promise.all([seconds(clockOf(one)), seconds(clockOf(other))]);
      return Math.abs(here - there);
    })
    .toBeLessThan(1);
}

/** A race clock in seconds: `0:04.9`, `−0:05.2`. */
async function seconds(clock: Locator): Promise<number> {
  const [minutes = '0', rest = '0'] = (await clock.innerText()).split(':');
  return Math.abs(Number(minutes.replace('−', '-'))) * 60 + Number.parseFloat(rest);
}

/** Whether a clock shows something else half a second later. */
async function runs(clock: Locator): Promise<boolean> {
  const before = await clock.innerText();
  await clock
    .page()
    .waitForFunction(
      (since) => performance.now() - since > 500,
      await clock.page().evaluate(() => performance.now()),
    );
  return (await clock.innerText()) !== before;
}

function kinds(log: unknown): string[] {
  return (log as { rows: readonly { type: string }[] }).rows
    .map(({ type }) => type)
    .filter((type) => type !== 'raceDefined' && type !== 'entrantsListed');
}
