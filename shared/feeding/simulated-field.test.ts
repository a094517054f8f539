import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interval10k, oval1500 } from '../testkit/definitions.ts';
import { competitors, fold, started } from '../testkit/race-builder.ts';
import { raceTime } from '../time/time.ts';
import { scoreOf } from './score.ts';
import { simulateField, type SimulatedFaults } from './simulated-field.ts';

const ids = Array.from({ length: 12 }, (_, i) => `e${i + 1}`);
const NONE: SimulatedFaults = { droppedLink: false, lateGun: false, mat: false };
const ALL: SimulatedFaults = { droppedLink: true, lateGun: true, mat: true };
const field = (seed: number, faults = NONE) =>
  simulateField(started(oval1500, competitors(...ids)).race(), {
    line: 'finish',
    seed,
    faults,
    beginAt: 'gun',
  });

describe('a simulated field', () => {
  test('runs the whole race, each faster than nobody could and slower than nobody would', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { crossings } = field(seed);
        expect(crossings).toHaveLength(12 * 15);
        for (const { time, point } of crossings) {
          const mps = ((point + 1) * 100) / (time / 1_000_000);
          expect(mps).toBeGreaterThan(oval1500.speed.minMps);
          expect(mps).toBeLessThan(oval1500.speed.maxMps);
        }
      }),
    );
  });

  test('comes in the order of time, and each entrant in the order of the points', () => {
    const { crossings } = field(3);
    expect(crossings).toEqual(
      crossings.toSorted((a, b) => a.time - b.time || a.entrant - b.entrant),
    );
    const first = crossings.filter(({ entrant }) => entrant === 0).map(({ point }) => point);
    expect(first).toEqual(Array.from({ length: 15 }, (_, i) => i));
  });

  test('is the same for the same seed, and another for another', () => {
    expect(field(5)).toEqual(field(5));
    expect(field(5)).not.toEqual(field(6));
  });

  test('without faults has no mat, no drop and a timely gun', () => {
    expect(field(1)).toMatchObject({ mat: [], dropped: [], gunLateUs: 0 });
  });

  test('loses the link while the most come at once, and the gun comes late', () => {
    const { crossings, dropped, gunLateUs } = field(1, ALL);
    const here = crossings.filter(({ line }) => line === 'finish');
    const [[from, to] = [raceTime(0), raceTime(0)]] = dropped;
    expect(to - from).toBe(12_000_000);
    expect(here.filter(({ time }) => time >= from && time < to).length).toBeGreaterThan(2);
    expect(gunLateUs).toBe(4_000_000);
  });

  test('can begin 15 s before the first is home, and goes wrong only from then on', () => {
    const race = started(oval1500, competitors(...ids)).race();
    const end = simulateField(race, { line: 'finish', seed: 2, faults: ALL, beginAt: 'end' });
    const firstHome = end.crossings.find(({ point }) => point === 14)?.time ?? 0;
    expect(end.from).toBe(firstHome - 15_000_000);
    expect(end.crossings).toEqual(field(2).crossings);
    expect(Math.min(...end.mat.map(({ time }) => time))).toBeGreaterThanOrEqual(firstHome);
    expect(end.dropped[0]?.[0]).toBeGreaterThan(end.from);
  });

  test('has a mat that in many races doubles some, misses some and sends some late', () => {
    const seeds = Array.from({ length: 30 }, (_, seed) => field(seed, ALL));
    const happened = seeds.flatMap(({ crossings }) =>
      crossings.filter(({ line }) => line === 'finish'),
    ).length;
    const mat = seeds.flatMap((one) => one.mat);
    const late = mat.filter(({ time, arrives }) => arrives - time > 5_000_000);
    const firsts = new Set(
      seeds.flatMap((one, seed) =>
        one.mat.map((read) => `${seed} ${read.entrant} ${Math.floor(read.time / 2_000_000)}`),
      ),
    );
    expect(late.length / happened).toBeGreaterThan(0.03);
    expect(firsts.size / happened).toBeLessThan(0.99);
    expect(mat.length / happened).toBeGreaterThan(0.97);
    expect(mat.length / happened).toBeLessThan(1.1);
  });

  test('leaves out who does not start, and starts each at their own time where that is the rule', () => {
    const builder = started(oval1500, competitors(...ids));
    builder.status('e1', 'DNS');
    const crossings = simulateField(builder.race(), {
      line: 'finish',
      seed: 1,
      faults: NONE,
      beginAt: 'gun',
    }).crossings;
    expect(crossings.some(({ entrant }) => entrant === 0)).toBe(false);
    const late = competitors('e1', 'e2').map((entrant, i) => ({
      ...entrant,
      startOffsetUs: i * 30_000_000,
    }));
    const interval = simulateField(started(interval10k, late).race(), {
      line: 'x',
      seed: 1,
      faults: ALL,
      beginAt: 'gun',
    });
    expect(
      Math.min(
        ...interval.crossings.filter(({ entrant }) => entrant === 1).map(({ time }) => time),
      ),
    ).toBeGreaterThan(30_000_000);
    expect(interval.mat).toEqual([]);
    expect(interval.dropped).toEqual([[0, 12_000_000]]);
  });

  test('of a race that nobody has defined is empty', () => {
    const { crossings } = simulateField(fold([]), {
      line: 'finish',
      seed: 1,
      faults: NONE,
      beginAt: 'gun',
    });
    expect(crossings).toEqual([]);
  });
});

