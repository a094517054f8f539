import { useEffect } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../../design/tokens.css';
import '../../design/base.css';
import { deskFixture, type DeskFixtureOptions } from '../../desk/desk.fixture.ts';
import { oval1500 } from '../../../shared/testkit/definitions.ts';
import { competitors } from '../../../shared/testkit/race-builder.ts';
import { instant } from '../../../shared/time/time.ts';
import { DeskContext, useRaceDesk } from './desk-context.ts';
import { RaceFrame } from './RaceFrame.tsx';
import { ScreenBoundary } from './ScreenBoundary.tsx';
import { SignIn } from './SignIn.tsx';

const races = { oslo: { definition: oval1500, entrants: competitors('e1', 'e2') } };
const here = location.pathname;

beforeEach(() => page.viewport(1280, 800));
afterEach(() => history.replaceState(null, '', here));

async function frame(options: DeskFixtureOptions = {}, screen = 'console') {
  const desk = deskFixture({ races, ...options });
  await render(
    <DeskContext value={desk}>
      <RaceFrame slug="oslo" screen={screen}>
        <Arrived />
      </RaceFrame>
    </DeskContext>,
  );
  return desk;
}

function Arrived() {
  const race = useRaceDesk('oslo');
  useEffect(() => race.attend({ screen: 'console' }), [race]);
  return <p>the screen itself</p>;
}

test('says which race, how link, clock and queue are, and who one is', async () => {
  await frame();
  await expect.element(page.getByRole('heading', { name: oval1500.event })).toBeVisible();
  for (const word of ['connected', 'clock ±2 ms', 'queue 0'])
    await expect.element(page.getByText(word)).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: 'Console' }))
    .toHaveAttribute('aria-current', 'page');
});

test('shows the tabs of one’s role, and no way into a screen of another', async () => {
  await frame({ me: { role: 'tapper', points: ['finish'] } }, 'setup');
  await expect.element(page.getByRole('link', { name: 'Console' })).toBeVisible();
  expect(page.getByRole('link', { name: 'Set-up' }).query()).toBeNull();
  await expect.element(page.getByText('This screen is not yours.')).toBeVisible();
  expect(page.getByText('the screen itself').query()).toBeNull();
});

test('a key for another race is told so, with the way to its own', async () => {
  await frame({ me: { role: 'tapper', race: 'bergen', points: ['finish'] } });
  await expect.element(page.getByText('Your key is for another race.')).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: 'To your race' }))
    .toHaveAttribute('href', '/operate/race/bergen/console');
  expect(page.getByText('the screen itself').query()).toBeNull();
  expect(page.getByRole('link', { name: 'Console' }).query()).toBeNull();
});

test('where there is no such race every screen says so and leads to the races', async () => {
  const desk = await frame({}, 'results');
  desk.setRace('oslo', { gone: 'notFound' });
  await expect.element(page.getByText('The server has no such race.')).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: 'To your races' }))
    .toHaveAttribute('href', '/operate');
  expect(page.getByText('the screen itself').query()).toBeNull();
});

test('what was refused here stays within reach when the key is for another race now', async () => {
  const desk = await frame({ me: { role: 'tapper', race: 'bergen', points: ['finish'] } });
  desk.hold();
  const gun = { type: 'gunFired', at: instant(1), source: 'manual', bandUs: 200_000 } as const;
  const [id = 'none:0'] = await desk.race('oslo').bring([gun]);
  await expect.element(page.getByText('the screen itself')).toBeVisible();
  desk.refuse('oslo', id);
  await expect.element(page.getByText('the screen itself')).toBeVisible();
});

test('without network it says how much waits here, and that one goes on', async () => {
  const desk = await frame({ state: { link: 'offline' } });
  desk.hold();
  await desk
    .race('oslo')
    .bring([{ type: 'gunFired', at: instant(1), source: 'manual', bandUs: 200_000 }]);
  await expect.element(page.getByText('queue 1')).toBeVisible();
  await expect.element(page.getByText(/1 kept on this device.*Go on/)).toBeVisible();
  desk.store();
  await expect.element(page.getByText('queue 0')).toBeVisible();
});

