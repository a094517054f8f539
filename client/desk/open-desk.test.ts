import { describe, expect, test } from 'vitest';
import type { RaceEvent } from '../../shared/race/events.ts';
import { createRace } from '../../shared/race/apply.ts';
import { oval1500 } from '../../shared/testkit/definitions.ts';
import { competitors, GUN } from '../../shared/testkit/race-builder.ts';
import { instant } from '../../shared/time/time.ts';
import type { Desk, RaceDesk } from './desk.ts';
import { LONGEST_WAIT_MS, SHORTEST_WAIT_MS } from './sender.ts';
import { Browser, World, type Fate } from './world.fixture.ts';

/** Many more with HAIRLINE_TRIALS. */
const TRIALS = Number(process.env['HAIRLINE_TRIALS']) || 12;

const seeds = Array.from({ length: TRIALS }, (_, index) => index + 1);

describe('R7: an operator who loses the network', { timeout: 60_000 + TRIALS * 5_000 }, () => {
  test.each(seeds)(
    'for ten minutes with 200 taps, two reloads, a link that flaps 20 times and a server that restarts loses nothing and stores nothing twice (%i)',
    async (seed) => {
      const chance = chanceFrom(seed);
      const { world, browser, raceDesk: first } = await deskInOslo(chance);
      let { raceDesk, desk } = first;
      const reloads = new Set([50 + Math.floor(chance() * 50), 120 + Math.floor(chance() * 60)]);
      browser.setOnline(false);

      for (let tap = 1; tap <= 200; tap += 1) {
        if (reloads.has(tap)) ({ raceDesk, desk } = await visit(world, browser));
        await raceDesk.bring([passing(world)]);
        expect(shownUnsent(desk, raceDesk)).toEqual([tap, tap, tap]);
        // Somebody else at another line goes on feeding the race.
        if (tap % 10 === 0) world.server.bring('mat', [passing(world, 'start')], tap / 10);
        await world.pass(1_000 + chance() * 4_000);
      }
      expect(ownStored(world)).toEqual([]);

      world.server.takes = () => 1 + Math.floor(chance() * 16);
      const fates: readonly Fate[] = ['arrives', 'lost', 'arrives', 'answerLost'];
      world.server.fate = () => fates[world.server.sent.length % fates.length] ?? 'arrives';
      for (let flap = 1; flap <= 20; flap += 1) {
        browser.setOnline(true);
        await world.pass(20 + chance() * 1_500);
        expect(shownUnsent(desk, raceDesk)).toEqual(leftOf(world, 200));
        if (flap === 10) {
          world.server.stop();
          await world.pass(2_000);
          world.server.start();
        }
        browser.setOnline(false);
        await world.pass(chance() * 3_000);
        expect(shownUnsent(desk, raceDesk)).toEqual(leftOf(world, 200));
      }
      browser.setOnline(true);
      world.server.fate = () => 'arrives';
      await world.until(() => desk.state.getState().unsent === 0);
      // The link did break under the queue, again and again.
      expect(world.server.sent.filter(({ fate }) => fate !== 'arrives').length).toBeGreaterThan(1);

      expect(ownStored(world)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
      expect(shownUnsent(desk, raceDesk)).toEqual([0, 0, 0]);
      // What is seen here is what everybody sees, the other line's passings among it by their time.
      const { race, entries } = raceDesk.state.getState();
      expect(race.hash()).toBe(world.server.race().hash());
      expect(race.hash()).toBe(byTime(world).hash());
      expect(entries.filter(({ where }) => where === 'stored')).toHaveLength(
        world.server.entries.length,
      );
    },
  );

  test('is asked to stay from the moment of the tap, before it is safe, until it is stored', async () => {
    const { world, browser, raceDesk } = await deskInOslo();
    expect(browser.asksToStay()).toBe(false);
    const tapped = raceDesk.raceDesk.bring([passing(world)]);
    expect(browser.asksToStay()).toBe(true);
    await tapped;
    expect(browser.asksToStay()).toBe(true);
    await world.until(() => raceDesk.desk.state.getState().unsent === 0);
    expect(browser.asksToStay()).toBe(false);
  });

  test('finds the race as it was, without network, after a reload', async () => {
    const { world, browser, raceDesk } = await deskInOslo();
    await raceDesk.raceDesk.bring([passing(world)]);
    await world.pass(2_000);
    browser.setOnline(false);
    const { desk, raceDesk: again } = await visit(world, browser);
    expect(desk.state.getState()).toMatchObject({ phase: 'resumed', link: 'offline' });
    expect(again.state.getState()).toMatchObject({ whole: true, unsent: 0 });
    expect(again.state.getState().race.hash()).toBe(world.server.race().hash());
    expect(again.state.getState().race.definition?.event).toBe(oval1500.event);
  });
});

describe('R8: an acknowledgement that is lost', { timeout: 60_000 + TRIALS * 5_000 }, () => {
  test.each(seeds)(
    'once for every entry, then for one message in three, changes nothing, and is asked for with patience (%i)',
    async (seed) => {
      const chance = chanceFrom(seed);
      const { world, raceDesk: first } = await deskInOslo(chance);
      const { raceDesk, desk } = first;
      // Whoever sees its entry in the race's own frames needs no answer; here nobody does.
      world.server.show(false);
      const lostOnce = new Set<string>();
      world.server.fate = (ids) => {
        const fresh = ids.filter((id) => !lostOnce.has(id));
        for (const id of fresh) lostOnce.add(id);
        return fresh.length > 0 || chance() < 0.3 ? 'answerLost' : 'arrives';
      };
      for (let tap = 1; tap <= 60; tap += 1) {
        await raceDesk.bring([passing(world)]);
        await world.pass(chance() * 2_000);
      }
      await world.until(() => desk.state.getState().unsent === 0);
      expect(ownStored(world)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
      world.server.show(true);
      expect(raceDesk.state.getState().race.hash()).toBe(world.server.race().hash());

      const { sent } = world.server;
      const lost = sent.filter(({ fate }) => fate !== 'arrives').length;
      expect(sent.length).toBeLessThanOrEqual(60 + lost);
      for (const [index, one] of sent.entries()) {
        const before = sent[index - 1];
        // Never a second message before the first was answered or given up, with a rest after it.
        if (before?.fate === 'answerLost')
          expect(one.atMs - before.atMs).toBeGreaterThanOrEqual(8_000 + SHORTEST_WAIT_MS);
        if (before?.fate === 'answerLost')
          expect(one.atMs - before.atMs).toBeLessThanOrEqual(8_000 + LONGEST_WAIT_MS);
      }
    },
  );

  test('is asked for after rests that no two desks share', async () => {
    const rests = async (seed: number) => {
      const { world, raceDesk } = await deskInOslo(chanceFrom(seed));
      world.server.fate = () => 'answerLost';
      world.server.show(false);
      await raceDesk.raceDesk.bring([passing(world)]);
      await world.pass(120_000);
      const at = world.server.sent.map(({ atMs }) => atMs);
      return at.slice(1).map((each, index) => Math.round(each - (at[index] ?? 0)));
    };
    const [one, other] = [await rests(1), await rests(2)];
    expect(one.length).toBeGreaterThan(4);
    expect(new Set([...one, ...other]).size).toBeGreaterThan(one.length);
  });
});

describe('a desk', () => {
  test('counts an entry only once it is kept, and folds it at once', async () => {
    const { world, raceDesk } = await deskInOslo();
    const [id = ''] = await raceDesk.raceDesk.bring([passing(world)]);
    const { entries, race } = raceDesk.raceDesk.state.getState();
    expect(entries.at(-1)).toMatchObject({ id, own: true, seq: null });
    expect(race.loose).toHaveLength(1);
    await world.pass(100);
    expect(raceDesk.raceDesk.state.getState().entries.at(-1)).toMatchObject({
      id,
      where: 'stored',
      seq: 4,
    });
  });

  test('takes an entry that it sees in the race for stored, whatever became of the answer', async () => {
    const { world, raceDesk } = await deskInOslo();
    world.server.fate = () => 'answerLost';
    await raceDesk.raceDesk.bring([passing(world)]);
    await world.pass(500);
    expect(raceDesk.desk.state.getState().unsent).toBe(0);
    expect(world.server.sent).toHaveLength(1);
  });

  test('unfolds what was refused, says why, and goes on with the rest', async () => {
    const { world, raceDesk: both } = await deskInOslo();
    const { raceDesk, desk } = both;
    const why = { code: 'OTHER_POINT', message: 'this device takes times at finish' };
    world.server.refuses = ({ n }) => (n === 2 ? why : null);
    for (let tap = 0; tap < 3; tap += 1) await raceDesk.bring([passing(world)]);
    await world.pass(1_000);
    const { entries, race } = raceDesk.state.getState();
    expect(entries.filter(({ own }) => own).map(({ where }) => where)).toEqual([
      'stored',
      'stored',
      'refused',
    ]);
    expect(entries.at(-1)?.why).toEqual(why);
    expect(race.hash()).toBe(world.server.race().hash());
    expect(desk.state.getState().unsent).toBe(0);

    raceDesk.dismiss(entries.at(-1)?.id ?? 'none:0');
    await world.pass(10);
    expect(raceDesk.state.getState().entries.every(({ where }) => where === 'stored')).toBe(true);
    const file = JSON.parse(await (await desk.exportUnsent('oslo')).text()) as object;
    expect(file).toMatchObject({ races: [{ race: 'oslo', submissions: [{ n: 2 }] }] });
  });

  test('loses no tap when the browser cannot keep it, says so, and sends it all the same', async () => {
    const { world, browser, raceDesk: both } = await deskInOslo();
    await both.raceDesk.bring([passing(world)]);
    await world.pass(1_000);
    const full = async () => Promise.reject(new Error('the disk is full'));
    browser.kept = Object.assign(browser.kept, { add: full });
    browser.setOnline(false);
    await both.raceDesk.bring([passing(world)]);
    expect(both.desk.state.getState()).toMatchObject({ unsent: 1, cannotKeep: 'the disk is full' });
    expect(await (await both.desk.exportUnsent('oslo')).text()).toContain('-spare"');
    browser.setOnline(true);
    await world.until(() => both.desk.state.getState().unsent === 0);
    expect(ownStored(world)).toEqual([1, 1]);
    expect(new Set(world.server.entries.slice(3).map(({ device }) => device)).size).toBe(2);
  });

  test('does not pour what was brought to one log into the one that replaced it', async () => {
    const { world, browser, raceDesk: both } = await deskInOslo();
    browser.setOnline(false);
    await both.raceDesk.bring([passing(world)]);
    world.server.replaceLog();
    browser.setOnline(true);
    await world.pass(40_000);
    expect(world.server.entries).toEqual([]);
    expect(both.raceDesk.state.getState().entries).toMatchObject([
      { where: 'refused', why: { code: 'REPLACED' } },
    ]);
  });

  test('keeps what it brings while it is shut out, and sends it when it is let in', async () => {
    const { world, raceDesk: both } = await deskInOslo();
    world.server.revoke();
    await world.pass(100);
    expect(both.desk.state.getState()).toMatchObject({ shut: 'revoked', link: 'offline' });
    await both.raceDesk.bring([passing(world)]);
    await world.pass(60_000);
    expect(ownStored(world)).toEqual([]);
    expect(await both.desk.signIn({ key: 'new' }, 'Anna')).toEqual({ ok: true });
    await world.pass(1_000);
    expect(both.desk.state.getState()).toMatchObject({ shut: null, link: 'live', unsent: 0 });
    expect(ownStored(world)).toEqual([1]);
  });

  test('says so when the server speaks a newer wire, and keeps the queue', async () => {
    const { world, browser } = await deskInOslo();
    world.server.helloSays = 'OLD_WIRE';
    const { desk, raceDesk } = await visit(world, browser);
    await world.pass(1_000);
    await raceDesk.bring([passing(world)]);
    await world.pass(10_000);
    expect(desk.state.getState()).toMatchObject({ shut: 'oldWire', unsent: 1 });
    world.server.helloSays = 'ok';
    const after = await visit(world, browser);
    await world.until(() => after.desk.state.getState().unsent === 0);
    expect(ownStored(world)).toEqual([1]);
  });

  test('merges what two operators brought without network by the time of each', async () => {
    const { world, browser, raceDesk: anna } = await deskInOslo();
    const bert = new Browser(world, 'bert2345');
    const berts = await visit(world, bert, { key: 'b' });
    browser.setOnline(false);
    bert.setOnline(false);
    for (let tap = 0; tap < 20; tap += 1) {
      await anna.raceDesk.bring([passing(world)]);
      await world.pass(700);
      await berts.raceDesk.bring([passing(world)]);
      await world.pass(700);
    }
    bert.setOnline(true);
    await world.pass(40_000);
    browser.setOnline(true);
    await world.pass(40_000);
    expect(world.server.entries).toHaveLength(3 + 40);
    for (const { raceDesk } of [anna, berts])
      expect(raceDesk.state.getState().race.hash()).toBe(byTime(world).hash());
  });
});

interface Visit {
  readonly desk: Desk;
  readonly raceDesk: RaceDesk;
}

/** Somebody signed in at a race in Oslo that is set up and started. */
async function deskInOslo(chance: () => number = () => 0.5) {
  const world = new World(chance);
  world.server.bring('setup', [
    { type: 'raceDefined', definition: oval1500 },
    { type: 'entrantsListed', entrants: competitors('e1', 'e2', 'e3') },
    { type: 'gunFired', at: GUN, source: 'electronic', bandUs: 0 },
  ]);
  const browser = new Browser(world);
  const raceDesk = await visit(world, browser, { key: 'first' });
  return { world, browser, raceDesk };
}

/** Opens the page of the race, for the first time or again. */
async function visit(
  world: World,
  browser: Browser,
  key?: { readonly key: string },
): Promise<Visit> {
  const desk = await browser.open();
  if (key) await desk.signIn(key, 'Anna');
  const raceDesk = desk.race('oslo');
  raceDesk.hold();
  await world.pass(100);
  return { desk, raceDesk };
}

function passing(world: World, line = 'finish'): RaceEvent {
  const at = instant(Math.round(world.nowMs * 1000));
  return {
    type: 'passingRecorded',
    who: { unknown: true },
    line,
    time: { basis: 'instant', at, digits: 3 },
    kind: 'manual',
  };
}

/** What desk, race and rows say of how much is not sent; all the same number. */
function shownUnsent(desk: Desk, raceDesk: RaceDesk): readonly number[] {
  const { unsent, entries } = raceDesk.state.getState();
  const rows = entries.filter(({ where }) => where === 'device' || where === 'sending');
  return [desk.state.getState().unsent, unsent, rows.length];
}

/** Of so many brought, what the server has not stored. */
function leftOf(world: World, brought: number): readonly number[] {
  const left = brought - ownStored(world).length;
  return [left, left, left];
}

/** The counters of this operator's entries, in the order of the log. */
function ownStored(world: World): readonly number[] {
  return world.server.entries
    .filter(({ device }) => device.startsWith('op-anna'))
    .map(({ n }) => n);
}

/** The same entries, folded in the order in which things happened. */
function byTime(world: World) {
  const race = createRace();
  const sorted = [...world.server.entries].sort((a, b) => a.recordedAt - b.recordedAt);
  for (const entry of sorted) race.apply(entry);
  return race;
}

/** Numbers in [0, 1) that a seed repeats. */
function chanceFrom(seed: number): () => number {
  let state = Math.imul(seed, 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
