import { expect, test } from 'vitest';
import { instant } from '../time/time.ts';
import { generatedFinish, type GeneratedFinish } from './finishes.fixture.ts';
import { marry, type Marriage, type MarriedCall, type MarriedTap } from './marriage.ts';

const runs = Number(process.env['HAIRLINE_TRIALS'] ?? 200);

/** For a machine that has much else to do. */
const SLOW = { timeout: 60_000 };

const taps = (...seconds: readonly number[]): MarriedTap[] =>
  seconds.map((at, i) => ({ id: `t${i}`, at: instant(at * 1_000_000) }));

const calls = (...said: readonly (readonly [string, number])[]): MarriedCall[] =>
  said.map(([bib, at], i) => ({ id: `c${i}`, bib, at: instant(at * 1_000_000) }));

/** Six who come alone, called a second later each. */
const alone = [10, 14, 17, 23, 28, 31];
const calledAlone = alone.map((at, i) => [String(i + 1), at + 1 + (i % 2) * 0.05] as const);

const bibs = ({ pairs }: Marriage): Record<string, string> =>
  Object.fromEntries(pairs.map(({ tap, bib }) => [tap, bib]));

const asked = ({ conflicts }: Marriage): string[] =>
  conflicts.map(({ kind, tap, call }) => `${kind} ${tap ?? '–'} ${call ?? '–'}`);

test('FM1 who comes alone is married to who is called, for certain, and the delay is found', () => {
  const married = marry(taps(...alone), calls(...calledAlone));
  expect(bibs(married)).toEqual({ t0: '1', t1: '2', t2: '3', t3: '4', t4: '5', t5: '6' });
  expect(married.pairs.every(({ sure }) => sure)).toBe(true);
  expect(married.conflicts).toEqual([]);
  expect(married.delayUs).toBeCloseTo(1_025_000, -5);
});

test('FM2 a tap that nobody called and a call that nobody tapped are asked about', () => {
  const noCall = marry(taps(...alone), calls(...calledAlone.filter((_, i) => i !== 2)));
  expect(asked(noCall)).toEqual(['missedCall t2 –']);
  expect(bibs(noCall)).toEqual({ t0: '1', t1: '2', t3: '4', t4: '5', t5: '6' });
  const noTap = marry(taps(...alone.filter((_, i) => i !== 2)), calls(...calledAlone));
  expect(asked(noTap)).toEqual(['missedTap – c2']);
  expect(bibs(noTap)).toEqual({ t0: '1', t1: '2', t2: '4', t3: '5', t4: '6' });
});

test('FM3 a second tap of one crossing is to be left out', () => {
  const married = marry(taps(...alone, 17.08), calls(...calledAlone));
  expect(asked(married)).toEqual(['doubledTap t6 –']);
  expect(bibs(married)).toMatchObject({ t2: '3' });
});

test('FM4 a bib that is called twice is asked about wherever it is, and so is one that nobody has', () => {
  const again = [...calledAlone.slice(0, 3), ['3', 18.4] as const, ...calledAlone.slice(3)];
  const married = marry(taps(...alone), calls(...again));
  expect(asked(married)).toEqual(['doubledCall t2 c2', 'doubledCall – c3']);
  const unknown = marry(taps(...alone), calls(...calledAlone), { isKnown: (bib) => bib !== '4' });
  expect(asked(unknown)).toEqual(['unknownBib t3 c3']);
  expect(unknown.pairs.find(({ bib }) => bib === '4')).toMatchObject({ tap: 't3', sure: false });
});

test('FM5 two calls in the wrong order are found where their times show it', () => {
  const swapped = marry(
    taps(10, 14, 17, 17.9, 23, 28, 31),
    calls(['1', 11], ['2', 15], ['4', 18.9], ['3', 19.1], ['5', 24], ['6', 29], ['7', 32]),
  );
  expect(bibs(swapped)).toMatchObject({ t2: '3', t3: '4' });
  expect(asked(swapped)).toEqual(['swapped t2 c3', 'swapped t3 c2']);
  expect(swapped.pairs.filter(({ sure }) => !sure)).toHaveLength(2);
});

