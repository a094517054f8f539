import { expect, test } from 'vitest';
import { oval1500 } from '../../../../shared/testkit/definitions.ts';
import { competitors } from '../../../../shared/testkit/race-builder.ts';
import { instant } from '../../../../shared/time/time.ts';
import { deskFixture } from '../../../desk/desk.fixture.ts';
import { sightOf } from './field-in-sight.ts';
import type { SimulateOptions } from '../../../../shared/feeding/simulated-field.ts';
import { MAT, startRehearsal } from './rehearsal-run.ts';

const RUNNERS = competitors('e1', 'e2', 'e3', 'e4', 'e5', 'e6');

/** A rehearsal on a clock that the test moves. */
function rehearse(options: Partial<SimulateOptions> = {}) {
  let ms = 0;
  let waiting: { at: number; call: () => void }[] = [];
  const desk = deskFixture({
    nowMs: () => ms,
    races: { oslo: { definition: oval1500, entrants: RUNNERS } },
  });
  const interrupted: number[] = [];
  const race = desk.race('oslo');
  const running = startRehearsal(
    {
      line: 'finish',
      seed: 4,
      faults: { droppedLink: false, lateGun: false, mat: false },
      beginAt: 'gun',
      ...options,
    },
    {
      desk: { now: desk.now, interrupt: (lost) => interrupted.push(lost) },
      race,
      after(wait, call) {
        const one = { at: ms + wait, call };
        waiting.push(one);
        return () => {
          waiting = waiting.filter((other) => other !== one);
        };
      },
    },
  );
  return {
    desk,
    race,
    running,
    interrupted,
    brought: () => desk.brought('oslo'),
    to(seconds: number) {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (next.at > seconds * 1_000) {
          waiting.unshift(next);
          break;
        }
        ms = next.at;
        next.call();
      }
      ms = seconds * 1_000;
    },
  };
}

test('the gun is fired three seconds after the start, at its moment', () => {
  const it = rehearse();
  it.to(2.9);
  expect(it.brought()).toEqual([]);
  it.to(3.2);
  expect(it.brought()).toMatchObject([{ type: 'gunFired', at: instant(it.desk.now() - 200_000) }]);
});

test('a late gun is told four seconds later, with the moment at which it was fired', () => {
  const it = rehearse({ faults: { droppedLink: false, lateGun: true, mat: false } });
  it.to(6.9);
  expect(it.brought()).toEqual([]);
  it.to(7.2);
  expect(it.brought()).toMatchObject([
    { type: 'gunFired', at: instant(it.desk.now() - 4_200_000) },
  ]);
});

test('it can begin 15 s before the first finisher, and asks for nothing that was before', () => {
  const it = rehearse({ beginAt: 'end' });
  const { field, gunAt } = it.running.state.getState();
  expect(field.from).toBeGreaterThan(100_000_000);
  it.to(3.1);
  expect(it.brought()).toMatchObject([{ type: 'gunFired', at: gunAt }]);
  it.running.end();
  expect(it.running.state.getState().score).toMatchObject({ happened: 0, points: 100 });
});

test('the mat reads in the order in which its reads arrive, and nothing of the future', () => {
  const it = rehearse({ faults: { droppedLink: false, lateGun: false, mat: true } });
  it.to(60);
  const since = it.desk.now() - it.running.state.getState().gunAt;
  const reads = it.brought().filter(({ type }) => type === 'passingRecorded');
  expect(reads.length).toBeGreaterThan(3);
  for (const read of reads) {
    if (read.type !== 'passingRecorded' || read.time.basis !== 'gun')
      throw new Error('a read by the gun');
    expect(read.source).toBe(MAT);
    expect(read.time.time).toBeLessThan(since);
  }
});

test('the network is taken away once, while most come', () => {
  const it = rehearse({ faults: { droppedLink: true, lateGun: false, mat: false } });
  it.to(600);
  expect(it.interrupted).toEqual([12_000]);
});

test('it ends by itself eight seconds after the last, and who tapped nothing has nothing', () => {
  const it = rehearse();
  it.to(600);
  const { score } = it.running.state.getState();
  expect(score).toMatchObject({ happened: 24, right: 0, points: 0 });
  expect(score?.missed).toHaveLength(24);
});

test('who comes to the line is in sight for its last 80 m, and a little behind it', () => {
  const it = rehearse();
  const { field } = it.running.state.getState();
  const sight = sightOf(it.race.state.getState().race, field, 'finish');
  const first = field.crossings.find(({ line }) => line === 'finish');
  if (first === undefined) throw new Error('somebody comes');
  const before = sight(first.time - 1_000_000).find(({ entrant }) => entrant === first.entrant);
  expect(before?.metresToGo).toBeGreaterThan(4);
  expect(before?.metresToGo).toBeLessThan(11);
  const after = sight(first.time + 500_000).find(({ entrant }) => entrant === first.entrant);
  expect(after?.metresToGo).toBeLessThan(0);
  expect(sight(first.time - 30_000_000).some(({ entrant }) => entrant === first.entrant)).toBe(
    false,
  );
});
