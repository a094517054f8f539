import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Race } from '../race/race.ts';
import {
  circuit,
  interval10k,
  oval1500,
  rowing,
  sixHours,
  straight100,
} from '../testkit/definitions.ts';
import { competitors, fold, GUN, RaceBuilder, started, time } from '../testkit/race-builder.ts';
import { instant, LIVE_EDGE, type Instant } from '../time/time.ts';
import { changesBetween } from './changes.ts';
import { settled } from './finishers.ts';
import { gapSeries } from './gaps.ts';
import { leadChanges } from './lead.ts';
import { marginOf, metresKnown } from './margin.ts';
import { timelineMarks } from './marks.ts';
import { nextMoment, nextPoint, previousMoment, previousPoint } from './moment.ts';
import { paceAt, paceDifference, paceDistance } from './pace.ts';
import { splitsOf } from './splits.ts';
import { standingsAt } from './standings.ts';
import { storyAt } from './story.ts';

function after(text: string): Instant {
  return instant(GUN + time(text));
}

function recorded(slug: string): Race {
  const text = readFileSync(new URL(`../../races/${slug}/log.ndjson`, import.meta.url), 'utf8');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return fold(lines.map(({ device, n, recordedAt, event }) => ({ device, n, recordedAt, event })));
}

const oslo = recorded('oslo-2024-1500m');
const index = (id: string): number => oslo.entrantIndex(id) ?? -1;
const osloAt = (text: string): Instant => instant((oslo.zero ?? 0) + time(text));

function duel(): RaceBuilder {
  const told = started(oval1500, competitors('ann', 'bob', 'cyd'));
  for (const [point, line, ann, bob] of [
    ['100', 'finish+200', '14.00', '14.20'],
    ['200', 'finish+300', '28.50', '28.30'],
    ['300', 'finish', '43.00', '42.00'],
    ['400', 'finish+100', '57.00', '57.50'],
  ] as const) {
    told.passes('ann', line, ann, { point });
    told.passes('bob', line, bob, { point });
  }
  return told;
}

