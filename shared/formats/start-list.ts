import { parseRaceTime } from '../time/parse.ts';
import type { Micros } from '../time/time.ts';
import { delimiterOf, quoted, readDelimited, type DelimitedRow } from './delimited.ts';
import { guessColumns } from './start-list-guess.ts';
import { columnOf, type Column } from './start-list-columns.ts';

/**
 * Start lists as people have them: copied out of a spreadsheet, CSV with commas or semicolons, or one
 * name a line. Cells are text and nothing else: a formula is never worked out.
 */

/** One line of a start list; what it does not say is left out. */
export interface StartLine {
  readonly bib?: string;
  readonly name?: string;
  readonly shortName?: string;
  /** As written, in capitals; not always a code that exists. */
  readonly country?: string;
  readonly club?: string;
  readonly crew?: readonly string[];
  readonly lane?: number;
  readonly grid?: number;
  readonly heat?: string;
  readonly category?: string;
  readonly wave?: string;
  readonly tags?: readonly string[];
  /** Best or entry time that seeds are drawn from. */
  readonly seedUs?: Micros;
  /** Its decimals, as they were written. */
  readonly seedDigits?: number;
  readonly offsetUs?: Micros;
  readonly pacemaker?: boolean;
  /** Where it stood, from 1; lines that were typed have none. */
  readonly line?: number;
}

/** A cell that could not be understood; the line is taken without it, and the words stand here. */
export interface CellProblem {
  readonly line: number;
  readonly kind:
    | 'lane'
    | 'grid'
    | 'seed'
    | 'offset'
    | 'tooLong'
    /** More cells than headings: `text` is in none of the columns. */
    | 'extraCell'
    | 'openQuote';
  readonly text: string;
}

export interface ReadStartList {
  readonly ok: true;
  readonly lines: readonly StartLine[];
  /** What each column was taken for; null: not understood, its heading is in `unread`. */
  readonly columns: readonly (Column | null)[];
  /** The first line was headings. */
  readonly headed: boolean;
  /** Headings of columns that nothing was taken of. */
  readonly unread: readonly string[];
  readonly problems: readonly CellProblem[];
}

export type StartListRead =
  | ReadStartList
  | { readonly ok: false; readonly reason: 'empty' | 'tooLarge' | 'tooManyLines' | 'notText' };

/** Nothing larger is looked into. */
export const START_LIST_LIMIT = { bytes: 10 * 1024 * 1024, lines: 100_000 } as const;

/** The apostrophe that `harmless` put before what a spreadsheet would work out. */
const HARMLESS = /^'('*[=+\-@\t\r])/;

/** Longest text of one cell that a race can hold. */
const LONGEST = 200;
const LONGEST_ID = 64;

/** Reads a start list. Whatever the text, nothing of it is lost: lines, problems and `unread` hold it all.
 * `chosen`: what the columns are, where a person knows better than their headings. */
export function readStartList(text: string, chosen?: readonly (Column | null)[]): StartListRead {
  if (text.length > START_LIST_LIMIT.bytes) return { ok: false, reason: 'tooLarge' };
  if (linesUpTo(text, START_LIST_LIMIT.lines) > START_LIST_LIMIT.lines)
    return { ok: false, reason: 'tooManyLines' };
  if (text.includes('\0')) return { ok: false, reason: 'notText' };
  const { rows, openQuote } = readDelimited(text, delimiterOf(text) ?? '\t');
  const [first] = rows;
  if (first === undefined) return { ok: false, reason: 'empty' };
  const headings = first.cells.map(columnOf);
  const headed = isHeading(first.cells, headings);
  const body = headed ? rows.slice(1) : rows;
  const cells = body.map((row) => row.cells);
  const found = headed ? namedByTeam(headings, cells) : guessColumns(cells);
  const columns = once(chosen ?? found);
  const problems: CellProblem[] =
    openQuote === null ? [] : [{ line: openQuote, kind: 'openQuote', text: '"' }];
  const lines = body.map((row) => readLine(row, columns, problems));
  const unread = headed
    ? first.cells.filter((heading, i) => isUnread(columns[i]) && heading.trim() !== '')
    : [];
  return { ok: true, lines, columns, headed, unread, problems };
}

function isUnread(column: Column | null | undefined): boolean {
  return column === null || column === undefined || column === 'ignored';
}

/** Headings are words we know, and most of them: an athlete called "Start" is none. */
function isHeading(cells: readonly string[], columns: readonly (Column | null)[]): boolean {
  const said = cells.filter((cell) => cell.trim() !== '').length;
  const known = columns.filter((column) => column !== null).length;
  return known > 0 && known * 2 >= said && cells.every((cell) => !/^\d+$/.test(cell.trim()));
}

/** A list of relays has no names but those of the teams; a crew of several is not one name. */
function namedByTeam(
  columns: readonly (Column | null)[],
  rows: readonly (readonly string[])[],
): readonly (Column | null)[] {
  if (columns.some((column) => column === 'name' || column === 'first' || column === 'last'))
    return columns;
  const club = columns.indexOf('club');
  const crew = columns.indexOf('crew');
  const isOneName = crew >= 0 && rows.every((cells) => parted(cells[crew] ?? '').length <= 1);
  const team = club >= 0 ? club : isOneName ? crew : -1;
  return columns.map((column, i) => (i === team ? 'name' : column));
}

/** Of two columns of one kind the first counts; the other is kept among the unread. */
function once(columns: readonly (Column | null)[]): (Column | null)[] {
  return columns.map((column, i) =>
    column !== null && columns.indexOf(column) === i ? column : null,
  );
}

