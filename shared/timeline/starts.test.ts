import { expect, test } from 'vitest';
import type { RaceDefinition } from '../race/definition.ts';
import { marathon, oval1500 } from '../testkit/definitions.ts';
import { competitors, GUN, RaceBuilder } from '../testkit/race-builder.ts';
import { instant, LIVE_EDGE } from '../time/time.ts';
import { recallsOf } from './starts.ts';
import { storyAt } from './story.ts';

const second = (n: number) => instant(GUN + n * 1_000_000);

function defined(definition: RaceDefinition): RaceBuilder {
  const race = new RaceBuilder();
  race.define(definition);
  race.list(...competitors('anna', 'berit'));
  return race;
}

test('V13 a recall is told with its reason, and waits for the next gun', () => {
  const race = defined(oval1500);
  const gun = race.gun(second(0));
  race.recordedAt = second(6);
  race.voids(gun, 'false start');
  const recall = { at: second(6), name: null, reason: 'false start' };
  expect(recallsOf(race.race())).toEqual([{ ...recall, waits: true }]);
  race.gun(second(180));
  expect(recallsOf(race.race())).toEqual([{ ...recall, waits: false }]);
  expect(storyAt(race.race(), LIVE_EDGE)).toEqual([
    {
      at: second(6),
      key: `recall:${second(6)}`,
      says: { kind: 'recall', wave: null, reason: 'false start' },
    },
    { at: second(180), key: 'gun', says: { kind: 'gun', wave: null } },
  ]);
});

test('V13 one start that two devices saw is no recall, nor is a time that was typed in anew', () => {
  const race = defined(oval1500);
  race.gun(second(0));
  const late = race.gun(second(1));
  race.recordedAt = second(3);
  race.voids(late, 'second gun of the same start');
  expect(recallsOf(race.race())).toEqual([]);
});

test('V13 a start that two devices called back is called back once', () => {
  const race = defined(oval1500);
  const guns = [race.gun(second(0)), race.gun(second(0.2))];
  race.recordedAt = second(5);
  for (const gun of guns) race.voids(gun);
  expect(recallsOf(race.race())).toEqual([
    { at: second(5), name: null, reason: null, waits: true },
  ]);
});

test('V13 every wave has its gun, and each is called back for itself', () => {
  const race = defined(marathon);
  race.gun(second(0), { wave: 'elite' });
  const gun = race.gun(second(60), { wave: 'A' });
  const unknown = race.gun(second(61), { wave: 'Z' });
  race.recordedAt = second(70);
  race.voids(gun);
  race.voids(unknown);
  race.gun(second(120), { wave: 'B' });
  const told = storyAt(race.race(), LIVE_EDGE).map(({ says }) => says);
  expect(told).toEqual([
    { kind: 'gun', wave: 'Elite' },
    { kind: 'recall', wave: 'Wave A', reason: null },
    { kind: 'recall', wave: null, reason: null },
    { kind: 'gun', wave: 'Wave B' },
  ]);
  expect(recallsOf(race.race()).map(({ waits }) => waits)).toEqual([true, true]);
});

test('V13 a gun that was moved is told with by how much', () => {
  const race = defined(oval1500);
  const gun = race.gun(second(1));
  race.recordedAt = second(300);
  race.amends(gun, { type: 'gunFired', at: second(0.58), source: 'audio', bandUs: 20_000 });
  expect(storyAt(race.race(), LIVE_EDGE).at(-1)).toEqual({
    at: second(300),
    key: `moved:${second(300)}`,
    says: { kind: 'gunMoved', wave: null, us: -420_000, digits: 2 },
  });
  race.amends(gun, { type: 'gunFired', at: second(1), source: 'audio', bandUs: 20_000 });
  expect(storyAt(race.race(), LIVE_EDGE).map(({ key }) => key)).toEqual(['gun']);
});

test('V13 by how much a gun was moved is told as finely as the worse of the two knows', () => {
  const digits = (to: number, bandUs: number) => {
    const race = defined(oval1500);
    const gun = race.gun(second(60), { source: 'manual', bandUs });
    race.recordedAt = second(300);
    race.amends(gun, { type: 'gunFired', at: second(to), source: 'entered', bandUs: 20_000 });
    const says = storyAt(race.race(), LIVE_EDGE).at(-1)?.says;
    return says?.kind === 'gunMoved' ? says.digits : null;
  };
  expect(digits(19.535, 200_000)).toBe(1);
  expect(digits(59.96, 200_000)).toBe(2);
  expect(digits(59.5, 20_000)).toBe(2);
  expect(digits(59.535, 20_000)).toBe(3);
});

test('V14 the bell is told once: with who leads there, or, behind a pacemaker, by itself', () => {
  const race = defined(oval1500);
  race.list({ id: 'pace', bib: '9', role: 'pacemaker' });
  race.gun(second(0));
  race.passes('anna', 'finish', '2:34.00', { point: '1100' });
  const rings = () =>
    storyAt(race.race(), LIVE_EDGE).flatMap(({ says }) =>
      says.kind === 'bell' || (says.kind === 'leadAt' && says.isAtBell)
        ? [[says.kind, says.leader]]
        : [],
    );
  expect(rings()).toEqual([['leadAt', 0]]);
  race.passes('pace', 'finish', '2:33.00', { point: '1100' });
  expect(rings()).toEqual([['bell', 0]]);
});
