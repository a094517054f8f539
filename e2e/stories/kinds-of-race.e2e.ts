import type { Page } from '@playwright/test';
import type { RaceEvent } from '../../shared/race/events.ts';
import type { ResultRow, ResultsReply } from '../../shared/wire/api.ts';
import { instant } from '../../shared/time/time.ts';
import { expect, test } from '../fixtures.ts';
import { ConsolePage } from '../pages/console-page.ts';
import { SetupPage } from '../pages/setup-page.ts';

// Each kind of race from an empty form to its official result, with a viewer beside.

async function resultOf(page: Page, race: string): Promise<readonly ResultRow[]> {
  const reply = await page.request.get(`/api/races/${race}/results.json`);
  return ((await reply.json()) as ResultsReply).rows;
}

/** A chip mat, or a beam, as many seconds ago. */
function mat(who: { tag: string } | { bib: string } | { lane: number }, line: string, ago: number) {
  const time = { basis: 'instant', at: instant((Date.now() - ago * 1000) * 1000), digits: 2 };
  return { type: 'passingRecorded', who, line, time, kind: 'measured' } as RaceEvent;
}

/** Taps and names one after the other, as they come. */
async function tapIn(console: ConsolePage, who: readonly string[]): Promise<void> {
  for (const [i, one] of who.entries()) {
    await console.press('Space');
    await expect(console.rows).toHaveCount(i + 1);
    await console.give(one);
  }
}

test('@desktop two waves: a gun each, net time ranks, and the gun time stands beside it', async ({
  operator,
  viewer,
  office,
}) => {
  const desk = await operator({ label: 'Anna' });
  const setup = new SetupPage(desk);
  await setup.choose('5k', '5 km');
  await setup.meeting('Wave Games');
  await desk.getByRole('combobox', { name: 'Start', exact: true }).selectOption('waves');
  await desk.getByRole('textbox', { name: 'Waves, one a line' }).fill('Elite\nOpen');
  await setup.paste([
    'Bib\tName\tNat\tWave\tTag',
    '1\tAda Alm\tSWE\tElite\tA1',
    '2\tBo Berg\tNOR\tElite\tA2',
    '101\tCy Ceder\tDEN\tOpen\tA3',
  ]);
  await expect(desk.getByRole('button', { name: 'Draw lanes' })).toHaveCount(0);
  const race = await setup.createPublic();
  const watch = await viewer();
  await watch.open(race);
  await expect(watch.rows).toHaveCount(3);

  // The first wave by the button, and set right afterwards; the second entered
  await setup.open(race, 'start');
  await desk.getByRole('button', { name: 'Arm Elite' }).click();
  await expect(desk.locator('[data-armed]')).toBeVisible();
  await expect
    .poll(async () => {
      await desk.getByTestId('gun').click();
      return desk.getByRole('button', { name: 'Next: Open' }).count();
    })
    .toBe(1);
  await expect(watch.ticker).toContainText('Elite starts.');
  await setup.startedAgo(1_200, 'Correct the start');
  await desk.getByRole('button', { name: 'Next: Open' }).click();
  await setup.startedAgo(1_100, 'Enter a start');
  await expect(desk.getByText('All are away')).toBeVisible();

  await office.feed(race, [
    mat({ tag: 'A1' }, 'start', 1_199),
    mat({ tag: 'A2' }, 'start', 1_190),
    mat({ tag: 'A3' }, 'start', 1_080),
  ]);
  const console = new ConsolePage(desk);
  await console.open(race);
  await tapIn(console, ['1', '101', '2']);
  await expect(watch.row('Ceder')).toContainText(/18:\d\dh.*Leader/);
  await expect(watch.photoFinish).toContainText('everybody has a start of their own');

  await setup.makeOfficial(race);
  await expect(watch.page.getByTestId('result-state')).toContainText('Official');
  const rows = await resultOf(desk, race);
  expect(rows.map(({ bib, place }) => [place, bib])).toEqual([
    [1, '101'],
    [2, '2'],
    [3, '1'],
  ]);
  expect(rows[0]?.time).toMatch(/^18:\d\dh$/);
  expect(rows[0]?.gunTime).toMatch(/^18:[2-5]\dh$/);
  await watch.page.goto(`/race/${race}/results`);
  await expect(watch.page.getByRole('columnheader', { name: 'Gun time' })).toBeVisible();
});

