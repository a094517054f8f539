import { expect, test } from 'vitest';
import type { RaceEvent } from '../race/events.ts';
import { oval1500 } from '../testkit/definitions.ts';
import {
  GUN,
  afterTheGun,
  competitors,
  fold,
  started,
  type RaceBuilder,
} from '../testkit/race-builder.ts';
import { instant } from '../time/time.ts';
import { loadField } from '../testkit/load-field.ts';
import { foresee, Foresight, type Consequence } from './consequence.ts';
import { fedEntries } from './fed.fixture.ts';

/** Four at the finish, in the order of their names, half a second apart. */
function finished(): RaceBuilder {
  const race = started(oval1500, competitors('a', 'b', 'c', 'd'));
  race.passes('a', 'finish', '3:30.00', { point: '1500' });
  race.passes('b', 'finish', '3:30.50', { point: '1500' });
  race.passes('c', 'finish', '3:31.00', { point: '1500' });
  race.passes('d', 'finish', '3:31.50', { point: '1500' });
  return race;
}

function see(race: RaceBuilder, ...events: RaceEvent[]): Consequence {
  const folded = race.race();
  const before = folded.hash();
  const found = foresee(folded, fedEntries(race.entries), events, GUN);
  expect(folded.hash()).toBe(before);
  // On a thread of its own the same is found, as often as it is asked.
  const foresight = new Foresight();
  foresight.take(race.entries);
  const told = {
    consequence: found,
    entrants: folded.entrants.map(({ entrant }) => entrant.id),
  };
  expect(foresight.look(events, GUN)).toEqual(told);
  expect(foresight.look(events, GUN)).toEqual(told);
  return found ?? expect.fail('too large');
}

const tapped = (race: RaceBuilder, id: `${string}:${number}`) =>
  race.eventOf(id, 'passingRecorded');

test('FC1 what a correction would change is found on a copy, before it is brought', () => {
  const race = finished();
  const time = afterTheGun('3:29.90');
  const amended = { ...tapped(race, 'desk:7'), time };
  const { positions, changes, refused } = see(race, {
    type: 'entryAmended',
    target: 'desk:7',
    event: amended,
  });
  expect(positions).toEqual([
    { entrant: 3, from: 4, to: 1 },
    { entrant: 0, from: 1, to: 2 },
    { entrant: 1, from: 2, to: 3 },
    { entrant: 2, from: 3, to: 4 },
  ]);
  expect(changes.filter(({ what }) => what === 'split')).toMatchObject([
    { entrant: 3, before: '3:31.50', after: '3:29.90', entry: 'desk:7' },
  ]);
  expect(refused).toEqual([]);
});

test('FC1 splits won and lost, and who loses the position', () => {
  const race = finished();
  race.passes({ bib: '99' }, 'finish', '3:32.00');
  const { positions, loose } = see(race, { type: 'entryVoided', target: 'desk:4' });
  expect(positions).toEqual([
    { entrant: 1, from: 2, to: 1 },
    { entrant: 2, from: 3, to: 2 },
    { entrant: 3, from: 4, to: 3 },
    { entrant: 0, from: 1, to: null },
  ]);
  expect(loose).toEqual({ before: 1, after: 1 });
  const list = { id: 'e', bib: '99', role: 'competitor' } as const;
  const known = see(race, { type: 'entrantsListed', entrants: [list] });
  expect(known.loose).toEqual({ before: 1, after: 0 });
});

test('FC2 also the status, the gun, the result and the state of the race', () => {
  const race = finished();
  const dnf = see(race, { type: 'statusSet', entrant: 'b', status: 'DQ', rule: 'TR 17' });
  expect(dnf.changes).toContainEqual(
    expect.objectContaining({ entrant: 1, what: 'status', before: null, after: 'DQ' }),
  );
  const later = instant(GUN + 100_000);
  expect(see(race, { type: 'gunFired', at: later, source: 'manual', bandUs: 200_000 }).gun).toEqual(
    {
      before: GUN,
      after: later,
    },
  );
  const declared = see(race, {
    type: 'resultDeclared',
    state: 'provisional',
    time: afterTheGun('4:00'),
  });
  expect(declared.result).toEqual({ before: null, after: 'provisional' });
  expect(see(race, { type: 'raceStateSet', state: 'rerun', at: GUN }).state).toEqual({
    before: null,
    after: 'rerun',
  });
});

