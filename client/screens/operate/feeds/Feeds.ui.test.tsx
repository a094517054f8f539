import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { oval1500 } from '../../../../shared/testkit/definitions.ts';
import type { SourceHealth } from '../../../../shared/wire/operate.ts';
import { deskFixture, type DeskFixtureOptions } from '../../../desk/desk.fixture.ts';
import { DeskContext } from '../desk-context.ts';
import { Feeds } from './Feeds.tsx';

const phone: SourceHealth = {
  source: 'op-anna2345.x1',
  operator: { id: 'anna2345', label: 'Anna, finish', role: 'tapper' },
  program: false,
  connected: true,
  lastAt: 0,
  stored: 12,
  perMinute: 3,
  bytes: 4_200,
  lines: ['finish'],
  missing: 2,
  holes: [[3, 4]],
  refused: 1,
  lastRefused: { at: 0, code: 'OTHER_POINT', message: 'not at 800', raw: '{"line":"800"}' },
  unsent: 5,
  offsetUs: -3_200,
  errorUs: 900,
};
const backup: SourceHealth = {
  ...phone,
  source: 'mat-7',
  operator: null,
  missing: 0,
  holes: [],
  lastRefused: null,
};

async function opened(options: DeskFixtureOptions = {}) {
  const desk = deskFixture({ races: { oslo: { definition: oval1500 } }, ...options });
  const sources = [phone, backup].map((source) => ({ ...source, lastAt: desk.now() }));
  desk.setRace('oslo', { sources: { race: 'oslo', now: desk.now(), sources } });
  const screen = await render(
    <DeskContext value={desk}>
      <Feeds slug="oslo" />
    </DeskContext>,
  );
  return { desk, screen };
}

test('what is missing, what was refused with its raw line, and how far the clock is off stand at each source', async () => {
  const { screen } = await opened();
  const anna = screen.getByRole('article', { name: 'Anna, finish' });
  await expect.element(anna).toHaveTextContent('entries missing');
  await expect.element(anna).toHaveTextContent('Counters that never came: 3–4');
  await expect.element(anna).toHaveTextContent('−3.2 ms ± 0.9 ms');
  await expect.element(anna.getByText('{"line":"800"}')).toBeInTheDocument();
});

test('one key switches to the backup, as an entry of the log, and the source says so', async () => {
  const { desk, screen } = await opened();
  await userEvent.keyboard('2');
  expect(desk.brought('oslo')).toMatchObject([
    { type: 'sourceChosen', line: 'finish', source: 'mat-7' },
  ]);
  await expect
    .element(screen.getByRole('article', { name: 'Device mat-7' }))
    .toHaveTextContent('Counts first at finish');
});

test('a device whose key was taken back cannot be chosen any more', async () => {
  const { desk, screen } = await opened();
  const operator = { id: 'anna2345', label: 'Anna, finish', role: 'tapper', over: true } as const;
  desk.setRace('oslo', {
    sources: { race: 'oslo', now: desk.now(), sources: [{ ...phone, operator }, backup] },
  });
  const anna = screen.getByRole('article', { name: 'Anna, finish' });
  await expect.element(anna).toHaveTextContent('key taken back or run out');
  expect(anna.getByRole('button').elements()).toEqual([]);
  await userEvent.keyboard('1');
  expect(desk.brought('oslo')).toEqual([]);
});

test('a tapper looks and does not choose', async () => {
  const { desk, screen } = await opened({ me: { role: 'tapper', points: ['finish'] } });
  await expect.element(screen.getByText('A judge chooses which feed counts first.')).toBeVisible();
  await userEvent.keyboard('2');
  expect(desk.brought('oslo')).toEqual([]);
});

test('a race that nobody feeds says how to begin', async () => {
  const { desk, screen } = await opened();
  desk.setRace('oslo', { sources: { race: 'oslo', now: desk.now(), sources: [] } });
  await expect
    .element(screen.getByRole('heading', { name: 'Nothing feeds this race yet.' }))
    .toBeVisible();
});