test('@desktop a time trial: everybody by their own start, and one who does not finish', async ({
  operator,
  viewer,
}) => {
  const desk = await operator({ label: 'Anna' });
  const setup = new SetupPage(desk);
  await setup.choose('time trial', 'ime trial');
  await setup.meeting('Trial Games');
  await setup.paste(['Bib\tName', '1\tAda Alm', '2\tBo Berg', '3\tCy Ceder', '4\tDi Dahl']);
  await desk.getByRole('textbox', { name: 'Seconds between starts' }).fill('60');
  await desk.getByRole('button', { name: 'Give start times' }).click();
  await expect(desk.getByRole('textbox', { name: 'Starts after, row 4' })).toHaveValue('3:00');
  const race = await setup.createPublic();
  const watch = await viewer();
  await watch.open(race);

  await setup.open(race, 'start');
  await setup.startedAgo(100, 'Enter a start');
  await expect(desk.getByText('Own start times')).toContainText('2/4');
  await setup.startedAgo(3_000, 'Correct the start');
  await expect(desk.getByText('All are away')).toContainText('4/4');

  const console = new ConsolePage(desk);
  await console.open(race);
  await tapIn(console, ['2', '1', '4']);
  await expect(watch.row('Dahl')).toContainText(/47:\d\d\.\dh.*Leader/);
  await setup.open(race, 'results');
  await setup.pick('3');
  await setup.happened('DNF');
  await desk.getByRole('button', { name: /^DNF for/ }).click();
  await expect(watch.row('Ceder')).toContainText('DNF');

  await setup.makeOfficial(race);
  const rows = await resultOf(desk, race);
  expect(rows.map(({ bib, status }) => `${bib} ${status}`)).toEqual([
    '4 OK',
    '2 OK',
    '1 OK',
    '3 DNF',
  ]);
  expect(rows[0]?.time).toMatch(/^47:\d\d\.\dh$/);
  await expect(watch.mode).toContainText('FINISHED');
  await expect(watch.page.getByRole('button', { name: 'Timed by hand' })).toBeVisible();
});

test('@desktop swimming: lanes by seed time, named by lane at the wall and in the status', async ({
  operator,
  viewer,
}) => {
  const desk = await operator({ label: 'Anna' });
  const setup = new SetupPage(desk);
  await setup.choose('swim 50 free', '50 m freestyle');
  await setup.meeting('Swim Games');
  const field = ['A', 'B', 'C', 'D', 'E', 'F'].map(
    (one, i) => `Swimmer ${one}\t${(22.1 + i * 0.31).toFixed(2)}`,
  );
  await setup.paste(['Name\tSeed time', ...field]);
  await desk.getByRole('button', { name: 'Draw lanes' }).click();
  await expect(desk.getByRole('textbox', { name: 'Lane, row 1' })).toHaveValue('4');
  const race = await setup.createPublic();
  const watch = await viewer();
  await watch.open(race);

  // After the start is entered the next key is a tap already
  const console = new ConsolePage(desk);
  await console.open(race);
  await setup.startedAgo(23, 'Enter a start');
  await tapIn(console, ['4', '5', '3', '6', '2']);
  await expect(watch.row('Swimmer A')).toContainText(/\d\d\.\d\dh/);
  await expect(watch.photoFinish).toContainText('timed by hand');
  await setup.open(race, 'results');
  await setup.pick('7');
  await setup.happened('DNS');
  await desk.getByRole('button', { name: 'DNS for Swimmer F' }).click();
  await expect(watch.row('Swimmer F')).toContainText('DNS');

  await setup.makeOfficial(race);
  const rows = await resultOf(desk, race);
  expect(rows.map(({ lane, status }) => `${lane} ${status}`)).toEqual([
    ...[4, 5, 3, 6, 2].map((lane) => `${lane} OK`),
    '7 DNS',
  ]);
});

test('@desktop 400 m hurdles: one is disqualified by rule, another keeps the place with an L', async ({
  operator,
  viewer,
}) => {
  const desk = await operator({ label: 'Anna' });
  const setup = new SetupPage(desk);
  await setup.choose('400 hurdles', '400 m hurdles');
  await setup.meeting('Hurdle Games');
  await setup.paste([
    'Bib\tName\tLane',
    '11\tAda Alm\t4',
    '12\tBo Berg\t5',
    '13\tCy Ceder\t6',
    '14\tDi Dahl\t3',
  ]);
  const race = await setup.createPublic();
  const watch = await viewer();
  await watch.open(race);
  const console = new ConsolePage(desk);
  await console.open(race);
  await setup.startedAgo(50, 'Enter a start');
  await tapIn(console, ['12', '11', '14', '13']);
  await expect(watch.row('Berg')).toContainText('Leader');

  await setup.open(race, 'results');
  await setup.pick('12');
  await setup.happened('DQ');
  await desk.getByRole('combobox', { name: 'Rule' }).selectOption('TR17.3 · Lane infringement');
  await expect(desk.getByText('Ada Alm 2 → 1')).toBeVisible();
  await desk.getByRole('button', { name: 'DQ for Bo Berg' }).click();
  await setup.pick('14');
  await setup.happened('Mark');
  await desk.getByRole('combobox', { name: 'Mark' }).selectOption('L');
  await desk.getByRole('button', { name: 'Mark for Di Dahl' }).click();
  await expect(watch.row('Alm')).toContainText('Leader');
  await expect(watch.row('Berg')).toContainText('DQ');

  await setup.makeOfficial(race);
  const rows = await resultOf(desk, race);
  expect(rows.map(({ place, bib, marks, rule }) => [place, bib, marks.join(), rule])).toEqual([
    [1, '11', '', null],
    [2, '14', 'L', null],
    [3, '13', '', null],
    [null, '12', '', 'TR17.3 Lane infringement'],
  ]);
});

