import { without } from '../../../../shared/setup/without.ts';
import { parseRaceTime } from '../../../../shared/time/parse.ts';
import { formatClock } from '../../../../shared/time/format.ts';
import { raceTime } from '../../../../shared/time/time.ts';
import type { DraftLine } from './race-draft.ts';

/** The cells of a row, as text. */
export type CellName =
  | 'bib'
  | 'name'
  | 'country'
  | 'club'
  | 'lane'
  | 'grid'
  | 'heat'
  | 'category'
  | 'wave'
  | 'tags'
  | 'seedUs'
  | 'offsetUs';

export const ALL_CELLS: readonly CellName[] = [
  'lane',
  'bib',
  'name',
  'country',
  'club',
  'seedUs',
  'heat',
  'category',
  'wave',
  'offsetUs',
  'tags',
  'grid',
];

export function cellText(line: DraftLine, cell: CellName): string {
  if (cell === 'tags') return line.tags?.join(' / ') ?? '';
  if (cell === 'seedUs') return timeText(line.seedUs, line.seedDigits);
  if (cell === 'offsetUs') return timeText(line.offsetUs);
  return String(line[cell] ?? '');
}

/** With the decimals that it needs, and those that it was given with. */
function timeText(us: number | undefined, given = 0): string {
  if (us === undefined) return '';
  const known = [0, 1, 2, 3].find((count) => us % (1_000_000 / 10 ** count) === 0) ?? 6;
  const digits = Math.max(known, given);
  return formatClock(raceTime(us), { digits });
}

/** The row with this text in this cell; null where the text cannot stand there. */
export function withCell(line: DraftLine, cell: CellName, typed: string): DraftLine | null {
  const text = typed.trim();
  const rest: DraftLine =
    cell === 'seedUs' ? without(line, 'seedUs', 'seedDigits') : without(line, cell);
  if (text === '') return rest;
  switch (cell) {
    case 'lane':
    case 'grid': {
      const number = /^\d{1,4}$/.test(text) ? Number(text) : -1;
      return number < (cell === 'grid' ? 1 : 0) || number > 1000
        ? null
        : { ...rest, [cell]: number };
    }
    case 'seedUs':
    case 'offsetUs': {
      const time = parseRaceTime(text);
      if (!time.ok || time.time < 0) return null;
      return cell === 'offsetUs'
        ? { ...rest, offsetUs: time.time }
        : { ...rest, seedUs: time.time, seedDigits: time.digits };
    }
    case 'tags': {
      const tags = text.split(/[/;,]/).map((tag) => tag.trim().slice(0, 64));
      return { ...rest, tags: tags.filter((tag) => tag !== '') };
    }
    case 'country':
      return { ...rest, country: text.toUpperCase() };
    case 'bib':
    case 'heat':
    case 'wave':
      return { ...rest, [cell]: text.slice(0, 64) };
    case 'name':
    case 'club':
    case 'category': {
      const next = { ...rest, [cell]: text.slice(0, 200) };
      // A surname that was derived belongs to the name that stood here.
      if (cell === 'name') delete (next as { shortName?: string }).shortName;
      return next;
    }
  }
}

/** Which cells are of use: those that hold something, those this race asks for, and always the first. */
export function cellsOf(
  lines: readonly DraftLine[],
  wanted: ReadonlySet<CellName>,
): readonly CellName[] {
  return ALL_CELLS.filter(
    (cell) => wanted.has(cell) || lines.some((line) => line[cell] !== undefined),
  );
}
