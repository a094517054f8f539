import { Profiler } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import log from '../../../races/oslo-2024-1500m/log.ndjson?raw';
import rosterText from '../../../races/oslo-2024-1500m/roster.json?raw';
import type { Entry } from '../../../shared/race/entry.ts';
import type { Roster } from '../../../shared/race/roster.ts';
import { instant } from '../../../shared/time/time.ts';
import '../../design/tokens.css';
import '../../design/base.css';
import { prefsStore } from '../../store/prefs.ts';
import { openSession, type Session } from '../../store/session.ts';
import { StationsContext, type Stations } from '../stations.ts';
import { Watch } from './Watch.tsx';

const S = 1_000_000;
const entries = log
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Entry);
const roster = JSON.parse(rosterText) as Roster;
const gun = entries.find((entry) => entry.event.type === 'gunFired')?.recordedAt ?? instant(0);

/** The watch page over a session of our own, on a clock and frames that move when told. */
async function watch(phase: 'live' | 'finished', upTo = Number.POSITIVE_INFINITY) {
  let clockMs = gun / 1000 + (Number.isFinite(upTo) ? upTo * 1000 : 0);
  let frames: (() => void)[] = [];
  let commits = 0;
  const prefs = prefsStore(null);
  const session = openSession('oslo', {
    opening: { at: 'natural' },
    prefs,
    ports: {
      nowMs: () => clockMs,
      visible: () => true,
      onVisible: () => () => {},
      request: (call) => frames.push(call),
      cancel: () => {},
      after: () => () => {},
    },
  });
  const stations: Stations = {
    prefs,
    nowMs: () => clockMs,
    visit: () => ({ session, retry: () => {}, hold: () => () => {} }),
    fetchRaces: () => Promise.reject(new Error('not asked here')),
    fetchBoard: () => Promise.reject(new Error('not asked here')),
  };
  const come = (some: readonly Entry[]) => {
    for (const entry of some) session.intake.fold(entry);
    session.intake.folded({ seq: some.at(-1)?.seq ?? 0, of: entries.length });
  };
  const draw = () => {
    const calls = frames;
    frames = [];
    for (const call of calls) call();
  };
  const known = entries.filter((entry) => entry.recordedAt <= gun + upTo * S);
  session.intake.fresh('a');
  session.intake.roster(roster);
  session.intake.stage({ phase, next: null });
  session.intake.edge({
    map: { race: gun, server: gun, rate: phase === 'live' ? 1 : 0 },
    server: { offsetUs: 0 },
  });
  session.intake.link({
    state: 'live',
    troubledSinceMs: null,
    heardMs: clockMs,
    retryAtMs: null,
    online: true,
  });
  come(known);
  await render(
    <StationsContext value={stations}>
      <Profiler id="watch" onRender={() => (commits += 1)}>
        <Watch slug="oslo" />
      </Profiler>
    </StationsContext>,
  );
  draw();
  return {
    session,
    prefs,
    draw,
    bring: come,
    come: (from: number, to: number) =>
      come(
        entries.filter((one) => one.recordedAt > gun + from * S && one.recordedAt <= gun + to * S),
      ),
    commits: () => commits,
    /** Passes time in frames of a sixtieth of a second. */
    play(seconds: number) {
      for (let frame = 0; frame < seconds * 60; frame += 1) {
        clockMs += 1000 / 60;
        draw();
      }
    },
  };
}

/** Lets React and lazy chunks come to rest. */
async function settle(on: {
  readonly draw: () => void;
  readonly commits: () => number;
}): Promise<void> {
  await expect.element(page.getByRole('log')).toBeInTheDocument();
  for (let quiet = 0, before = -1; quiet < 4; quiet += 1) {
    if (before !== on.commits()) quiet = 0;
    before = on.commits();
    await new Promise((resolve) => setTimeout(resolve, 250));
    on.draw();
  }
}

const at = (session: Session, seconds: number) => session.seek(instant(gun + seconds * S));
const table = () => page.getByRole('table', { name: 'Standings' });
const firstRow = () => table().getByRole('row').nth(1);
const slider = () => page.getByRole('slider', { name: 'Race time' });
const state = () => page.getByTestId('view-state');

beforeEach(async () => {
  await page.viewport(1440, 900);
  history.replaceState(null, '', location.pathname);
});

test('playing for five seconds without a new entry commits nothing to React', async () => {
  const on = await watch('finished');
  at(on.session, 150.2);
  on.session.play();
  on.session.setRate(0.1);
  await settle(on);
  const before = on.commits();
  const clock = page.getByRole('timer', { name: 'Race clock' }).element().textContent;
  on.play(5);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(on.commits() - before).toBe(0);
  expect(page.getByRole('timer', { name: 'Race clock' }).element().textContent).not.toBe(clock);
});

