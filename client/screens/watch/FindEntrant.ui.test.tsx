import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { createRace } from '../../../shared/race/apply.ts';
import { marathon } from '../../../shared/testkit/definitions.ts';
import { competitors, started } from '../../../shared/testkit/race-builder.ts';
import { instant } from '../../../shared/time/time.ts';
import '../../design/tokens.css';
import '../../design/base.css';
import { en } from '../../i18n/en.ts';
import { prefsStore } from '../../store/prefs.ts';
import { openSession } from '../../store/session.ts';
import { StationsContext, type Stations } from '../stations.ts';
import { FindEntrant } from './FindEntrant.tsx';
import { RaceViewContext, type RaceView } from './race-view.ts';

const roster = {
  ann: { name: 'Ann Berg' },
  bob: { name: 'Bob Bergman' },
  cyd: { name: 'Cyd Holm' },
};

/** The field of a search, over a race that is folded here or not yet. */
async function field(ready: boolean, fetchBoard?: Stations['fetchBoard']) {
  const prefs = prefsStore(null);
  const followed: string[] = [];
  const session = openSession('marathon', {
    opening: { at: 'natural' },
    prefs,
    ports: {
      nowMs: () => 0,
      visible: () => true,
      onVisible: () => () => {},
      request: () => 0,
      cancel: () => {},
      after: () => () => {},
    },
  });
  const notAsked = () => Promise.reject(new Error('not asked here'));
  const stations: Stations = {
    prefs,
    nowMs: () => 0,
    visit: () => ({ session, retry: () => {}, hold: () => () => {} }),
    fetchRaces: notAsked,
    fetchBoard: fetchBoard ?? notAsked,
  };
  const view: RaceView = {
    session,
    race: ready ? started(marathon, competitors('ann', 'bob', 'cyd')).race() : createRace(),
    revision: 1,
    ready,
    definition: marathon,
    roster,
    zero: instant(0),
    followed: new Set(),
  };
  await render(
    <StationsContext value={stations}>
      <RaceViewContext value={view}>
        <FindEntrant onFollow={(id) => followed.push(id)} />
      </RaceViewContext>
    </StationsContext>,
  );
  return { followed };
}

const search = () => page.getByRole('searchbox');
const found = (name: string) => page.getByRole('button', { name });

test('Enter goes to the first found, and Enter there follows', async () => {
  const { followed } = await field(true);
  await search().fill('berg');
  await expect.element(found('Bob Bergman')).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.element(found('Ann Berg')).toHaveFocus();
  expect(followed).toEqual([]);
  await userEvent.keyboard('{Enter}');
  expect(followed).toEqual(['ann']);
});

test('Enter where nobody was found leaves the viewer in the field', async () => {
  await field(true);
  await search().fill('xyz');
  await expect.element(page.getByRole('status')).toHaveTextContent(en.board.nobodyFound('xyz'));
  await userEvent.keyboard('{Enter}');
  await expect.element(search()).toHaveFocus();
});

test('a request that fails says so', async () => {
  const asked: (string | undefined)[] = [];
  let fail = () => {};
  await field(false, (_slug, { find }) => {
    asked.push(find);
    return new Promise((resolve) => {
      fail = () => resolve({ ok: false, problem: { kind: 'server', code: 'UNREACHABLE' } });
    });
  });
  await search().fill('berg');
  await expect.poll(() => asked).toEqual(['berg']);
  await expect.element(page.getByRole('status')).toHaveTextContent(en.common.loading);
  fail();
  await expect.element(page.getByRole('status')).toHaveTextContent(en.board.findFailed);
});
