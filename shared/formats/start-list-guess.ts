import { NOC_CODES } from './noc-codes.ts';
import type { Column } from './start-list-columns.ts';

const LOOKED_AT = 200;

/**
 * What the columns of a list without headings are, from what stands in them: figures first are bibs,
 * three capitals a country, two columns of words a first and a last name. A single column is names.
 */
export function guessColumns(rows: readonly (readonly string[])[]): (Column | null)[] {
  const width = Math.max(...rows.map((cells) => cells.length));
  const seen = Array.from({ length: width }, (_, i) =>
    looksOf(rows.slice(0, LOOKED_AT).map((cells) => cells[i]?.trim() ?? '')),
  );
  const guessed: (Column | null)[] = seen.map(() => null);
  const words = seen.flatMap((look, i) => (look === 'words' ? [i] : []));
  const figures = seen.flatMap((look, i) => (look === 'figures' ? [i] : []));
  const give = (index: number | undefined, column: Column) => {
    if (index !== undefined) guessed[index] = column;
  };
  const [first] = words;
  const [bib, lane] = figures;
  give(seen.indexOf('country') === -1 ? undefined : seen.indexOf('country'), 'country');
  give(seen.indexOf('time') === -1 ? undefined : seen.indexOf('time'), 'seed');
  if (isNamePair(rows, words)) {
    give(first, 'first');
    give(words[1], 'last');
    give(words[2], 'club');
  } else {
    give(first, 'name');
    give(words[1], 'club');
  }
  give(bib, 'bib');
  give(lane, 'lane');
  return guessed;
}

type Look = 'empty' | 'figures' | 'time' | 'country' | 'words';

function looksOf(cells: readonly string[]): Look {
  const said = cells.filter((cell) => cell !== '');
  if (said.length === 0) return 'empty';
  const most = (is: (cell: string) => boolean) => said.filter(is).length * 10 >= said.length * 9;
  if (most((cell) => /^\d{1,6}$/.test(cell))) return 'figures';
  if (most((cell) => /^(\d+:)?(\d+:)?\d+[.,:]\d+$/.test(cell))) return 'time';
  if (most((cell) => NOC_CODES.has(cell) || /^[A-Z]{3}$/.test(cell))) return 'country';
  return 'words';
}

/** Two columns of single words beside each other. */
function isNamePair(rows: readonly (readonly string[])[], [a, b]: readonly number[]): boolean {
  if (a === undefined || b !== a + 1) return false;
  const oneWord = (i: number) =>
    rows.filter((cells) => !/\s/.test((cells[i] ?? '').trim())).length * 10 >= rows.length * 8;
  return oneWord(a) && oneWord(b);
}
