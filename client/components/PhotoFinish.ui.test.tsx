import { Profiler } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../design/tokens.css';
import '../design/base.css';
import { formatRaceTime } from '../../shared/time/format.ts';
import { raceTime } from '../../shared/time/time.ts';
import type { Margin } from '../../shared/timeline/answers.ts';
import { PhotoFinish } from './PhotoFinish.tsx';
import type { PhotoFinishProps, PhotoReading } from './PhotoFinish.tsx';
import { settled } from './test-frames.ts';

/** Oslo 2024, official times; their readings lie within the hundredth before. */
const readings: readonly PhotoReading[] = (
  [
    ['Ingebrigtsen', 209.74],
    ['Cheruiyot', 209.77],
    ['Habz', 210.8],
    ['Nader', 210.84],
  ] as const
).map(([name, seconds], i) => {
  const us = Math.round(seconds * 1e6);
  return {
    entrant: i,
    id: name,
    name,
    lane: null,
    place: i + 1,
    time: { time: raceTime(us), digits: 2, kind: 'official' },
    shown: formatRaceTime(raceTime(us), { digits: 2 }),
    lowUs: us - 10_000,
    highUs: us,
  };
});

const margin: Margin = {
  ahead: 0,
  behind: 1,
  point: 0,
  us: 30_000,
  digits: 2,
  bandUs: { low: 20_000, high: 40_000 },
  metres: 0.2175,
  bandMetres: { low: 0.1378, high: 0.3045 },
  speedMps: 7.25,
  speedKind: 'reconstructed',
  tooClose: false,
};

let moves: number[] = [];
const props: PhotoFinishProps = {
  readings,
  margin,
  speedMps: 7.25,
  rule: 'athletics-track',
  hairline: null,
  onHairline: (us) => void moves.push(us),
  state: 'official',
};

beforeEach(async () => {
  moves = [];
  await page.viewport(800, 900);
});

async function shown(more: Partial<PhotoFinishProps> = {}) {
  let commits = 0;
  const screen = await render(
    <Profiler id="photo" onRender={() => commits++}>
      <PhotoFinish {...props} {...more} />
    </Profiler>,
  );
  const slider = screen.getByRole('slider', { name: 'Hairline' });
  await expect.element(slider).toBeInTheDocument();
  const text = () => slider.element().getAttribute('aria-valuetext');
  // It stands somewhere, and says where, once it has been placed.
  await expect.poll(text).not.toBeNull();
  return { screen, slider, text, commits: () => commits };
}

test('the region says the margin, its band and the metres, and that it is drawn', async () => {
  const { screen } = await shown();
  const region = screen.getByRole('region', { name: 'Photo finish' });
  await expect.element(region.getByText('0.03 s', { exact: true })).toBeVisible();
  await expect.element(region.getByText('0.02–0.04 s', { exact: true })).toBeVisible();
  await expect.element(region.getByText('about 0.2 m (0.14–0.30 m)')).toBeVisible();
  await expect.element(region.getByText('Drawn from the times, not a photograph')).toBeVisible();
  await expect.element(region.getByText('Official', { exact: true })).toBeVisible();
});

test('the hairline begins on the winner and says so', async () => {
  const { text } = await shown();
  expect(text()).toBe('3 minutes 29.740 seconds, level with the winner, on Ingebrigtsen');
});

test('arrow keys step it: 0.001 s, with Shift 0.01 s, with Alt 0.0001 s', async () => {
  const { slider, text } = await shown();
  (slider.element() as HTMLElement).focus();
  await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}');
  expect(text()).toBe('3 minutes 29.754 seconds, 0.014 s after the winner, about 0.10 m');
  await userEvent.keyboard('{Alt>}{ArrowLeft}{/Alt}');
  expect(text()).toContain('29.7539 seconds');
  expect(moves.at(-1)).toBe(209_753_900);
});

test('N and P go from finisher to finisher, and the strip follows out of sight', async () => {
  const { slider, text } = await shown();
  (slider.element() as HTMLElement).focus();
  await userEvent.keyboard('n');
  expect(text()).toContain('on Cheruiyot');
  await userEvent.keyboard('n');
  await expect.poll(text).toContain('on Habz');
  await expect.poll(() => slider.element().hasAttribute('data-outside')).toBe(false);
  await userEvent.keyboard('pp');
  await expect.poll(text).toContain('on Ingebrigtsen');
});

