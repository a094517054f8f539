import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Entrant, RaceDefinition } from '../race/definition.ts';
import type { Race } from '../race/race.ts';
import {
  circuit,
  interval10k,
  marathon,
  oval1500,
  sixHours,
  straight100,
  swim400,
} from '../testkit/definitions.ts';
import { competitors, fold, GUN, RaceBuilder, started, time } from '../testkit/race-builder.ts';
import { instant, LIVE_EDGE, type Instant } from '../time/time.ts';
import type { Standing } from './answers.ts';
import { orderAt, positionAt, standingsAt } from './standings.ts';
import { topAt } from './top.ts';

/** So long after the gun. */
function after(text: string): Instant {
  return instant(GUN + time(text));
}

const pacemaker = (id: string): Entrant => ({ id, role: 'pacemaker' });

function rows(race: Race, at: Instant): readonly Standing[] {
  return standingsAt(race, at).rows;
}

function row(race: Race, at: Instant, id: string): Standing {
  const found = rows(race, at).find((one) => one.id === id);
  if (found === undefined) throw new Error(`${id} is not on the board`);
  return found;
}

/** `1 ann, 2= bob, – cyd` */
function board(race: Race, at: Instant): string {
  return rows(race, at)
    .map(({ position, shared, id }) => `${position ?? '–'}${shared ? '=' : ''} ${id}`)
    .join(', ');
}

function oslo(): Race {
  const text = readFileSync(
    new URL('../../races/oslo-2024-1500m/log.ndjson', import.meta.url),
    'utf8',
  );
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return fold(lines.map(({ device, n, recordedAt, event }) => ({ device, n, recordedAt, event })));
}

