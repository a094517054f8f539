import type { Page } from '@playwright/test';
import { afterTheGun } from '../../shared/testkit/race-builder.ts';
import { oval1500 } from '../../shared/testkit/definitions.ts';
import { instant } from '../../shared/time/time.ts';
import type { ResultsReply } from '../../shared/wire/api.ts';
import { expect, test } from '../fixtures.ts';
import { ConsolePage } from '../pages/console-page.ts';
import { SetupPage } from '../pages/setup-page.ts';

// What is corrected at the desk, and what a viewer elsewhere makes of it.

/** Of what has to go within a second, and what a busy machine adds to it: a name, a race that is hidden. */
const SOON = { timeout: 3_000 };

/** Timed at the finish alone, after three and a half minutes. */
const homeStraight = {
  ...oval1500,
  points: [{ id: '1500', line: 'finish', distanceM: 1500, label: 'finish' }],
};

async function bibsOf(page: Page, race: string): Promise<readonly (string | null)[]> {
  const reply = await page.request.get(`/api/races/${race}/results.json`);
  return ((await reply.json()) as ResultsReply).rows.map(({ bib }) => bib);
}

test('@desktop swap, insert, shift, split and reassign: each is foreseen, seen by a viewer, and taken back', async ({
  office,
  operator,
  viewer,
}) => {
  const race = await office.race({ slug: 'corrected', definition: homeStraight });
  const at = instant((Date.now() - 210_000) * 1_000);
  await office.feed(race, [{ type: 'gunFired', at, source: 'electronic', bandUs: 0 }]);
  const desk = new ConsolePage(await operator({ label: 'Anna' }));
  await desk.open(race);
  const watch = await viewer();
  await watch.open(race);
  for (const [i, bib] of ['101', '112', '104'].entries()) {
    await desk.press('Space');
    await expect(desk.rows).toHaveCount(i + 1);
    await desk.give(bib);
  }
  const order = () => watch.order().then((names) => names.map((name) => name.split(' ').at(-1)));
  const seen = async (...names: readonly string[]) =>
    expect.poll(order).toEqual(names.map((name) => expect.stringContaining(name)));
  await seen('Ingebrigtsen', 'Cheruiyot', 'Habz', 'Nordås');

  // Swapped with the next
  await desk.press('Home', 'x');
  await expect(desk.foreseen).toContainText('2nd → 1st: Timothy Cheruiyot');
  await desk.press('Enter');
  await seen('Cheruiyot', 'Ingebrigtsen', 'Habz', 'Nordås');
  await desk.press('Escape', 'Control+z');
  await seen('Ingebrigtsen', 'Cheruiyot', 'Habz', 'Nordås');

  // One was missed between the first two
  await desk.press('Home', 'i');
  await desk.press('Enter');
  await expect(desk.rows).toHaveCount(4);
  await desk.press('Escape');
  await desk.give('107');
  await seen('Ingebrigtsen', 'Nordås', 'Cheruiyot', 'Habz');

  // The watch was wrong for one
  await desk.press('End', 's');
  await desk.page
    .getByRole('textbox', { name: /by|Shift/i })
    .first()
    .fill('-30');
  await desk.press('Enter');
  await seen('Habz', 'Ingebrigtsen', 'Nordås', 'Cheruiyot');
  await desk.press('Escape', 'Control+z');
  await seen('Ingebrigtsen', 'Nordås', 'Cheruiyot', 'Habz');

  // One tap was two
  await desk.press('End', 'k');
  await desk.press('Enter');
  await expect(desk.rows).toHaveCount(5);
  await desk.press('Escape', 'Control+z');
  await expect(desk.rows.filter({ hasText: 'void' })).toHaveCount(1);

  // A bib was read wrongly
  await desk.press('Escape', 'End', 'r');
  await desk.page.keyboard.type('999');
  await desk.press('Enter');
  await expect.poll(() => bibsOf(desk.page, race)).toEqual(['101', '107', '112']);
  await expect(desk.rows.last()).toContainText('not in this race');
  await desk.press('Escape', 'Control+z');
  await expect.poll(() => bibsOf(desk.page, race)).toEqual(['101', '107', '112', '104']);
});