function linesUpTo(text: string, limit: number): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1 && lines <= limit; at = text.indexOf('\n', at + 1))
    lines++;
  return lines;
}

type Writable = { -readonly [K in keyof StartLine]: StartLine[K] };

function readLine(
  { line, cells }: DelimitedRow,
  columns: readonly (Column | null)[],
  problems: CellProblem[],
): StartLine {
  const read: Writable = { line };
  const names: { first?: string; last?: string } = {};
  for (const [index, cell] of cells.entries()) {
    const text = cell.trim().replace(HARMLESS, '$1');
    const column = columns[index];
    if (text === '') continue;
    if (column === undefined) problems.push({ line, kind: 'extraCell', text });
    else if (column === 'first' || column === 'last') names[column] = text;
    else if (column !== null && column !== 'ignored') readCell(read, column, text, problems);
  }
  if (read.name === undefined && (names.first ?? names.last) !== undefined)
    keepText(read, 'name', [names.first, names.last].filter(Boolean).join(' '), problems);
  if (read.shortName === undefined && names.first !== undefined && names.last !== undefined)
    keepText(read, 'shortName', names.last, problems);
  return read;
}

type Read = Exclude<Column, 'first' | 'last' | 'ignored'>;

function readCell(read: Writable, column: Read, text: string, problems: CellProblem[]): void {
  const line = read.line ?? 0;
  switch (column) {
    case 'bib':
    case 'name':
    case 'shortName':
    case 'club':
    case 'heat':
    case 'category':
    case 'wave':
      keepText(read, column, text, problems);
      break;
    case 'country':
      keepText(read, 'country', text.toUpperCase(), problems);
      break;
    case 'crew':
      read.crew = parted(text);
      break;
    case 'tag':
      read.tags = parted(text);
      break;
    case 'lane':
    case 'grid': {
      const number = /^\d{1,4}$/.test(text) ? Number(text) : -1;
      if (number < (column === 'grid' ? 1 : 0) || number > 1000)
        problems.push({ line, kind: column, text });
      else read[column] = number;
      break;
    }
    case 'seed':
    case 'offset': {
      const time = parseRaceTime(text);
      if (!time.ok || time.time < 0) problems.push({ line, kind: column, text });
      else if (column === 'offset') read.offsetUs = time.time;
      else {
        read.seedUs = time.time;
        read.seedDigits = time.digits;
      }
      break;
    }
    case 'role':
      if (!/^(competitor|no|nei|nein|non|0)$/i.test(text)) read.pacemaker = true;
      break;
  }
}

function parted(text: string): string[] {
  return text
    .split(/[/;|]|,/)
    .map((part) => part.trim().slice(0, LONGEST_ID))
    .filter((part) => part !== '');
}

function keepText(
  read: Writable,
  column: 'bib' | 'name' | 'shortName' | 'country' | 'club' | 'heat' | 'category' | 'wave',
  text: string,
  problems: CellProblem[],
): void {
  const longest = column === 'bib' || column === 'wave' || column === 'heat' ? LONGEST_ID : LONGEST;
  if (text.length > longest) problems.push({ line: read.line ?? 0, kind: 'tooLong', text });
  read[column] = text.slice(0, longest);
}

/** A file for a spreadsheet: with headings, CRLF and a byte order mark, so that it opens as it is. */
export function writeStartList(lines: readonly StartLine[], delimiter: ',' | ';' = ','): string {
  const used = WRITTEN.filter(([, text]) => lines.some((line) => text(line) !== ''));
  const rows = [
    used.map(([heading]) => heading),
    ...lines.map((line) => used.map(([, text]) => text(line))),
  ];
  const body = rows.map((row) =>
    row.map((cell) => quoted(harmless(cell), delimiter)).join(delimiter),
  );
  return `\uFEFF${body.join('\r\n')}\r\n`;
}

const WRITTEN: readonly (readonly [string, (line: StartLine) => string])[] = [
  ['bib', (line) => line.bib ?? ''],
  ['name', (line) => line.name ?? ''],
  ['short name', (line) => line.shortName ?? ''],
  ['country', (line) => line.country ?? ''],
  ['club', (line) => line.club ?? ''],
  ['crew', (line) => line.crew?.join(' / ') ?? ''],
  ['lane', (line) => text(line.lane)],
  ['grid', (line) => text(line.grid)],
  ['heat', (line) => line.heat ?? ''],
  ['category', (line) => line.category ?? ''],
  ['wave', (line) => line.wave ?? ''],
  ['tag', (line) => line.tags?.join(' / ') ?? ''],
  ['seed time', (line) => seconds(line.seedUs, line.seedDigits)],
  ['offset', (line) => seconds(line.offsetUs)],
  ['pacemaker', (line) => (line.pacemaker === true ? 'yes' : '')],
];

/**
 * A cell that a spreadsheet would work out (it begins with = + - @, a tab or a return) is given an
 * apostrophe, which shows that it is text; reading takes it off again.
 */
function harmless(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

function text(number: number | undefined): string {
  return number === undefined ? '' : String(number);
}

/** With the decimals that it needs, and those that it was given with. */
function seconds(us: Micros | undefined, given = 0): string {
  if (us === undefined) return '';
  const needed = /\.(\d*?)0*$/.exec((us / 1_000_000).toFixed(6))?.[1]?.length ?? 0;
  return (us / 1_000_000).toFixed(Math.max(needed, given));
}
