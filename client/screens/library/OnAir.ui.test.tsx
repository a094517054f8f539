import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import log from '../../../races/oslo-2024-1500m/log.ndjson?raw';
import rosterText from '../../../races/oslo-2024-1500m/roster.json?raw';
import type { Entry } from '../../../shared/race/entry.ts';
import type { Roster } from '../../../shared/race/roster.ts';
import { instant } from '../../../shared/time/time.ts';
import type { RaceCard } from '../../../shared/wire/api.ts';
import '../../design/tokens.css';
import '../../design/base.css';
import { viewersEn } from '../../i18n/en-viewers.ts';
import { prefsStore } from '../../store/prefs.ts';
import { openSession } from '../../store/session.ts';
import { StationsContext, type Stations } from '../stations.ts';
import { OnAir } from './OnAir.tsx';

const { library } = viewersEn;
const S = 1_000_000;
const entries = log
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Entry);
const roster = JSON.parse(rosterText) as Roster;
const gun = entries.find((entry) => entry.event.type === 'gunFired')?.recordedAt ?? instant(0);
const RACE = {
  slug: 'oslo',
  phase: 'live',
  event: 'Men 1500 m',
  meeting: 'Bislett Games',
  city: 'Oslo',
  date: '2024-05-30',
  mass: false,
} as unknown as RaceCard;

/** The card of a race on air, all of whose entries are known; some of them may be past its end. */
async function onAir({ hideResults }: { readonly hideResults: boolean }) {
  const nowMs = gun / 1000 + 240_000;
  let frames: (() => void)[] = [];
  const prefs = prefsStore(null);
  prefs.setState({ hideResults });
  const session = openSession('oslo', {
    opening: { at: 'natural' },
    prefs,
    ports: {
      nowMs: () => nowMs,
      visible: () => true,
      onVisible: () => () => {},
      request: (call) => frames.push(call),
      cancel: () => {},
      after: () => () => {},
    },
  });
  const stations: Stations = {
    prefs,
    nowMs: () => nowMs,
    visit: () => ({ session, retry: () => {}, hold: () => () => {} }),
    fetchRaces: () => Promise.reject(new Error('not asked here')),
    fetchBoard: () => Promise.reject(new Error('not asked here')),
  };
  const draw = () => {
    const calls = frames;
    frames = [];
    for (const call of calls) call();
  };
  const begin = (epoch: string, some: readonly Entry[]) => {
    session.intake.fresh(epoch);
    session.intake.stage({ phase: 'live', next: null });
    session.intake.edge({
      map: { race: gun, server: gun, rate: 1 },
      server: { offsetUs: 0 },
    });
    for (const entry of some) session.intake.fold(entry);
    session.intake.folded({ seq: some.length, of: some.length });
    draw();
  };
  session.intake.roster(roster);
  begin('a', entries);
  await render(
    <StationsContext value={stations}>
      <OnAir race={RACE} />
    </StationsContext>,
  );
  draw();
  return {
    session,
    draw,
    finish() {
      session.intake.stage({
        phase: 'countdown',
        next: { race: 'oslo', at: (nowMs + 90_000) * 1000 },
      });
      draw();
    },
    nextRun: () =>
      begin(
        'b',
        entries.filter((entry) => entry.recordedAt <= gun + 60 * S),
      ),
  };
}

const winner = () => page.getByText('3:29.74');
const state = () => page.getByTestId('view-state');

test('the first home stands on the card of a race on air', async () => {
  await onAir({ hideResults: false });
  await expect.element(winner()).toBeInTheDocument();
});

test('with results hidden nobody is told who came home first, not on the card on air either', async () => {
  const on = await onAir({ hideResults: true });
  await expect.element(page.getByText(library.hidden)).toBeInTheDocument();
  await expect.element(winner()).not.toBeInTheDocument();
  on.finish();
  await expect.element(page.getByText(library.enter.countdown)).toBeInTheDocument();
  await expect.element(winner()).not.toBeInTheDocument();
});

test('when a run is over the card waits for the next one, and goes with it', async () => {
  const on = await onAir({ hideResults: false });
  on.finish();
  await expect.element(page.getByText(library.enter.countdown)).toBeInTheDocument();
  await expect.element(winner()).not.toBeInTheDocument();
  on.nextRun();
  await expect.element(page.getByText(library.enter.live)).toBeInTheDocument();
  on.draw();
  expect(on.session.race.getState()).toMatchObject({ run: { epoch: 'b' }, upcoming: null });
  await expect.element(state()).toHaveTextContent('LIVE');
});