test('FM6 who comes in a pack is never taken without asking', () => {
  const pack = marry(
    taps(...alone, 40, 40.15, 40.3),
    calls(...calledAlone, ['7', 41], ['8', 41.2], ['9', 41.4]),
  );
  expect(bibs(pack)).toMatchObject({ t6: '7', t7: '8', t8: '9' });
  expect(pack.pairs.slice(6).map(({ sure }) => sure)).toEqual([false, false, false]);
  const one = marry(taps(...alone, 40, 40.15, 40.3), calls(...calledAlone, ['7', 41], ['8', 41.2]));
  const inPack = new Set(['t6', 't7', 't8']);
  expect(one.pairs.filter(({ tap, sure }) => inPack.has(tap) && sure)).toEqual([]);
  const questions = one.conflicts.filter(({ tap }) => inPack.has(tap ?? ''));
  expect(questions.length).toBeGreaterThan(0);
  for (const { candidates } of questions) expect(candidates.length).toBeGreaterThan(0);
});

test('FM7 while more comes a tap waits for its call, and later it was missed', () => {
  const sooner = marry(taps(...alone), calls(...calledAlone.slice(0, 5)), { now: instant(31.4e6) });
  expect(sooner.waiting).toEqual(['t5']);
  expect(sooner.conflicts).toEqual([]);
  const later = marry(taps(...alone), calls(...calledAlone.slice(0, 5)), { now: instant(50e6) });
  expect(asked(later)).toEqual(['missedCall t5 –']);
  expect(later.waiting).toEqual([]);
});

test('where nothing has come there is nothing to marry', () => {
  expect(marry([], [])).toMatchObject({ pairs: [], conflicts: [], waiting: [] });
});

interface Tally {
  possible: number;
  proposed: number;
  right: number;
  sure: number;
  sureAndWrong: string[];
  wrongBibs: number;
  wrongBibsTaken: string[];
  unaccounted: number;
}

function count(tally: Tally, seed: number, finish: GeneratedFinish, married: Marriage): void {
  const crossed = new Set(Array.from(finish.called.values(), ({ crossing }) => crossing));
  for (const crossing of finish.tapped.values())
    if (crossing !== null && crossed.has(crossing)) tally.possible += 1;
  for (const { tap, call, sure, confidence } of married.pairs) {
    const said = finish.called.get(call);
    const isRight = finish.tapped.get(tap) === said?.crossing;
    const what = `seed ${seed} ${tap} ${call} ${confidence.toFixed(4)}`;
    tally.proposed += 1;
    if (isRight) tally.right += 1;
    if (sure) tally.sure += 1;
    if (sure && !isRight) tally.sureAndWrong.push(what);
    if (said?.isRight === false) tally.wrongBibs += 1;
    if (said?.isRight === false && sure) tally.wrongBibsTaken.push(what);
  }
  const named = [...married.pairs, ...married.conflicts];
  const seen = new Set<string | null>([
    ...named.flatMap(({ tap, call }) => [tap, call]),
    ...married.waiting,
  ]);
  for (const { id } of [...finish.taps, ...finish.calls]) if (!seen.has(id)) tally.unaccounted += 1;
}

