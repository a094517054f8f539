import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { sixHours, straight100 } from '../../../../shared/testkit/definitions.ts';
import { afterTheGun, competitors, GUN } from '../../../../shared/testkit/race-builder.ts';
import type { RaceEvent } from '../../../../shared/race/events.ts';
import { instant } from '../../../../shared/time/time.ts';
import type { Role } from '../../../../shared/wire/operate.ts';
import { deskFixture } from '../../../desk/desk.fixture.ts';
import '../../../design/tokens.css';
import '../../../design/base.css';
import { DeskContext } from '../desk-context.ts';
import { Results } from './Results.tsx';

const reads = (entrant: string, text: string): RaceEvent => ({
  type: 'readingTaken',
  who: { entrant },
  point: 'finish',
  time: afterTheGun(text),
  kind: 'official',
});
const roster = {
  ann: { name: 'Ann Alder', shortName: 'Alder' },
  bob: { name: 'Bea Birch', shortName: 'Birch' },
  cyd: { name: 'Cyd Cedar', shortName: 'Cedar' },
};

async function results(role: Role, ...more: readonly RaceEvent[]) {
  const desk = deskFixture({
    me: { role },
    origin: instant(GUN + 60_000_000),
    races: {
      final: {
        definition: straight100,
        entrants: competitors('ann', 'bob', 'cyd'),
        roster,
        events: [
          { type: 'gunFired', at: GUN, source: 'electronic', bandUs: 0 },
          reads('ann', '11.012'),
          reads('bob', '11.0241'),
          reads('cyd', '11.0248'),
          ...more,
        ],
      },
    },
  });
  await render(
    <DeskContext value={desk}>
      <Results slug="final" />
    </DeskContext>,
  );
  return desk;
}

