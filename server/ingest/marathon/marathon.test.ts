import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/race/canonical.ts';
import { entryId, type Submission } from '../../../shared/race/entry.ts';
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
});
