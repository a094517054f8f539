import { afterTheGun } from '../../shared/testkit/race-builder.ts';
import { instant } from '../../shared/time/time.ts';
import type { RaceEvent } from '../../shared/race/events.ts';
import type { Office } from '../office.ts';
import { expect, test } from '../fixtures.ts';

const reads = (entrant: string, time: string): RaceEvent => ({
  type: 'readingTaken',
  who: { entrant },
  point: '1500',
  time: afterTheGun(time),
  kind: 'official',
});

/** A race of four that is home, and nobody has announced. */
async function finished(office: Office): Promise<string> {
  const race = await office.race();
  const at = instant((Date.now() - 5 * 60_000) * 1_000);
  await office.feed(race, [
    { type: 'gunFired', at, source: 'electronic', bandUs: 0 },
    reads('e1', '3:29.738'),
    reads('e2', '3:29.767'),
    reads('e3', '3:30.801'),
    reads('e4', '3:31.120'),
  ]);
  return race;
}

test('a judge announces, a referee makes it official and amends it, and a viewer sees each @desktop', async ({
  office,
  viewer,
  operator,
}) => {
  const race = await finished(office);
  const judge = await operator({ role: 'judge', label: 'Anna' });
  const referee = await operator({ role: 'referee', label: 'Bernt' });
  const watch = await viewer();
  await watch.open(race);
  const state = watch.page.getByTestId('result-state');
  await expect(watch.row('Ingebrigtsen')).toContainText('3:29.74');
  await expect(state).toHaveCount(0);
  // Nobody is expected any more, and nobody has said what the result is
  await expect(watch.mode).toContainText('FINISHED');
  await expect(watch.page.getByRole('timer', { name: 'Race clock' })).toHaveText('3:31.12');
  await expect(watch.page.getByText('4 finished · not official yet')).toBeVisible();

  // The judge, who has no button for more
  await judge.goto(`/operate/race/${race}/results`);
  await judge.getByRole('button', { name: 'Announce as provisional' }).click();
  await expect(judge.getByTestId('declared')).toContainText('Provisional');
  await expect(judge.getByText('A referee makes a result official.')).toBeVisible();
  await expect(state).toContainText(/Provisional since \d\d:\d\d; it may still change/);

  // A second person, without a word of reason; but protests may still come, and it says so
  await referee.goto(`/operate/race/${race}/results`);
  await expect(referee.getByTestId('declared')).toContainText('by Anna');
  await expect(referee.getByRole('timer')).toContainText('left to protest');
  await expect(referee.getByText(/^\d\d min left to protest\.$/)).toBeVisible();
  await referee.getByRole('button', { name: 'Make it official' }).click();
  await expect(referee.getByTestId('declared')).not.toContainText('Official');
  await referee.getByRole('button', { name: 'Make it official all the same' }).click();
  await expect(referee.getByTestId('declared')).toContainText('Official');
  await expect(state).toContainText(/Official since/);
  await referee.getByRole('button', { name: 'Verify the seal' }).click();
  await expect(referee.getByText(/The log bears it out/)).toBeVisible();

  // A protest is upheld
  await office.feed(race, [
    {
      type: 'statusSet',
      entrant: 'e1',
      status: 'DQ',
      time: afterTheGun('3:29'),
      rule: 'TR17.2.2',
    },
  ]);
  await expect(referee.getByText('Viewers will read')).toBeVisible();
  // Until that is announced nobody takes what is on the board for the official result
  await expect(state).toContainText('corrected since');
  const changes = watch.page.getByTestId('result-changes');
  await expect(changes).toContainText('The correction is not announced yet.');
  await referee.getByRole('textbox', { name: 'Reason' }).first().fill('Protest of KEN upheld');
  await referee.getByRole('button', { name: 'Announce the amended result' }).click();
  await expect(referee.getByTestId('declared')).toContainText('Protest of KEN upheld');
  await expect(state).toContainText('Amended at ');
  await expect(changes).toContainText('Protest of KEN upheld');
  await expect(changes).not.toContainText('not announced');
  await expect(changes).toContainText('Cheruiyot 2nd → 1st');
  await expect(changes).toContainText('Ingebrigtsen 1st → DQ TR17.2.2');

  // And the sheet says it all, on paper as well
  await watch.page.getByRole('link', { name: 'Result sheet' }).click();
  const sheet = watch.page.getByRole('article', { name: 'Result sheet' });
  await expect(sheet).toContainText(/Amended/i);
  await expect(sheet.getByRole('row', { name: /Cheruiyot/ })).toContainText(
    /^1.*3:29\.77.*3:29\.767/,
  );
  await expect(sheet).toContainText('TR17.2.2');
  const pdf = await watch.page.pdf({ preferCSSPageSize: true });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
  expect(pages).toHaveLength(1);
});

test('whoever announced it provisionally has to say why it is official, and the server sees to it @desktop', async ({
  office,
  operator,
  server,
}) => {
  const race = await finished(office);
  const referee = await operator({ role: 'referee', label: 'Bernt' });
  await referee.goto(`/operate/race/${race}/results`);
  await referee.getByRole('button', { name: 'Announce as provisional' }).click();
  await referee.getByRole('button', { name: 'Make it official' }).click();
  await expect(referee.getByText(/A second person makes it official/)).toBeVisible();
  await referee.getByRole('button', { name: 'Make it official' }).click();
  await expect(referee.getByText('Write the reason first.')).toBeVisible();
  await referee.getByRole('textbox', { name: 'Reason' }).first().fill('Alone at the track');
  await referee.getByRole('button', { name: 'Make it official' }).click();
  await expect(referee.getByTestId('declared')).toContainText(/Official.*Alone at the track/);
  // The desk shows it before the server has it.
  await expect
    .poll(async () => {
      const reply = await fetch(`${server.url}/api/races/${race}/results.json`);
      return ((await reply.json()) as { state: string }).state;
    })
    .toBe('official');
});

test('who is behind is told of the result when they come to it @desktop', async ({
  office,
  viewer,
}) => {
  const race = await finished(office);
  const behind = await viewer();
  await behind.open(race, '?t=3:00');
  await office.feed(race, [
    { type: 'resultDeclared', state: 'provisional', time: afterTheGun('4:00'), by: 'Anna' },
  ]);
  const live = await viewer();
  await live.open(race);
  await expect(live.page.getByTestId('result-state')).toContainText('Provisional');
  await expect(behind.page.getByTestId('result-state')).toHaveCount(0);
  await behind.page.keyboard.press('End');
  await expect(behind.page.getByTestId('result-state')).toContainText('Provisional');
});