test('without a gun a race waits for it, however late it is; with it the race is live', async () => {
  const on = await watch('live', -5);
  await expect.element(state()).toHaveTextContent('BEFORE THE GUN');
  on.play(8);
  await expect.element(state()).toHaveTextContent('BEFORE THE GUN');
  on.come(-5, 3);
  on.draw();
  await expect.element(state()).toHaveTextContent('LIVE');
});

test('a race that is postponed while it runs is not live, and no clock runs, until it goes ahead', async () => {
  const on = await watch('live', 100.5);
  await expect.element(state()).toHaveTextContent('LIVE');
  const seq = entries.filter((entry) => entry.recordedAt <= gun + 100.5 * S).length;
  const say = (to: 'postponed' | 'scheduled', n: number) => {
    const at = instant(gun + (100 + n) * S);
    const event = { type: 'raceStateSet', state: to, at } as const;
    on.bring([{ device: 'referee', n, recordedAt: at, seq: seq + n, event }]);
    on.play(1);
  };
  say('postponed', 1);
  await expect.element(state()).toHaveTextContent('POSTPONED');
  await expect.element(page.getByRole('timer', { name: 'Race clock' })).toHaveTextContent('–:––');
  say('scheduled', 2);
  await expect.element(state()).toHaveTextContent('LIVE');
  await expect.element(page.getByRole('timer', { name: 'Race clock' })).toHaveTextContent('1:42');
});

test('five live seconds without a new entry commit nothing to React', async () => {
  const on = await watch('live', 100.5);
  await settle(on);
  const before = on.commits();
  on.play(5);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(on.commits() - before).toBe(0);
  await expect.element(page.getByRole('timer', { name: 'Race clock' })).toHaveTextContent('1:45.5');
});

test('a past race opens before the gun and tells nothing of its end', async () => {
  await watch('finished');
  await expect.element(table()).toBeVisible();
  await expect.element(state()).toHaveTextContent('BEFORE THE GUN');
  const text = `${document.body.innerText} ${document.title} ${document.body.innerHTML}`;
  for (const told of ['3:29', '3:30', 'WL', 'wins', 'beats'])
    expect(text).not.toContain(`>${told}`);
  expect(text).not.toMatch(/3:29\.7\d|0\.03 s|\bSB\b/);
});

test('the finish is on the board, in the story and in the photo panel', async () => {
  const on = await watch('finished');
  at(on.session, 212);
  on.draw();
  await expect.element(firstRow()).toHaveTextContent(/1.*Ingebrigtsen.*3:29\.74/);
  await expect
    .element(page.getByRole('log'))
    .toHaveTextContent(/Ingebrigtsen beats Cheruiyot by 0\.03 s, about 0\.2 m/);
  await expect.element(page.getByRole('region', { name: 'Photo finish' })).toBeVisible();
});

test('keys move view time, and the slider says where it is', async () => {
  const on = await watch('live', 100);
  await settle(on);
  await userEvent.keyboard('j');
  on.draw();
  await expect.element(state()).toHaveTextContent('BEHIND 10 s');
  await userEvent.keyboard(' ');
  on.draw();
  await expect.element(state()).toHaveTextContent('PAUSED');
  on.play(1);
  on.session.seek(instant(gun + 71.4 * S));
  on.draw();
  await new Promise((resolve) => setTimeout(resolve, 600));
  on.session.seek(instant(gun + 71.4 * S));
  on.draw();
  await expect
    .element(slider())
    .toHaveAttribute('aria-valuetext', '1 minute 11.4 seconds, 29 seconds behind live');
  await userEvent.keyboard('g');
  on.draw();
  await expect.element(state()).toHaveTextContent('LIVE');
});

test('keys of one letter can be switched off', async () => {
  const on = await watch('live', 100);
  on.prefs.setState({ singleKeys: false });
  await settle(on);
  await userEvent.keyboard('j');
  on.draw();
  expect(on.session.moment().live).toBe(true);
  await userEvent.keyboard('{ArrowLeft}');
  on.draw();
  expect(on.session.moment().live).toBe(false);
});

test('what comes while a viewer is behind does not change what they see', async () => {
  const on = await watch('live', 100);
  on.session.pause();
  await settle(on);
  const before = table().element().textContent;
  on.come(100, 140);
  on.play(1);
  await settle(on);
  expect(table().element().textContent).toBe(before);
  await page.getByRole('button', { name: 'Go live' }).click();
  on.draw();
  await expect.element(state()).toHaveTextContent('LIVE');
  expect(table().element().textContent).not.toBe(before);
});

test('following a runner marks the row', async () => {
  const on = await watch('live', 100);
  await settle(on);
  const star = page.getByRole('button', { name: 'Follow Timothy Cheruiyot' });
  await star.click();
  await expect.element(star).toHaveAttribute('aria-pressed', 'true');
  expect(on.prefs.getState().followed).toEqual({ oslo: ['cheruiyot'] });
});

test('the help dialog opens by key and closes by Escape', async () => {
  const on = await watch('live', 100);
  await settle(on);
  await userEvent.keyboard('?');
  await expect.element(page.getByRole('dialog')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
});
