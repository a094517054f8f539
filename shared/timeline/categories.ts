import type { Entrant } from '../race/definition.ts';
import type { Race } from '../race/race.ts';
import type { Standing } from './answers.ts';
import { numbersOf } from './board.ts';
import type { RowMaker } from './row.ts';
import { entrantIn } from './search.ts';

/** Categories by number, so that counting along a board compares no words. */
interface Numbered {
  readonly ids: string[];
  readonly numbers: Map<string, number>;
  /** Whose categories `own` are, by entrant index: an entrant that is listed anew is another object. */
  readonly of: Entrant[];
  readonly own: (readonly number[])[];
}

const kept = new WeakMap<Race, Numbered>();

function numberedOf(race: Race): Numbered {
  const known = kept.get(race) ?? { ids: [], numbers: new Map(), of: [], own: [] };
  kept.set(race, known);
  return known;
}

const NONE: readonly number[] = [];

/** The numbers of an entrant's categories; found once, and again only when it has been listed anew. */
function categoriesOf(race: Race, numbered: Numbered, index: number): readonly number[] {
  const entrant = race.entrants[index]?.entrant;
  if (entrant?.categories === undefined) return NONE;
  const known = numbered.own[index];
  if (known !== undefined && numbered.of[index] === entrant) return known;
  numbered.of[index] = entrant;
  return (numbered.own[index] = entrant.categories.map((id) => numberOf(numbered, id)));
}

function numberOf({ ids, numbers }: Numbered, id: string): number {
  const known = numbers.get(id);
  if (known !== undefined) return known;
  numbers.set(id, ids.length);
  return ids.push(id) - 1;
}

export function hasCategories(race: Race): boolean {
  return (race.definition?.categories?.length ?? 0) > 0;
}

export function isInCategory(race: Race, entrant: number, category: string): boolean {
  return race.entrants[entrant]?.entrant.categories?.includes(category) === true;
}

/** Of each category by its number, so far along the board. */
interface Counts {
  readonly members: number[];
  readonly ranks: number[];
  /** The position of the last one counted, which whoever is level with it shares. */
  readonly positions: number[];
}

/** Ranks within each category, counted along the board; equal times share there too. */
export function withCategories(
  { view, board }: RowMaker,
  rows: readonly Standing[],
  offset: number,
): Standing[] {
  const { race } = view;
  const numbered = numberedOf(race);
  const counts: Counts = { members: [], ranks: [], positions: [] };
  const { positions } = numbersOf(view, board, offset + rows.length);
  for (let row = 0; row < offset; row++) {
    const own = categoriesOf(race, numbered, entrantIn(board.entrants, row));
    countIn(counts, own, positions[row] ?? 0);
  }
  return rows.map((standing, i) => {
    const own = categoriesOf(race, numbered, standing.entrant);
    countIn(counts, own, positions[offset + i] ?? 0);
    return { ...standing, categoryPositions: ranksOf(standing, own, { numbered, counts }) };
  });
}

/** Counts a row in each of its categories; who has no position counts in none. */
function countIn(
  { members, ranks, positions }: Counts,
  own: readonly number[],
  position: number,
): void {
  if (position === 0) return;
  for (const category of own) {
    const count = (members[category] ?? 0) + 1;
    members[category] = count;
    if (positions[category] !== position) ranks[category] = count;
    positions[category] = position;
  }
}

function ranksOf(
  { position }: Standing,
  own: readonly number[],
  so: { readonly numbered: Numbered; readonly counts: Counts },
): Record<string, number> {
  if (position === null) return {};
  return Object.fromEntries(
    own.map((category) => [so.numbered.ids[category] ?? '', so.counts.ranks[category] ?? 0]),
  );
}
