import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { instant } from '../../../shared/time/time.ts';
import { prefsStore } from '../../store/prefs.ts';
import { StationsContext, type Stations } from '../stations.ts';
import { useCalmly } from './use-calmly.ts';

const notAsked = () => {
  throw new Error('not asked here');
};

let clockMs = 0;
beforeEach(() => {
  clockMs = 60_000;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => void vi.useRealTimers());

/** Somebody at a chart, who turns to other moments. */
async function viewer({ dear = true }: { readonly dear?: boolean } = {}) {
  let at = 0;
  const session = { moment: () => ({ at: instant(at), ask: instant(at), live: false }) };
  const stations: Stations = {
    prefs: prefsStore(null),
    nowMs: () => clockMs,
    visit: notAsked,
    fetchRaces: notAsked,
    fetchBoard: notAsked,
  };
  function Chart({ turn }: { readonly turn: number }) {
    const drawn = useCalmly(session, { turn, revision: 0, ids: '' }, dear);
    return <output>{`${drawn.turn} of ${drawn.ask}${drawn.ahead ? ', hidden' : ''}`}</output>;
  }
  const scene = (turn: number) => (
    <StationsContext value={stations}>
      <Chart turn={turn} />
    </StationsContext>
  );
  const { container, rerender } = await render(scene(0));
  const pass = async (ms: number) => {
    clockMs += ms;
    await vi.advanceTimersByTimeAsync(ms);
    // Until React has drawn what came of it.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  };
  await pass(250);
  await pass(5_000);
  return {
    pass,
    shown: () => container.textContent,
    async turnTo(next: number) {
      at = next;
      await rerender(scene(next));
    },
  };
}

test('a chart that costs little is drawn with the moment', async () => {
  const on = await viewer({ dear: false });
  await on.turnTo(7);
  expect(on.shown()).toBe('7 of 7');
});

test('who jumps sees a dear chart once they have stood still for a quarter of a second', async () => {
  const on = await viewer();
  await on.turnTo(7);
  await on.pass(249);
  expect(on.shown()).toBe('0 of 0');
  await on.pass(1);
  expect(on.shown()).toBe('7 of 7');
});

test('who drags on is shown no chart in between, and then that of where they stopped', async () => {
  const on = await viewer();
  for (let turn = 1; turn <= 9; turn += 1) {
    await on.turnTo(turn);
    await on.pass(200);
    expect(on.shown()).toBe('0 of 0');
  }
  await on.pass(50);
  expect(on.shown()).toBe('9 of 9');
});

test('while a race is played it is drawn every two seconds', async () => {
  const on = await viewer();
  const seen = new Set<string | null>();
  for (let turn = 1; turn <= 62; turn += 1) {
    await on.turnTo(turn);
    await on.pass(100);
    seen.add(on.shown());
  }
  expect([...seen]).toEqual([
    '0 of 0',
    expect.stringMatching(/^2\d/),
    expect.stringMatching(/^4\d/),
    expect.stringMatching(/^6\d/),
  ]);
});

test('who goes back does not see what came after, until it is drawn anew', async () => {
  const on = await viewer();
  await on.turnTo(9);
  await on.pass(250);
  expect(on.shown()).toBe('9 of 9');
  await on.turnTo(4);
  expect(on.shown()).toBe('9 of 9, hidden');
  await on.pass(250);
  expect(on.shown()).toBe('4 of 4');
});
