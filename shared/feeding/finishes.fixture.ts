import { numbers } from '../random/numbers.ts';
import { instant } from '../time/time.ts';
import type { MarriedCall, MarriedTap } from './marriage.ts';

/** A finish as it was, and as one person tapped and another one called it. */
export interface GeneratedFinish {
  readonly taps: readonly MarriedTap[];
  readonly calls: readonly MarriedCall[];
  /** By tap: which crossing it was; null for a second tap of one. */
  readonly tapped: ReadonlyMap<string, number | null>;
  /** By call: which crossing it was of, and whether the bib was right. */
  readonly called: ReadonlyMap<string, { readonly crossing: number; readonly isRight: boolean }>;
  /** Bibs of all who are in the race, in the order of their crossings. */
  readonly bibs: readonly string[];
  /** By bib, when each was expected, off by 0.25 s (1 σ). */
  readonly due: ReadonlyMap<string, { readonly at: number; readonly errorUs: number }>;
  readonly faults: Faults;
}

export interface Faults {
  readonly missedTaps: number;
  readonly doubledTaps: number;
  readonly missedCalls: number;
  readonly doubledCalls: number;
  readonly swappedCalls: number;
  readonly wrongBibs: number;
}

/**
 * 8 to 40 finishers, alone and in packs of up to six with gaps of 0.05–0.3 s; a caller with a delay of
 * 0.3–2.5 s of their own and some unrest, who needs time for each bib. 3 % of the taps are missed, 3 %
 * doubled; 3 % of the calls are missed, 3 % out of order, 1 % doubled, 1 % wrong, half of those bibs
 * that nobody has.
 */
export function generatedFinish(seed: number): GeneratedFinish {
  const next = numbers(seed + 1);
  const pick = (low: number, high: number): number => low + next() * (high - low);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const count = Math.floor(pick(8, 41));
  const bibs = shuffled(count, next);
  const crossings = crossingTimes(count, { next, pick });
  const faults = {
    missedTaps: 0,
    doubledTaps: 0,
    missedCalls: 0,
    doubledCalls: 0,
    swappedCalls: 0,
    wrongBibs: 0,
  };

  const taps: { at: number; crossing: number | null }[] = [];
  crossings.forEach((crossing, i) => {
    if (next() < 0.03) return void (faults.missedTaps += 1);
    const at = crossing + 0.015 * normal();
    taps.push({ at, crossing: i });
    if (next() >= 0.03) return;
    faults.doubledTaps += 1;
    taps.push({ at: at + pick(0.06, 0.2), crossing: null });
  });
  taps.sort((a, b) => a.at - b.at);

  const order = crossings.map((_, i) => i);
  for (let i = 0; i + 1 < count; i++) {
    // Two calls are out of order at a time, and only of two who come close behind each other.
    if (next() >= 0.015 * SWAP_SHARE || (crossings[i + 1] ?? 0) - (crossings[i] ?? 0) > 2) continue;
    [order[i], order[i + 1]] = [i + 1, i];
    faults.swappedCalls += 2;
    i++;
  }
  const delay = pick(0.3, 2.3);
  const unrest = pick(0.03, 0.15);
  const calls: { at: number; bib: string; crossing: number; isRight: boolean }[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const i of order) {
    if (next() < 0.03) {
      faults.missedCalls += 1;
      continue;
    }
    let bib = bibs[i] ?? '';
    if (next() < 0.01) {
      faults.wrongBibs += 1;
      bib = next() < 0.5 ? `9${bib}` : (bibs[Math.floor(next() * count)] ?? '');
    }
    const late = Math.min(2.5, Math.max(0.3, delay + unrest * normal()));
    const at = Math.max((crossings[i] ?? 0) + late, free);
    free = at + pick(0.15, 0.25);
    const isRight = bib === bibs[i];
    calls.push({ at, bib, crossing: i, isRight });
    if (next() >= 0.01) continue;
    faults.doubledCalls += 1;
    calls.push({ at: free, bib, crossing: i, isRight });
    free += 0.2;
  }
  return {
    taps: taps.map(({ at }, i) => ({ id: `t${i}`, at: moment(at) })),
    calls: calls.map(({ at, bib }, i) => ({ id: `c${i}`, bib, at: moment(at) })),
    tapped: new Map(taps.map(({ crossing }, i) => [`t${i}`, crossing])),
    called: new Map(calls.map(({ crossing, isRight }, i) => [`c${i}`, { crossing, isRight }])),
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

const SWAP_SHARE = 1.35;

function moment(seconds: number): MarriedTap['at'] {
  return instant(1_717_098_600_000_000 + Math.round(seconds * 1e6));
}

interface Chance {
  readonly next: () => number;
  readonly pick: (low: number, high: number) => number;
}

function crossingTimes(count: number, { next, pick }: Chance): number[] {
  const times: number[] = [];
  let at = 10;
  while (times.length < count) {
    at += 0.4 + -2.5 * Math.log(1 - next());
    const pack = next() < 0.5 ? 1 : Math.floor(pick(2, 7));
    for (let i = 0; i < pack && times.length < count; i++) {
      times.push(at);
      at += pick(0.05, 0.3);
    }
  }
  return times;
}

function shuffled(count: number, next: () => number): string[] {
  const bibs = Array.from({ length: count }, (_, i) => ({ bib: String(101 + i), by: next() }));
  return bibs.sort((a, b) => a.by - b.by).map(({ bib }) => bib);
}
