import { describe, expect, test } from 'vitest';
import { entryId, type Submission } from '../../../../shared/race/entry.ts';
import { qualify } from '../../../../shared/timeline/qualification.ts';
import { resultSheet, tiesOf } from '../../../../shared/timeline/result-sheet.ts';
import { straight100 } from '../../../../shared/testkit/definitions.ts';
import {
  competitors,
  GUN,
  started,
  type RaceBuilder,
} from '../../../../shared/testkit/race-builder.ts';
import type { DeskEntry } from '../../../desk/desk.ts';
import { deadHeat } from './dead-heat.ts';
import { awardsOf, drawLots, isSameRound } from './qualifying.ts';
import {
  announcedIn,
  issuesOf,
  lastDeclaration,
  refusedDeclarations,
  stepsOf,
} from './result-steps.ts';

function finish(...times: readonly string[]): RaceBuilder {
  const ids = ['ann', 'bob', 'cyd', 'dan'].slice(0, times.length);
  const race = started(straight100, competitors(...ids, 'eve'));
  ids.forEach((id, i) => race.reads(id, 'finish', times[i] ?? ''));
  return race;
}

function rows(entries: readonly Submission[], own = false): DeskEntry[] {
  return entries.map((submission, i) => ({
    id: entryId(submission),
    submission,
    own,
    where: 'stored',
    seq: i + 1,
    why: null,
  }));
}

const steps = (race: RaceBuilder, role: 'judge' | 'referee', ownProvisional: boolean) =>
  stepsOf(race.race().declared, { role, ownProvisional });

describe('what can be announced', () => {
  test('a judge announces the provisional result, and no more', () => {
    const race = finish('11.01');
    expect(steps(race, 'judge', false)).toEqual({
      steps: [{ state: 'provisional', reason: null }],
      others: false,
    });
    race.declares('provisional', '20');
    expect(steps(race, 'judge', true)).toEqual({
      steps: [{ state: 'provisional', reason: null }],
      others: true,
    });
    race.declares('official', '30');
    expect(steps(race, 'judge', true)).toEqual({ steps: [], others: true });
  });

  test('a referee makes it official, with a reason where no second person looked', () => {
    const race = finish('11.01');
    expect(steps(race, 'referee', false).steps).toContainEqual({
      state: 'official',
      reason: 'noProvisional',
    });
    race.declares('provisional', '20');
    expect(steps(race, 'referee', true).steps[0]).toEqual({ state: 'official', reason: 'second' });
    expect(steps(race, 'referee', false).steps[0]).toEqual({ state: 'official', reason: null });
    race.declares('official', '30');
    expect(steps(race, 'referee', false).steps).toEqual([{ state: 'amended', reason: 'amends' }]);
  });

  test('what to look at first: who is on the way, passings of nobody, open ties, what is not stored', () => {
    const race = finish('11.0121', '11.0124', '11.030', '11.030');
    race.passes({ unknown: true }, 'finish', '11.5');
    const entries = rows(race.entries);
    const last = entries.at(-1);
    const unsent = last === undefined ? entries : entries.with(-1, { ...last, where: 'sending' });
    expect(issuesOf(race.race(), unsent)).toEqual({
      running: 1,
      loose: 1,
      undecided: 0,
      lone: 0,
      ties: 1,
      pinned: 0,
      unsent: 1,
    });
  });

  test('before it is official: whom two readers differ about, and whom only one has read', () => {
    const race = finish('11.01', '11.02', '11.03');
    const reads = (who: string, reader: string, at: string) =>
      race.reads(who, 'finish', at, { kind: 'measured', reader });
    reads('ann', 'A', '11.010');
    expect(issuesOf(race.race(), rows(race.entries))).toMatchObject({ undecided: 0, lone: 0 });
    reads('ann', 'B', '11.018');
    reads('bob', 'B', '11.021');
    expect(issuesOf(race.race(), rows(race.entries))).toMatchObject({ undecided: 1, lone: 1 });
    reads('ann', 'C', '11.011');
    reads('bob', 'A+B', '11.022');
    expect(issuesOf(race.race(), rows(race.entries))).toMatchObject({ undecided: 0, lone: 0 });
  });

  test('the declaration that holds, those refused, and what each said', () => {
    const race = finish('11.01', '11.02');
    const first = race.declares('provisional', '20');
    race.status('ann', 'DQ', { rule: 'TR16.8' });
    const second = race.declares('amended', '40', { reason: 'false start' });
    const entries = rows(race.entries);
    expect(lastDeclaration(race.race(), entries)?.id).toBe(second);
    const announced = announcedIn(entries);
    expect(announced.map(({ lines }) => lines.get('ann')?.place)).toEqual([1, null]);
    const refused = entries.map((row) =>
      row.id === second ? { ...row, where: 'refused' as const } : row,
    );
    expect(refusedDeclarations(refused).map(({ id }) => id)).toEqual([second]);
    expect(announcedIn(refused)).toHaveLength(1);
    expect(lastDeclaration(race.race(), refused)?.id).toBe(first);
    const long = Array.from({ length: 20_001 }, () => entries[0]).filter(
      (row) => row !== undefined,
    );
    expect(announcedIn(long)).toEqual([]);
  });
});