describe('margin', () => {
  test('V3 Oslo: 0.03 s, more than 0.02 and less than 0.04', () => {
    const margin = marginOf(oslo, index('cheruiyot'), index('ingebrigtsen'), LIVE_EDGE);
    expect(margin).toMatchObject({
      ahead: index('ingebrigtsen'),
      behind: index('cheruiyot'),
      us: 30_000,
      digits: 2,
      bandUs: { low: 20_000, high: 40_000 },
      tooClose: false,
    });
  });

  test('V4 Oslo: 0.22 m, from 0.14 to 0.30, by the chaser’s reconstructed last 50 m', () => {
    const margin = marginOf(oslo, index('ingebrigtsen'), index('cheruiyot'), LIVE_EDGE);
    expect(margin?.metres?.toFixed(2)).toBe('0.22');
    expect(margin?.bandMetres?.low.toFixed(2)).toBe('0.14');
    expect(margin?.bandMetres?.high.toFixed(2)).toBe('0.30');
    expect(margin).toMatchObject({ speedKind: 'reconstructed' });
    expect(margin?.speedMps).toBeCloseTo(50 / 6.9);
  });

  test('V3 at an earlier moment it is the margin at the last point both had passed', () => {
    const at = marginOf(oslo, index('ingebrigtsen'), index('cheruiyot'), osloAt('2:35.5'));
    expect(at).toMatchObject({ us: 100_000, digits: 1 });
    expect(marginOf(oslo, index('ingebrigtsen'), index('cheruiyot'), osloAt('5'))).toBeNull();
    expect(marginOf(oslo, index('ingebrigtsen'), index('cheruiyot'), LIVE_EDGE, 0)?.us).toBe(0);
  });

  test('V5 equal times are too close to call until official places say who won; then zero is the least', () => {
    const told = started(straight100, competitors('ann', 'bob'));
    told.reads('ann', 'finish', '9.79');
    told.reads('bob', 'finish', '9.79');
    expect(marginOf(told.race(), 0, 1, LIVE_EDGE)).toMatchObject({
      us: 0,
      bandUs: { low: -10_000, high: 10_000 },
      tooClose: true,
    });
    told.places('bob', 1, '11');
    told.places('ann', 2, '11');
    expect(marginOf(told.race(), 0, 1, after('10'))?.tooClose).toBe(true);
    expect(marginOf(told.race(), 0, 1, after('11'))).toMatchObject({
      ahead: 1,
      behind: 0,
      bandUs: { low: 0, high: 10_000 },
      tooClose: false,
    });
  });

  test('V5 readings to the thousandth decide by themselves; equal ones are a dead heat of the camera', () => {
    const told = started(straight100, competitors('ann', 'bob', 'cyd'));
    told.reads('ann', 'finish', '9.784');
    told.reads('bob', 'finish', '9.789');
    told.reads('cyd', 'finish', '9.784');
    expect(marginOf(told.race(), 0, 1, LIVE_EDGE)).toMatchObject({
      bandUs: { low: 5_000, high: 5_000 },
      tooClose: false,
    });
    expect(marginOf(told.race(), 0, 2, LIVE_EDGE)).toMatchObject({ tooClose: true });
  });

  test('V3 times that no rule has rounded are known to half a unit of their last digit', () => {
    const told = started(oval1500, competitors('ann', 'bob'));
    told.passes('ann', 'finish+200', '14.0', { point: '100' });
    told.passes('bob', 'finish+200', '14.1', { point: '100' });
    const margin = marginOf(told.race(), 0, 1, LIVE_EDGE);
    expect(margin).toMatchObject({ bandUs: { low: 0, high: 200_000 }, tooClose: false });
    expect(margin?.speedKind).toBe('measured');
  });

  test('V4 without a time since the last point there is no speed and so no metres', () => {
    const told = started(
      { ...oval1500, points: [{ id: '0', line: 'start', distanceM: 0 }, ...oval1500.points] },
      competitors('ann', 'bob'),
    );
    told.passes('ann', 'start', '0', { point: '0' });
    told.passes('bob', 'start', '0', { point: '0' });
    expect(marginOf(told.race(), 0, 1, LIVE_EDGE, 0)).toMatchObject({
      metres: null,
      bandMetres: null,
      speedMps: null,
      speedKind: null,
    });
  });
});

describe('times taken by hand', () => {
  const told = started(straight100, competitors('ann', 'bob', 'cyd'));
  told.passes('ann', 'finish', '10.012', { kind: 'manual' });
  told.passes('bob', 'finish', '10.049', { kind: 'manual' });
  told.passes('cyd', 'finish', '11.099', { kind: 'manual' });
  const race = told.race();

  test('are apart by tenths, whatever the clock of the phone shows', () => {
    // 10.1h and 11.1h.
    expect(marginOf(race, 0, 2, LIVE_EDGE)).toMatchObject({ digits: 1, us: 1_000_000 });
    const gaps = standingsAt(race, LIVE_EDGE).rows.map(({ gap }) => gap);
    expect(gaps[2]).toMatchObject({ by: 'time', digits: 1 });
    expect(
      storyAt(race, LIVE_EDGE)
        .map(({ says }) => JSON.stringify(says))
        .join(),
    ).not.toContain('"digits":3,"ink"');
  });

  test('V4 and the metres of a margin have no more decimals than its band', () => {
    const [close, far] = [marginOf(race, 0, 1, LIVE_EDGE), marginOf(race, 0, 2, LIVE_EDGE)];
    expect(close && metresKnown(close)).toBeNull();
    expect(far && metresKnown(far)).toBe('9');
    const oneTenth = { low: 0.14, high: 0.3 };
    const of = (metres: number | null, bandMetres: typeof oneTenth | null) =>
      far && metresKnown({ ...far, metres, bandMetres });
    expect(of(0.2175, oneTenth)).toBe('0.2');
    expect(of(0.2175, { low: 0.2, high: 0.23 })).toBe('0.22');
    expect(of(null, null)).toBeNull();
  });

  test('that a hand cannot tell apart are too close to call', () => {
    expect(marginOf(race, 0, 1, LIVE_EDGE)).toMatchObject({ tooClose: true });
  });
});

