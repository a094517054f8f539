import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { instant } from '../../shared/time/time.ts';
import { expect, test } from '../fixtures.ts';
import { openOffice, type Office } from '../office.ts';
import { ConsolePage } from '../pages/console-page.ts';
import { startServer } from '../server-under-test.ts';

test('R7 a timekeeper loses the network, taps on, reloads the page, comes back: everything is stored once, and viewers see it @desktop', async ({
  office,
  operator,
  viewer,
}) => {
  const race = await office.race();
  const watch = await viewer();
  await watch.open(race);
  const page = await operator({ label: 'Anna, finish' });
  // The browser asks whether to leave with unsent rows; this timekeeper means it.
  page.on('dialog', (dialog) => void dialog.accept());
  await new ConsolePage(page).open(race);
  await expect(sign(page, 'link')).toHaveText('connected');
  await expect(sign(page, 'clock')).toHaveText(/clock ±\d+ ms/);
  await pageIsKept(page);
  const gun = instant((Date.now() - 41_000) * 1_000);
  await office.feed(race, [{ type: 'gunFired', at: gun, source: 'electronic', bandUs: 0 }]);

  // Without network: two come, and are given their bibs
  await page.context().setOffline(true);
  await expect(sign(page, 'link')).toHaveText('offline');
  await tap(page);
  await tap(page);
  await page.keyboard.type('101');
  await page.keyboard.press('Enter');
  await page.keyboard.type('112');
  await page.keyboard.press('Enter');
  await expect(sign(page, 'queue')).toHaveText('queue 4');
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText('on this device');

  // The page is reloaded, and opens all the same, with all that was there
  await page.reload();
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByText('Jakob Ingebrigtsen').first()).toBeVisible();
  await expect(sign(page, 'queue')).toHaveText('queue 4');
  await expect(sign(page, 'clock')).toHaveText(/from earlier/);
  await page.keyboard.press('Escape');
  await tap(page);
  await expect(rows(page)).toHaveCount(3);
  await page.reload();
  await expect(rows(page)).toHaveCount(3);
  expect(await ownEntries(office, race)).toEqual([]);

  // The network is back
  await page.context().setOffline(false);
  await expect(sign(page, 'queue')).toHaveText('queue 0', { timeout: 20_000 });
  await expect(rows(page).first()).toContainText('stored');
  expect(await ownEntries(office, race)).toEqual([1, 2, 3, 4, 5]);
  await expect(watch.row('Ingebrigtsen')).toContainText(/4\d\.\d/);
  await expect(watch.row('Cheruiyot')).toContainText(/\+0\.|4\d\.\d/);
});