describe('the order', () => {
  test('A1 whoever is further is ahead, then whoever was there sooner', () => {
    const told = started(oval1500, competitors('ann', 'bob', 'cyd'));
    told.passes('ann', 'finish+200', '14.0', { point: '100' });
    told.passes('bob', 'finish+200', '14.2', { point: '100' });
    told.passes('cyd', 'finish+200', '14.4', { point: '100' });
    told.passes('cyd', 'finish+300', '28.0', { point: '200' });
    const race = told.race();
    expect(board(race, after('14.1'))).toBe('1 ann, – bob, – cyd');
    expect(board(race, after('20.0'))).toBe('1 ann, 2 bob, 3 cyd');
    expect(board(race, after('28.0'))).toBe('1 cyd, 2 ann, 3 bob');
    expect(board(race, after('20.0'))).toBe('1 ann, 2 bob, 3 cyd');
  });

  test('A6 equal times share a rank and the next number is left out; the id decides who stands first', () => {
    const told = started(straight100, competitors('cyd', 'bob', 'ann', 'dot'));
    for (const id of ['cyd', 'ann', 'bob'])
      told.reads(id, 'finish', id === 'bob' ? '9.80' : '9.79');
    told.reads('dot', 'finish', '9.80');
    expect(board(told.race(), LIVE_EDGE)).toBe('1= ann, 1= cyd, 3= bob, 3= dot');
    const [first] = standingsAt(told.race(), LIVE_EDGE, { count: 1 }).rows;
    expect(first).toMatchObject({ position: 1, shared: true });
    expect(positionAt(told.race(), LIVE_EDGE, 2)).toMatchObject({ id: 'ann', shared: true });
  });

  test('A8 before anybody has a split the order says nothing: lane, grid, bib, id', () => {
    const bibs = [
      { id: 'z', bib: 'X', role: 'competitor' as const },
      { id: 'y', bib: '10', role: 'competitor' as const },
      { id: 'x', bib: '9', role: 'competitor' as const },
      { id: 'b', role: 'competitor' as const },
      { id: 'a', role: 'competitor' as const },
      { id: 'w', bib: 'A', role: 'competitor' as const },
      { id: 'v', bib: '9', role: 'competitor' as const },
    ];
    const told = new RaceBuilder();
    told.define(oval1500);
    told.list(...bibs);
    const names = board(told.race(), LIVE_EDGE);
    expect(names).toBe('– v, – x, – y, – w, – z, – a, – b');
    expect(row(told.race(), LIVE_EDGE, 'x')).toMatchObject({
      state: 'waiting',
      ink: 'known',
      gap: null,
    });
    told.list({ id: 'b', lane: 3, role: 'competitor' }, { id: 'x', grid: 1, role: 'competitor' });
    expect(board(told.race(), LIVE_EDGE)).toMatch(/^– b, – x, – v/);
    const growing = told.race();
    expect(board(growing, LIVE_EDGE)).toMatch(/^– b/);
    const more = new RaceBuilder();
    more.device = 'other';
    more.gun();
    more.list({ id: 'first', lane: 1, role: 'competitor' });
    for (const entry of more.entries) {
      growing.apply(entry);
      expect(board(growing, LIVE_EDGE)).toMatch(
        entry.event.type === 'gunFired' ? /^– b/ : /^– first/,
      );
    }
  });

  test('A8 after the gun everybody runs, still without a position', () => {
    const race = started(oval1500, competitors('ann', 'bob')).race();
    expect(row(race, instant(GUN - 1), 'ann').state).toBe('waiting');
    expect(row(race, GUN, 'ann')).toMatchObject({ state: 'running', position: null, point: -1 });
    expect(standingsAt(race, GUN)).toMatchObject({ point: -1, seen: 0, expected: 2, total: 2 });
  });

  test('A13 a retired car can be classified: it keeps its place, and still has no position', () => {
    const told = started(oval1500, competitors('ann', 'bob'));
    told.passes('ann', 'finish+200', '14.0', { point: '100' });
    told.status('ann', 'DNF', { time: { basis: 'gun', time: time('40'), digits: 0 } });
    told.places('ann', 17, '50');
    const race = told.race();
    expect(row(race, after('45'), 'ann')).toMatchObject({ state: 'DNF', place: null });
    expect(row(race, after('51'), 'ann')).toMatchObject({
      state: 'DNF',
      place: 17,
      position: null,
    });
  });

  test('A13 DNF and DQ sink from their time on, DNS from the start; the further they came the higher', () => {
    const told = started(oval1500, competitors('ann', 'bob', 'cyd', 'dot', 'eve'));
    for (const id of ['ann', 'bob', 'cyd']) told.passes(id, 'finish+200', '14.0', { point: '100' });
    told.passes('ann', 'finish+300', '28.0', { point: '200' });
    told.status('ann', 'DQ', {
      time: { basis: 'gun', time: time('40'), digits: 0 },
      rule: 'TR17.2',
    });
    told.status('bob', 'DNF', {
      time: { basis: 'gun', time: time('30'), digits: 0 },
      reason: 'fell',
    });
    told.status('dot', 'DNS');
    told.status('eve', 'DNF', { time: { basis: 'gun', time: time('5'), digits: 0 } });
    const race = told.race();
    expect(board(race, instant(GUN - 1))).toBe('– ann, – bob, – cyd, – eve, – dot');
    expect(board(race, after('29'))).toBe('1 ann, 2= bob, 2= cyd, – eve, – dot');
    expect(board(race, after('31'))).toBe('1 ann, 2 cyd, – bob, – eve, – dot');
    expect(board(race, after('41'))).toBe('1 cyd, – bob, – eve, – ann, – dot');
    expect(row(race, after('41'), 'ann')).toMatchObject({
      state: 'DQ',
      reason: 'TR17.2',
      gap: null,
    });
    expect(row(race, after('41'), 'bob')).toMatchObject({
      state: 'DNF',
      reason: 'fell',
      position: null,
    });
    expect(standingsAt(race, after('41'))).toMatchObject({ seen: 1, expected: 2 });
    expect(rows(race, after('41'))[4]).toMatchObject({ id: 'dot', state: 'DNS', split: null });
  });

  test('A22 a passing made when already out counts for nothing', () => {
    const told = started(oval1500, competitors('ann', 'bob', 'cyd'));
    told.status('ann', 'DQ', { time: { basis: 'gun', time: time('20'), digits: 0 } });
    for (const [id, first, second] of [
      ['ann', '14', '28'],
      ['bob', '15', '29'],
      ['cyd', '14.5', '30'],
    ] as const) {
      told.passes(id, 'finish+200', first, { point: '100' });
      told.passes(id, 'finish+300', second, { point: '200' });
    }
    const race = told.race();
    expect(board(race, LIVE_EDGE)).toBe('1 bob, 2 cyd, – ann');
    // At 100 m ann still counted (bob was third), at 200 m no more.
    expect(row(race, LIVE_EDGE, 'bob').change).toBe(2);
  });

  test('A20 a mat on the start line puts nobody ahead of anybody', () => {
    const race = netRace().race();
    expect(row(race, after('10'), 'ann')).toMatchObject({
      state: 'running',
      position: null,
      point: -1,
    });
  });

  test('an entrant whose start list was voided is on no board', () => {
    const told = started(oval1500, competitors('ann'));
    const list = told.list(...competitors('bob'));
    told.voids(list);
    expect(board(told.race(), LIVE_EDGE)).toBe('– ann');
    expect(positionAt(told.race(), LIVE_EDGE, 1)).toBeNull();
    expect(positionAt(told.race(), LIVE_EDGE, 99)).toBeNull();
    expect([...orderAt(told.race(), LIVE_EDGE)]).toEqual([0]);
  });

  test('a race that nobody has defined has an empty board', () => {
    expect(standingsAt(new RaceBuilder().race(), LIVE_EDGE)).toMatchObject({
      rows: [],
      total: 0,
      point: -1,
    });
  });
});