describe('splits and lead', () => {
  test('V1 a split stands with its segment, its lap, its position and its gap at that point', () => {
    const rows = splitsOf(duel().race(), 1, LIVE_EDGE);
    expect(rows.map((row) => row.position)).toEqual([2, 1, 1, 2]);
    expect(rows[0]).toMatchObject({
      segment: null,
      segmentMetres: null,
      lap: null,
      gap: { us: 200_000 },
    });
    expect(rows[1]).toMatchObject({ segment: 14_100_000, segmentMetres: 100, gap: null });
    expect(rows[3]).toMatchObject({ lap: 57_500_000, gap: { us: 500_000, point: 3 } });
    expect(splitsOf(duel().race(), 1, after('30'))).toHaveLength(2);
    expect(splitsOf(duel().race(), 2, LIVE_EDGE)).toEqual([]);
  });

  test('V1 a lap counts from the same line one lap before; without that split it is not known', () => {
    const laps = splitsOf(oslo, index('ingebrigtsen'), LIVE_EDGE);
    expect(laps.at(-1)).toMatchObject({ lap: 54_790_000, segment: 6_980_000, segmentMetres: 50 });
    const told = started(oval1500, competitors('ann'));
    told.passes('ann', 'finish', '1:40', { point: '700' });
    expect(splitsOf(told.race(), 0, LIVE_EDGE)[0]?.lap).toBeNull();
    const pool = started(rowing, competitors('ann'));
    pool.passes('ann', '500', '1:30', { point: '500' });
    expect(splitsOf(pool.race(), 0, LIVE_EDGE)[0]?.lap).toBeNull();
  });

  test('V1 a mat on the start line gives a split without a position', () => {
    const told = started(
      { ...oval1500, points: [{ id: '0', line: 'start', distanceM: 0 }, ...oval1500.points] },
      competitors('ann'),
    );
    told.passes('ann', 'start', '0.5', { point: '0' });
    expect(splitsOf(told.race(), 0, LIVE_EDGE)[0]).toMatchObject({ position: null });
  });

  test('V2 the lead changes where another leads than at the point before', () => {
    expect(
      leadChanges(duel().race(), LIVE_EDGE).map(({ point, from, to }) => [point, from, to]),
    ).toEqual([
      [0, null, 0],
      [1, 0, 1],
      [3, 1, 0],
    ]);
    expect(leadChanges(duel().race(), after('30'))).toHaveLength(2);
    expect(leadChanges(oslo, LIVE_EDGE).map((change) => change.to)).toEqual([
      index('ingebrigtsen'),
    ]);
  });
});