test('@desktop six hours: laps as they come, nobody home before the end, then by laps and metres', async ({
  operator,
  viewer,
  office,
}) => {
  const desk = await operator({ label: 'Anna' });
  const setup = new SetupPage(desk);
  await setup.choose('6 hours', '6 hours');
  await setup.meeting('Long Games');
  await setup.paste(['Bib\tName', '1\tAda Alm', '2\tBo Berg', '3\tCy Ceder']);
  const race = await setup.createPublic();
  const watch = await viewer();
  await watch.open(race);
  const console = new ConsolePage(desk);
  await console.open(race);
  const ran = 6 * 3_600 - 30;
  await setup.startedAgo(ran, 'Enter a start');
  const laps = (bib: string, paceS: number) =>
    Array.from({ length: Math.floor((ran - 180) / paceS) }, (_, i) =>
      mat({ bib }, 'line', ran - (i + 1) * paceS),
    );
  await office.feed(race, [...laps('1', 3_000), ...laps('2', 3_100), ...laps('3', 3_900)]);
  await expect(watch.row('Alm')).toContainText('lap 7');
  await console.press('Space');
  await console.give('2');
  await expect(watch.row('Berg')).toContainText('lap 7');

  // Nobody has a result until somebody ends the race
  await setup.open(race, 'results');
  await expect(desk.getByRole('article', { name: 'Result sheet' })).toContainText(
    'Nobody is home yet',
  );
  await desk.getByRole('button', { name: 'End it at 6:00:00' }).click();
  await expect(desk.getByText('Ended at 6:00:00.')).toBeVisible();
  await expect
    .poll(async () => (await resultOf(desk, race)).map(({ bib, lapsDone }) => [bib, lapsDone]), {
      timeout: 60_000,
    })
    .toEqual([
      ['1', 7],
      ['2', 7],
      ['3', 5],
    ]);
  await setup.makeOfficial(race);
  await expect(watch.page.getByTestId('result-state')).toContainText('Official');
  await watch.page.goto(`/race/${race}/results`);
  await expect(watch.page.getByRole('row', { name: /Ceder/ })).toContainText('5000 m');
});

test('@desktop a relay: teams, an exchange infringement marked, another disqualified', async ({
  operator,
  viewer,
  office,
}) => {
  const desk = await operator({ label: 'Anna' });
  const setup = new SetupPage(desk);
  await setup.choose('4x400', '4 × 400 m relay');
  await setup.meeting('Relay Games');
  await setup.paste([
    'Lane\tTeam\tCrew\tNat',
    '3\tSweden\tA Alm, B Berg, C Ceder, D Dahl\tSWE',
    '4\tNorway\tE Ek, F Falk, G Gran, H Hav\tNOR',
    '5\tDenmark\tI Is, J Jul, K Kro, L Lund\tDEN',
  ]);
  const race = await setup.createPublic();
  const watch = await viewer();
  await watch.open(race);
  const console = new ConsolePage(desk);
  await console.open(race);
  await setup.startedAgo(183, 'Enter a start');
  await office.feed(
    race,
    [3, 4, 5].flatMap((lane, i) =>
      [1, 2, 3].map((leg) => mat({ lane }, 'finish', 183 - leg * (45 + i / 4))),
    ),
  );
  await expect(watch.row('Sweden')).toContainText('bell');
  for (const lane of ['4', '3', '5']) {
    await console.press('Space');
    await console.give(lane);
  }
  await expect(watch.row('Norway')).toContainText('Leader');

  await setup.open(race, 'results');
  await setup.pick('4');
  await setup.happened('Mark');
  await desk.getByRole('combobox', { name: 'Mark' }).selectOption('X');
  await desk.getByRole('button', { name: 'Mark for Norway' }).click();
  await setup.pick('denm');
  await setup.happened('DQ');
  await desk
    .getByRole('combobox', { name: 'Rule' })
    .selectOption({ label: 'TR24.7 · Baton outside the takeover zone' });
  await desk.getByRole('button', { name: 'DQ for Denmark' }).click();
  await setup.makeOfficial(race);
  const rows = await resultOf(desk, race);
  expect(rows.map(({ name, status, marks }) => [name, status, marks.join()])).toEqual([
    ['Norway', 'OK', 'X'],
    ['Sweden', 'OK', ''],
    ['Denmark', 'DQ', ''],
  ]);
});

