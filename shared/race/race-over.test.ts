import { describe, expect, test } from 'vitest';
import { circuit, sixHours } from '../testkit/definitions.ts';
import {
  competitors,
  looseOf,
  splitsOf,
  started,
  type RaceBuilder,
} from '../testkit/race-builder.ts';
import type { Laps, RaceDefinition } from './definition.ts';

const field = [...competitors('ham', 'alb'), { id: 'safety', role: 'pacemaker' as const }];
const last = (race: RaceBuilder, entrant: string) =>
  Object.keys(splitsOf(race.race(), entrant)).at(-1);

/** Passes the line once a lap of so many minutes. */
function drive(race: RaceBuilder, who: string, lapMinutes: number, laps: number): void {
  for (let lap = 1; lap <= laps; lap++) race.passes(who, 'line', `${lap * lapMinutes * 60}`);
}

function twoHours(lastLap: 'completed' | 'started', finish: Laps['finish']): RaceDefinition {
  const limit = { kind: 'time', durationUs: 7_200_000_000, lastLap } as const;
  return { ...sixHours, laps: { lengthM: 1000, limit, finish } };
}

describe('the end of a race with laps', () => {
  test('E1 everybody goes the full distance', () => {
    const own: RaceDefinition = {
      ...circuit,
      laps: { lengthM: 5000, limit: { kind: 'count', laps: 5 }, finish: 'own' },
    };
    const race = started(own, field);
    drive(race, 'ham', 2, 5);
    drive(race, 'alb', 3, 5);
    expect(last(race, 'alb')).toBe('line@5');
  });

  test('E2 when the winner is home everybody ends at the next end of a lap', () => {
    const race = started(circuit, field);
    drive(race, 'ham', 2, 5);
    drive(race, 'alb', 3, 5);
    race.passes('alb', 'sector', '625');
    expect(last(race, 'ham')).toBe('line@5');
    // The flag falls at 10 minutes; Albon ends the fourth lap at 12.
    expect(last(race, 'alb')).toBe('line@4');
    expect(race.race().loose).toEqual([
      expect.objectContaining({ why: 'afterEnd', line: 'line', who: { entrant: 'alb' } }),
    ]);
  });

  test('E2 when the finish of the winner is voided the race goes on', () => {
    const race = started(circuit, field);
    drive(race, 'alb', 3, 5);
    const flag = race.passes('ham', 'line', '10:00.000', { point: 'line@5' });
    expect(last(race, 'alb')).toBe('line@4');
    race.voids(flag);
    expect(last(race, 'alb')).toBe('line@5');
    expect(race.race().loose).toEqual([]);
  });

  test('E2 a pacemaker at the finish ends nothing', () => {
    const race = started(circuit, field);
    race.passes('safety', 'line', '9:00.000', { point: 'line@5' });
    drive(race, 'alb', 3, 5);
    expect(last(race, 'alb')).toBe('line@5');
  });

  test('E3 when the time is up only whole laps count', () => {
    const race = started(twoHours('completed', 'own'), field);
    drive(race, 'ham', 7, 5);
    const before = last(race, 'ham');
    race.ends('28:00');
    expect([before, last(race, 'ham')]).toEqual(['line@5', 'line@4']);
  });

  test('E4 the lap under way when the time is up is ended', () => {
    const race = started(twoHours('started', 'own'), field);
    drive(race, 'ham', 7, 5);
    drive(race, 'alb', 8, 5);
    race.ends('28:30');
    expect([last(race, 'ham'), last(race, 'alb')]).toEqual(['line@5', 'line@4']);
  });

  test('E5 the flag falls when the lap of the leader ends, and ends everybody at their next', () => {
    const race = started(twoHours('started', 'leader'), field);
    drive(race, 'ham', 7, 6);
    drive(race, 'alb', 10, 5);
    expect(last(race, 'ham')).toBe('line@6');
    race.ends('29:00');
    // The leader is on lap 5, which ends at 35 minutes; Albon ends lap 4 at 40.
    expect([last(race, 'ham'), last(race, 'alb')]).toEqual(['line@5', 'line@4']);
    expect(race.race().finish).toBe(4);
  });

  test('E5 as long as the lap of the leader has not ended everybody drives on', () => {
    const race = started(twoHours('started', 'leader'), field);
    drive(race, 'alb', 10, 2);
    race.ends('29:00');
    drive(race, 'alb', 10, 2);
    expect(last(race, 'alb')).toBe('line@2');
  });

  test('E6 what comes after the own end is loose, and counts again when the end is voided', () => {
    const race = started(twoHours('completed', 'own'), field);
    const end = race.ends('10:00');
    const late = race.passes('ham', 'line', '11:00');
    expect(looseOf(race.race())).toEqual({ [late]: 'afterEnd' });
    race.voids(end);
    expect(last(race, 'ham')).toBe('line@1');
    expect(looseOf(race.race())).toEqual({});
  });
});