describe('gaps and pace', () => {
  test('V6 gaps count to the first at each point, to whoever leads now, to one entrant or to a pace line', () => {
    const race = duel().race();
    const told = (seconds: number) => ({ us: seconds * 1e6, digits: 2 });
    const of = (reference: Parameters<typeof gapSeries>[2]['reference'], at = LIVE_EDGE) =>
      gapSeries(race, at, { reference, entrants: [1, 2] }).series;
    expect(of('leader')).toEqual([
      {
        entrant: 1,
        points: [
          [100, 0.2, 'known', told(0.2)],
          [200, 0, 'known', told(0)],
          [300, 0, 'known', told(0)],
          [400, 0.5, 'known', told(0.5)],
        ],
      },
    ]);
    expect(of('winner-so-far')[0]?.points[2]).toEqual([300, -1, 'known', told(-1)]);
    expect(of('winner-so-far', after('43'))[0]?.points[2]).toEqual([300, 0, 'known', told(0)]);
    expect(of({ entrant: 1 })[0]?.points.map(([, gap]) => gap)).toEqual([0, 0, 0, 0]);
    expect(of({ paceLine: 'nobody' })).toEqual([]);
    expect(of({ entrant: 2 })).toEqual([]);
    expect(gapSeries(oslo, LIVE_EDGE, { reference: { paceLine: 'lights' } }).series).toHaveLength(
      15,
    );
  });

  test('V6 to whoever leads now, the chart says at the same point what the board says', () => {
    for (const slug of ['oslo-2024-1500m', 'bahrain-2021-grand-prix']) {
      const race = recorded(slug);
      const length =
        (race.ended ?? standingsAt(race, LIVE_EDGE).rows[0]?.split?.clock ?? 0) - (race.zero ?? 0);
      for (const share of [0.2, 0.35, 0.5, 0.65, 0.8, 1]) {
        const at = instant((race.zero ?? 0) + Math.round(length * share));
        const { series } = gapSeries(race, at, { reference: 'winner-so-far' });
        for (const { entrant, gap } of standingsAt(race, at).rows) {
          if (gap?.by !== 'time') continue;
          const points = series.find((one) => one.entrant === entrant)?.points;
          const here = points?.find(([metres]) => metres === race.points[gap.point]?.distanceM);
          expect(here?.[3]).toEqual({ us: gap.us, digits: gap.digits });
        }
      }
    }
  });

  test('V6 a chart grows with the next passing and not before', () => {
    expect(gapSeries(duel().race(), after('30'), { reference: 'leader' }).seriesUntil).toBe(
      after('42.00'),
    );
    expect(gapSeries(duel().race(), LIVE_EDGE, { reference: 'leader' }).seriesUntil).toBe(Infinity);
  });

  test('V7 at 800 m Oslo was 1.03 s behind the lights, at the finish 0.74 s', () => {
    expect(paceDifference(oslo, osloAt('1:53'), 'lights')).toMatchObject({
      us: 1_033_333,
      digits: 1,
      ink: 'known',
    });
    expect(paceDifference(oslo, LIVE_EDGE, 'lights')).toMatchObject({
      us: 740_000,
      digits: 2,
      ink: 'known',
    });
    expect(paceDifference(oslo, osloAt('1:40'), 'lights')?.ink).toBe('estimated');
    expect(paceDifference(oslo, osloAt('5'), 'lights')).toBeNull();
    expect(paceDifference(oslo, LIVE_EDGE, 'nobody')).toBeNull();
  });

  test('V7 a pace line is straight between its points', () => {
    expect(paceAt(oslo, 'lights', 750)).toBe(104_500_000);
    expect(paceAt(oslo, 'lights', 1600)).toBeNull();
    expect(paceDistance(oslo, 'lights', instant((oslo.zero ?? 0) - 5))).toBe(0);
    expect(paceDistance(oslo, 'lights', osloAt('1:44.5'))).toBe(750);
    expect(paceDistance(oslo, 'lights', LIVE_EDGE)).toBe(1500);
    expect(paceDistance(oslo, 'nobody', LIVE_EDGE)).toBeNull();
  });
});

