import type { Race } from '../../../shared/race/race.ts';
import type { Roster } from '../../../shared/race/roster.ts';
import type { Standing } from '../../../shared/timeline/answers.ts';

export interface Found {
  readonly id: string;
  /** Where it is in the race; null where it is not known here. */
  readonly entrant: number | null;
  /** How it stands, where whoever found it said so. */
  readonly standing: Standing | null;
  readonly bib: string | null;
  readonly name: string;
  readonly country: string | null;
}

export interface FoundAll {
  /** The best, so many as were wanted. */
  readonly found: readonly Found[];
  /** How many are left out; null for some. */
  readonly rest: number | null;
}

/** Who is meant by a few letters or digits: a whole bib first, then names that begin so, then others. */
export function findEntrants(
  text: string,
  among: { readonly race: Race; readonly roster: Roster; readonly most: number },
): FoundAll {
  const wanted = plain(text);
  const ranked: { readonly rank: number; readonly found: Found }[] = [];
  for (const { entrant, index } of among.race.entrants) {
    const line = among.roster[entrant.id];
    const hidden = line === undefined || line.hidden === true;
    const name = hidden ? (entrant.bib ?? entrant.id) : line.name;
    const rank = rankOf(plain(name), entrant.bib, wanted);
    if (rank === null) continue;
    ranked.push({
      rank,
      found: {
        id: entrant.id,
        entrant: index,
        standing: null,
        bib: entrant.bib ?? null,
        name,
        country: line?.country ?? null,
      },
    });
  }
  const found = ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, among.most)
    .map((one) => one.found);
  return { found, rest: ranked.length - found.length };
}

function rankOf(name: string, bib: string | undefined, wanted: string): number | null {
  if (bib === wanted) return 0;
  if (name.split(' ').some((part) => part.startsWith(wanted))) return 1;
  return name.includes(wanted) || bib?.startsWith(wanted) === true ? 2 : null;
}

/** Letters as anyone types them: Żak is found by zak. */
function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '');
}