test('@desktop postponed, abandoned, run again, archived, hidden: the library and the page say so at once', async ({
  office,
  operator,
  viewer,
}) => {
  const race = await office.race({
    slug: 'living',
    definition: { ...oval1500, event: 'Life 1500 m' },
  });
  const desk = await operator({ label: 'Anna' });
  const setup = new SetupPage(desk);
  await setup.open(race, 'setup');
  const watch = await viewer();
  await watch.open(race);
  const library = await viewer();
  const card = library.page.getByRole('link', { name: /Life 1500 m/ });

  await desk.getByRole('textbox', { name: 'Reason' }).fill('Thunderstorm');
  await desk.getByRole('button', { name: 'Postpone' }).click();
  await expect(watch.page.getByText('Postponed. Thunderstorm')).toBeVisible();
  await library.page.goto('/');
  await expect(card).toContainText('Postponed');
  await expect(card).toContainText('Thunderstorm');

  await desk.getByRole('button', { name: 'As scheduled' }).click();
  await expect(watch.page.getByText('Thunderstorm')).toHaveCount(0);
  await library.page.reload();
  await expect(card).not.toContainText('Postponed');

  await office.feed(race, [
    {
      type: 'gunFired',
      at: instant((Date.now() - 60_000) * 1_000),
      source: 'electronic',
      bandUs: 0,
    },
    { type: 'statusSet', entrant: 'e4', status: 'DNS', time: afterTheGun('0') },
  ]);
  await desk.getByRole('textbox', { name: 'Reason' }).fill('Barrier down');
  await desk.getByRole('button', { name: 'Abandon' }).click();
  await expect(watch.page.getByText('Abandoned. Barrier down')).toBeVisible();
  await expect(watch.page.getByTestId('view-state')).toHaveText('ABANDONED');
  await library.page.reload();
  await expect(card).toContainText('Abandoned');
  await expect(card).toContainText('No result');

  await desk.getByRole('textbox', { name: 'Reason' }).fill('Same start list at 20:30');
  await desk.getByRole('button', { name: 'Run again' }).click();
  await expect(watch.page.getByText('This race is run again. Same start list')).toBeVisible();
  await library.page.reload();
  await expect(card).toContainText('Run again');
  await expect(desk.getByRole('link', { name: 'Open it' })).toBeVisible();
  const again = await desk.getByRole('link', { name: 'Open it' }).getAttribute('href');
  const copy = await operator({ label: 'Bert' });
  await copy.goto(again ?? '');
  await expect(copy.getByRole('textbox', { name: 'Name, row 1' })).toHaveValue(/Ingebrigtsen/);
  await expect(copy.getByText('A draft. Viewers do not see it.')).toBeVisible();

  await desk.getByRole('button', { name: 'Archive' }).click();
  await expect(desk.getByText('Archived. Everybody can watch it')).toBeVisible();
  await library.page.reload();
  await library.page.getByRole('button', { name: 'Look into the archive' }).click();
  await expect(library.page.getByRole('region', { name: 'Archive' }).getByRole('link')).toHaveText(
    /Life 1500 m.*Run again/,
  );
  await expect(watch.standings).toBeVisible();
  await desk.getByRole('button', { name: 'Hide', exact: true }).click();
  await expect(watch.standings).toHaveCount(0, SOON);
  await library.page.reload();
  await expect(card).toHaveCount(0);
});

test('@desktop S14 a name that is hidden or erased is gone within a second wherever it stood, and the log stays valid', async ({
  office,
  operator,
  viewer,
  server,
}) => {
  const race = await office.race({
    slug: 'unnamed',
    definition: { ...homeStraight, event: 'Unnamed 1500 m' },
    roster: { e1: { name: 'Zebedee Quill' } },
  });
  const at = instant((Date.now() - 300_000) * 1_000);
  await office.feed(race, [
    { type: 'gunFired', at, source: 'electronic', bandUs: 0 },
    ...(['e1', 'e2', 'e3', 'e4'] as const).map((entrant, i) => ({
      type: 'readingTaken' as const,
      who: { entrant },
      point: '1500',
      time: afterTheGun(`3:3${i}.123`),
      kind: 'official' as const,
    })),
    { type: 'resultDeclared', state: 'provisional', time: afterTheGun('4:00'), by: 'Anna' },
    {
      type: 'resultDeclared',
      state: 'official',
      time: afterTheGun('4:30'),
      by: 'Bernt',
      reason: 'Alone',
    },
  ]);
  const desk = await operator({ label: 'Anna' });
  await new SetupPage(desk).open(race, 'setup');
  const pages: Page[] = [];
  for (const path of [`/race/${race}`, `/race/${race}/results`]) {
    const { page } = await viewer();
    await page.goto(path);
    pages.push(page);
  }
  for (const screen of ['announcer', 'results', 'judge']) {
    const page = await operator({ label: `At ${screen}` });
    await page.goto(`/operate/race/${race}/${screen}`);
    pages.push(page);
  }
  for (const page of pages) await expect(page.getByText('Quill').first(), page.url()).toBeVisible();

  const gone = async (name: string) => {
    await Promise.all(
      pages.map((page) => expect(page.getByText(name), page.url()).toHaveCount(0, SOON)),
    );
    for (const path of [
      '',
      '/roster',
      '/results.json',
      '/results.csv',
      '/standings',
      '/log.ndjson',
    ])
      expect(await (await fetch(`${server.url}/api/races/${race}${path}`)).text()).not.toContain(
        name,
      );
    expect(await (await fetch(`${server.url}/api/races`)).text()).not.toContain(name);
  };
  await desk.getByRole('button', { name: 'Hide the name of Zebedee Quill' }).click();
  await gone('Quill');
  await desk.getByRole('button', { name: 'Show the name of Zebedee Quill again' }).click();
  for (const page of pages) await expect(page.getByText('Quill').first(), page.url()).toBeVisible();
  await desk.getByRole('button', { name: 'Erase the name of Zebedee Quill' }).click();
  await desk.getByRole('button', { name: 'Erase it' }).click();
  await gone('Quill');

  // The log never knew it: the seal still holds
  const sheet = pages[1] ?? desk;
  await sheet.getByRole('button', { name: 'Verify the seal' }).click();
  await expect(sheet.getByText(/The log bears it out/)).toBeVisible();
});