test('it is dragged with the pointer, without one commit of React', async () => {
  const { slider, text, commits } = await shown();
  const strip = slider.element().parentElement;
  if (strip === null) throw new Error('no strip');
  await settled(commits);
  const before = commits();
  await userEvent.dragAndDrop(strip, strip, {
    sourcePosition: { x: 200, y: 150 },
    targetPosition: { x: 420, y: 160 },
  });
  expect(moves.length).toBeGreaterThan(1);
  expect(commits()).toBe(before);
  const line = slider.element().getBoundingClientRect();
  const box = strip.getBoundingClientRect();
  // The pointer chooses whole thousandths, a pixel or two at this zoom.
  expect(Math.abs(line.left + line.width / 2 - (box.left + 420))).toBeLessThan(2.5);
  expect(text()).toMatch(/^3 minutes 29\.\d{3} seconds, 0\.\d{3} s after the winner/);
  expect(document.activeElement).toBe(slider.element());
});

test('a finisher in the list, and the buttons, move it without a drag', async () => {
  const { screen, text } = await shown();
  await screen.getByRole('button', { name: 'Cheruiyot, 3:29.77: move the hairline there' }).click();
  expect(text()).toBe(
    '3 minutes 29.770 seconds, 0.030 s after the winner, about 0.22 m, on Cheruiyot',
  );
  await screen.getByRole('button', { name: 'Previous finisher' }).click();
  expect(text()).toContain('on Ingebrigtsen');
});

test('zoom keeps the hairline where it is, by button and by wheel', async () => {
  const { screen, slider } = await shown();
  const x = () => slider.element().getBoundingClientRect().left;
  const scaleText = () => document.querySelector('[data-scale-bar]')?.textContent;
  const [before, bar] = [x(), scaleText()];
  await screen.getByRole('button', { name: 'Zoom in' }).click();
  await screen.getByRole('button', { name: 'Zoom in' }).click();
  await screen.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(scaleText).not.toBe(bar);
  expect(Math.abs(x() - before)).toBeLessThan(1.5);
  const strip = slider.element().parentElement;
  if (strip === null) throw new Error('no strip');
  const zoomed = scaleText();
  strip.dispatchEvent(
    new WheelEvent('wheel', { deltaY: 600, clientX: x() + 1, bubbles: true, cancelable: true }),
  );
  await expect.poll(scaleText).not.toBe(zoomed);
  expect(Math.abs(x() - before)).toBeLessThan(1.5);
});

test('each official time is a band of a hundredth before it', async () => {
  const { screen } = await shown();
  const band = document.querySelector('[data-band="Ingebrigtsen"]');
  const next = document.querySelector('[data-band="Cheruiyot"]');
  if (band === null || next === null) throw new Error('no bands');
  const [a, b] = [band.getBoundingClientRect(), next.getBoundingClientRect()];
  expect(b.right - a.right).toBeCloseTo(3 * a.width, 0);
  await expect.element(screen.getByText(/rounded up to the next 0.01 s/)).toBeVisible();
});

test('before the readings it waits, and shows no time', async () => {
  const screen = await render(
    <PhotoFinish {...props} readings={[]} margin={null} state="waiting" />,
  );
  await expect.element(screen.getByText('Waiting for the judge')).toBeVisible();
  expect(document.body.textContent).not.toContain('3:29');
  await screen.rerender(<PhotoFinish {...props} state="none" />);
  await expect.element(screen.getByText('Not announced', { exact: true })).toBeVisible();
  await screen.rerender(<PhotoFinish {...props} state="provisional" />);
  await expect.element(screen.getByText('Provisional', { exact: true })).toBeVisible();
  await expect.element(screen.getByText('0.03 s', { exact: true })).toBeVisible();
});

test('a moment link puts the hairline where it was shared', async () => {
  const { text } = await shown({ hairline: 209_754_000 });
  expect(text()).toContain('29.754 seconds');
});

test('on a phone everything fits, and both names stand above the strip', async () => {
  await page.viewport(390, 900);
  await shown();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  const words = [...document.querySelectorAll('svg text')].map((text) => text.textContent);
  expect(words).toContain('1 Ingebrigtsen');
  expect(words).toContain('2 Cheruiyot');
});

/** Two by two pixels. */
const PIXELS =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFUlEQVR4nGP8//8/AxJgYkAFRHMBAKBeAwGNMbZpAAAAAElFTkSuQmCC';
const axis = { columns: 900, firstUs: raceTime(209_500_000), lastUs: raceTime(210_399_000) };

test('a released image stands where its times are, and says what it is', async () => {
  const { screen } = await shown({ photo: { url: PIXELS, axis } });
  await expect
    .element(screen.getByText(/judge’s finish image, 1000 lines per second/))
    .toBeVisible();
  expect(screen.container.querySelector('[data-photograph]')).not.toBeNull();
  expect(screen.container.querySelectorAll('[data-band]').length).toBeGreaterThan(1);
});

test('an image that cannot be loaded gives way to the drawing, and it is said', async () => {
  const { screen } = await shown({ photo: { url: '/nothing-is-here.png', axis } });
  await expect.element(screen.getByText(/could not be loaded; drawn from the times/)).toBeVisible();
  expect(screen.container.querySelector('[data-photograph]')).toBeNull();
});