describe('story', () => {
  const keysAt = (race: Race, at: Instant): string[] => storyAt(race, at).map((item) => item.key);

  test('V8 Oslo tells itself, each thing from its own moment on', () => {
    expect(keysAt(oslo, instant((oslo.zero ?? 0) - 1))).toEqual([]);
    expect(keysAt(oslo, osloAt('1:52'))).toEqual(
      expect.arrayContaining(['gun', 'lead:400', 'lead:800', 'status:rudolf']),
    );
    const told = storyAt(oslo, LIVE_EDGE);
    expect(told.map((item) => item.at)).toEqual(told.map((item) => item.at).sort((a, b) => a - b));
    expect(told.find((item) => item.key === 'lead:800')?.says).toMatchObject({
      leader: index('rudolf'),
      time: { time: 111_450_000, kind: 'reported' },
      segment: { metres: 100 },
    });
    expect(told.find((item) => item.key === 'status:kiprugut')?.says).toEqual({
      kind: 'pacemakerOut',
      entrant: index('kiprugut'),
      point: 9,
    });
    // The bell is told with who leads there.
    expect(told.filter(({ says }) => says.kind === 'bell')).toEqual([]);
    expect(told.find(({ says }) => says.kind === 'leadAt' && says.isAtBell)?.at).toBe(
      osloAt('2:34.95'),
    );
    expect(told.find((item) => item.key === 'margin')).toMatchObject({ at: osloAt('3:29.77') });
    expect(told.filter((item) => item.says.kind === 'finish').map((item) => item.key)).toEqual([
      'finish:ingebrigtsen',
      'finish:cheruiyot',
      'finish:habz',
    ]);
    expect(told.at(-1)?.says).toEqual({ kind: 'declared', state: 'official', reason: null });
  });

  test('V9 those after the third come in groups, each once it is complete', () => {
    const groups = storyAt(oslo, LIVE_EDGE).filter((item) => item.says.kind === 'finishers');
    expect(groups.map((item) => [item.key, item.at])).toEqual([
      ['finishers:4', osloAt('3:33.85')],
      ['finishers:11', osloAt('3:34.86')],
    ]);
    expect(groups[0]?.says).toMatchObject({ fromPlace: 4, toPlace: 10, time: null });
    const six = started(straight100, competitors('a', 'b', 'c', 'd', 'e', 'f'));
    ['a', 'b', 'c', 'd', 'e'].forEach((id, i) => six.reads(id, 'finish', `1${i}.00`));
    expect(keysAt(six.race(), after('15'))).not.toContain('finishers:4');
    six.declares('official', '20');
    expect(keysAt(six.race(), after('20'))).toContain('finishers:4');
    six.status('f', 'DNF', { time: { basis: 'gun', time: time('16'), digits: 0 } });
    expect(storyAt(six.race(), LIVE_EDGE).find((item) => item.key === 'finishers:4')).toMatchObject(
      {
        at: after('16'),
        says: { entrants: [3, 4], fromPlace: 4, toPlace: 5, time: { time: 14_000_000 } },
      },
    );
  });

  test('V9 finishers are counted without pacemakers and whoever was taken out later', () => {
    const told = started(straight100, [
      ...competitors('a', 'b', 'c', 'd', 'e'),
      { id: 'p', role: 'pacemaker' },
    ]);
    ['p', 'a', 'b', 'c', 'd', 'e'].forEach((id, i) => told.reads(id, 'finish', `1${i}.00`));
    told.status('a', 'DQ', { time: { basis: 'gun', time: time('20'), digits: 0 } });
    const story = storyAt(told.race(), LIVE_EDGE);
    expect(story.find((item) => item.key === 'finish:b')?.says).toMatchObject({ place: 1 });
    expect(story.find((item) => item.key === 'finishers:4')).toMatchObject({
      at: after('20'),
      says: { entrants: [4] },
    });
    expect(story.find((item) => item.key === 'status:a')).toMatchObject({
      says: { kind: 'status', status: 'DQ' },
    });
  });

  test('V15 a race has settled when everybody has a time, a place or a status, and is on again when one is taken back', () => {
    const told = started(straight100, [
      ...competitors('a', 'b', 'c'),
      { id: 'p', role: 'pacemaker' },
    ]);
    told.reads('a', 'finish', '10.00');
    expect(settled(told.race())).toBeNull();
    const b = told.reads('b', 'finish', '11.25');
    expect(settled(told.race())).toBeNull();
    told.status('c', 'DNF', { time: { basis: 'gun', time: time('16'), digits: 0 } });
    expect(settled(told.race())).toMatchObject({
      lastHome: after('11.25'),
      last: { entrant: 1, time: 11_250_000 },
      at: after('16'),
    });
    told.voids(b);
    expect(settled(told.race())).toBeNull();
    told.places('b', 2, '20');
    expect(settled(told.race())).toMatchObject({ lastHome: after('20'), last: null });
  });

  test('V15 past races have settled when their last one crossed the line, the lapped too', () => {
    expect(settled(started(straight100, competitors('a')).race())).toBeNull();
    expect(settled(oslo)?.lastHome).toBe(osloAt('3:34.86'));
    const bahrain = recorded('bahrain-2021-grand-prix');
    const home = standingsAt(bahrain, LIVE_EDGE).rows.filter(({ state }) => state === 'finished');
    const last = Math.max(...home.map(({ split }) => split?.clock ?? 0));
    expect(settled(bahrain)).toMatchObject({ lastHome: last, last: { clock: last } });
  });

  test('V8 a gap is told when it first opens this wide, a lead change where it is seen', () => {
    const told = storyAt(duel().race(), LIVE_EDGE);
    expect(told.filter((item) => item.says.kind === 'leadChange').map((item) => item.key)).toEqual([
      'change:200',
      'change:400',
    ]);
    expect(told.filter((item) => item.says.kind === 'gapAt').map((item) => item.key)).toEqual([
      'gap:300',
      'gap:400',
    ]);
    expect(told.find((item) => item.key === 'gap:300')).toMatchObject({
      at: after('43.00'),
      says: { leader: 1, second: 0, us: 1_000_000 },
    });
  });

  test('V8 DNS is told with the gun, a DNF with its reason; in a mass race the board alone tells DNS', () => {
    const few = started(oval1500, competitors('ann', 'bob'));
    few.status('bob', 'DNS', { reason: 'ill' });
    expect(storyAt(few.race(), GUN).at(-1)).toMatchObject({
      at: GUN,
      says: { status: 'DNS', reason: 'ill' },
    });
    const many = started(oval1500, competitors(...Array.from({ length: 201 }, (_, i) => `e${i}`)));
    many.status('e1', 'DNS');
    many.status('e2', 'DNF', { time: { basis: 'gun', time: time('10'), digits: 0 } });
    expect(keysAt(many.race(), LIVE_EDGE)).toEqual(['gun', 'status:e2']);
    expect(timelineMarks(many.race(), LIVE_EDGE).map((mark) => mark.kind)).toEqual(['gun']);
  });

  test('V8 a margin is a story when it is close', () => {
    const wide = started(rowing, competitors('ann', 'bob'));
    wide.reads('ann', '2000', '6:00');
    wide.reads('bob', '2000', '6:05');
    expect(keysAt(wide.race(), LIVE_EDGE)).not.toContain('margin');
    const told = started(circuit, competitors('ann', 'bob'));
    told.passes('ann', 'line', '5:00', { point: 'line@5' });
    told.passes('bob', 'line', '5:10', { point: 'line@4' });
    expect(keysAt(told.race(), LIVE_EDGE)).not.toContain('margin');
    expect(keysAt(told.race(), LIVE_EDGE)).toContain('finish:bob');
  });

  test('V8 of many laps the first and every tenth is told, of few laps all, of a time limit as of many', () => {
    const lapped = (laps: number) => {
      const told = started(
        {
          ...circuit,
          distanceM: laps * 5000,
          laps: { lengthM: 5000, limit: { kind: 'count', laps }, finish: 'own' },
        },
        competitors('ann'),
      );
      for (let lap = 1; lap <= laps; lap++)
        told.passes('ann', 'line', `${lap * 2}:00`, { point: `line@${lap}` });
      return keysAt(told.race(), LIVE_EDGE).filter((key) => key.startsWith('lead'));
    };
    expect(lapped(4)).toEqual(['lead:5000', 'lead:10000', 'lead:15000']);
    expect(lapped(21)).toEqual(['lead:5000', 'lead:50000', 'lead:100000']);
    const open = started(sixHours, competitors('ann'));
    for (let lap = 1; lap <= 11; lap++)
      open.passes('ann', 'line', `${lap * 5}:00`, { point: `line@${lap}` });
    expect(keysAt(open.race(), LIVE_EDGE)).toEqual(['gun', 'lead:1000', 'lead:10000']);
    open.ends('6:00:00');
    expect(storyAt(open.race(), LIVE_EDGE).find((item) => item.key === 'finish:ann')?.at).toBe(
      after('6:00:00'),
    );
  });

  test('V8 of many points those are told that people speak of', () => {
    const plain = {
      ...interval10k,
      start: { kind: 'gun' as const },
      speed: { minMps: 1, maxMps: 50 },
    };
    const points = Array.from({ length: 40 }, (_, i) => ({
      id: `${i + 1}`,
      line: `m${i}`,
      distanceM: (i + 1) * 250,
    }));
    const race = started({ ...plain, points }, competitors('ann'));
    points.forEach((point, i) =>
      race.passes('ann', point.line, `${i + 1}:00`, { point: point.id }),
    );
    expect(keysAt(race.race(), LIVE_EDGE).filter((key) => key.startsWith('lead'))).toHaveLength(9);
    const odd = points.map((point, i) => ({
      ...point,
      distanceM: i === 39 ? 10_000 : point.distanceM + 1,
    }));
    const strange = started({ ...plain, points: odd }, competitors('ann'));
    odd.forEach((point, i) =>
      strange.passes('ann', point.line, `${i + 1}:00`, { point: point.id }),
    );
    expect(keysAt(strange.race(), LIVE_EDGE).filter((key) => key.startsWith('lead'))).toHaveLength(
      9,
    );
  });

  test('V8 in an interval start the best time leads, not the first to come', () => {
    const told = started(interval10k, [
      { id: 'ann', role: 'competitor', startOffsetUs: 0 },
      { id: 'bob', role: 'competitor', startOffsetUs: 30_000_000 },
    ]);
    told.passes(
      'ann',
      '2500',
      { basis: 'instant', at: after('6:00'), digits: 1 },
      { point: '2500' },
    );
    told.passes(
      'bob',
      '2500',
      { basis: 'instant', at: after('6:20'), digits: 1 },
      { point: '2500' },
    );
    expect(
      storyAt(told.race(), LIVE_EDGE).find((item) => item.key === 'lead:2500')?.says,
    ).toMatchObject({ leader: 1 });
  });
});

