import { describe, expect, test } from 'vitest';
import { createRace } from '../../../shared/race/apply.ts';
import { canonicalJson } from '../../../shared/race/canonical.ts';
import { entryId, type Submission } from '../../../shared/race/entry.ts';
import { LIVE_EDGE } from '../../../shared/time/time.ts';
import { standingsAt } from '../../../shared/timeline/standings.ts';
import { demoMarathon, generateMarathon } from './marathon.ts';

const small = { seed: 7, runners: 400 };

function count(submissions: readonly Submission[], type: Submission['event']['type']): number {
  return submissions.filter(({ event }) => event.type === type).length;
}

describe('the synthetic marathon', () => {
  test('is the same race for the same seed, and another for another', () => {
    const text = (plan: typeof small) => canonicalJson([...generateMarathon(plan).submissions]);
    expect(text(small)).toBe(text(small));
    expect(text({ ...small, seed: 8 })).not.toBe(text(small));
  });

  test('comes in the order of time, each id once', () => {
    const submissions = [...generateMarathon(small).submissions];
    const times = submissions.map(({ recordedAt }) => recordedAt);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(submissions.map(entryId)).size).toBe(submissions.length);
  });

  test('says in its title and to the viewer that it is synthetic', () => {
    const { definition } = generateMarathon(small);
    expect(definition.event).toContain('synthetic');
    expect(definition.provenance?.summary).toContain('Synthetic');
    expect(definition.course).toMatchObject({ kind: 'route', schematic: true });
  });

  test('has a course about as long as the race', () => {
    const { course } = generateMarathon(small).definition;
    if (course.kind !== 'route' || course.outline === undefined) throw new Error('no outline');
    const legs = course.outline.map(([x, y], i, all) => {
      const [fromX, fromY] = all[i - 1] ?? [x, y];
      return Math.hypot(x - fromX, y - fromY);
    });
    const length = legs.reduce((sum, leg) => sum + leg, 0);
    expect(Math.abs(length - 42_195)).toBeLessThan(50);
  });

  test('20,000 runners make about 220,000 entries', () => {
    const submissions = [...generateMarathon(demoMarathon).submissions];
    expect(count(submissions, 'passingRecorded')).toBeGreaterThan(210_000);
    expect(count(submissions, 'passingRecorded')).toBeLessThan(222_000);
    expect(count(submissions, 'gunFired')).toBe(4);
    const dnsAndDnf = count(submissions, 'statusSet');
    expect(dnsAndDnf).toBeGreaterThan(700);
    expect(dnsAndDnf).toBeLessThan(900);
  });

  test('everybody has a name, a bib, a chip and two categories', () => {
    const { roster, submissions } = generateMarathon(small);
    const entrants = [...submissions].flatMap(({ event }) =>
      event.type === 'entrantsListed' ? event.entrants : [],
    );
    expect(entrants).toHaveLength(400);
    for (const { id, bib, tags, categories } of entrants) {
      expect(roster[id]?.name).toMatch(/^\w+ \w+$/);
      expect(bib).toBeDefined();
      expect(tags).toHaveLength(1);
      expect(categories).toHaveLength(2);
    }
  });

  test('folds into a race: all is accepted, second reads are loose, net time ranks', () => {
    const race = createRace();
    for (const submission of generateMarathon(small).submissions) {
      expect(race.apply(submission)).toEqual({ ok: true, repeated: false });
    }
    expect(race.loose.length).toBeGreaterThan(0);
    expect(new Set(race.loose.map(({ why }) => why))).toEqual(new Set(['duplicate']));
    const { rows, total } = standingsAt(race, LIVE_EDGE);
    expect(total).toBe(400);
    const finished = rows.filter(({ state }) => state === 'finished');
    expect(finished.length).toBeGreaterThan(360);
    const net = finished.map(({ split }) => split?.time ?? Number.NaN);
    expect(net).toEqual(net.toSorted((a, b) => a - b));
    expect(finished.every(({ split, gunTime }) => (gunTime ?? 0) > (split?.time ?? 0))).toBe(true);
    expect(rows.some(({ state }) => state === 'DNS')).toBe(true);
    expect(rows.some(({ state }) => state === 'DNF')).toBe(true);
  });

  test('nobody is faster or slower than the race expects', () => {
    const race = createRace();
    for (const submission of generateMarathon(small).submissions) race.apply(submission);
    const flags = race.columns.flatMap((column, point) =>
      [...column.order.subarray(0, column.count)].flatMap(
        (entrant) => race.split(entrant, point)?.flags ?? [],
      ),
    );
    expect(flags.filter((flag) => flag !== 'skippedPoint')).toEqual([]);
  });
});