describe('a dead heat in the readings', () => {
  test('cuts both to the thousandth they have in common, and they share whatever goes before', () => {
    const race = finish('11.0001', '11.0121', '11.0128');
    const [tie] = tiesOf(resultSheet(race.race()));
    const amended = tie === undefined ? null : deadHeat(race.race(), tie);
    expect(amended?.map(({ reason }) => reason)).toEqual(['dead heat', 'dead heat']);
    for (const event of amended ?? []) race.add(event);
    race.status('ann', 'DQ', { rule: 'TR16.8' });
    const lines = resultSheet(race.race());
    expect(lines.slice(0, 2).map(({ id, place }) => [id, place])).toEqual([
      ['bob', 1],
      ['cyd', 1],
    ]);
  });

  test('by the clock as well; not where times are coarse', () => {
    const race = started(straight100, competitors('ann', 'bob'));
    for (const [id, us] of [
      ['ann', 11_012_100],
      ['bob', 11_012_900],
    ] as const)
      race.passes(id, 'finish', { basis: 'instant', at: (GUN + us) as typeof GUN, digits: 4 });
    const [tie] = tiesOf(resultSheet(race.race()));
    for (const event of (tie && deadHeat(race.race(), tie)) ?? []) race.add(event);
    expect(resultSheet(race.race()).map(({ place }) => place)).toEqual([1, 1]);
    const coarse = finish('11.01', '11.014');
    const [open] = tiesOf(resultSheet(coarse.race()));
    expect(open && deadHeat(coarse.race(), open)).toBeNull();
  });
});

describe('marks of a round', () => {
  const heat = (name: string, race: RaceBuilder) => ({
    heat: name,
    lines: resultSheet(race.race()),
  });

  test('are given where they differ, keep the others, and a jury’s stay', () => {
    const a = finish('11.01', '11.02', '11.03');
    a.marks('ann', ['PB'], '12');
    a.marks('bob', ['Q'], '12');
    a.marks('cyd', ['qJ'], '12');
    const heats = [heat('a', a), heat('b', finish('11.5'))];
    const found = qualify(heats, { byPlace: 1, byTime: 0 });
    const awards = awardsOf(heats, found, { decisions: [], at: GUN });
    expect(awards.get('a')?.map(({ entrant, marks }) => [entrant, marks])).toEqual([
      ['ann', ['PB', 'Q']],
      ['bob', []],
    ]);
    expect(awards.get('b')).toHaveLength(1);
  });

  test('of an open place are those decided: all, or who was drawn', () => {
    const heats = [heat('a', finish('11.010', '11.020', '11.020'))];
    const found = qualify(heats, { byPlace: 2, byTime: 0 });
    const given = (decision: Parameters<typeof awardsOf>[2]['decisions'][number]) =>
      awardsOf(heats, found, { decisions: [decision], at: GUN })
        .get('a')
        ?.map(({ entrant, marks }) => `${entrant} ${marks.join(' ')}`);
    expect(given(undefined)).toEqual(['ann Q']);
    expect(given({ kind: 'all' })).toEqual(['ann Q', 'bob Q', 'cyd Q']);
    expect(given({ kind: 'lots', drawn: ['a cyd'] })).toEqual(['ann Q', 'cyd qD']);
  });

  test('lots are drawn without putting back, and never more than there are', () => {
    expect(drawLots(['a', 'b', 'c'], 2, (below) => below - 1)).toEqual(['c', 'b']);
    expect(drawLots(['a'], 2, () => 0)).toEqual(['a']);
  });

  test('a round is the same event of the same meeting', () => {
    const one = { ...straight100, round: 'Heats', heat: 1 };
    expect(isSameRound(one, { ...one, heat: 2 })).toBe(true);
    expect(isSameRound(one, { ...one, round: 'Final' })).toBe(false);
  });
});