describe('pacemakers', () => {
  test('A7 they stand where they run, unranked; the gap counts to the ranked field, theirs is negative in front of it', () => {
    const told = started(oval1500, [...competitors('ann', 'bob'), pacemaker('pat')]);
    told.passes('pat', 'finish+200', '13.0', { point: '100' });
    told.passes('ann', 'finish+200', '14.0', { point: '100' });
    told.passes('bob', 'finish+200', '14.5', { point: '100' });
    told.passes('ann', 'finish+300', '28.0', { point: '200' });
    const race = told.race();
    expect(board(race, after('20'))).toBe('– pat, 1 ann, 2 bob');
    expect(row(race, after('20'), 'pat')).toMatchObject({
      gap: { us: -1_000_000 },
      interval: null,
      position: null,
    });
    expect(row(race, after('20'), 'ann')).toMatchObject({ gap: null, interval: null });
    expect(row(race, after('20'), 'bob')).toMatchObject({
      gap: { us: 500_000 },
      interval: { us: 500_000 },
    });
    expect(board(race, after('28'))).toBe('1 ann, – pat, 2 bob');
    expect(standingsAt(race, after('20'))).toMatchObject({ seen: 2, expected: 2 });
  });

  test('A7 a pacemaker that steps off is out, below the running and above DNF; it never takes a place', () => {
    const told = started(oval1500, [...competitors('ann', 'bob'), pacemaker('pat')]);
    told.passes('pat', 'finish+200', '13.0', { point: '100' });
    told.passes('ann', 'finish+200', '14.0', { point: '100' });
    told.status('pat', 'DNF', { time: { basis: 'gun', time: time('20'), digits: 0 } });
    told.status('bob', 'DNF', { time: { basis: 'gun', time: time('20'), digits: 0 } });
    told.places('pat', 1, '30');
    const race = told.race();
    expect(board(race, after('25'))).toBe('1 ann, – pat, – bob');
    expect(row(race, after('31'), 'pat')).toMatchObject({
      state: 'out',
      place: null,
      position: null,
    });
  });
});