describe('the scrubber', () => {
  test('V10 marks: gun, points, lead changes, corrections, status, finish, declarations', () => {
    const told = duel();
    const [passing] = told.entries.filter((entry) => entry.event.type === 'passingRecorded');
    if (passing?.event.type === 'passingRecorded')
      told.amends(`${passing.device}:${passing.n}`, {
        ...passing.event,
        time: { basis: 'gun', time: time('13.90'), digits: 2 },
      });
    told.status('cyd', 'DNF', { time: { basis: 'gun', time: time('50'), digits: 0 } });
    told.reads('ann', '1500', '3:40.00');
    told.declares('provisional', '4:00');
    const marks = timelineMarks(told.race(), LIVE_EDGE).map(({ kind, point }) => [kind, point]);
    expect(marks).toEqual(
      [
        ['gun', null],
        ['point', 0],
        ['correction', 0],
        ['point', 1],
        ['lead', 1],
        ['point', 2],
        ['status', null],
        ['point', 3],
        ['lead', 3],
        ['point', 14],
        ['finish', 14],
        ['declared', null],
      ].filter(([kind, point]) => kind !== 'point' || [2, 3, 14].includes(Number(point))),
    );
    expect(timelineMarks(told.race(), instant(GUN - 1))).toEqual([]);
  });

  test('V11 stepping goes from event to event and from point to point, both ways', () => {
    const told = duel();
    told.says('Rain', '30');
    told.declares('official', '5:00');
    const race = told.race();
    expect(nextMoment(race, instant(GUN - 1))).toBe(GUN);
    expect(nextMoment(race, GUN)).toBe(after('14.00'));
    expect(nextMoment(race, after('28.50'))).toBe(after('30'));
    expect(nextMoment(race, after('5:00'))).toBeNull();
    expect(previousMoment(race, after('14.20'))).toBe(after('14.00'));
    expect(previousMoment(race, LIVE_EDGE)).toBe(after('5:00'));
    expect(previousMoment(race, GUN)).toBeNull();
    expect(nextPoint(race, GUN)).toBe(after('14.00'));
    expect(nextPoint(race, after('14.00'))).toBe(after('28.30'));
    expect(nextPoint(race, after('14.00'), 1)).toBe(after('14.20'));
    expect(previousPoint(race, after('14.00'))).toBe(GUN);
    expect(previousPoint(race, LIVE_EDGE, 0)).toBe(after('57.00'));
    expect(nextPoint(race, LIVE_EDGE)).toBeNull();
    const unborn = new RaceBuilder().race();
    expect([nextPoint(unborn, GUN), previousMoment(unborn, GUN)]).toEqual([null, null]);
  });

  test('V12 changes between two states of a log: splits, positions, status, places, marks', () => {
    const told = duel();
    const before = told.race();
    const away = told.entries.findLast((entry) => entry.event.type === 'passingRecorded');
    told.voids(`${away?.device}:${away?.n ?? 0}`);
    told.passes('cyd', 'finish+100', '56.00', { point: '400' });
    told.status('ann', 'DQ', { time: { basis: 'gun', time: time('58'), digits: 0 } });
    told.places('cyd', 1, '4:00');
    told.marks('bob', ['PB'], '4:00');
    told.list({ id: 'new', role: 'competitor' });
    const changes = changesBetween(before, told.race());
    const short = changes.map(({ entrant, what, point, before: was, after: is }) => [
      entrant,
      what,
      point,
      was,
      is,
    ]);
    expect(short).toEqual([
      [1, 'split', 3, '57.50', null],
      [2, 'split', 3, null, '56.00'],
      [0, 'position', null, '1', null],
      [2, 'position', null, null, '1'],
      [0, 'status', null, null, 'DQ'],
      [1, 'marks', null, null, 'PB'],
      [2, 'place', null, null, '1'],
    ]);
    expect(changes[0]?.entry).toBe(`${away?.device}:${away?.n}`);
    expect(changesBetween(before, before)).toEqual([]);
    expect(changesBetween(new RaceBuilder().race(), before).length).toBeGreaterThan(8);
  });
});