test('@desktop heats: split and drawn, Q by place and q by time over both', async ({
  operator,
  viewer,
  office,
}) => {
  const desk = await operator({ label: 'Anna' });
  const setup = new SetupPage(desk);
  await setup.choose('100 m', '100 m');
  await setup.meeting('Heat Games');
  await desk.getByRole('textbox', { name: 'Round' }).fill('Heats');
  const field = Array.from(
    { length: 10 },
    (_, i) => `${11 + i}\tRunner ${i + 1}\t${10.3 + i * 0.07}`,
  );
  await setup.paste(['Bib\tName\tSeed time', ...field]);
  await desk.getByRole('button', { name: 'Split into 2 heats' }).click();
  await desk.getByRole('button', { name: 'Draw lanes' }).click();
  await desk.getByRole('button', { name: /^Create .*2/ }).click();
  await desk.waitForURL(/operate$/);
  const links = desk.getByRole('link', { name: /^100 m · Heats/ });
  await expect(links).toHaveCount(2);
  const hrefs = await links.evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
  const heats = hrefs.map((href) => /race\/([^/]+)/.exec(href)?.[1] ?? '').sort();

  for (const [h, heat] of heats.entries()) {
    await setup.open(heat, 'setup');
    await setup.publish();
    const at = instant((Date.now() - 20_000) * 1_000);
    const board = await desk.request.get(`/api/races/${heat}/standings`);
    const { rows } = (await board.json()) as { rows: readonly { bib: string }[] };
    expect(rows).toHaveLength(5);
    await office.feed(heat, [
      { type: 'gunFired', at, source: 'electronic', bandUs: 0 },
      ...rows.map(({ bib }, i) => mat({ bib }, 'finish', 9.5 - i * 0.2 - h * 0.05)),
    ]);
    await setup.open(heat, 'results');
    await desk.getByRole('button', { name: 'Announce as provisional' }).last().click();
    await expect(desk.getByTestId('declared')).toContainText('Provisional');
  }
  const watch = await viewer();
  await watch.page.goto('/');
  await expect(watch.page.getByRole('heading', { name: '100 m · Heats · 2' })).toBeVisible();

  const qualify = desk.getByRole('region', { name: 'Qualification' });
  await expect(qualify.getByText('2 heats')).toBeVisible();
  await qualify.getByRole('button', { name: /^Give \d+ marks$/ }).click();
  await expect(qualify.getByText(/Everybody has the mark/)).toBeVisible();
  // Everybody has the mark on this desk; the results have it once both heats stored it.
  async function placesWith(mark: string): Promise<readonly (number | null)[]> {
    const results = await Promise.all(heats.map((heat) => resultOf(desk, heat)));
    return results.flat().flatMap(({ place, qualified }) => (qualified === mark ? [place] : []));
  }
  await expect.poll(() => placesWith('Q')).toEqual([1, 2, 1, 2]);
  await expect.poll(async () => (await placesWith('q')).length).toBe(2);

  // The final is made of them, with their times of the heats, and drawn
  await qualify.getByRole('button', { name: 'Make the final of 6' }).click();
  await desk.waitForURL(/\/setup$/);
  await expect(desk.getByRole('textbox', { name: 'Round' })).toHaveValue('Final');
  await expect(desk.getByText(/^Lot \d+/)).toBeVisible();
  const list = desk.getByRole('region', { name: 'Start list' });
  const cells = (column: string) =>
    list
      .getByRole('textbox', { name: new RegExp(`^${column}, row`) })
      .evaluateAll((all) => all.map((cell) => (cell as HTMLInputElement).value));
  await expect.poll(() => cells('Name').then((all) => all.filter(Boolean).length)).toBe(6);
  const lanes = (await cells('Lane')).filter(Boolean).map(Number);
  expect(lanes.slice(0, 4).toSorted((a, b) => a - b)).toEqual([3, 4, 5, 6]);
  expect(lanes.slice(4).toSorted((a, b) => a - b)).toEqual([2, 7]);
  expect((await cells('Seed time')).filter(Boolean)).toHaveLength(6);
  // A draft: nobody sees it yet
  const final = /race\/([^/]+)/.exec(desk.url())?.[1] ?? '';
  expect((await fetch(new URL(`/api/races/${final}/standings`, desk.url()))).status).toBe(404);
});
