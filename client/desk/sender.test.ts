import { expect, test } from 'vitest';
import type { Submission } from '../../shared/race/entry.ts';
import type { RaceEvent } from '../../shared/race/events.ts';
import { instant } from '../../shared/time/time.ts';
import { SUBMIT_LIMIT, type SubmitAnswer } from '../../shared/wire/operate.ts';
import type { Kept } from './kept.ts';
import { memoryKept } from './memory-kept.ts';
import { openOutbox, type Outbox, type Tabs } from './outbox.ts';
import { LONGEST_WAIT_MS, openSender, sendAgainMs, SHORTEST_WAIT_MS } from './sender.ts';

const message = (text: string): RaceEvent => ({
  type: 'messagePosted',
  time: { basis: 'instant', at: instant(1), digits: 0 },
  text,
  kind: 'reported',
});

test('a queue goes in messages of at most 200 entries and 48 kB, in the order of its counters', async () => {
  const tab = newTab();
  for (let entry = 0; entry < 450; entry += 1) await tab.bring([message('short')]);
  for (let entry = 0; entry < 60; entry += 1) await tab.bring([message('x'.repeat(1_900))]);
  tab.isLive = true;
  tab.sender.go();
  await settled();
  const counters = tab.sent.flatMap(({ entries }) => entries.map(({ n }) => n));
  expect(counters).toEqual(Array.from({ length: 510 }, (_, index) => index + 1));
  for (const { entries } of tab.sent) {
    expect(entries.length).toBeLessThanOrEqual(SUBMIT_LIMIT.entries);
    expect(JSON.stringify(entries).length).toBeLessThanOrEqual(SUBMIT_LIMIT.bytes);
  }
});

test('what fits in no message goes alone over HTTP', async () => {
  const tab = newTab();
  await tab.bring([message('before'), message('x'.repeat(SUBMIT_LIMIT.bytes)), message('after')]);
  tab.isLive = true;
  tab.sender.go();
  await settled();
  expect(tab.sent.map(({ how, entries }) => [how, entries.map(({ n }) => n)])).toEqual([
    ['socket', [1]],
    ['http', [2]],
    ['socket', [3]],
  ]);
});

test('one entry that spoils a message is found, and holds up no other', async () => {
  const tab = newTab();
  tab.answer = (entries) =>
    entries.some(({ n }) => n === 2)
      ? { ok: false, code: 'MALFORMED', message: 'not an event', again: false }
      : stored(entries);
  await tab.bring([message('a'), message('b'), message('c')]);
  tab.isLive = true;
  tab.sender.go();
  await settled();
  expect(wheres(tab.outbox)).toEqual(['stored', 'refused', 'stored']);
  expect(tab.outbox.entries()[1]?.refused).toEqual({ code: 'MALFORMED', message: 'not an event' });
});

test('a message that is refused as a whole is refused for every entry in it', async () => {
  const tab = newTab();
  tab.answer = () => ({ ok: false, code: 'OTHER_RACE', message: 'bound to bergen', again: false });
  await tab.bring([message('a'), message('b')]);
  tab.isLive = true;
  tab.sender.go();
  await settled();
  expect(wheres(tab.outbox)).toEqual(['refused', 'refused']);
});

test('one race that has to wait holds up no other', async () => {
  const tab = newTab();
  tab.answer = (entries, race) =>
    race === 'oslo'
      ? { ok: false, code: 'NO_RACE', message: 'not opened yet', again: true }
      : stored(entries);
  await tab.bring([message('a')], 'oslo');
  await tab.bring([message('b')], 'bergen');
  tab.isLive = true;
  tab.sender.go();
  await settled();
  expect(tab.outbox.entries().map(({ race, where }) => [race, where])).toEqual([
    ['oslo', 'device'],
    ['bergen', 'stored'],
  ]);
  expect(tab.waits).toHaveLength(1);
});

test('two tabs show one queue; one sends, and the other only when nobody did', async () => {
  const kept = memoryKept();
  const tabs = sharedTabs();
  const [one, two] = [newTab(kept, tabs()), newTab(kept, tabs())];
  two.isLive = true;
  await one.bring([message('a')]);
  await one.bring([message('b')]);
  two.sender.go();
  await settled();
  expect([one.outbox.unsent(), two.outbox.unsent()]).toEqual([2, 2]);
  expect(two.sent).toEqual([]);

  one.isLive = true;
  one.sender.go();
  await settled();
  expect([one.outbox.unsent(), two.outbox.unsent()]).toEqual([0, 0]);
  expect([one.sent.length, two.sent.length]).toEqual([1, 0]);

  // A tab that was closed before it could send leaves it to the other.
  one.isLive = false;
  await one.bring([message('c')]);
  await settled();
  two.sender.go();
  for (const { call } of two.waits.splice(0)) call();
  await settled();
  expect(two.outbox.unsent()).toBe(0);
  expect(two.sent.map(({ entries }) => entries.map(({ n }) => n))).toEqual([[3]]);
});

test('rests grow, are never the same for two desks, and never longer than a quarter of a minute', () => {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const [short, long] = [sendAgainMs(attempt, 0), sendAgainMs(attempt, 0.999)];
    expect(short).toBe(SHORTEST_WAIT_MS);
    expect(long).toBeGreaterThan(short);
    expect(long).toBeLessThanOrEqual(LONGEST_WAIT_MS);
  }
});

/** One tab with a queue and a way to send it; everything that left it is written down. */
function newTab(kept: Kept = memoryKept(), tabs: Tabs = { tell() {}, onTold: () => () => {} }) {
  const outbox = openOutbox(kept, tabs);
  const tab = {
    outbox,
    isLive: false,
    sent: [] as { readonly how: string; readonly entries: readonly Submission[] }[],
    waits: [] as { readonly ms: number; readonly call: () => void }[],
    answer: (entries: readonly Submission[], _race: string): SubmitAnswer => stored(entries),
    bring: (events: readonly RaceEvent[], race = 'oslo') =>
      outbox.bring({
        race,
        epoch: null,
        device: 'op-a',
        part: race === 'oslo' ? '1' : race,
        at: instant(1),
        events,
      }),
  };
  const send = (how: string) => async (race: string, entries: readonly Submission[]) => {
    tab.sent.push({ how, entries });
    return tab.answer(entries, race);
  };
  const sender = openSender(outbox, {
    submit: send('socket'),
    submitLarge: send('http'),
    epochOf: async () => null,
    isLive: () => tab.isLive,
    after(ms, call) {
      const wait = { ms, call };
      tab.waits.push(wait);
      return () => void tab.waits.splice(tab.waits.indexOf(wait), 1);
    },
    random: () => 0.5,
  });
  return Object.assign(tab, { sender });
}

function stored(entries: readonly Submission[]): SubmitAnswer {
  return {
    ok: true,
    answers: entries.map(({ device, n }) => ({ device, n, ok: true, seq: n, repeated: false })),
  };
}

function wheres(outbox: Outbox): readonly string[] {
  return outbox.entries().map(({ where }) => where);
}

/** Tabs of one browser: each hears the others, never itself. */
function sharedTabs(): () => Tabs {
  const ears: { readonly of: object; readonly told: () => void }[] = [];
  return () => {
    const self = {};
    return {
      tell() {
        for (const { of, told } of ears) if (of !== self) told();
      },
      onTold(told) {
        ears.push({ of: self, told });
        return () => {};
      },
    };
  };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1)
    await new Promise((resolve) => void setImmediate(resolve));
}