const provisional: RaceEvent = {
  type: 'resultDeclared',
  state: 'provisional',
  time: afterTheGun('20'),
  by: 'Bert',
};
const button = (name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const row = (name: string) => page.getByRole('row', { name });
const declared = () => page.getByTestId('declared');

beforeEach(() => page.viewport(1440, 900));

test('the sheet says places, times by the rule and the readings that rank', async () => {
  await results('judge');
  await expect.element(row('Ann Alder')).toHaveTextContent(/^1.*11\.02.*11\.012/);
  await expect.element(row('Cyd Cedar')).toHaveTextContent(/^3.*11\.03.*11\.0248/);
  await expect.element(page.getByText('1 tie is open.')).toBeVisible();
});

test('a judge announces provisionally; the clock of protests starts; official is the referee’s', async () => {
  const desk = await results('judge');
  await button('Announce as provisional').click();
  await expect.element(declared()).toHaveTextContent(/Provisional since .*, by you\./);
  expect(desk.brought('final')).toMatchObject([
    { type: 'resultDeclared', state: 'provisional', by: 'Anna' },
  ]);
  await expect.element(page.getByRole('timer')).toHaveTextContent(/^(30:00|29:5\d) left/);
  // On the sheet, and so for everybody who reads it
  await expect.element(page.getByText(/Protests until \d\d:\d\d/)).toBeVisible();
  await expect.element(page.getByText('A referee makes a result official.')).toBeVisible();
  await expect.element(button('Make it official')).not.toBeInTheDocument();
});

test('a second person makes it official at one press once the time for protests is over', async () => {
  const desk = await results('referee', provisional, {
    type: 'raceDefined',
    definition: { ...straight100, protestUs: 30_000_000 },
  });
  await button('Make it official').click();
  await expect.element(declared()).toHaveTextContent(/Official/);
  expect(desk.brought('final').at(-1)).not.toHaveProperty('reason');
});

test('while protests may come it says how long, and takes one more press; nothing goes before', async () => {
  const desk = await results('referee', provisional);
  await expect.element(page.getByText('30 min left to protest.')).toBeVisible();
  await button('Make it official').click();
  await expect.element(button('Make it official')).not.toBeInTheDocument();
  await expect.element(button('Announce anew as provisional')).not.toBeInTheDocument();
  await expect.element(button('Make it official all the same')).toHaveFocus();
  await button('Not now').click();
  await button('Make it official').click();
  expect(desk.brought('final')).toEqual([]);
  await button('Make it official all the same').click();
  await expect.element(declared()).toHaveTextContent(/Official/);
  await expect.element(page.getByText(/Protests until/)).not.toBeInTheDocument();
});

test('a protest against an official result is late, is said to be, and is marked so', async () => {
  const desk = await results('judge', provisional, {
    type: 'resultDeclared',
    state: 'official',
    time: afterTheGun('30'),
  });
  await expect.element(page.getByText(/a protest now is late/)).toBeVisible();
  await page.getByLabelText('Note a protest').fill('FRA, obstruction');
  await button('Note it as late').click();
  expect(desk.brought('final')).toMatchObject([{ source: 'late protest' }]);
  await expect.element(page.getByRole('list', { name: 'Noted' })).toHaveTextContent(/late FRA/);
});

test('what would be announced is counted by who has a place', async () => {
  await results('judge', {
    type: 'statusSet',
    entrant: 'cyd',
    status: 'DQ',
    time: afterTheGun('12'),
    rule: 'TR16.8',
  });
  await expect
    .element(page.getByText('The first announcement: 2 placed, 1 without a place.'))
    .toBeVisible();
});

test('who announced it provisionally has to say why', async () => {
  const desk = await results('referee');
  await button('Announce as provisional').last().click();
  await button('Make it official').click();
  await expect.element(page.getByText(/A second person makes it official/)).toBeVisible();
  await expect.element(page.getByRole('textbox', { name: 'Reason' }).first()).toHaveFocus();
  await button('Make it official all the same').click();
  await expect.element(page.getByText('Write the reason first.')).toBeVisible();
  expect(desk.brought('final')).toHaveLength(1);
  await page.getByRole('textbox', { name: 'Reason' }).first().fill('alone at the track');
  await button('Make it official all the same').click();
  expect(desk.brought('final').at(-1)).toMatchObject({
    state: 'official',
    reason: 'alone at the track',
  });
});

test('what the server refuses is said in words', async () => {
  const desk = await results('referee', provisional);
  desk.hold();
  await button('Make it official').click();
  await button('Make it official all the same').click();
  const id = desk.race('final').state.getState().entries.at(-1)?.id ?? 'none:1';
  desk.refuse('final', id, { code: 'SECOND_PERSON', message: 'declared by the same operator' });
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('It needs a second person, or a reason.');
  await button('Understood').click();
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
});

test('a dead heat is decided, and an amended result lists what changed', async () => {
  const desk = await results('referee', provisional);
  await button('Declare a dead heat').click();
  await expect.element(row('Cyd Cedar')).toHaveTextContent(/^2=/);
  await expect.element(page.getByText('Viewers will read')).toBeVisible();
  await button('Make it official').click();
  await button('Make it official all the same').click();
  await expect.element(page.getByText(/Nothing has changed since/)).toBeVisible();
  desk.others('final', [
    { type: 'statusSet', entrant: 'ann', status: 'DQ', time: afterTheGun('11'), rule: 'TR16.8' },
  ]);
  await page.getByRole('textbox', { name: 'Reason' }).first().fill('false start');
  await expect
    .element(page.getByRole('list', { name: 'What changed' }).last())
    .toHaveTextContent(/Birch 2nd → 1st/);
  await button('Announce the amended result').click();
  await expect.element(declared()).toHaveTextContent(/Amended.*false start/);
  await expect.element(page.getByRole('article')).toHaveTextContent(/Ann Alder 1st → DQ TR16\.8/);
});

test('a place is given by hand, with its consequence before, and taken back', async () => {
  const desk = await results('referee');
  await button('Ann Alder').click();
  await page.getByLabelText('Put directly behind').selectOptions('2. Bea Birch');
  await expect.element(page.getByText('Alder 1 → 2')).toBeVisible();
  await button('Give the places').click();
  await expect.element(row('Ann Alder')).toHaveTextContent(/^2/);
  expect(desk.brought('final')).toMatchObject([
    { type: 'entrantPlaced', entrant: 'bob', place: 1 },
    { type: 'entrantPlaced', entrant: 'ann', place: 2 },
  ]);
});

test('somebody without a time is found by bib and given a place; two are level where a person saw it', async () => {
  const desk = await results('referee', {
    type: 'entrantsListed',
    entrants: [...competitors('ann', 'bob', 'cyd'), { id: 'dan', bib: '77', role: 'competitor' }],
  });
  await page.getByLabelText('Bib', { exact: true }).fill('77');
  await userEvent.keyboard('{Enter}');
  await page.getByLabelText(/Place without a time/).fill('4');
  await button('Give the place').click();
  expect(desk.brought('final').at(-1)).toMatchObject({ entrant: 'dan', place: 4 });
  await button('Ann Alder').click();
  await page.getByLabelText('Put directly behind').selectOptions('2. Bea Birch');
  await page.getByText('Dead heat: the same place').click();
  await button('Give the places').click();
  await expect.element(row('Ann Alder')).toHaveTextContent(/^1/);
  await expect.element(row('Bea Birch')).toHaveTextContent(/^1/);
  await expect.element(row('Cyd Cedar')).toHaveTextContent(/^3/);
});

test('a protest is noted in the log', async () => {
  const desk = await results('judge', provisional);
  await page.getByLabelText('Note a protest').fill('FRA, obstruction at 1350 m');
  await button('Note it').click();
  expect(desk.brought('final')).toMatchObject([
    { type: 'messagePosted', text: 'FRA, obstruction at 1350 m', source: 'protest' },
  ]);
  await expect.element(page.getByRole('list', { name: 'Noted' })).toHaveTextContent(/FRA/);
});

test('a race that a time limit ends has a result once a referee has ended it, and takes the end back', async () => {
  const passes = (entrant: string, text: string): RaceEvent => ({
    type: 'passingRecorded',
    who: { entrant },
    line: 'line',
    time: afterTheGun(text),
    kind: 'measured',
  });
  const desk = deskFixture({
    me: { role: 'referee' },
    origin: instant(GUN + 21_700_000_000),
    races: {
      long: {
        definition: sixHours,
        entrants: competitors('ann', 'bob'),
        roster,
        events: [
          { type: 'gunFired', at: GUN, source: 'electronic', bandUs: 0 },
          passes('ann', '5:00.00'),
          passes('ann', '10:00.00'),
          passes('bob', '6:00.00'),
        ],
      },
    },
  });
  await render(
    <DeskContext value={desk}>
      <Results slug="long" />
    </DeskContext>,
  );
  const sheet = page.getByRole('article', { name: 'Result sheet' });
  await expect.element(sheet).toHaveTextContent(/Nobody is home yet/);
  await page.getByRole('button', { name: 'End it at 6:00:00' }).click();
  await expect.element(page.getByText('Ended at 6:00:00.')).toBeVisible();
  const margins = getComputedStyle(document.documentElement);
  expect(margins.getPropertyValue('--sheet-head')).toContain(sixHours.event);
  expect(margins.getPropertyValue('--sheet-seal')).toContain('not official');
  await expect
    .element(sheet)
    .toHaveTextContent(/1.*Ann Alder.*2.*2000 m.*10:00.*2.*Bea Birch.*1.*1000 m.*6:00/);
  await page.getByRole('button', { name: 'Take the end back' }).click();
  await expect.element(sheet).toHaveTextContent(/Nobody is home yet/);
});

test('how long protests may be made is part of the race: a referee sets it, a judge sees it', async () => {
  const desk = await results('referee', provisional);
  const minutes = page.getByRole('spinbutton', { name: 'minutes to protest' });
  await expect.element(minutes).toHaveValue(30);
  await minutes.fill('15');
  expect(desk.brought('final')).toEqual([]);
  await page.getByRole('textbox', { name: 'Note a protest' }).click();
  expect(desk.brought('final')).toMatchObject([
    { type: 'raceDefined', definition: { protestUs: 900_000_000 } },
  ]);
  desk.others('final', [
    { type: 'raceDefined', definition: { ...straight100, protestUs: 1_200_000_000 } },
  ]);
  await expect.element(minutes).toHaveValue(20);
});

test('a judge sets no rule of the race', async () => {
  await results('judge', provisional);
  await expect.element(page.getByRole('spinbutton', { name: 'minutes to protest' })).toBeDisabled();
});