describe('gaps', () => {
  const told = started(oval1500, competitors('ann', 'bob', 'cyd'));
  told.passes('ann', 'finish+200', '14.00', { point: '100' });
  told.passes('bob', 'finish+200', '14.1', { point: '100', kind: 'reconstructed' });
  told.passes('cyd', 'finish+200', '14.30', { point: '100' });
  told.passes('bob', 'finish+300', '28.00', { point: '200' });
  const race = told.race();

  test('A9 a gap is taken at the last point both have passed, with the digits that both know', () => {
    expect(row(race, after('15'), 'bob').gap).toEqual({
      by: 'time',
      us: 100_000,
      digits: 1,
      point: 0,
      ink: 'estimated',
    });
    expect(row(race, after('15'), 'cyd')).toMatchObject({
      gap: { us: 300_000, ink: 'known' },
      interval: { us: 200_000 },
    });
  });

  test('A9 where the one behind had been ahead there, the gap is not known', () => {
    expect(row(race, after('28'), 'ann')).toMatchObject({ position: 2, gap: null, interval: null });
    expect(row(race, after('28'), 'cyd')).toMatchObject({
      gap: { us: 200_000 },
      interval: { us: 300_000 },
    });
  });

  test('A9 without a common point there is no gap', () => {
    const apart = started(oval1500, competitors('ann', 'bob'));
    apart.passes('ann', 'finish+300', '28', { point: '200' });
    apart.passes('bob', 'finish+200', '14', { point: '100' });
    expect(row(apart.race(), LIVE_EDGE, 'bob')).toMatchObject({
      position: 2,
      gap: null,
      interval: null,
    });
  });

  test('A17 change is what the last point gave against the one before', () => {
    const swapped = started(oval1500, competitors('ann', 'bob'));
    swapped.passes('ann', 'finish+200', '14', { point: '100' });
    swapped.passes('bob', 'finish+200', '15', { point: '100' });
    expect(row(swapped.race(), LIVE_EDGE, 'bob').change).toBeNull();
    swapped.passes('bob', 'finish+300', '28', { point: '200' });
    swapped.passes('ann', 'finish+300', '29', { point: '200' });
    expect(row(swapped.race(), LIVE_EDGE, 'bob').change).toBe(1);
    expect(row(swapped.race(), LIVE_EDGE, 'ann').change).toBe(-1);
  });
});

