import { expect, test } from 'vitest';
import { instant } from '../time/time.ts';
import { calledFinish, USUAL_FAULTS } from './called-finishes.fixture.ts';
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

/** What is to be looked at: pairs in doubt, taps and calls without one. */
const asked = ({ pairs, questions }: Marriage): string[] => [
  ...pairs.flatMap(({ doubt, tap, call }) => (doubt === null ? [] : [`${doubt} ${tap} ${call}`])),
  ...questions.map(({ kind, tap, call }) => `${kind} ${tap ?? '–'} ${call ?? '–'}`),
];

const isSure = ({ doubt }: Marriage['pairs'][number]): boolean => doubt === null;

test('FM1 who comes alone is married to who is called, for certain, and the delay is found', () => {
  const married = marry(taps(...alone), calls(...calledAlone));
  expect(bibs(married)).toEqual({ t0: '1', t1: '2', t2: '3', t3: '4', t4: '5', t5: '6' });
  expect(asked(married)).toEqual([]);
  expect(married.delayUs).toBeCloseTo(1_025_000, -5);
});

test('FM2 a tap that nobody called and a call that nobody tapped are asked about', () => {
  const noCall = marry(taps(...alone), calls(...calledAlone.filter((_, i) => i !== 2)));
  expect(asked(noCall)).toEqual(['missedCall t2 –']);
  expect(bibs(noCall)).toEqual({ t0: '1', t1: '2', t3: '4', t4: '5', t5: '6' });
  const noTap = marry(taps(...alone.filter((_, i) => i !== 2)), calls(...calledAlone));
  // Of so few pairs not all are certain then; which is whose is found.
  expect(asked(noTap).at(-1)).toBe('missedTap – c2');
  expect(bibs(noTap)).toEqual({ t0: '1', t1: '2', t2: '4', t3: '5', t4: '6' });
});

test('FM3 a second tap of one crossing is to be left out', () => {
  const married = marry(taps(...alone, 17.08), calls(...calledAlone));
  expect(asked(married).at(-1)).toBe('doubledTap t6 –');
  expect(bibs(married)).toMatchObject({ t2: '3' });
});

test('FM4 a bib that is called twice is asked about wherever it is, and so is one that nobody has', () => {
  const again = [...calledAlone.slice(0, 3), ['3', 18.4] as const, ...calledAlone.slice(3)];
  const married = marry(taps(...alone), calls(...again));
  expect(asked(married)).toEqual(['doubledCall t2 c2', 'doubledCall – c3']);
  expect(married.pairs[2]).toMatchObject({ bib: '3', again: ['c3'] });
  // Said once more when the next had been called: it is still about the same one.
  const later = [...calledAlone.slice(0, 4), ['3', 24.6] as const, ...calledAlone.slice(4)];
  const apart = marry(taps(...alone), calls(...later));
  expect(bibs(apart)).toMatchObject({ t2: '3', t3: '4', t4: '5', t5: '6' });
  const unknown = marry(taps(...alone), calls(...calledAlone), { isKnown: (bib) => bib !== '4' });
  expect(asked(unknown)).toEqual(['unknownBib t3 c3']);
});

test('FM5 two calls in the wrong order are found where their times show it', () => {
  const swapped = marry(
    taps(10, 14, 17, 17.9, 23, 28, 31),
    calls(['1', 11], ['2', 15], ['4', 18.9], ['3', 19.1], ['5', 24], ['6', 29], ['7', 32]),
  );
  expect(bibs(swapped)).toMatchObject({ t2: '3', t3: '4' });
  expect(asked(swapped)).toEqual(['swapped t2 c3', 'swapped t3 c2']);
  expect(swapped.pairs[2]?.others[0]).toMatchObject({ tap: 't3', call: 'c3' });
});

test('FM6 who comes in a pack is never taken without asking, and the likeliest is there to be taken', () => {
  const pack = marry(
    taps(...alone, 40, 40.15, 40.3),
    calls(...calledAlone, ['7', 41], ['8', 41.2], ['9', 41.4]),
  );
  expect(bibs(pack)).toMatchObject({ t6: '7', t7: '8', t8: '9' });
  expect(asked(pack)).toEqual(['doubtful t6 c6', 'doubtful t7 c7', 'doubtful t8 c8']);
  const one = marry(taps(...alone, 40, 40.15, 40.3), calls(...calledAlone, ['7', 41], ['8', 41.2]));
  const inPack = one.pairs.slice(6);
  expect(inPack).toHaveLength(2);
  expect(inPack.filter(isSure)).toEqual([]);
  for (const { others } of inPack) expect(others.length).toBeGreaterThan(0);
  expect(one.questions).toHaveLength(1);
});

