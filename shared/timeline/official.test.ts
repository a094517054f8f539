import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { straight100, swim400 } from '../testkit/definitions.ts';
import { competitors, GUN, started, time } from '../testkit/race-builder.ts';
import { formatGap, formatRaceTime } from '../time/format.ts';
import {
  gapBetween,
  marginBetween,
  ROUNDING,
  type KnownTime,
  type RoundingRule,
} from '../time/rounding.ts';
import { LIVE_EDGE, raceTime } from '../time/time.ts';
import { gapSeries } from './gaps.ts';
import { marginOf } from './margin.ts';
import { officialOf, resultRule } from './official.ts';
import { resultSheet } from './result-sheet.ts';
import { splitsOf } from './splits.ts';
import { standingsAt } from './standings.ts';
import { timeKinds } from './time-kinds.ts';

/** What a board shows of a time, read back by who subtracts. */
function shownUs(rule: RoundingRule, known: KnownTime): number {
  const official = gapBetween(rule, { ...known, time: raceTime(0) }, known);
  return official.us;
}

const anyTime = fc.integer({ min: 0, max: 7_200_000_000 });
const tap = anyTime.map((us): KnownTime => ({ time: raceTime(us), digits: 3, kind: 'manual' }));
const anyRule = fc.constantFrom(...(Object.keys(ROUNDING) as RoundingRule[]));

describe('O12 a hand start and a finish image', () => {
  /** A gun by hand, and what the judge read off the image. */
  const told = started(straight100, competitors('ann', 'bob', 'cyd'));
  told.gun(GUN, { source: 'manual', bandUs: 200_000 });
  for (const [id, at] of [
    ['ann', '11.363'],
    ['bob', '11.602'],
    ['cyd', '11.611'],
  ] as const)
    told.reads(id, 'finish', at, { kind: 'measured' });
  const race = told.race();
  const rows = standingsAt(race, LIVE_EDGE).rows;

  test('O12 one time, by the rule for hand times, and places by the readings', () => {
    const sheet = resultSheet(race);
    expect(
      sheet.map(({ official }) => official && formatRaceTime(official.time, official)),
    ).toEqual(['11.4h', '11.7h', '11.7h']);
    expect(sheet.map(({ place }) => place)).toEqual([1, 2, 3]);
    expect(rows.map(({ split }) => split && officialOf(race, split))).toEqual(
      sheet.map(({ official }) => official),
    );
  });

  test('O13 every gap is the difference of the times as shown', () => {
    const gaps = [
      ...rows.slice(1).map(({ gap }) => gap),
      ...resultSheet(race)
        .slice(1)
        .map(({ gap }) => gap),
      ...[1, 2].map((entrant) => splitsOf(race, entrant, LIVE_EDGE).at(-1)?.gap ?? null),
    ];
    expect(gaps.map((gap) => (gap?.by === 'time' ? formatGap(gap.us, gap) : null))).toEqual(
      Array.from({ length: 6 }, () => '+0.3'),
    );
    expect(rows[2]?.interval).toMatchObject({ us: 0, digits: 1 });
    expect(gapSeries(race, LIVE_EDGE, { reference: 'leader', entrants: [1] }).series).toEqual([
      { entrant: 1, points: [[100, 0.239, 'known', { us: 300_000, digits: 1 }]] },
    ]);
  });

  test('O13 the margin of two readings of one image does not depend on the gun', () => {
    expect(marginOf(race, 0, 1, LIVE_EDGE)).toMatchObject({ us: 239_000, digits: 3 });
  });

  test('O12 nothing in it is called measured', () => {
    expect(timeKinds(race)).toEqual({ manual: 3 });
    const alone = started({ ...straight100, start: { kind: 'interval' } }, competitors('ann'));
    alone.gun(GUN, { source: 'manual', bandUs: 200_000 });
    alone.passes('ann', 'finish', '11.363', { kind: 'measured' });
    expect(timeKinds(alone.race())).toEqual({ manual: 1 });
  });

  test('O12 until a race is defined its times are shown to the thousandth', () => {
    expect(resultRule(started(swim400, competitors('ann')).race())).toBe('swimming');
    expect(resultRule({ definition: null, guns: new Map() } as never)).toBe('thousandths');
  });
});

describe('O13 gaps', () => {
  test('O13 of any two hand times the gap shown is the difference of the times shown', () => {
    fc.assert(
      fc.property(anyRule, tap, tap, (rule, a, b) => {
        const gap = gapBetween(rule, a, b);
        const unit = 10 ** (6 - gap.digits);
        expect(gap.us).toBe(shownUs(rule, b) - shownUs(rule, a));
        expect(Math.abs(gap.us) % unit).toBe(0);
      }),
    );
    expect(
      gapBetween(
        'athletics-track',
        { time: time('1:28.21'), digits: 3, kind: 'manual' },
        { time: time('1:29.17'), digits: 3, kind: 'manual' },
      ),
    ).toEqual({ us: 900_000, digits: 1 });
  });

  test('O13 on the road gaps are whole seconds, as the times are; the margin is that of the readings', () => {
    const first: KnownTime = { time: time('2:09:04.61'), digits: 2, kind: 'measured' };
    const second: KnownTime = { time: time('2:09:37.14'), digits: 2, kind: 'measured' };
    expect(gapBetween('athletics-road', first, second)).toEqual({ us: 33_000_000, digits: 0 });
    expect(marginBetween('athletics-road', first, second)).toEqual({ us: 32_530_000, digits: 2 });
  });

  test('O13 a gap in other decimals than the times is that of two readings, and finer', () => {
    const known = fc.record({
      time: anyTime.map(raceTime),
      digits: fc.integer({ min: 0, max: 4 }),
      kind: fc.constantFrom('manual', 'measured', 'official'),
    });
    fc.assert(
      fc.property(anyRule, known, known, (rule, a, b) => {
        const gap = gapBetween(rule, a, b);
        const isFiner = gap.digits > ROUNDING[rule].digits;
        if (isFiner) {
          expect([a.kind, b.kind]).not.toContain('manual');
          expect(gap.us).toBe(b.time - a.time);
        }
        // Nobody is ahead of who was ahead of them.
        expect(gap.us * (b.time - a.time)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