test('who is shut out is told why and let to the door, with the taps kept', async () => {
  const desk = await frame({ state: { link: 'offline', shut: 'expired' } });
  await expect.element(page.getByRole('alert')).toHaveTextContent('Your access has run out');
  await page.getByRole('button', { name: 'Come in again' }).click();
  expect(desk.state.getState().phase).toBe('signedOut');
});

test('a device that is let into one race only is told when that race is run again', async () => {
  const again: NonNullable<DeskFixtureOptions['races']>[string] = {
    ...races.oslo,
    events: [{ type: 'raceStateSet', state: 'rerun', at: instant(1) }],
  };
  await frame({ races: { oslo: again } });
  await expect.element(page.getByRole('heading', { name: oval1500.event })).toBeVisible();
  expect(page.getByText(/pair it anew/).query()).toBeNull();
  await frame({ races: { oslo: again }, me: { role: 'tapper', race: 'oslo' } });
  await expect.element(page.getByText(/run again.*pair it anew/)).toBeVisible();
});

test('a browser that keeps nothing is told of in so many words', async () => {
  await frame({ state: { cannotKeep: 'the disk is full' } });
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('This browser keeps nothing: the disk is full.');
});

test('behind the signs: the queue as a file, who else is there, and on a phone the tabs', async () => {
  await page.viewport(390, 844);
  const desk = await frame();
  desk.hold();
  const [id = 'none:0'] = await desk
    .race('oslo')
    .bring([{ type: 'gunFired', at: instant(1), source: 'manual', bandUs: 200_000 }]);
  desk.refuse('oslo', id);
  desk.setRace('oslo', {
    operators: [
      {
        id: 'bert',
        label: 'Bert, 800 m',
        role: 'tapper',
        points: ['800'],
        screen: 'console',
        unsent: 3,
      },
    ],
  });
  await page.getByRole('button', { name: 'Screens and state of this desk' }).click();
  const dialog = page.getByRole('dialog');
  await expect.element(dialog.getByText('1 refused')).toBeVisible();
  await expect.element(dialog.getByRole('button', { name: /as a file/ })).toBeVisible();
  await expect.element(dialog.getByText('Bert, 800 m')).toBeVisible();
  await expect.element(dialog.getByText(/tapper at 800 · console · 3 not sent/)).toBeVisible();
  await expect.element(dialog.getByRole('link', { name: 'Results' })).toBeVisible();
});

test('a screen that breaks leaves the frame standing and says what to do', async () => {
  const Broken = (): never => {
    throw new Error('Failed to fetch dynamically imported module');
  };
  await render(
    <DeskContext value={deskFixture({ races })}>
      <RaceFrame slug="oslo" screen="console">
        <ScreenBoundary>
          <Broken />
        </ScreenBoundary>
      </RaceFrame>
    </DeskContext>,
  );
  await expect.element(page.getByRole('alert')).toHaveTextContent('This screen did not open.');
  await expect.element(page.getByRole('link', { name: 'Results' })).toBeVisible();
});

test('the door asks what the device is called and takes six digits', async () => {
  const desk = deskFixture({ state: { phase: 'signedOut', me: null } });
  let isDone = false;
  await render(
    <DeskContext value={desk}>
      <SignIn onDone={() => (isDone = true)} onStay={() => {}} />
    </DeskContext>,
  );
  const open = page.getByRole('button', { name: 'Open the console' });
  await expect.element(open).toBeDisabled();
  await page.getByLabelText('Six digits').fill('12 34 56');
  await page.getByLabelText('What is this device called?').fill('Finish, phone 2');
  await open.click();
  await expect.poll(() => isDone).toBe(true);
});

test('the door says in words why it does not open', async () => {
  const desk = {
    ...deskFixture({ state: { phase: 'signedOut', me: null } }),
    signIn: async () => ({ ok: false, code: 'WRONG_CODE', message: 'no' }) as const,
  };
  await render(
    <DeskContext value={desk}>
      <SignIn onDone={() => {}} onStay={() => {}} />
    </DeskContext>,
  );
  await page.getByLabelText('Six digits').fill('123456');
  await page.getByLabelText('What is this device called?').fill('Phone');
  await page.getByRole('button', { name: 'Open the console' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('These six digits open nothing');
});