test('FM11 who is behind calls one bib after the other: the times say how far, and the order who', () => {
  const pack = [40, 40.3, 40.5, 40.9, 41.1, 41.3, 41.8, 42];
  const late = pack.map((_, i) => [String(7 + i), 41 + 0.7 * i] as const);
  const married = marry(taps(...alone, ...pack, 60), calls(...calledAlone, ...late, ['20', 61]));
  expect(Object.values(bibs(married))).toEqual([
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    ...late.map(([bib]) => bib),
    '20',
  ]);
  expect(married.pairs.at(-1)?.doubt).toBeNull();
});

test('FM12 what was married before says how these two tap and call, and is not asked about again', () => {
  const tapped = taps(...alone, 34, 34.4);
  const called = calls(...calledAlone, ['7', 35.02], ['8', 35.42], ['2', 37]);
  const married = [0, 1, 2, 3, 4, 5].flatMap((i) => {
    const [tap, call] = [tapped[i], called[i]];
    return tap && call ? [{ tap, call }] : [];
  });
  const rest = marry(tapped.slice(6), called.slice(6), { married });
  expect(bibs(rest)).toEqual({ t6: '7', t7: '8' });
  expect(rest.delayUs).toBeCloseTo(1_025_000, -5);
  // Called again, long after it was married.
  expect(rest.questions).toMatchObject([{ kind: 'doubledCall', call: 'c8', candidates: [] }]);
  for (const { others } of rest.pairs)
    for (const { tap } of others) expect(['t6', 't7']).toContain(tap);
});

test('FM4 in a race of laps a bib comes again', () => {
  const laps = [...calledAlone, ...calledAlone.map(([bib, at]) => [bib, at + 60] as const)];
  const married = marry(taps(...alone, ...alone.map((at) => at + 60)), calls(...laps), {
    againUs: 10_000_000,
  });
  expect(asked(married)).toEqual([]);
});

test('FM7 while more comes a tap waits for its call, and later it was missed', () => {
  const sooner = marry(taps(...alone), calls(...calledAlone.slice(0, 5)), { now: instant(31.4e6) });
  expect(sooner.waiting).toEqual(['t5']);
  expect(sooner.questions).toEqual([]);
  const later = marry(taps(...alone), calls(...calledAlone.slice(0, 5)), { now: instant(50e6) });
  expect(asked(later)).toEqual(['missedCall t5 –']);
  expect(later.waiting).toEqual([]);
});

test('where nothing has come there is nothing to marry', () => {
  expect(marry([], [])).toMatchObject({ pairs: [], questions: [], waiting: [] });
});

interface Tally {
  /** Crossings that were both tapped and called. */
  all: number;
  proposed: number;
  right: number;
  sure: number;
  unflagged: string[];
  unaccounted: number;
}

function tallyOf(
  seeds: number,
  finishOf: (seed: number) => GeneratedFinish,
  isExpected = false,
): Tally {
  const tally = emptyTally();
  for (let seed = 0; seed < seeds; seed++) {
    const finish = finishOf(seed);
    const isKnown = (bib: string): boolean => finish.bibs.includes(bib);
    const due = (bib: string) => finish.due.get(bib) ?? null;
    const options = isExpected ? { isKnown, due } : { isKnown };
    count(tally, seed, finish, marry(finish.taps, finish.calls, options));
  }
  return tally;
}

function count(tally: Tally, seed: number, finish: GeneratedFinish, married: Marriage): void {
  const crossed = new Set(Array.from(finish.called.values(), ({ crossing }) => crossing));
  for (const crossing of finish.tapped.values())
    if (crossing !== null && crossed.has(crossing)) tally.all += 1;
  for (const { tap, call, doubt, confidence } of married.pairs) {
    const said = finish.called.get(call);
    const isRight = finish.tapped.get(tap) === said?.crossing;
    tally.proposed += 1;
    if (isRight) tally.right += 1;
    if (doubt === null) tally.sure += 1;
    if (doubt === null && !(isRight && said?.isRight === true))
      tally.unflagged.push(`seed ${seed} ${tap} ${call} ${confidence.toFixed(4)}`);
  }
  const named = [...married.pairs, ...married.questions];
  const seen = new Set<string | null>([
    ...named.flatMap(({ tap, call }) => [tap, call]),
    ...married.waiting,
  ]);
  for (const { id } of [...finish.taps, ...finish.calls]) if (!seen.has(id)) tally.unaccounted += 1;
}