describe('places', () => {
  test('A11 official places hold; who is home without one fills the free numbers; the running follow', () => {
    const told = started(straight100, competitors('ann', 'bob', 'cyd', 'dot', 'eve'));
    told.reads('ann', 'finish', '9.80');
    told.reads('bob', 'finish', '9.90');
    told.reads('cyd', 'finish', '9.90');
    told.places('bob', 1, '12');
    told.places('dot', 5, '13');
    const race = told.race();
    expect(board(race, after('11'))).toBe('1 ann, 2= bob, 2= cyd, – dot, – eve');
    expect(board(race, after('12'))).toBe('1 bob, 2 ann, 3 cyd, – dot, – eve');
    expect(board(race, after('13'))).toBe('1 bob, 2 ann, 3 cyd, 5 dot, – eve');
    expect(row(race, after('12'), 'ann')).toMatchObject({ place: null, gap: null });
    expect(row(race, after('13'), 'bob').place).toBe(1);
  });

  test('A11 two at one place take two numbers; equal times without a place share the first free one', () => {
    const told = started(straight100, competitors('ann', 'bob', 'cyd', 'dot', 'eve'));
    for (const id of ['ann', 'bob', 'cyd', 'dot'])
      told.reads(id, 'finish', id < 'c' ? '9.80' : '9.90');
    told.places('cyd', 1, '12');
    told.places('dot', 1, '12');
    expect(board(told.race(), LIVE_EDGE)).toBe('1= cyd, 1= dot, 3= ann, 3= bob, – eve');
    told.places('eve', 2, '12');
    expect(board(told.race(), LIVE_EDGE)).toBe('1= cyd, 1= dot, 2 eve, 4= ann, 4= bob');
  });

  test('A11 whoever is out has no place, and a pacemaker stays where it ran', () => {
    const told = started(oval1500, [...competitors('ann', 'bob'), pacemaker('pat')]);
    told.passes('pat', 'finish', '3:28', { point: '1500' });
    told.reads('ann', '1500', '3:30');
    told.reads('bob', '1500', '3:31');
    told.places('bob', 1, '3:40');
    expect(board(told.race(), after('3:40'))).toBe('– pat, 1 bob, 2 ann');
    told.status('bob', 'DQ', { time: { basis: 'gun', time: time('3:50'), digits: 0 } });
    expect(board(told.race(), after('3:51'))).toBe('– pat, 1 ann, – bob');
    expect(row(told.race(), after('3:51'), 'bob').place).toBeNull();
  });

  test('A12 Oslo: 10th and 11th have a place and no time, and the ranks do not close up over them', () => {
    const race = oslo();
    const at = instant((race.zero ?? 0) + time('3:33.85'));
    expect(board(race, at)).toMatch(
      /9 farken, 10 unnamed, 11 mechaal, 12 mphahlele, 13 nordas, – kiprugut, – rudolf$/,
    );
    expect(row(race, at, 'unnamed')).toMatchObject({
      state: 'finished',
      split: null,
      gap: null,
      interval: null,
      place: 10,
      ink: 'known',
    });
    expect(row(race, at, 'mphahlele')).toMatchObject({ interval: null, change: 0, place: null });
    expect(row(race, at, 'mphahlele').gap).toMatchObject({ us: 4_110_000, ink: 'known' });
    const before = instant(at - 1);
    expect(board(race, before)).toMatch(
      /9 farken, 10 unnamed, 11 mechaal, 12 mphahlele, 13 nordas/,
    );
    expect(row(race, before, 'unnamed')).toMatchObject({ state: 'running', place: null });
  });

  test('marks are known from their moment on', () => {
    const race = oslo();
    const home = instant((race.zero ?? 0) + time('3:29.74'));
    expect(row(race, home, 'ingebrigtsen').marks).toEqual(['WL', 'SB']);
    expect(row(race, instant(home - 1), 'ingebrigtsen').marks).toEqual([]);
  });
});

