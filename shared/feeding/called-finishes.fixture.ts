import { numbers } from '../random/numbers.ts';
import { instant } from '../time/time.ts';
import type { GeneratedFinish } from './finishes.fixture.ts';

/**
 * Gaps between neighbours in results that were published, in hundredths of a second: 1500 m Oslo 2023 and
 * 2024 and Paris 2024, 5000 m Oslo 2024, 10,000 m Rio 2016. Half of them are closer than 0.85 s, every
 * fourth is 0.1 s or less.
 */
const GAPS_CS = [
  [94, 13, 6, 10, 8, 15, 6, 60],
  [3, 103, 4, 22, 2, 49, 56, 7, 101],
  [14, 1, 44],
  [222, 201, 714, 155, 93, 32, 4, 100, 265, 38, 81, 89],
  [1508, 1003, 1095, 1427, 539, 1324, 25, 4741, 87, 1200, 149],
].flat();

/** Of a hundred calls one is missed, one doubled, one out of order: an assumption, no count of it is known to us. */
export const USUAL_FAULTS = 0.01;

/**
 * 8 to 40 finishers with gaps of real races. One person taps each of them (± 0.03 s, at most ten taps a
 * second). Another calls: after 0.8–2 s of their own (± 0.05–0.3 s), one bib every 0.4–0.9 s of their own
 * (three figures and Enter, 0.1–0.2 s a key), ± 20 %. Of the calls a share of `faults` is missed, as many
 * are doubled (half of them at once, half after the next bib), and of those whose neighbour comes within
 * two seconds as many are called the wrong way round.
 */
export function calledFinish(seed: number, rate: number): GeneratedFinish {
  const next = numbers(seed + 90_001);
  const pick = (low: number, high: number): number => low + next() * (high - low);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const count = Math.floor(pick(8, 41));
  const bibs = shuffled(count, next);
  const faults = { ...NONE };

  const crossings: number[] = [10];
  while (crossings.length < count) {
    const gap = GAPS_CS[Math.floor(next() * GAPS_CS.length)] ?? 0;
    crossings.push((crossings.at(-1) ?? 0) + gap / 100);
  }
  const taps: number[] = [];
  for (const crossing of crossings)
    taps.push(Math.max(crossing + 0.03 * normal(), (taps.at(-1) ?? 0) + 0.1));

  const said: { crossing: number; again: boolean }[] = [];
  for (const crossing of orderOfCalls(crossings, { next, rate, faults })) {
    if (next() < rate) {
      faults.missedCalls += 1;
      continue;
    }
    const again = said.at(-1)?.again === true ? said.pop() : undefined;
    said.push({ crossing, again: false });
    if (again !== undefined) said.push({ ...again, again: false });
    if (next() >= rate) continue;
    faults.doubledCalls += 1;
    // Half of them come after the next bib: `again` marks what waits for it.
    said.push({ crossing, again: next() < 0.5 });
  }

  const caller = {
    delay: pick(0.8, 2),
    unrest: pick(0.05, 0.3),
    each: pick(0.4, 0.9),
  };
  const calls: { at: number; crossing: number }[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const { crossing } of said) {
    const late = Math.max(0.3, caller.delay + caller.unrest * normal());
    const at = Math.max((crossings[crossing] ?? 0) + late, free);
    free = at + caller.each * pick(0.8, 1.2);
    calls.push({ at, crossing });
  }
  return {
    taps: taps.map((at, i) => ({ id: `t${i}`, at: moment(at) })),
    calls: calls.map(({ at, crossing }, i) => ({
      id: `c${i}`,
      bib: bibs[crossing] ?? '',
      at: moment(at),
    })),
    tapped: new Map(taps.map((_, i) => [`t${i}`, i])),
    called: new Map(calls.map(({ crossing }, i) => [`c${i}`, { crossing, isRight: true }])),
    bibs,
    due: new Map(
      crossings.map((crossing, i) => [
        bibs[i] ?? '',
        { at: moment(crossing + 0.25 * normal()), errorUs: 411_000 },
      ]),
    ),
    faults,
  };
}

const NONE = {
  missedTaps: 0,
  doubledTaps: 0,
  missedCalls: 0,
  doubledCalls: 0,
  swappedCalls: 0,
  wrongBibs: 0,
};

function orderOfCalls(
  crossings: readonly number[],
  { next, rate, faults }: { next: () => number; rate: number; faults: { swappedCalls: number } },
): number[] {
  const order = crossings.map((_, i) => i);
  for (let i = 0; i + 1 < order.length; i++) {
    // It takes two of them.
    if ((crossings[i + 1] ?? 0) - (crossings[i] ?? 0) > 2 || next() >= rate / 2) continue;
    [order[i], order[i + 1]] = [i + 1, i];
    faults.swappedCalls += 2;
    i++;
  }
  return order;
}

function moment(seconds: number) {
  return instant(1_717_098_600_000_000 + Math.round(seconds * 1e6));
}

function shuffled(count: number, next: () => number): string[] {
  const bibs = Array.from({ length: count }, (_, i) => ({ bib: String(101 + i), by: next() }));
  return bibs.sort((a, b) => a.by - b.by).map(({ bib }) => bib);
}
