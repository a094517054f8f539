import { instant } from '../../shared/time/time.ts';
import { expect, test } from '../fixtures.ts';
import { SetupPage } from '../pages/setup-page.ts';

test('@desktop an event is kept as a template, taken to another browser as a file, and made a race whose line to race against viewers see', async ({
  office,
  operator,
  viewer,
}, testInfo) => {
  // Given an event that somebody made of a standard one, with a line to race against
  const first = await operator({ label: 'Anna' });
  const setup = new SetupPage(first);
  await setup.choose('1500', '1500 m');
  await setup.name.fill('School 1500 m');
  await first.getByRole('combobox', { name: 'A point every' }).selectOption('100 m');
  await first.getByText('Lines to race against, records, categories').click();
  const pace = first.getByRole('region', { name: 'Lines to race against' });
  await pace.getByRole('textbox', { name: 'Called' }).fill('School record');
  await pace.getByRole('textbox', { name: /^Final time/ }).fill('4:00.00');
  await pace.getByRole('button', { name: 'Add a line' }).click();
  await expect(pace.getByRole('listitem')).toContainText('School record 4:00.00');
  await first.getByRole('button', { name: 'Keep as a template' }).click();
  await expect(first.getByText('“School 1500 m” is kept in this browser.')).toBeVisible();

  // When it is saved as a file and read in another browser
  await first.goto('/operate/new');
  // What was not made a race is still there
  await first.getByRole('button', { name: 'Start afresh' }).click();
  await first.getByText('Your templates').last().click();
  const saving = first.waitForEvent('download');
  await first.getByRole('button', { name: 'Save templates as a file' }).click();
  const path = testInfo.outputPath('templates.json');
  await (await saving).saveAs(path);
  const second = await operator({ label: 'Bert' });
  await second.goto('/operate/new');
  await second.getByText('Your templates').last().click();
  await second.getByLabel('Read templates from a file').setInputFiles(path);
  await second.getByRole('button', { name: 'School 1500 m', exact: true }).click();

  // Then a race is made of it, with its points and its line
  const other = new SetupPage(second);
  await expect(other.name).toHaveValue('School 1500 m');
  await other.meeting('School Games');
  await other.paste(['Bib\tName', '7\tAda Alm', '8\tBo Berg']);
  const race = await other.createPublic();
  await expect(second.getByText('15 points on 4 lines')).toBeVisible();
  const watch = await viewer();
  await watch.open(race);
  await office.feed(race, [
    {
      type: 'gunFired',
      at: instant((Date.now() - 100_000) * 1_000),
      source: 'electronic',
      bandUs: 0,
    },
    {
      type: 'passingRecorded',
      who: { bib: '7' },
      line: 'finish',
      point: '300',
      time: { basis: 'instant', at: instant((Date.now() - 54_000) * 1_000), digits: 2 },
      kind: 'measured',
    },
  ]);
  await expect(watch.page.getByRole('banner').getByText(/School record/)).toContainText(/−2\.\d/);
});