describe('the score of a rehearsal', () => {
  const truth = field(11);
  const here = truth.crossings.filter(({ line }) => line === 'finish');
  const until = here.at(-1)?.time ?? raceTime(0);

  function fed(
    change: (index: number) => { by?: number; skip?: boolean; unknown?: boolean } | undefined,
  ) {
    const builder = started(oval1500, competitors(...ids));
    here.forEach(({ entrant, time }, index) => {
      const { by = 0, skip = false, unknown = false } = change(index) ?? {};
      const stamp = { basis: 'gun', time: raceTime(time + by), digits: 3 } as const;
      if (!skip) builder.passes(unknown ? { unknown: true } : `e${entrant + 1}`, 'finish', stamp);
    });
    return builder.race();
  }

  test('is 100 for who taps all of them at the moment', () => {
    expect(
      scoreOf(
        fed(() => ({ by: 20_000 })),
        truth,
        { line: 'finish', from: raceTime(0), until },
      ),
    ).toEqual({
      happened: 48,
      right: 48,
      missed: [],
      wrong: [],
      invented: 0,
      unassigned: 0,
      errorUs: { p50: 20_000, p95: 20_000 },
      points: 100,
    });
  });

  test('counts what was missed, what is somebody else’s time, and what is nobody’s yet', () => {
    const last = here.length - 1;
    const race = fed((index) =>
      index === last
        ? { skip: true }
        : index === last - 1
          ? { by: 700_000 }
          : index === last - 2
            ? { unknown: true }
            : undefined,
    );
    const score = scoreOf(race, truth, { line: 'finish', from: raceTime(0), until });
    expect(score).toMatchObject({
      happened: 48,
      right: 45,
      unassigned: 1,
      invented: 0,
      points: 93,
    });
    expect(score.missed).toEqual(
      [here[last - 2], here[last]].toSorted((a, b) => (a?.time ?? 0) - (b?.time ?? 0)),
    );
    expect(score.wrong).toMatchObject([{ byUs: 700_000 }]);
  });

  test('counts a split that nobody ran', () => {
    const early = scoreOf(
      fed(() => undefined),
      truth,
      { line: 'finish', from: raceTime(0), until: here[0]?.time ?? raceTime(0) },
    );
    expect(early).toMatchObject({ happened: 1, right: 1, invented: 47, points: 53 });
  });

  test('leaves out what happened before the rehearsal began', () => {
    const from = here[10]?.time ?? raceTime(0);
    const race = fed((index) => (index < 10 ? { skip: true } : undefined));
    expect(scoreOf(race, truth, { line: 'finish', from, until })).toMatchObject({
      happened: 38,
      right: 38,
      points: 100,
    });
  });

  test('of nothing that happened is whole, without an error', () => {
    const score = scoreOf(fold([]), truth, {
      line: 'finish',
      from: raceTime(0),
      until: raceTime(0),
    });
    expect(score).toMatchObject({ happened: 0, points: 100, errorUs: null });
  });
});
