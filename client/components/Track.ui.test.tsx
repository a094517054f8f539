import { Profiler } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../design/tokens.css';
import '../design/base.css';
import type { Instant } from '../../shared/time/time.ts';
import type { Ink, Motion } from '../../shared/timeline/answers.ts';
import { settled, testFrames } from './test-frames.ts';
import { Track } from './Track.tsx';
import type { TrackEntrant, TrackProps } from './Track.tsx';

const course = { kind: 'oval', lapM: 400, lanes: 8, straightM: 84.39, radiusM: 36.8 } as const;
const points = [300, 700, 1100, 1500].map((distanceM) => ({
  id: String(distanceM),
  line: 'finish',
  distanceM,
}));

const entrants: readonly TrackEntrant[] = ['ING', 'CHE', 'RUD'].map((id, entrant) => ({
  entrant,
  id,
  label: id,
  name: `Runner ${id}`,
  seriesIndex: entrant,
  role: id === 'RUD' ? 'pacemaker' : 'competitor',
  lane: null,
  state: 'running',
}));

const INKS: readonly Ink[] = ['known', 'estimated', 'stale'];

/** Each runs at 7 m/s, ten metres behind the one before. */
function motion(entrant: number, at: Instant): Motion | null {
  const distanceM = (at / 1e6) * 7 - entrant * 10;
  if (distanceM < 0) return null;
  const ink = INKS[entrant] ?? 'known';
  return { distanceM, speedMps: 7, ink, bandM: 1, lastPoint: 0, lastClock: null };
}

const hand = testFrames(100);
const props: TrackProps = {
  course,
  points,
  entrants,
  frames: hand.frames,
  motion,
  paceLines: [
    {
      id: 'lights',
      label: 'Lights 3:29.00',
      kind: 'lights',
      distanceAt: (at: Instant) => (at / 209e6) * 1500,
    },
  ],
  followed: new Set(['ING']),
};

function dot(entrant: number): SVGGElement {
  const element = document.querySelector<SVGGElement>(`[data-mover="${entrant}"]`);
  if (element === null) throw new Error(`no dot of entrant ${entrant}`);
  return element;
}