function emptyTally(): Tally {
  return {
    possible: 0,
    proposed: 0,
    right: 0,
    sure: 0,
    sureAndWrong: [],
    wrongBibs: 0,
    wrongBibsTaken: [],
    unaccounted: 0,
  };
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;

test(
  `FM9 of ${runs} generated finishes at least 98 % of the proposed pairs are right and none that is taken without asking is wrong`,
  { timeout: 60_000 + runs * 200 },
  () => {
    const tally = emptyTally();
    for (let seed = 0; seed < runs; seed++) {
      const finish = generatedFinish(seed);
      const married = marry(finish.taps, finish.calls, {
        isKnown: (bib) => finish.bibs.includes(bib),
      });
      count(tally, seed, finish, married);
    }
    const { possible, proposed, right, sure, wrongBibs } = tally;
    process.stdout.write(
      [
        `marriage: ${runs} finishes, ${possible} crossings both tapped and called`,
        `  proposed  ${percent(proposed, possible)}, of these right ${percent(right, proposed)}`,
        `  sure      ${percent(sure, possible)}, of these wrong ${tally.sureAndWrong.length}`,
        `  wrong bibs among the proposed ${wrongBibs}, taken for sure ${tally.wrongBibsTaken.length}`,
        '',
      ].join('\n'),
    );
    expect(right / proposed).toBeGreaterThanOrEqual(0.98);
    expect(proposed / possible).toBeGreaterThan(0.6);
    expect(tally.unaccounted).toBe(0);
    // One in 4000 of what is taken for sure is wrong (docs/decisions/0008); of 200 finishes, none.
    expect(tally.sureAndWrong.length, tally.sureAndWrong.join('; ')).toBeLessThanOrEqual(
      Math.floor(runs / 800),
    );
  },
);

test(
  'FM10 with times at which they are expected more pairs are proposed, and as right',
  SLOW,
  () => {
    const [alone, due] = [emptyTally(), emptyTally()];
    for (let seed = 0; seed < 60; seed++) {
      const finish = generatedFinish(seed);
      const isKnown = (bib: string): boolean => finish.bibs.includes(bib);
      count(alone, seed, finish, marry(finish.taps, finish.calls, { isKnown }));
      const expected = { isKnown, due: (bib: string) => finish.due.get(bib) ?? null };
      count(due, seed, finish, marry(finish.taps, finish.calls, expected));
    }
    process.stdout.write(
      `marriage with expectations (± 0.25 s): proposed ${percent(due.proposed, due.possible)}, of these right ${percent(due.right, due.proposed)}, sure ${percent(due.sure, due.possible)}\n`,
    );
    expect(due.proposed).toBeGreaterThan(alone.proposed);
    expect(due.right / due.proposed).toBeGreaterThanOrEqual(0.98);
    expect(due.sureAndWrong).toEqual([]);
  },
);

test(
  'FM7 asked again and again while it happens, nothing wrong is ever taken for sure',
  SLOW,
  () => {
    const tally = emptyTally();
    for (let seed = 0; seed < 3; seed++) {
      const finish = generatedFinish(seed);
      const last = Math.max(...finish.calls.map(({ at }) => at));
      for (let now = finish.taps[0]?.at ?? last; now < last + 4e6; now += 1_300_000) {
        const heard = (each: { readonly at: number }): boolean => each.at <= now;
        const taken = finish.taps.filter(heard);
        const said = finish.calls.filter(heard);
        const married = marry(taken, said, { now: instant(now) });
        count(tally, seed, { ...finish, taps: taken, calls: said }, married);
      }
    }
    expect(tally.sureAndWrong).toEqual([]);
    expect(tally.unaccounted).toBe(0);
    expect(tally.sure).toBeGreaterThan(100);
  },
);

test('FM8 a thousand finishers in one stream are married as they would be one by one', SLOW, () => {
  const finish = generatedFinish(5);
  const copies = Array.from({ length: 40 }, (_, copy) => copy);
  const later = <T extends MarriedTap>(each: T, copy: number): T => ({
    ...each,
    id: `${copy} ${each.id}`,
    at: instant(each.at + copy * 300_000_000),
  });
  const once = marry(finish.taps, finish.calls);
  const often = marry(
    copies.flatMap((copy) => finish.taps.map((tap) => later(tap, copy))),
    copies.flatMap((copy) =>
      finish.calls.map((call) => ({ ...later(call, copy), bib: `${copy} ${call.bib}` })),
    ),
  );
  const expected = copies.flatMap((copy) =>
    once.pairs.map(({ tap, call }) => `${copy} ${tap} ${copy} ${call}`),
  );
  expect(often.pairs.map(({ tap, call }) => `${tap} ${call}`)).toEqual(expected);
});
