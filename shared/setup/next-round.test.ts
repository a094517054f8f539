import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RaceDefinition } from '../race/definition.ts';
import { oval1500, straight100, swim400 } from '../testkit/definitions.ts';
import { competitors } from '../testkit/race-builder.ts';
import { nextRound, type RoundHeat, type Through } from './next-round.ts';

const names = { final: 'Final', semifinal: 'Semifinal' };

/** A heat of these ids, of whom so many came through, a second apart from `first` on. */
function heat(
  definition: RaceDefinition,
  {
    ids,
    by,
  }: {
    readonly ids: readonly string[];
    readonly by: readonly (readonly [string, number | null])[];
  },
): RoundHeat {
  return {
    definition,
    entrants: competitors(...ids),
    roster: Object.fromEntries(ids.map((id) => [id, { name: `${id} of ${definition.heat}` }])),
    through: by.map(([mark, seconds], i): Through => ({
      id: ids[i] ?? '',
      place: seconds === null ? null : i + 1,
      us: seconds === null ? null : seconds * 1_000_000,
      digits: 2,
      mark,
    })),
  };
}

const heats: readonly RoundHeat[] = [
  heat(
    { ...straight100, round: 'Heats', heat: 1, qualifying: { byPlace: 2, byTime: 1 } },
    {
      ids: ['ann', 'bob', 'cyd'],
      by: [
        ['Q', 11.2],
        ['Q', 11.3],
        ['q', 11.4],
      ],
    },
  ),
  heat(
    { ...straight100, round: 'Heats', heat: 2 },
    {
      ids: ['ann', 'eve', 'fay'],
      by: [
        ['Q', 11.1],
        ['Q', 11.5],
        ['qR', null],
      ],
    },
  ),
];
const called = (race: ReturnType<typeof nextRound>[number] | undefined) =>
  race?.entrants.map(({ id }) => race.roster[id]?.name);

describe('the next round', () => {
  it('is a final of the same event, ranked by place, then by time, then by decision, seeded from the heats', () => {
    const [final, ...others] = nextRound(heats, { seed: 1, names });
    expect(others).toEqual([]);
    expect(called(final)).toEqual([
      'ann of 2',
      'ann of 1',
      'bob of 1',
      'eve of 2',
      'cyd of 1',
      'fay of 2',
    ]);
    expect(final?.entrants.map(({ id }) => final.roster[id]?.seedUs)).toEqual([
      11_100_000,
      11_200_000,
      11_300_000,
      11_500_000,
      11_400_000,
      undefined,
    ]);
    expect(final?.definition).toMatchObject({ event: straight100.event, round: 'Final' });
    expect(final?.definition).not.toHaveProperty('heat');
    expect(final?.definition).not.toHaveProperty('qualifying');
  });

  it('has its lanes drawn by the rule, the four best in the middle, and the same from the same lot', () => {
    const [final] = nextRound(heats, { seed: 1, names });
    const lanes = final?.entrants.map(({ lane }) => lane ?? 0) ?? [];
    expect(lanes.slice(0, 4).toSorted((a, b) => a - b)).toEqual([3, 4, 5, 6]);
    expect(lanes.slice(4).toSorted((a, b) => a - b)).toEqual([2, 7]);
    expect(nextRound(heats, { seed: 1, names })).toEqual([final]);
  });

  it('has no lanes and one final where the event has none, however many come', () => {
    const ids = Array.from({ length: 30 }, (_, i) => `r${i}`);
    const races = nextRound(
      [heat({ ...oval1500, heat: 1 }, { ids, by: ids.map((_, i) => ['Q', 220 + i]) })],
      { seed: 1, names },
    );
    expect(races.map(({ entrants }) => entrants.length)).toEqual([30]);
    expect(races[0]?.entrants.every(({ lane }) => lane === undefined)).toBe(true);
  });

  it('keeps bibs, tags, categories and what is hidden, and what holds for every round', () => {
    const [one] = heats;
    if (one === undefined) throw new Error('no heat');
    const definition: RaceDefinition = {
      ...one.definition,
      categories: [{ id: 'u20', name: 'U20' }],
      records: [{ code: 'WR', timeUs: 10_490_000, digits: 2 }],
      paceLines: [],
      protestUs: 900_000_000,
    };
    const [final] = nextRound(
      [
        {
          ...one,
          definition,
          entrants: [
            { id: 'ann', role: 'competitor', bib: '7', lane: 1, tags: ['t7'], categories: ['u20'] },
          ],
          roster: { ann: { name: 'Ann', hidden: true } },
        },
      ],
      { seed: 3, names },
    );
    expect(final?.entrants[0]).toMatchObject({ bib: '7', tags: ['t7'], categories: ['u20'] });
    expect(final?.roster).toEqual({
      e1: { name: 'Ann', hidden: true, seedUs: 11_200_000, seedDigits: 2 },
    });
    const { categories, records, paceLines, protestUs } = definition;
    expect(final?.definition).toMatchObject({ categories, records, paceLines, protestUs });
  });

  it('is none where nobody came through', () => {
    expect(nextRound([], { seed: 1, names })).toEqual([]);
    expect(nextRound([heat(swim400, { ids: ['ann'], by: [] })], { seed: 1, names })).toEqual([]);
  });

  it('has everybody who came through once, in a lane of their own, whatever came', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom('Q', 'q', 'qD'), { maxLength: 9 }), { maxLength: 5 }),
        fc.nat(),
        (marks, seed) => {
          const round = marks.map((some, h) =>
            heat(
              { ...straight100, heat: h + 1 },
              {
                ids: some.map((_, i) => `x${i}`),
                by: some.map((mark, i) => [mark, 11 + i / 10 + h / 100] as const),
              },
            ),
          );
          const races = nextRound(round, { seed, names });
          const all = races.flatMap((race) => called(race) ?? []);
          expect(new Set(all).size).toBe(marks.flat().length);
          expect(all.length).toBe(marks.flat().length);
          for (const { entrants } of races)
            expect(new Set(entrants.map(({ lane }) => lane ?? 0)).size).toBe(entrants.length);
          expect(races.map(({ definition }) => definition.round)).toEqual(
            races.map(() => (races.length > 1 ? 'Semifinal' : 'Final')),
          );
        },
      ),
    );
  });
});