describe('laps', () => {
  /** Sector at 1.8 km, line at 4.8, 9.8, 14.8, 19.8 and 24.8 km. */
  function grandPrix(): RaceBuilder {
    const told = started(circuit, competitors('ann', 'bob', 'cyd', 'dot'));
    [1, 2, 3, 4, 5].forEach((lap) => {
      told.passes('ann', 'line', `${lap}:40`, { point: `line@${lap}` });
      told.passes('bob', 'line', `${lap}:45`, { point: `line@${lap}` });
    });
    [
      [1, '2:00'],
      [2, '3:40'],
      [3, '4:50'],
      [4, '6:10'],
      [5, '7:10'],
    ].forEach(([lap, at]) => told.passes('cyd', 'line', String(at), { point: `line@${lap}` }));
    told.passes('dot', 'line', '3:00', { point: 'line@1' });
    told.passes('dot', 'sector', '3:30', { point: 'sector@2' });
    return told;
  }

  test('A10 a lap down is a full lap behind at the own last passing, and does not flicker in between', () => {
    const race = grandPrix().race();
    expect(row(race, after('2:00'), 'cyd').gap).toMatchObject({ by: 'time', us: 20_000_000 });
    expect(row(race, after('3:00'), 'dot').gap).toEqual({ by: 'laps', laps: 1 });
    expect(row(race, after('3:00'), 'dot').lapsDown).toBe(1);
    // The sector is passed within a lap of ann's last line, though the line before was not.
    expect(row(race, after('3:30'), 'dot').gap).toMatchObject({ by: 'time', point: 1 });
    for (const at of ['3:41', '4:00', '4:49'])
      expect(row(race, after(at), 'cyd').gap).toEqual({ by: 'laps', laps: 1 });
    expect(row(race, after('4:00'), 'dot').interval).toMatchObject({ by: 'time' });
    expect(row(race, after('3:39'), 'cyd').gap).toMatchObject({ by: 'time', point: 1 });
  });

  test('A15 `leader`: the race is over for each at the first passing of the line after the winner’s', () => {
    const race = grandPrix().race();
    expect(board(race, after('8:00'))).toBe('1 ann, 2 bob, 3 cyd, 4 dot');
    expect(row(race, after('5:39'), 'ann').state).toBe('running');
    expect(row(race, after('5:40'), 'ann').state).toBe('finished');
    expect(row(race, after('6:09'), 'cyd').state).toBe('running');
    expect(row(race, after('6:10'), 'cyd')).toMatchObject({
      state: 'finished',
      gap: { by: 'laps', laps: 1 },
    });
    expect(row(race, after('8:00'), 'cyd').split?.time).toBe(time('6:10'));
    expect(row(race, after('8:00'), 'dot').state).toBe('running');
  });

  test('A15 a pacemaker takes no flag, but has done the distance', () => {
    const told = started(circuit, [...competitors('ann'), pacemaker('pat')]);
    told.passes('pat', 'line', '5:00', { point: 'line@5' });
    told.passes('ann', 'line', '5:20', { point: 'line@4' });
    expect(row(told.race(), LIVE_EDGE, 'ann').state).toBe('running');
    expect(row(told.race(), LIVE_EDGE, 'pat').state).toBe('finished');
  });

  const hours = (lastLap: 'completed' | 'started', finish: 'own' | 'leader'): RaceDefinition => ({
    ...sixHours,
    points: [
      { id: 'far', line: 'far', distanceM: 400 },
      { id: 'line', line: 'line', distanceM: 1000 },
    ],
    laps: { lengthM: 1000, limit: { kind: 'time', durationUs: time('20:00'), lastLap }, finish },
  });

  function limited(definition: RaceDefinition): Race {
    const told = started(definition, competitors('ann', 'bob', 'cyd'));
    told.passes('ann', 'line', '8:00', { point: 'line@1' });
    told.passes('ann', 'line', '16:00', { point: 'line@2' });
    told.passes('ann', 'far', '19:00', { point: 'far@3' });
    told.passes('bob', 'line', '9:00', { point: 'line@1' });
    told.passes('bob', 'line', '19:59', { point: 'line@2' });
    told.ends('20:00');
    told.passes('cyd', 'line', '21:00', { point: 'line@1' });
    told.passes('ann', 'line', '24:00', { point: 'line@3' });
    told.passes('bob', 'line', '25:00', { point: 'line@3' });
    told.passes('cyd', 'line', '26:00', { point: 'line@2' });
    return told.race();
  }

  test('A16 a time limit, `completed`: whole laps at the end count, and everybody has finished', () => {
    const race = limited(hours('completed', 'own'));
    expect(row(race, after('19:59'), 'ann')).toMatchObject({ state: 'running', point: 4 });
    expect(row(race, after('20:00'), 'ann')).toMatchObject({ state: 'finished', point: 3 });
    expect(board(race, after('30:00'))).toBe('1 ann, 2 bob, – cyd');
    expect(row(race, after('30:00'), 'cyd').state).toBe('finished');
  });

  test('A16 a time limit, `started`: each finishes the lap under way', () => {
    const race = limited(hours('started', 'own'));
    expect(board(race, after('30:00'))).toBe('1 ann, 2 bob, 3 cyd');
    expect(row(race, after('20:30'), 'bob').state).toBe('running');
    expect(row(race, after('21:00'), 'cyd')).toMatchObject({ state: 'finished', point: 1 });
    expect(row(race, after('30:00'), 'cyd').point).toBe(1);
  });

  test('A16 a time limit that ends with the leader: the flag falls when the leader comes round', () => {
    const race = limited(hours('started', 'leader'));
    expect(row(race, after('21:00'), 'cyd').state).toBe('running');
    expect(row(race, after('24:00'), 'ann').state).toBe('finished');
    expect(row(race, after('26:00'), 'cyd')).toMatchObject({ state: 'finished', lapsDown: 1 });
    const early = started(hours('started', 'leader'), competitors('ann'));
    early.ends('20:00');
    expect(row(early.race(), LIVE_EDGE, 'ann').state).toBe('running');
  });
});