function placeOf(element: Element): { x: number; y: number } {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

beforeEach(async () => {
  document.documentElement.dataset['theme'] = 'dark';
  await page.viewport(800, 600);
  hand.show(100);
});

test('the figure is named Track and lists who is on it', async () => {
  const screen = await render(<Track {...props} />);
  await expect.element(screen.getByRole('figure', { name: 'Track' })).toBeVisible();
  const list = screen.getByRole('list', { name: 'Order on the track' });
  await expect.element(list).toHaveTextContent('ING Runner ING, on the way');
  await expect.element(list).toHaveTextContent('RUD Runner RUD, pacemaker, on the way');
});

test('dots move with the frames and without one commit of React', async () => {
  let commits = 0;
  await render(
    <Profiler id="track" onRender={() => commits++}>
      <Track {...props} />
    </Profiler>,
  );
  await expect.poll(() => document.querySelector('[data-mover]')).not.toBeNull();
  hand.show(100);
  const before = placeOf(dot(0));
  await settled(() => commits);
  const rendered = commits;
  for (let i = 1; i <= 60; i++) hand.show(100 + i / 20);
  const after = placeOf(dot(0));
  expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeGreaterThan(20);
  expect(commits).toBe(rendered);
});

test('at the line a dot stands on the finish line', async () => {
  await render(<Track {...props} />);
  await expect.poll(() => document.querySelector('[data-mover]')).not.toBeNull();
  hand.show(300 / 7);
  const finish = document.querySelector('[data-kind="finish"] line');
  if (finish === null) throw new Error('no finish line');
  expect(Math.abs(placeOf(dot(0)).x - placeOf(finish).x)).toBeLessThan(1.5);
});

test('who is not on the track has no dot', async () => {
  await render(<Track {...props} />);
  await expect.poll(() => document.querySelector('[data-mover]')).not.toBeNull();
  hand.show(1);
  expect(getComputedStyle(dot(0)).display).not.toBe('none');
  expect(getComputedStyle(dot(2)).display).toBe('none');
});

test('measured, estimated and stale differ in form: filled, hollow, broken', async () => {
  await render(<Track {...props} />);
  await expect.poll(() => document.querySelector('[data-mover]')).not.toBeNull();
  hand.show(101);
  const looks = [0, 1, 2].map((entrant) => {
    const path = dot(entrant).querySelector('path');
    if (path === null) throw new Error('a dot without a shape');
    const { fill, strokeDasharray } = getComputedStyle(path);
    return { fill, strokeDasharray };
  });
  const panel = getComputedStyle(document.documentElement).getPropertyValue('--panel').trim();
  expect(panel).toBe('#171b22');
  expect(looks[0]?.fill).not.toBe('rgb(23, 27, 34)');
  expect(looks[1]?.fill).toBe('rgb(23, 27, 34)');
  expect(looks[2]?.strokeDasharray).not.toBe('none');
  expect(dot(0).querySelector('path')?.getAttribute('d')).not.toBe(
    dot(2).querySelector('path')?.getAttribute('d'),
  );
});

test('every dot has its label, and no two labels overlap', async () => {
  await render(<Track {...props} />);
  await expect.poll(() => document.querySelector('[data-label]')).not.toBeNull();
  hand.show(120);
  const boxes = [...document.querySelectorAll('[data-label] rect')].map((rect) =>
    rect.getBoundingClientRect(),
  );
  expect(boxes).toHaveLength(4);
  for (const [i, a] of boxes.entries()) {
    for (const b of boxes.slice(i + 1)) {
      const clear =
        a.right <= b.left + 1 ||
        b.right <= a.left + 1 ||
        a.bottom <= b.top + 1 ||
        b.bottom <= a.top + 1;
      expect(clear).toBe(true);
    }
  }
});

test('it fits a phone without a sideways scroll and follows a change of size', async () => {
  await page.viewport(390, 700);
  await render(<Track {...props} />);
  const svg = () => document.querySelector('figure svg');
  await expect.poll(() => svg()?.getAttribute('viewBox')).toMatch(/^0 0 3\d\d /);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  await page.viewport(700, 700);
  await expect.poll(() => svg()?.getAttribute('viewBox')).toMatch(/^0 0 (6|7)\d\d /);
  expect(getComputedStyle(dot(0)).display).not.toBe('none');
});

test('a field of thousands is a ribbon with the followed as dots', async () => {
  const many = Array.from({ length: 1000 }, (_, entrant): TrackEntrant => ({
    entrant,
    id: `R${entrant}`,
    label: String(entrant),
    name: `Runner ${entrant}`,
    seriesIndex: entrant,
    role: 'competitor',
    lane: null,
    state: 'running',
  }));
  await render(
    <Track
      {...props}
      course={{ kind: 'route', lengthM: 42_195 }}
      points={[{ id: 'f', line: 'f', distanceM: 42_195 }]}
      entrants={many}
      paceLines={[]}
      followed={new Set(['R7'])}
      motion={(_entrant, at) => motion(0, at)}
      density={() => new Float64Array([0, 5, 20, 5, 0])}
    />,
  );
  await expect.poll(() => document.querySelectorAll('[data-mover]').length).toBe(1);
  await expect
    .poll(() => document.querySelector('[data-density]')?.getAttribute('d'))
    .toMatch(/^M/);
  expect(document.querySelectorAll('figure li').length).toBeLessThanOrEqual(40);
});

test('with reduced motion a dot steps once a second instead of moving', async () => {
  const media = (value: string) =>
    cdp().send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-reduced-motion', value }],
    });
  await media('reduce');
  try {
    await render(<Track {...props} />);
    await expect.poll(() => document.querySelector('[data-mover]')).not.toBeNull();
    const before = dot(0).getAttribute('transform');
    for (let i = 1; i <= 20; i++) hand.show(100 + i / 20);
    expect(dot(0).getAttribute('transform')).toBe(before);
    // The last of the moments passed over is drawn when the second is over.
    await expect.poll(() => dot(0).getAttribute('transform'), { timeout: 2000 }).not.toBe(before);
  } finally {
    await media('no-preference');
  }
});
