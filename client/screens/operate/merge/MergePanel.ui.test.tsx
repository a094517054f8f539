import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../../../design/tokens.css';
import '../../../design/base.css';
import type { PassingRecorded, Who } from '../../../../shared/race/events.ts';
import { oval1500 } from '../../../../shared/testkit/definitions.ts';
import {
  atClock,
  competitors,
  GUN,
  splitsOf,
  time,
} from '../../../../shared/testkit/race-builder.ts';
import { deskFixture, type DeskFixture } from '../../../desk/desk.fixture.ts';
import { DeskContext } from '../desk-context.ts';
import { MergePanel } from './MergePanel.tsx';

const passing = (who: Who, at: string): PassingRecorded => ({
  type: 'passingRecorded',
  who,
  line: 'finish',
  time: atClock(at),
  kind: 'manual',
});

let desk: DeskFixture;

beforeEach(async () => {
  await page.viewport(900, 900);
  desk = deskFixture({
    me: { role: 'judge' },
    // Ten minutes after the gun: nobody waits for a call any more.
    nowMs: () => 600_000,
    races: {
      oslo: {
        definition: oval1500,
        entrants: competitors('a', 'b', 'c', 'd', 'e'),
        roster: { a: { name: 'Anders' }, b: { name: 'Bjarne' } },
        events: [{ type: 'gunFired', at: GUN, source: 'electronic', bandUs: 0 }],
      },
    },
  });
});

const open = () =>
  render(
    <DeskContext value={desk}>
      <MergePanel slug="oslo" line="finish" />
    </DeskContext>,
  );
const race = () => desk.race('oslo').state.getState().race;

test('one taps, one calls: the sure pairs are taken by one key, and undone as one step', async () => {
  const taps = ['0:41.20', '0:45.00', '0:49.50', '0:55.00', '1:01.00'];
  const calls = ['0:42.20', '0:46.00', '0:50.50', '0:56.00', '1:02.00'];
  for (const at of taps) desk.others('oslo', [passing({ unknown: true }, at)], 'op-tapper22');
  calls.forEach((at, i) =>
    desk.others('oslo', [passing({ bib: String(i + 1) }, at)], 'op-caller22'),
  );
  // A sixth was called and not tapped.
  desk.others('oslo', [passing({ bib: '99' }, '1:20.00')], 'op-caller22');
  await open();
  await expect.element(page.getByText('Anders')).toBeVisible();
  await expect.element(page.getByText(/99 (was called|is not on)/)).toBeVisible();
  const sure = page.getByRole('button', { name: /Take 4 sure pairs/ });
  await expect.element(sure).toBeVisible();
  (sure.element() as HTMLElement).focus();
  await userEvent.keyboard('a');
  expect(desk.brought('oslo')).toHaveLength(8);
  await userEvent.keyboard('t');
  expect(desk.brought('oslo')).toHaveLength(10);
  expect(splitsOf(race(), 'a')).toEqual({ 300: time('0:41.20') });
  expect(splitsOf(race(), 'e')).toEqual({ 300: time('1:01.00') });
  await expect.element(sure).not.toBeInTheDocument();
});

test('what is not sure is flagged with the likeliest chosen: one key takes it, one press another', async () => {
  const taps = ['0:41.20', '0:45.00', '0:49.50', '0:55.00', '0:55.20'];
  for (const at of taps) desk.others('oslo', [passing({ unknown: true }, at)], 'op-tapper22');
  for (const [i, at] of ['0:42.20', '0:46.00', '0:50.50', '0:56.00', '0:56.60'].entries())
    desk.others('oslo', [passing({ bib: String(i + 1) }, at)], 'op-caller22');
  await open();
  const likeliest = page.getByRole('button', { name: 'Give 4 to the tap of 55.00' });
  await expect.element(likeliest).toHaveTextContent(/T$/);
  await expect.element(page.getByText('4 is the likeliest here, and not certain.')).toBeVisible();
  // The two may have been called the wrong way round.
  await expect
    .element(page.getByRole('button', { name: '5 at 55.00 · < 1 %' }).first())
    .toBeVisible();
  (likeliest.element() as HTMLElement).focus();
  await userEvent.keyboard('t');
  expect(splitsOf(race(), 'd')).toEqual({ 300: time('0:55.00') });
});

test('a tap without a call stays as it is, or a call is taken out', async () => {
  for (const at of ['0:41.20', '0:45.00', '0:49.50', '0:52.00'])
    desk.others('oslo', [passing({ unknown: true }, at)], 'op-tapper22');
  for (const [i, at] of ['0:42.20', '0:46.00', '0:50.50', '0:51.20'].entries())
    desk.others('oslo', [passing({ bib: String(Math.min(3, i + 1)) }, at)], 'op-caller22');
  await open();
  const keep = page.getByRole('button', { name: 'Keep the tap without a bib' });
  await keep.click();
  await expect.element(keep).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'Give 3 to the tap of 49.50' }).click();
  await expect.poll(() => desk.brought('oslo').length).toBe(3);
  // Both calls of 3 have gone with it.
  expect(desk.brought('oslo').map(({ type }) => type)).toEqual([
    'entryAmended',
    'entryVoided',
    'entryVoided',
  ]);
});

test('primary and backup: pairs with their difference, what one missed, and the backup by one press', async () => {
  desk.others('oslo', [passing({ bib: '1' }, '0:41.20')], 'op-first222');
  desk.others('oslo', [passing({ bib: '2' }, '0:45.00')], 'op-first222');
  desk.others('oslo', [passing({ bib: '1' }, '0:41.31')], 'op-second22');
  desk.others('oslo', [passing({ bib: '3' }, '0:52.00')], 'op-second22');
  await open();
  await page.getByRole('radio', { name: 'Primary and backup' }).click();
  await page.getByRole('combobox', { name: 'Primary' }).selectOptions('op-first222 · 2');
  await page.getByRole('combobox', { name: 'Backup' }).selectOptions('op-second22 · 2');
  await expect.element(page.getByRole('cell', { name: '+0.11' })).toBeVisible();
  expect(page.getByText('missing').elements()).toHaveLength(2);

  await page.getByRole('button', { name: 'Let op-first222 count' }).click();
  await expect.element(page.getByText(/op-first222 counts where both/)).toBeVisible();
  await page.getByRole('button', { name: /Use the backup’s time for 1 Anders/ }).click();
  expect(splitsOf(race(), 'a')).toEqual({ 300: time('0:41.31') });

  await page.getByRole('button', { name: /Switch to op-second22/ }).click();
  expect(desk.brought('oslo').at(-1)).toMatchObject({
    type: 'sourceChosen',
    line: 'finish',
    source: 'op-second22',
  });
});

test('two devices have to be there', async () => {
  await open();
  await expect.element(page.getByText(/Two devices have to take times/)).toBeVisible();
});