function netRace(): RaceBuilder {
  const told = new RaceBuilder();
  told.define({
    ...marathon,
    categories: [
      { id: 'F', name: 'Women' },
      { id: 'M', name: 'Men' },
    ],
  });
  told.list(
    { id: 'ann', bib: '1', wave: 'elite', role: 'competitor', categories: ['F'] },
    { id: 'bob', bib: '2', wave: 'A', role: 'competitor', categories: ['M'] },
    { id: 'cyd', bib: '3', wave: 'A', role: 'competitor', categories: ['F'] },
    { id: 'dan', bib: '4', wave: 'B', role: 'competitor' },
  );
  told.gun(GUN, { wave: 'elite' });
  told.gun(after('5:00'), { wave: 'A' });
  told.passes('ann', 'start', { basis: 'instant', at: after('3'), digits: 1 });
  told.passes('bob', 'start', { basis: 'instant', at: after('5:40'), digits: 1 });
  told.passes('cyd', 'start', { basis: 'instant', at: after('5:10'), digits: 1 });
  told.passes('ann', '5k', { basis: 'instant', at: after('20:03'), digits: 1 });
  told.passes('cyd', '5k', { basis: 'instant', at: after('25:12'), digits: 1 });
  told.passes('bob', '5k', { basis: 'instant', at: after('25:20'), digits: 1 });
  return told;
}

describe('starts', () => {
  test('A14 net time ranks: who came later can be ahead; the gun time stands beside it', () => {
    const race = netRace().race();
    expect(board(race, after('25:15'))).toBe('1 ann, 2 cyd, – bob, – dan');
    expect(board(race, after('25:20'))).toBe('1 bob, 2 ann, 3 cyd, – dan');
    const cyd = row(race, after('25:20'), 'cyd');
    expect(cyd.split?.time).toBe(time('20:02'));
    expect(cyd.gunTime).toBe(time('20:12'));
    expect(cyd.change).toBeNull();
  });

  test('A14 each wave waits for its own gun', () => {
    const race = netRace().race();
    expect(row(race, after('4:00'), 'bob').state).toBe('waiting');
    expect(row(race, after('5:20'), 'bob').state).toBe('running');
    expect(row(race, after('1:00:00'), 'dan').state).toBe('waiting');
  });

  test('A19 ranks by category; a category’s board counts gaps within it and keeps the overall position', () => {
    const race = netRace().race();
    const at = after('25:20');
    expect(row(race, at, 'bob').categoryPositions).toEqual({ M: 1 });
    expect(row(race, at, 'cyd').categoryPositions).toEqual({ F: 2 });
    expect(row(race, at, 'dan').categoryPositions).toEqual({});
    const women = standingsAt(race, at, { category: 'F' });
    expect(women).toMatchObject({ total: 2 });
    expect(women.rows.map(({ id, position }) => [id, position])).toEqual([
      ['ann', 2],
      ['cyd', 3],
    ]);
    expect(women.rows[0]?.gap).toBeNull();
    expect(standingsAt(race, at, { category: 'F', offset: 1, count: 1 }).rows[0]).toMatchObject({
      categoryPositions: { F: 2 },
    });
  });

  test('A14 in an interval start the best net time leads, whoever comes when', () => {
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
    told.passes(
      'bob',
      '5000',
      { basis: 'instant', at: after('12:20'), digits: 1 },
      { point: '5000' },
    );
    told.passes(
      'ann',
      '5000',
      { basis: 'instant', at: after('11:40'), digits: 1 },
      { point: '5000' },
    );
    const race = told.race();
    expect(row(race, after('20'), 'bob').state).toBe('waiting');
    expect(board(race, after('6:10'))).toBe('1 ann, – bob');
    expect(board(race, after('6:20'))).toBe('1 bob, 2 ann');
    expect(row(race, after('6:20'), 'ann').gap).toMatchObject({ us: 10_000_000 });
    expect(row(race, after('12:20'), 'ann')).toMatchObject({ position: 1, change: 1 });
    expect(row(race, after('12:20'), 'bob').change).toBe(-1);
  });
});

