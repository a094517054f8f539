import { useState } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../../../design/tokens.css';
import '../../../design/base.css';
import { LaneBoard } from './LaneBoard.tsx';
import type { DraftLine } from './race-draft.ts';

const drawn: readonly DraftLine[] = [
  { key: 0, name: 'Ann', lane: 1 },
  { key: 1, name: 'Bea', lane: 2 },
  { key: 2, name: 'Cyd' },
];

function Board() {
  const [lines, setLines] = useState(drawn);
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
