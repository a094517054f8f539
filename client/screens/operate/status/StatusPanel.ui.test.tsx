import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../../../design/tokens.css';
import '../../../design/base.css';
import { oval1500, straight100 } from '../../../../shared/testkit/definitions.ts';
import { afterTheGun, competitors, GUN } from '../../../../shared/testkit/race-builder.ts';
import { deskFixture, type DeskFixture } from '../../../desk/desk.fixture.ts';
import { DeskContext } from '../desk-context.ts';
import { StatusPanel } from './StatusPanel.tsx';

let desk: DeskFixture;

async function open(role: 'referee' | 'judge' = 'referee'): Promise<void> {
  desk = deskFixture({
    me: { role },
    races: {
      oslo: {
        definition: oval1500,
        entrants: competitors('a', 'b', 'c'),
        roster: { a: { name: 'Anders' }, b: { name: 'Bjarne' }, c: { name: 'Carl' } },
        events: [
          { type: 'gunFired', at: GUN, source: 'electronic', bandUs: 0 },
          ...(['a', 'b', 'c'] as const).map(
            (entrant, i) =>
              ({
                type: 'passingRecorded',
                who: { entrant },
                line: 'finish',
                point: '1500',
                time: afterTheGun(`3:3${i}.00`),
                kind: 'measured',
              }) as const,
          ),
        ],
      },
    },
  });
  await render(
    <DeskContext value={desk}>
      <StatusPanel slug="oslo" />
    </DeskContext>,
  );
}

beforeEach(async () => page.viewport(420, 800));

test('a disqualification by keyboard alone: bib, rule, seen before it is brought, undone after', async () => {
  await open();
  await page.getByLabelText('Bib').click();
  await userEvent.keyboard('1{Enter}');
  await expect.element(page.getByText('Anders', { exact: true })).toBeVisible();
  await userEvent.keyboard('{ArrowRight}{Enter}');
  expect(desk.brought('oslo')).toEqual([]);
  await page.getByLabelText('Rule').selectOptions('TR17.3 · Lane infringement');
  await expect.element(page.getByText('Anders 1 → out')).toBeVisible();
  await expect.element(page.getByText('Bjarne 2 → 1')).toBeVisible();
  await page.getByRole('button', { name: 'DQ for Anders' }).click();
  expect(desk.brought('oslo')).toMatchObject([
    { type: 'statusSet', entrant: 'a', status: 'DQ', rule: 'TR17.3 Lane infringement' },
  ]);
  const undo = page.getByRole('button', { name: 'Undo DQ of Anders' });
  await undo.click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('Anders out → 1');
  expect(desk.brought('oslo')).toHaveLength(1);
  await undo.click();
  expect(desk.race('oslo').state.getState().race.entrants[0]?.status).toBeNull();
});

test('without a rule or a reason nobody is disqualified', async () => {
  await open();
  await page.getByLabelText('Bib').fill('2');
  await userEvent.keyboard('{Enter}');
  await page.getByRole('radio', { name: 'DQ' }).click();
  await page.getByRole('button', { name: 'DQ for Bjarne' }).click();
  await expect
    .element(page.getByText('A disqualification needs a rule or a reason.'))
    .toBeVisible();
  expect(desk.brought('oslo')).toEqual([]);
});

test('who is relegated keeps the time and goes behind', async () => {
  await open();
  await page.getByLabelText('Bib').fill('1');
  await userEvent.keyboard('{Enter}');
  await page.getByRole('radio', { name: 'Relegate' }).click();
  await expect.element(page.getByLabelText('Place')).toHaveValue('3');
  await page.getByLabelText('Reason').fill('left the lane');
  await expect.element(page.getByText('Anders 1 → 3')).toBeVisible();
  await page.getByRole('button', { name: 'Relegate for Anders' }).click();
  expect(desk.brought('oslo')).toMatchObject([
    { type: 'entrantPlaced', entrant: 'a', place: 3, reason: 'left the lane' },
  ]);
});

test('what somebody else brought is undone after a second press', async () => {
  await open();
  desk.others('oslo', [{ type: 'statusSet', entrant: 'c', status: 'DNF' }]);
  await page.getByRole('button', { name: 'Undo DNF of Carl' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('Somebody else');
  expect(desk.brought('oslo')).toEqual([]);
  await page.getByRole('button', { name: 'Undo DNF of Carl' }).click();
  expect(desk.brought('oslo')).toMatchObject([{ type: 'entryVoided' }]);
});

test('a judge reads and does not set', async () => {
  await open('judge');
  await expect.element(page.getByText('Status belongs to referees.')).toBeVisible();
});

test('where nobody has a bib the lane says who it is; a part of the name does anywhere', async () => {
  desk = deskFixture({
    me: { role: 'referee' },
    races: {
      pool: {
        definition: straight100,
        entrants: [
          { id: 'a', lane: 4, role: 'competitor' },
          { id: 'b', lane: 5, role: 'competitor' },
        ],
        roster: { a: { name: 'Anders Ek' }, b: { name: 'Bjarne Ås' } },
        events: [],
      },
    },
  });
  await render(
    <DeskContext value={desk}>
      <StatusPanel slug="pool" />
    </DeskContext>,
  );
  await page.getByLabelText('Lane').click();
  await userEvent.keyboard('5{Enter}');
  await expect.element(page.getByText('Bjarne Ås', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'another' }).click();
  await page.getByLabelText('Lane').click();
  await userEvent.keyboard('ek{Enter}');
  await expect.element(page.getByText('Anders Ek', { exact: true })).toBeVisible();
});
