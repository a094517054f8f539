import { expect, test } from '../fixtures.ts';

test('a timekeeper rehearses: a field comes, taps are kept without network, the score is honest, one button wipes it @desktop', async ({
  office,
  operator,
}) => {
  const race = await office.race();
  const page = await operator();
  await page.goto(`/operate/race/${race}/rehearsal`);
  await page.getByRole('button', { name: 'Make a rehearsal of this race' }).click();
  await expect(page).toHaveURL(/\/operate\/race\/rehearsal-/);
  const rehearsal = page.getByRole('region', { name: 'Rehearsal' });

  await rehearsal.getByRole('button', { name: 'Start the rehearsal' }).click();
  await expect(
    rehearsal.getByRole('img', { name: /The field coming to the line finish/ }),
  ).toBeVisible();
  // The network goes while the field comes; tapping goes on
  await expect(rehearsal.getByRole('status')).toContainText('The network is gone', {
    timeout: 40_000,
  });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Space');
  await expect(page.getByText('on this device').first()).toBeVisible();
  await rehearsal.getByRole('button', { name: 'End and score' }).click();
  await expect(rehearsal.getByText(/\d+ of 100/)).toBeVisible();

  await rehearsal.getByRole('button', { name: 'Wipe this rehearsal' }).click();
  await expect(page).toHaveURL(/\/operate$/);
  const { races } = (await (await office.ask('GET', '/races')).json()) as {
    races: { slug: string }[];
  };
  const slugs = races.map(({ slug }) => slug);
  expect(slugs).toContain(race);
  expect(slugs.filter((slug) => slug.startsWith(`rehearsal-${race}`))).toEqual([]);
});
