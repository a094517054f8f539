import { describe, expect, test } from 'vitest';
import { entryId } from '../../../../shared/race/entry.ts';
import { oval1500 } from '../../../../shared/testkit/definitions.ts';
import {
  competitors,
  GUN,
  started,
  type RaceBuilder,
} from '../../../../shared/testkit/race-builder.ts';
import { EMPTY_DRAFT, lastPlace, statusEvent, statusLines } from './status-events.ts';

const field = () => started(oval1500, competitors('a', 'b', 'c'));
const lines = (builder: RaceBuilder) =>
  statusLines(
    builder.race(),
    builder.entries.map((submission, i) => ({
      id: entryId(submission),
      submission,
      own: true,
      where: 'stored',
      seq: i + 1,
      why: null,
    })),
  ).map(({ entrant, kind, what, why }) => [entrant, kind, what, why]);
const nobody = { entrant: { id: 'a', role: 'competitor' }, marks: null } as const;

describe('what a referee says of an entrant', () => {
  test('a DQ wants a rule or a reason, a relegation too', () => {
    for (const kind of ['DQ', 'relegated'] as const) {
      const draft = { ...EMPTY_DRAFT, kind, place: '8' };
      expect(statusEvent(nobody, draft, GUN)).toEqual({ ok: false, why: 'noReason' });
      expect(statusEvent(nobody, { ...draft, rule: 'TR16.8' }, GUN)).toMatchObject({ ok: true });
    }
    expect(
      statusEvent(nobody, { ...EMPTY_DRAFT, kind: 'relegated', place: 'last', rule: 'x' }, GUN),
    ).toEqual({ ok: false, why: 'badPlace' });
  });

  test('a DNF counts from when it was decided', () => {
    expect(statusEvent(nobody, { ...EMPTY_DRAFT, kind: 'DNF' }, GUN)).toEqual({
      ok: true,
      event: {
        type: 'statusSet',
        entrant: 'a',
        status: 'DNF',
        time: { basis: 'instant', at: GUN, digits: 0 },
      },
    });
  });

  test('a second card joins the first', () => {
    const carded = { ...nobody, marks: { marks: ['YC'], by: GUN } };
    const drafted = statusEvent(
      carded,
      { ...EMPTY_DRAFT, kind: 'mark', mark: 'RC', rule: 'TR7', reason: 'push' },
      GUN,
    );
    expect(drafted).toMatchObject({ event: { marks: ['YC', 'RC'], reason: 'TR7: push' } });
  });
});

describe('what holds', () => {
  test('of each entrant the newest, and nothing that was cleared or undone', () => {
    const race = field();
    race.status('a', 'DNF');
    race.status('a', 'DQ', { rule: 'TR17.3', reason: 'inside the kerb' });
    const undone = race.status('b', 'DNS');
    race.status('c', 'DNF');
    race.status('c', 'cleared');
    race.add({
      type: 'entrantPlaced',
      entrant: 'b',
      place: 3,
      by: { basis: 'instant', at: GUN, digits: 0 },
      reason: 'sprint',
    });
    race.voids(undone);
    expect(lines(race)).toEqual([
      ['b', 'relegated', '3', 'sprint'],
      ['a', 'DQ', 'DQ', 'TR17.3: inside the kerb'],
    ]);
  });

  test('an official place without a why is not the referee’s doing', () => {
    const race = field();
    race.places('a', 1, '4:00.0');
    race.marks('b', ['PB'], '4:00.0');
    expect(lines(race)).toEqual([['b', 'mark', 'PB', null]]);
  });

  test('the last place is that of who came home last', () => {
    const race = field();
    expect(lastPlace(race.race())).toBe(1);
    race.passes('a', 'finish', '3:40.0', { point: '1500' });
    race.passes('b', 'finish', '3:41.0', { point: '1500' });
    expect(lastPlace(race.race())).toBe(2);
  });
});