describe('races as they were', () => {
  const shown = (slug: string) => {
    const race = recorded(slug);
    return { race, rows: standingsAt(race, LIVE_EDGE).rows };
  };

  test('A10 Bahrain 2021: eleven on the lead lap, five a lap down, the winner by 0.745 s', () => {
    const { race, rows } = shown('bahrain-2021-grand-prix');
    expect(rows.slice(0, 11).every((row) => row.lapsDown === 0)).toBe(true);
    expect(rows.slice(11, 16).map((row) => row.gap)).toEqual(
      Array(5).fill({ by: 'laps', laps: 1 }),
    );
    expect(rows.slice(16).map((row) => row.state)).toEqual(Array(4).fill('DNF'));
    expect(marginOf(race, rows[0]?.entrant ?? -1, rows[1]?.entrant ?? -1, LIVE_EDGE)).toMatchObject(
      {
        us: 745_000,
        digits: 3,
      },
    );
  });

  test('V4 Athens 2004: the fours were 0.08 s apart, 0.44 m', () => {
    const { race, rows } = shown('athens-2004-coxless-four');
    const margin = marginOf(race, rows[0]?.entrant ?? -1, rows[1]?.entrant ?? -1, LIVE_EDGE);
    expect(margin?.us).toBe(80_000);
    expect(margin?.metres?.toFixed(2)).toBe('0.44');
  });

  test('V2 US Trials 2012: the lead of the 400 m freestyle changed three times', () => {
    const { race, rows } = shown('us-trials-2012-400m-freestyle');
    expect(leadChanges(race, LIVE_EDGE).filter((change) => change.from !== null)).toHaveLength(3);
    expect(rows.map((row) => row.change)).toEqual([1, 1, 1, -3, 0, 1, -1, 0]);
  });
});