test(
  'R7 without network a phone taps, corrects, undoes and redoes, is reloaded, and all of it is stored once and in order',
  { tag: '@phone' },
  async ({ office, operator }) => {
    const race = await office.race();
    const gun = instant((Date.now() - 41_000) * 1_000);
    await office.feed(race, [{ type: 'gunFired', at: gun, source: 'electronic', bandUs: 0 }]);
    const page = await operator({ label: 'Anna, phone' });
    page.on('dialog', (dialog) => void dialog.accept());
    const phone = new ConsolePage(page);
    await phone.open(race);
    await pageIsKept(page);
    const touch = async (...names: readonly string[]) => {
      for (const name of names) await page.getByRole('button', { name, exact: true }).tap();
    };
    const idle = (name: string) => page.getByRole('button', { name, exact: true, disabled: true });

    await page.context().setOffline(true);
    await expect(page.getByText('no network')).toBeVisible();
    await phone.tapArea.tap();
    await expect(phone.rows).toHaveCount(1);
    await touch('1', '0', '1', 'Enter');
    await expect(phone.rows).toContainText('Ingebrigtsen');
    await expect(idle('Redo')).toBeVisible();

    // Another bib, taken back, done again, taken back
    await phone.rows.getByRole('button').first().tap();
    await touch('Type a bib', '1', '0', '7', 'Enter');
    await expect(phone.rows).toContainText('Nordås');
    await expect(phone.rows).toContainText('corrected');
    await touch('Undo');
    await expect(phone.rows).toContainText('Ingebrigtsen');
    await touch('Redo');
    await expect(phone.rows).toContainText('Nordås');
    await touch('Undo');
    await expect(phone.rows).toContainText('Ingebrigtsen');
    await expect(phone.rows).not.toContainText('corrected');

    // What can be done again outlives the page
    await page.reload();
    await expect(phone.rows).toContainText('Ingebrigtsen');
    await touch('Redo');
    await expect(phone.rows).toContainText('Nordås');
    await expect(page.locator('[data-unsent="7"]')).toBeVisible();
    expect(await ownEntries(office, race)).toEqual([]);

    await page.context().setOffline(false);
    await expect(page.locator('[data-unsent="0"]')).toBeVisible({ timeout: 20_000 });
    await expect(phone.rows).toContainText('stored');
    expect(await ownEntries(office, race)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  },
);

test('a phone that dies without network: its saved queue is brought in elsewhere, and nothing counts twice when it comes back @desktop', async ({
  office,
  operator,
}) => {
  const race = await office.race();
  const page = await operator({ label: 'Anna, finish' });
  page.on('dialog', (dialog) => void dialog.accept());
  await new ConsolePage(page).open(race);
  await expect(sign(page, 'link')).toHaveText('connected');
  await expect(sign(page, 'clock')).toHaveText(/clock ±\d+ ms/);
  await pageIsKept(page);
  const gun = instant((Date.now() - 41_000) * 1_000);
  await office.feed(race, [{ type: 'gunFired', at: gun, source: 'electronic', bandUs: 0 }]);

  await page.context().setOffline(true);
  await expect(sign(page, 'link')).toHaveText('offline');
  await tap(page);
  await tap(page);
  await page.keyboard.type('101');
  await page.keyboard.press('Enter');
  await expect(sign(page, 'queue')).toHaveText('queue 3');
  await page.keyboard.press('Escape');
  await sign(page, 'queue').click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save what is not stored as a file' }).click();
  const saved = await readFile(await (await saving).path(), 'utf8');

  // A file in which somebody moved a time is refused whole
  const desk = await operator({ role: 'referee', race, label: 'Race office' });
  await desk.goto(`/operate/race/${race}/feeds`);
  const panel = desk.getByRole('region', { name: 'A saved queue' });
  const bring = (text: string) =>
    panel.locator('input[type=file]').setInputFiles({
      name: 'queue.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
  await bring(saved.replace(/"recordedAt": \d/, '$&0'));
  await expect(
    panel.getByText(/^Nothing was taken: the file is not as Anna, finish saved it/),
  ).toBeVisible();
  expect(await ownEntries(office, race)).toEqual([]);

  await bring(saved);
  await expect(panel.getByText('3 stored')).toBeVisible();
  await expect(panel.getByText('Saved by Anna, finish')).toBeVisible();
  expect(await ownEntries(office, race)).toEqual([1, 2, 3]);
  await bring(saved);
  await expect(panel.getByText('3 already there')).toBeVisible();

  // The phone comes back, sends what it has, and goes on
  await page.context().setOffline(false);
  await expect(sign(page, 'queue')).toHaveText('queue 0', { timeout: 20_000 });
  await page.getByRole('button', { name: 'Close' }).click();
  await tap(page);
  await expect.poll(() => ownEntries(office, race)).toEqual([1, 2, 3, 4]);
  await expect(sign(page, 'queue')).toHaveText('queue 0');
  await desk.goto(`/operate/race/${race}/audit`);
  await expect(desk.getByText('Saved queue brought in: 3 entries of')).toBeVisible();
  await expect(desk.getByText('from a saved queue, brought by Race office')).toHaveCount(3);
});

test('a key that is taken back leaves what was tapped on the device, and shows the way in @desktop', async ({
  office,
  operator,
}) => {
  const race = await office.race();
  // Nobody else at this server has this name.
  const page = await operator({ label: 'Bert, taken back' });
  await new ConsolePage(page).open(race);
  await expect(sign(page, 'link')).toHaveText('connected');
  const { keys } = (await (await office.ask('GET', '/keys')).json()) as {
    keys: { id: string; label: string; kind: string }[];
  };
  const bert = keys.find(({ label, kind }) => label === 'Bert, taken back' && kind === 'session');
  await office.ask('DELETE', `/keys/${bert?.id ?? ''}`);
  await expect(page.getByRole('alert')).toContainText('Your access was taken back');
  await tap(page);
  await expect(sign(page, 'queue')).toHaveText('queue 1');
  await page.getByRole('button', { name: 'Come in again' }).click();
  await expect(page.getByRole('heading', { name: 'Operators' })).toBeVisible();
});

test('a newer page waits until it is asked for, and keeps the queue @desktop', async ({
  browser,
}) => {
  // A build of its own, for this story changes it.
  const built = process.env['HAIRLINE_DIST'] ?? 'dist';
  const own = `dist-story-${process.pid}`;
  await cp(built, own, { recursive: true });
  process.env['HAIRLINE_DIST'] = own;
  const server = await startServer(['--no-demo']);
  process.env['HAIRLINE_DIST'] = built;
  try {
    const office = await openOffice(server);
    const race = await office.race();
    const context = await browser.newContext({ baseURL: server.url });
    await office.letIn(context, { label: 'Carl' });
    const page = await context.newPage();
    page.on('dialog', (dialog) => void dialog.accept());
    await new ConsolePage(page).open(race);
    await pageIsKept(page);

    await makeNewer(own);
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    const banner = page.getByText('There is a newer version of this page');
    await expect(banner).toBeVisible();
    await context.setOffline(true);
    await tap(page);
    await expect(sign(page, 'queue')).toHaveText('queue 1');
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect
      .poll(() => page.evaluate(() => caches.keys()).catch(() => []))
      .toEqual(['hairline-newer']);
    await expect(rows(page)).toHaveCount(1);
    await context.setOffline(false);
    await expect(banner).toBeHidden();
    await expect(sign(page, 'queue')).toHaveText('queue 0');
    await context.close();
  } finally {
    await server.dispose();
    await rm(own, { recursive: true, force: true });
  }
});

/** The worker of another build, in which the page that is open is not. */
async function makeNewer(build: string): Promise<void> {
  const file = join(build, 'client/service-worker.js');
  const worker = await readFile(file, 'utf8');
  const newer = worker
    .replace(/"version":"\w+"/, '"version":"newer"')
    .replaceAll(/"\/assets\/(index|page-version)-[\w-]+\.js",/g, '');
  await writeFile(file, newer);
  for (const packed of ['br', 'gz']) await rm(`${file}.${packed}`, { force: true });
}

function sign(page: Page, name: 'link' | 'clock' | 'queue') {
  return page.locator(`[data-sign="${name}"]`);
}

function rows(page: Page) {
  return page.locator('[data-row]');
}

async function tap(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.keyboard.press('Space');
}

/** All rooms of the operators lie in this browser. */
async function pageIsKept(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(async () => (await caches.match('/all')) !== undefined), {
      timeout: 20_000,
    })
    .toBe(true);
}

/** The counters of what this operator's console brought, as they stand in the log. */
async function ownEntries(office: Office, race: string): Promise<readonly number[]> {
  const log = await (await office.ask('GET', `/races/${race}/audit.ndjson`)).text();
  const entries = log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { device?: string; n: number; event?: { type: string } });
  const types = new Set(['passingRecorded', 'entryAmended']);
  return entries.filter(({ event }) => types.has(event?.type ?? '')).map(({ n }) => n);
}