function emptyTally(): Tally {
  return { all: 0, proposed: 0, right: 0, sure: 0, unflagged: [], unaccounted: 0 };
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;

function print(name: string, { all, proposed, right, sure, unflagged }: Tally): void {
  process.stdout.write(
    `marriage, ${name}: of ${all} crossings both tapped and called ${percent(right, all)} right (of ${proposed} proposed ${percent(right, proposed)}), ${percent(sure, all)} without asking, of these wrong ${unflagged.length}\n`,
  );
}

/** Where the gaps are wide enough for it a call is still for the wrong one now and then: one in some ten
 *  thousand of what is taken without asking (docs/decisions/0008); of 200 finishes, none. */
function expectNoneUnflagged({ unflagged, unaccounted }: Tally): void {
  expect(unflagged.length, unflagged.join('; ')).toBeLessThanOrEqual(Math.floor(runs / 800));
  expect(unaccounted).toBe(0);
}

const LONG = { timeout: 60_000 + runs * 200 };

test(
  `FM9 of ${runs} finishes with 1 % each of missed, doubled and swapped calls 98 % of all pairs are right, and none that is wrong is unflagged`,
  LONG,
  () => {
    const tally = tallyOf(runs, (seed) => calledFinish(seed, USUAL_FAULTS));
    print('calls missed, doubled, swapped 1 % each', tally);
    expect(tally.right / tally.all).toBeGreaterThanOrEqual(0.98);
    expect(tally.right / tally.proposed).toBeGreaterThanOrEqual(0.98);
    expectNoneUnflagged(tally);
  },
);

test(
  `FM9 of ${runs} finishes of a caller who errs twice as often 95 % of all pairs are right, and none that is wrong is unflagged`,
  LONG,
  () => {
    const tally = tallyOf(runs, (seed) => calledFinish(seed, 2 * USUAL_FAULTS));
    print('2 % each', tally);
    expect(tally.right / tally.all).toBeGreaterThanOrEqual(0.95);
    expectNoneUnflagged(tally);
  },
);

test(
  `FM9 of ${runs} finishes in which taps and calls are missed, doubled, swapped and wrong 90 % of all pairs are right, and none that is wrong is unflagged`,
  LONG,
  () => {
    const tally = tallyOf(runs, generatedFinish);
    print('packs with gaps of 0.05–0.3 s, taps and calls faulty', tally);
    expect(tally.right / tally.all).toBeGreaterThanOrEqual(0.9);
    expectNoneUnflagged(tally);
  },
);

test('FM10 with times at which they are expected more pairs are right', SLOW, () => {
  const faulty = (seed: number): GeneratedFinish => calledFinish(seed, 2 * USUAL_FAULTS);
  const [alone, expected] = [tallyOf(60, faulty), tallyOf(60, faulty, true)];
  print('2 % each, expected to ± 0.25 s', expected);
  expect(expected.right / expected.all).toBeGreaterThan(alone.right / alone.all + 0.005);
  expect(expected.sure).toBeGreaterThan(alone.sure);
  expectNoneUnflagged(expected);
});

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
        const isKnown = (bib: string): boolean => finish.bibs.includes(bib);
        const married = marry(taken, said, { isKnown, now: instant(now) });
        count(tally, seed, { ...finish, taps: taken, calls: said }, married);
      }
    }
    expect(tally.unflagged).toEqual([]);
    expect(tally.unaccounted).toBe(0);
    expect(tally.sure).toBeGreaterThan(100);
  },
);

test(
  'FM8 a thousand finishers in one stream: what silence lies between has nothing to do with one another',
  SLOW,
  () => {
    const finish = calledFinish(5, USUAL_FAULTS);
    const copies = Array.from({ length: Math.ceil(1_000 / finish.taps.length) }, (_, copy) => copy);
    const later = <T extends MarriedTap>(each: T, copy: number): T => ({
      ...each,
      id: `${copy} ${each.id}`,
      at: instant(each.at + copy * 600_000_000),
    });
    const { pairs } = marry(
      copies.flatMap((copy) => finish.taps.map((tap) => later(tap, copy))),
      copies.flatMap((copy) =>
        finish.calls.map((call) => ({ ...later(call, copy), bib: `${copy} ${call.bib}` })),
      ),
    );
    const each = copies.map((copy) =>
      pairs
        .filter(({ tap }) => tap.startsWith(`${copy} `))
        .map(({ tap, call }) => [tap, call].map((id) => id.split(' ')[1])),
    );
    for (const one of each) expect(one).toEqual(each[0]);
    const right = (each[0] ?? []).filter(
      ([tap = '', call = '']) => finish.tapped.get(tap) === finish.called.get(call)?.crossing,
    );
    expect(right.length).toBeGreaterThanOrEqual(0.95 * finish.calls.length);
  },
);
