import { Profiler } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../design/tokens.css';
import '../design/base.css';
import { Gaps } from './Gaps.tsx';
// The lazy chunk, loaded before the first test asks for it.
import './GapsChart.tsx';
import type { GapSeries, GapsProps } from './Gaps.tsx';
import { settled, testFrames } from './test-frames.ts';

const points = [300, 700, 1100, 1500].map((distanceM) => ({
  id: String(distanceM),
  line: 'finish',
  distanceM,
}));

function series(id: string, seconds: readonly number[]): GapSeries {
  const gaps = points.map((_, i) => {
    const gap = seconds[i];
    if (gap === undefined) return null;
    return { us: gap * 1e6, digits: 2, ink: i === 3 ? ('known' as const) : ('estimated' as const) };
  });
  return { id, kind: 'entrant', gaps, followed: id === 'ING' };
}

const hand = testFrames(0);
let sought: number[] = [];
const props: GapsProps = {
  points,
  series: [series('ING', [0, 0, 0, 0]), series('CHE', [0.12, 0.15, 0.15, 0.03])],
  names: {
    ING: { short: 'ING', full: 'Jakob Ingebrigtsen' },
    CHE: { short: 'CHE', full: 'Timothy Cheruiyot' },
  },
  colours: { ING: 0, CHE: 1 },
  frames: hand.frames,
  cursorDistance: (at) => (at / 1e6) * 7,
  onSeek: (distanceM) => void sought.push(distanceM),
};

beforeEach(async () => {
  sought = [];
  hand.show(0);
  await page.viewport(700, 600);
});

const cursor = () => document.querySelector<HTMLElement>('[data-cursor]');

async function shown(more: Partial<GapsProps> = {}) {
  let commits = 0;
  const screen = await render(
    <Profiler id="gaps" onRender={() => commits++}>
      <Gaps {...props} {...more} />
    </Profiler>,
  );
  await expect.poll(cursor).not.toBeNull();
  return { screen, commits: () => commits };
}

test('the chart is named Gaps and names its lines at their ends', async () => {
  const { screen } = await shown();
  await expect.element(screen.getByRole('figure', { name: 'Gaps' })).toBeVisible();
  const words = [...document.querySelectorAll('figure svg text')].map((text) => text.textContent);
  expect(words).toContain('ING');
  expect(words).toContain('CHE');
  expect(words).toContain('1500 m');
});

test('the cursor moves with the frames and redraws nothing', async () => {
  const { commits } = await shown();
  await settled(commits);
  const before = commits();
  hand.show(50);
  const early = cursor()?.getBoundingClientRect().left ?? 0;
  hand.show(100);
  const late = cursor()?.getBoundingClientRect().left ?? 0;
  hand.show(150);
  const later = cursor()?.getBoundingClientRect().left ?? 0;
  expect(late - early).toBeGreaterThan(50);
  expect(later - late).toBeCloseTo(late - early, 0);
  expect(commits()).toBe(before);
});

test('the cursor agrees with the axis: at 1500 m it stands over the last mark', async () => {
  await shown();
  hand.show(1500 / 7);
  const at = cursor()?.getBoundingClientRect();
  const label = [...document.querySelectorAll('figure svg text')].find(
    (text) => text.textContent === '1500 m',
  );
  const box = label?.getBoundingClientRect();
  const middle = (box?.left ?? 0) + (box?.width ?? 0) / 2;
  expect(Math.abs((at?.left ?? 0) + (at?.width ?? 0) / 2 - middle)).toBeLessThan(2);
});

test('a click seeks to the distance that is under it', async () => {
  await shown();
  hand.show(100);
  const chart = cursor()?.parentElement;
  const at = cursor()?.getBoundingClientRect();
  if (!chart || !at) throw new Error('no chart');
  const box = chart.getBoundingClientRect();
  await userEvent.click(chart, {
    position: { x: at.left + at.width / 2 - box.left, y: 100 },
  });
  expect(sought).toHaveLength(1);
  expect(Math.abs((sought[0] ?? 0) - 700)).toBeLessThan(4);
});

test('the same is in a table, estimates marked as such', async () => {
  const { screen } = await shown();
  await screen.getByText('Gaps as a table').click();
  const row = screen.getByRole('row', { name: /Timothy Cheruiyot/ });
  await expect.element(row).toHaveTextContent('Timothy Cheruiyot≈ +0.12≈ +0.15≈ +0.15+0.03');
});

test('one point is enough for a chart, and before it there are words', async () => {
  const none = [series('ING', []), series('CHE', [])];
  const screen = await render(<Gaps {...props} series={none} />);
  await expect.element(screen.getByText(/from the first timing point on/)).toBeVisible();
  await screen.rerender(<Gaps {...props} series={[series('ING', [0]), series('CHE', [0.12])]} />);
  await expect.poll(cursor).not.toBeNull();
  const ends = [...document.querySelectorAll('figure svg text')].map((text) => text.textContent);
  expect(ends).toContain('CHE');
});
