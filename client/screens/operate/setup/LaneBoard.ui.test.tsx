import { useState } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../../../design/tokens.css';
import '../../../design/base.css';
import { PRESETS } from '../../../../shared/setup/presets.ts';
import { DrawPanel } from './DrawPanel.tsx';
import { LaneBoard } from './LaneBoard.tsx';
import type { DraftLine } from './race-draft.ts';

const drawn: readonly DraftLine[] = [
  { key: 0, name: 'Ann', lane: 1 },
  { key: 1, name: 'Bea', lane: 2 },
  { key: 2, name: 'Cyd' },
];

function Board({ given = drawn }: { readonly given?: readonly DraftLine[] }) {
  const [lines, setLines] = useState(given);
  return <LaneBoard lanes={3} lines={lines} onChange={setLines} />;
}

const lane = (text: string) => page.getByRole('button', { name: text, exact: true });

test('a name is dragged to another lane, and two change places', async () => {
  await render(<Board />);
  await userEvent.dragAndDrop(lane('Lane 1: Ann'), lane('Lane 2: Bea'));
  await expect.element(lane('Lane 2: Ann')).toBeVisible();
  await expect.element(lane('Lane 1: Bea')).toBeVisible();
  await userEvent.dragAndDrop(lane('Without a lane: Cyd'), lane('Lane 3: empty'));
  await expect.element(lane('Lane 3: Cyd')).toBeVisible();
});

test('the same by keys alone: picked up, put down, left alone by Escape', async () => {
  await render(<Board />);
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.element(lane('Lane 1: Ann')).toHaveAttribute('aria-pressed', 'true');
  await expect.element(page.getByRole('status')).toHaveTextContent('Ann: press the lane');
  await userEvent.keyboard('{Escape}{Enter}{Tab}{Tab}{Enter}');
  await expect.element(lane('Lane 3: Ann')).toBeVisible();
  await expect.element(lane('Lane 1: empty')).toBeVisible();
  await expect.element(page.getByRole('status')).toHaveTextContent('Ann is in lane 3.');
});

test('a second one in a lane is seen in that lane, and goes from there', async () => {
  await render(<Board given={[...drawn, { key: 3, name: 'Dot', lane: 1 }]} />);
  await expect.element(lane('Lane 1: Ann')).toBeVisible();
  await lane('Lane 1: Dot, in the same lane').click();
  await lane('Lane 3: empty').click();
  await expect.element(lane('Lane 3: Dot')).toBeVisible();
  await expect.element(lane('Lane 1: Ann')).toBeVisible();
});

test('who has no lane is told what can be done, in a race that is made already too', async () => {
  const format = PRESETS.find(({ id }) => id === 'track-100')?.format;
  if (format === undefined) throw new Error('track-100');
  const lines = Array.from({ length: 10 }, (_, key) => ({
    key,
    name: `N${key}`,
    ...(key < 8 ? { lane: key === 7 ? 1 : key + 1 } : {}),
  }));
  const { rerender } = await render(
    <DrawPanel format={format} lines={lines} mayHeats onChange={() => {}} />,
  );
  const said = page.getByRole('status').first();
  await expect.element(said).toHaveTextContent(/2 have no lane.*split into heats/);
  await expect.element(said).toHaveTextContent('More than one in lane 1.');
  await expect.element(page.getByRole('button', { name: 'Split into 2 heats' })).toBeVisible();
  await rerender(<DrawPanel format={format} lines={lines} mayHeats={false} onChange={() => {}} />);
  await expect.element(said).toHaveTextContent(/2 have no lane.*make another race/);
  await expect.element(said).not.toHaveTextContent(/split into heats/);
});
