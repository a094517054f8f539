import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

const STARTERS = Array.from(
  { length: 12 },
  (_, i) => `${101 + i}\tAthlete ${'ABCDEFGHIJKL'.charAt(i)}\tNOR\tClub ${i + 1}`,
);

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = { clipboardData, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', event));
  }, text);
}

/** From the list of races to a race that is made, without a pointer. Answers its slug. */
async function makeRace(page: Page, meeting: string): Promise<string> {
  await page.goto('/operate/new');
  await expect(page.getByRole('combobox', { name: 'Find an event' })).toBeFocused();
  await page.keyboard.type('1500');
  await page.keyboard.press('Enter');
  const name = page.getByRole('textbox', { name: 'What the race is called' });
  await expect(name).toBeFocused();
  await page.keyboard.type('Men ');
  await expect(name).toHaveValue('Men 1500 m');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type(meeting);
  await page.getByRole('textbox', { name: 'Bib, row 1' }).focus();
  await paste(page, ['Bib\tName\tNat\tClub', ...STARTERS].join('\n'));
  await expect(page.getByRole('button', { name: 'Add 12' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Bib, row 13' })).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(/\/operate\/race\/.+\/setup$/);
  return /race\/(.+)\/setup/.exec(page.url())?.[1] ?? '';
}

test('@desktop from an empty form to a race that a second browser watches, by keyboard, within a minute', async ({
  operator,
  viewer,
}) => {
  const desk = await operator();
  const began = Date.now();
  const slug = await makeRace(desk, 'Story Games');
  expect(Date.now() - began).toBeLessThan(60_000);

  const watching = await viewer();
  await watching.page.goto(`/race/${slug}`);
  await expect(watching.page.getByText('Athlete A')).toHaveCount(0);

  await desk.getByRole('button', { name: 'Publish' }).click();
  await expect(desk.getByText('Public. Everybody can watch it.')).toBeVisible();
  await watching.page.reload();
  await expect(watching.page.getByText('Athlete A').first()).toBeVisible();

  await desk.getByRole('textbox', { name: 'Reason' }).fill('Thunderstorm.');
  await desk.getByRole('button', { name: 'Postpone' }).click();
  await expect(watching.page.getByText('Postponed. Thunderstorm.')).toBeVisible();
});

test('@desktop S14 a name that is hidden leaves a viewer’s page within a second, one that is erased for good', async ({
  operator,
  viewer,
}) => {
  const desk = await operator();
  const slug = await makeRace(desk, 'Names Games');
  await desk.getByRole('button', { name: 'Publish' }).click();
  const watching = await viewer();
  await watching.page.goto(`/race/${slug}`);
  await expect(watching.page.getByText('Athlete B').first()).toBeVisible();

  await desk.getByRole('button', { name: 'Hide the name of Athlete B' }).click();
  await expect(desk.getByText('Athlete B is hidden everywhere.')).toBeVisible();
  await expect(watching.page.getByText('Athlete B')).toHaveCount(0, { timeout: 1_000 });

  await desk.getByRole('button', { name: 'Erase the name of Athlete C' }).click();
  await desk.getByRole('button', { name: 'Erase it' }).click();
  await expect(desk.getByText('The name is erased everywhere.')).toBeVisible();
  await expect(watching.page.getByText('Athlete C')).toHaveCount(0, { timeout: 1_000 });
});

test('@desktop a phone is paired by six digits, and shut out within a second when its key is taken back', async ({
  operator,
  browser,
  server,
}) => {
  const desk = await operator();
  const slug = await makeRace(desk, 'Pairing Games');
  await desk.goto('/operate/devices');
  await desk.getByLabel('Who or what is it?').fill('Bert, finish');
  await desk.getByRole('combobox', { name: 'Race' }).selectOption(slug);
  await desk.getByRole('checkbox', { name: 'finish' }).check();
  await desk.getByRole('button', { name: 'Show a code' }).click();
  const code = (await desk.getByTestId('pairing-code').innerText()).replace(/\D/g, '');
  expect(code).toMatch(/^\d{6}$/);

  const context = await browser.newContext({ baseURL: server.url });
  const phone = await context.newPage();
  await phone.goto('/operate');
  await phone.getByLabel('Six digits').fill(code);
  await phone.getByRole('button', { name: 'Open the console' }).click();
  await expect(phone.getByRole('heading', { name: 'Races' })).toBeVisible();
  await expect(desk.getByText('Bert, finish has come in.')).toBeVisible();
  await phone.getByRole('link', { name: 'Men 1500 m' }).click();
  await expect(phone.getByText('connected', { exact: true })).toBeVisible();

  await desk.getByRole('button', { name: 'Done' }).click();
  await desk.getByRole('button', { name: 'Take back the key of Bert, finish' }).click();
  await desk.getByRole('button', { name: 'Take it back' }).click();
  await expect(phone.getByText('Your access was taken back.', { exact: false })).toBeVisible({
    timeout: 1_000,
  });
  await context.close();
});

test('@desktop two who edit one race at once: what differs is merged and told, what collides is asked, and a save can be undone', async ({
  operator,
}) => {
  const anna = await operator({ label: 'Anna' });
  const slug = await makeRace(anna, 'Double Games');
  const bert = await operator({ label: 'Bert' });
  await bert.goto(`/operate/race/${slug}/setup`);
  const city = (page: Page) => page.getByRole('textbox', { name: 'City', exact: true });
  const venue = (page: Page) => page.getByRole('textbox', { name: 'Venue', exact: true });
  const name = (page: Page) => page.getByRole('textbox', { name: 'Name, row 1', exact: true });
  const bar = (page: Page) => page.locator('[data-save-bar]');
  const save = (page: Page) => page.getByRole('button', { name: 'Save changes' });

  // Both begin from the same; Anna changes the city and a club, Bert the venue and the name
  await city(anna).fill('Oslo');
  await anna.getByRole('textbox', { name: 'Club, row 1', exact: true }).fill('Tjalve');
  await venue(bert).fill('Bislett');
  await name(bert).fill('Athlete Aa');
  await venue(bert).focus();
  await save(anna).click();
  await expect(bar(anna)).toContainText('Saved.');
  await expect(bar(bert)).toContainText('Anna has changed');
  await expect(bar(bert)).toContainText('City nothing → Oslo');
  await expect(bar(bert)).toContainText('Club of Athlete Aa Club 1 → Tjalve');
  await expect(city(bert)).toHaveValue('Oslo');
  await expect(venue(bert)).toHaveValue('Bislett');
  await save(bert).click();
  await expect(bar(bert)).toContainText('Saved.');
  await expect(venue(anna)).toHaveValue('Bislett');
  await expect(name(anna)).toHaveValue('Athlete Aa');
  await expect(city(anna)).toHaveValue('Oslo');

  // Both change the city
  await city(anna).fill('Bergen');
  await city(bert).fill('Trondheim');
  await save(anna).click();
  await expect(bar(anna)).toContainText('Saved.');
  await expect(bar(bert)).toContainText('You and Anna changed the same. Which counts?');
  await expect(save(bert)).toBeDisabled();
  await bert.getByRole('button', { name: 'City: Yours: Trondheim' }).click();
  await save(bert).click();
  await expect(bar(bert)).toContainText('Saved.');
  await expect(city(anna)).toHaveValue('Trondheim');

  // Names and all, back and forth
  await name(bert).fill('Athlete Ab');
  await bert.getByRole('textbox', { name: 'Bib, row 1', exact: true }).fill('777');
  await bert.getByRole('textbox', { name: 'Bib, row 2', exact: true }).focus();
  await save(bert).click();
  await expect(name(anna)).toHaveValue('Athlete Ab');
  await bert.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(name(anna)).toHaveValue('Athlete Aa');
  await expect(anna.getByRole('textbox', { name: 'Bib, row 1', exact: true })).toHaveValue('101');
  await bert.getByRole('button', { name: 'Redo' }).click();
  await expect(name(anna)).toHaveValue('Athlete Ab');
  await expect(anna.getByRole('textbox', { name: 'Bib, row 1', exact: true })).toHaveValue('777');
});
