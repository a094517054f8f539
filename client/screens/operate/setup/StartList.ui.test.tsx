import { useState } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../../../design/tokens.css';
import '../../../design/base.css';
import type { DraftLine } from './race-draft.ts';
import { StartList } from './StartList.tsx';

let listed: readonly DraftLine[];

function Listed() {
  const [lines, setLines] = useState<readonly DraftLine[]>([]);
  return (
    <StartList
      format={null}
      lines={lines}
      onChange={(next) => {
        listed = next;
        setLines(next);
      }}
    />
  );
}

const cell = (column: string, row: number) =>
  page.getByRole('textbox', { name: `${column}, row ${row}` });

function paste(text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  document.activeElement?.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
  );
}

beforeEach(async () => {
  listed = [];
  await page.viewport(1200, 800);
  await render(<Listed />);
});

test('a start list is typed by keyboard alone: Tab goes to the next cell, Enter to the next row', async () => {
  await cell('Bib', 1).click();
  await userEvent.keyboard('101{Tab}Anna Berg{Tab}nor{Enter}');
  await expect.element(cell('Bib', 2)).toHaveFocus();
  await userEvent.keyboard('102{Tab}Birte Dahl{Enter}');
  await expect.element(cell('Bib', 3)).toHaveFocus();
  expect(listed).toMatchObject([
    { bib: '101', name: 'Anna Berg', country: 'NOR' },
    { bib: '102', name: 'Birte Dahl' },
  ]);
  await userEvent.keyboard('101{ArrowUp}');
  await expect.element(cell('Bib', 2)).toHaveFocus();
  await expect.element(page.getByText('bib 101 is also that of Anna Berg')).toBeVisible();
});

test('what is pasted from a spreadsheet is shown before Enter takes it, with its remarks', async () => {
  await cell('Bib', 1).click();
  paste('No\tName\tNat\tYOB\n7\tAnna Berg\tDEU\t2000\n7\tBirte Dahl\tNOR\t2001\n');
  await expect.element(page.getByText('2 entrants · 2 remarks · Not taken: YOB.')).toBeVisible();
  await expect.element(page.getByText('Line 3 bib 7 is also that of row 1')).toBeVisible();
  await page.getByRole('button', { name: 'Use the codes that are meant' }).click();
  await page.getByRole('button', { name: 'Add 2' }).click();
  expect(listed).toMatchObject([
    { bib: '7', name: 'Anna Berg', country: 'GER' },
    { bib: '7', name: 'Birte Dahl', country: 'NOR' },
  ]);
  await expect.element(cell('Bib', 3)).toHaveFocus();
});

test('Enter alone takes what was pasted, and text of one cell is only text', async () => {
  await cell('Name', 1).click();
  paste('one cell');
  expect(listed).toEqual([]);
  paste('Anna Berg\nBirte Dahl\nCelia Engen');
  await expect.element(page.getByRole('button', { name: 'Add 3' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(listed.map(({ name }) => name)).toEqual(['Anna Berg', 'Birte Dahl', 'Celia Engen']);
});

test('opened by its button, what is pasted is taken by Enter, and who types stays in the text', async () => {
  await page.getByRole('button', { name: 'Paste or open a file' }).click();
  const area = page.getByRole('textbox', { name: 'Start list' });
  await expect.element(area).toHaveFocus();
  await userEvent.keyboard('Anna Berg');
  await expect.element(area).toHaveFocus();
  paste('Anna Berg\nBirte Dahl');
  await area.fill('Anna Berg\nBirte Dahl');
  await expect.element(page.getByRole('button', { name: 'Add 2' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(listed.map(({ name }) => name)).toEqual(['Anna Berg', 'Birte Dahl']);
});

test('a seed time is shown with the decimals it was given with', async () => {
  await cell('Bib', 1).click();
  paste('Bib\tName\tSeed time\n7\tAnna Berg\t3:33.10\n8\tBirte Dahl\t3:34.1\n');
  await expect.element(page.getByRole('cell', { name: '3:33.10' })).toBeVisible();
  await page.getByRole('button', { name: 'Add 2' }).click();
  await expect.element(cell('Seed time', 1)).toHaveValue('3:33.10');
  await expect.element(cell('Seed time', 2)).toHaveValue('3:34.1');
});

test('a lane that is none stays, marked, until it is put right', async () => {
  await page.getByRole('checkbox', { name: 'Lane' }).click();
  await cell('Lane', 1).fill('x');
  await expect.element(cell('Lane', 1)).toHaveAttribute('aria-invalid', 'true');
  await cell('Lane', 1).fill('4');
  await userEvent.keyboard('{Enter}');
  expect(listed).toMatchObject([{ lane: 4 }]);
});

test('a long list has pages; Enter goes over their edge, a bib or a name is found on any, and new rows come at the end', async () => {
  await cell('Bib', 1).click();
  paste(Array.from({ length: 450 }, (_, i) => `${i + 1}\tRunner ${i + 1}`).join('\n'));
  await page.getByRole('button', { name: 'Add 450' }).click();
  expect(listed).toHaveLength(450);
  await expect.element(page.getByText('Rows 401 to 450 of 450')).toBeVisible();
  await expect.element(cell('Bib', 451)).toHaveFocus();
  await userEvent.keyboard('900{Tab}Last One{Enter}');
  expect(listed.at(-1)).toMatchObject({ bib: '900', name: 'Last One' });

  await page.getByRole('searchbox', { name: 'Go to a bib or a name' }).fill('200');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('Rows 1 to 200 of 451')).toBeVisible();
  await expect.element(cell('Name', 200)).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(cell('Bib', 201)).toHaveFocus();
  await userEvent.keyboard('x7{Enter}');
  expect(listed[200]).toMatchObject({ bib: 'x7', name: 'Runner 201' });

  await page.getByRole('searchbox', { name: 'Go to a bib or a name' }).fill('last o');
  await userEvent.keyboard('{Enter}');
  await expect.element(cell('Name', 451)).toHaveFocus();
  await page.getByRole('searchbox', { name: 'Go to a bib or a name' }).fill('nobody');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('Nobody here is called “nobody”.')).toBeVisible();
});

test('the buttons of the preview are in sight however much was pasted', async () => {
  await page.viewport(390, 700);
  await cell('Bib', 1).click();
  paste(Array.from({ length: 60 }, (_, i) => `${i + 1}\tRunner ${i + 1}\tDEU\tClub`).join('\n'));
  const add = page.getByRole('button', { name: 'Add 60' });
  await expect.element(add).toBeInViewport();
});
