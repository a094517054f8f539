import { expect, test } from 'vitest';
import type { Roster } from '../../shared/race/roster.ts';
import type { Ports, RaceReceiver, SocketEars } from './ports.ts';
import { watchRace } from './watch-race.ts';

const clock = { race: 0, server: 0, rate: 1 };

/** A race whose names a server keeps, and somebody who watches it. */
function stage() {
  let kept: Roster = { e1: { name: 'Jakob Ingebrigtsen' }, e2: { name: 'Tim Cheruiyot' } };
  const ears: SocketEars[] = [];
  const shown: Roster[] = [];
  const ports: Ports = {
    openSocket(given) {
      ears.push(given);
      return { open() {}, close() {}, send() {}, askClock() {} };
    },
    fetchSegment: () => Promise.reject(new Error('none')),
    fetchRoster: () => Promise.resolve(kept),
    nowMs: () => 0,
    after: () => () => {},
    breathe: () => Promise.resolve(),
    random: () => 0.5,
    online: () => true,
    onWake: () => () => {},
  };
  const ignore = () => {};
  const receiver: RaceReceiver = {
    fresh: ignore,
    fold: ignore,
    folded: ignore,
    roster: (roster) => void shown.push(roster),
    link: ignore,
    edge: ignore,
    stage: ignore,
    audience: ignore,
    feeds: ignore,
    gone: ignore,
  };
  watchRace('oslo', receiver, ports);
  const told = { race: 'oslo', epoch: 'a', seq: 0, clock, phase: 'live' };
  return {
    shown,
    opened: () => ears[0]?.opened(),
    catchup: (names: string) =>
      ears[0]?.received('catchup', {
        ...told,
        wire: 2,
        how: 'entries',
        after: 0,
        entries: [],
        names,
      }),
    head: (names: string) => ears[0]?.received('head', { ...told, viewers: 1, feeds: [], names }),
    erase: (id: string) => {
      kept = Object.fromEntries(Object.entries(kept).filter(([each]) => each !== id));
    },
  };
}

/** Everything promised so far is kept. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('a name that is erased is fetched away at once, and others are fetched no oftener than they change', async () => {
  const { shown, opened, catchup, head, erase } = stage();
  opened();
  catchup('n1');
  await settled();
  expect(shown).toHaveLength(1);
  head('n1');
  await settled();
  expect(shown).toHaveLength(1);
  erase('e1');
  head('n2');
  await settled();
  expect(shown.at(-1)).toEqual({ e2: { name: 'Tim Cheruiyot' } });
  head('n2');
  await settled();
  expect(shown).toHaveLength(2);
});

test('so is one that was erased while the viewer was away', async () => {
  const { shown, opened, catchup, erase } = stage();
  opened();
  catchup('n1');
  await settled();
  erase('e2');
  opened();
  catchup('n2');
  await settled();
  expect(shown.at(-1)).toEqual({ e1: { name: 'Jakob Ingebrigtsen' } });
});