describe('ink and validity', () => {
  const told = started(swim400, competitors('ann', 'bob'));
  told.passes('ann', 'far end', '28', { point: '50' });
  told.passes('bob', 'far end', '29', { point: '50', kind: 'reconstructed' });
  const race = told.race();

  test('A18 silence turns stale when the slowest of the field would have come', () => {
    // 50 m at 0.8 m/s are 62.5 s.
    expect(row(race, after('1:30.5'), 'ann').ink).toBe('known');
    expect(row(race, instant(after('1:30.5') + 1), 'ann').ink).toBe('stale');
    expect(row(race, after('1:00'), 'bob').ink).toBe('estimated');
    expect(row(race, after('2:00'), 'bob').ink).toBe('stale');
  });

  test('A5 validity reaches exactly from the last change to the next, deadlines among them', () => {
    const { validity } = standingsAt(race, after('1:00'));
    expect(validity).toEqual({ from: after('29'), until: instant(after('1:30.5') + 1) });
    expect(standingsAt(race, after('2:00')).validity).toEqual({
      from: instant(after('1:31.5') + 1),
      until: Number.POSITIVE_INFINITY,
    });
    expect(standingsAt(race, instant(GUN - 5)).validity).toEqual({ from: -Infinity, until: GUN });
  });

  test('A5 a window of leaders holds while the field behind them comes through', () => {
    const many = started(oval1500, competitors('ann', 'bob', 'cyd', 'dot'));
    for (const [id, first] of [
      ['ann', '14'],
      ['bob', '15'],
      ['cyd', '16'],
      ['dot', '50'],
    ] as const)
      many.passes(id, 'finish+200', first, { point: '100' });
    many.passes('ann', 'finish+300', '28', { point: '200' });
    many.passes('bob', 'finish+300', '29', { point: '200' });
    many.passes('ann', 'finish', '42', { point: '300' });
    const one = standingsAt(many.race(), after('43'), { count: 2 });
    expect(one.validity).toEqual({ from: after('42'), until: instant(after('54') + 1) });
  });

  test('A21 at the live edge everything that came counts, and `now` tells who is overdue', () => {
    expect(row(race, LIVE_EDGE, 'ann').ink).toBe('known');
    expect(standingsAt(race, LIVE_EDGE).validity).toEqual({ from: -Infinity, until: Infinity });
    const late = standingsAt(race, LIVE_EDGE, { now: after('3:00') });
    expect(late.rows.map((one) => one.ink)).toEqual(['stale', 'stale']);
    expect(late.validity).toEqual({ from: instant(after('1:31.5') + 1), until: Infinity });
  });

  test('A2 the top in columns says what the rows say', () => {
    const top = topAt(race, after('1:00'), 2);
    expect([...top.entrants]).toEqual([0, 1]);
    expect([...top.positions]).toEqual([1, 2]);
    expect([...top.points]).toEqual([0, 0]);
    expect([...top.gapsUs]).toEqual([0, 1_000_000]);
    expect([...topAt(race, GUN, 2).gapsUs]).toEqual([Number.NaN, Number.NaN]);
  });
});