test('FC3 an official result that would change has to be declared amended', () => {
  const race = finished();
  race.declares('official', '4:00.00');
  race.sets('scheduled');
  const change: RaceEvent = { type: 'entryVoided', target: 'desk:4' };
  const amended: RaceEvent = {
    type: 'resultDeclared',
    state: 'amended',
    time: afterTheGun('5:00'),
    reason: 'protest',
  };
  expect(see(race, change).breaksOfficial).toBe(true);
  expect(see(race, change, amended).breaksOfficial).toBe(false);
  expect(
    see(race, { type: 'messagePosted', text: 'Rain', kind: 'reported', time: afterTheGun('4:01') })
      .breaksOfficial,
  ).toBe(false);
});

test('FC4 what the race would not take is said, and the rest is looked at', () => {
  const race = finished();
  const bad: RaceEvent = { type: 'entryVoided', target: race.voids('desk:7') };
  const { refused, positions } = see(race, bad, { type: 'entryRestored', target: 'desk:7' });
  expect(refused).toMatchObject([{ event: 0, refusal: { code: 'BAD_CORRECTION' } }]);
  expect(positions).toEqual([{ entrant: 3, from: null, to: 4 }]);
});

test('FC5 what is brought now is newer than everything, whatever the clocks say', () => {
  const race = finished();
  race.recordedAt = instant(GUN + 3_600_000_000);
  race.voids('desk:7');
  expect(see(race, { type: 'entryRestored', target: 'desk:7' }).positions).toHaveLength(1);
});

test('FC6 a race that is too large, or that other entries made, cannot be foreseen', () => {
  const race = finished();
  const fed = fedEntries(race.entries);
  const many = Array.from({ length: 600 }, () => fed).flat();
  expect(foresee(race.race(), many, [], GUN)).toBeNull();
  expect(foresee(race.race(), fed.slice(0, 1), [], GUN)).toBeNull();
  const refused = fedEntries(race.entries, { refused: ['desk:7'] });
  const without = fold(race.entries.slice(0, -1));
  expect(foresee(without, refused, [], GUN)?.changes).toEqual([]);
});

test('FC7 what the server refused is forgotten, and what comes is known', () => {
  const race = finished();
  const foresight = new Foresight();
  foresight.take(race.entries);
  foresight.drop(['nobody:1']);
  foresight.drop(['desk:4']);
  const positions = (target: `${string}:${number}`) =>
    foresight.look([{ type: 'entryVoided', target }], GUN).consequence.positions;
  expect(positions('desk:5').at(-1)).toEqual({ entrant: 1, from: 1, to: null });
  race.passes('a', 'finish', '3:29.00', { point: '1500' });
  foresight.take(race.entries);
  foresight.prepare();
  expect(positions('desk:5').at(-1)).toEqual({ entrant: 1, from: 2, to: null });
});

test('FC7 a race of 20,000 entries is foreseen', { timeout: 60_000 }, () => {
  const { opening, passings } = loadField({ entrants: 2_000, points: 10 });
  const foresight = new Foresight();
  const took = timed(() => foresight.take([...opening, ...passings]));
  const winner = passings.find(
    ({ event }) => event.type === 'passingRecorded' && event.line === 'mat 10',
  );
  const target = `mats:${winner?.n ?? 0}` as const;
  const looks = [1, 2].map(() => {
    const prepare = timed(() => foresight.prepare());
    const look = timed(() => {
      const { consequence } = foresight.look([{ type: 'entryVoided', target }], GUN);
      expect(consequence.positions.length).toBeGreaterThan(0);
    });
    return `folded in ${prepare} ms, looked at in ${look} ms`;
  });
  process.stdout.write(
    `consequence of one of ${passings.length} entries: read in ${took} ms; ${looks.join('; ')}\n`,
  );
});

function timed(act: () => void): string {
  const since = performance.now();
  act();
  return (performance.now() - since).toFixed(0);
}
