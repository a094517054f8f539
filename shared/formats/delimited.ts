/** Text in cells, as spreadsheets write and copy it (RFC 4180, and its semicolon and tab relatives). */
export interface DelimitedRow {
  /** Number of the line it begins in, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Delimited {
  readonly rows: readonly DelimitedRow[];
  /** Line where a quote was opened that nothing closes: what follows it is one cell; null as a rule. */
  readonly openQuote: number | null;
}

/**
 * Reads all of `text`; only lines that are empty through and through are passed over. A cell that begins
 * with a quote ends with it, and may hold delimiters, line ends and doubled quotes; a quote further
 * along a cell is a letter like any other.
 */
export function readDelimited(text: string, delimiter: string): Delimited {
  const rows: DelimitedRow[] = [];
  let line = 1;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let openQuote: number | null = null;
  while (at < text.length) {
    const first = line;
    const cells: string[] = [];
    for (;;) {
      const cell: Cell = readCell(text, at, delimiter);
      cells.push(cell.text);
      if (cell.open) openQuote = line;
      line += cell.lines;
      at = cell.end;
      if (text[at] !== delimiter || at >= text.length) break;
      at++;
    }
    if (text.startsWith('\r\n', at)) at += 2;
    else at++;
    line++;
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: first, cells });
  }
  return { rows, openQuote };
}

interface Cell {
  readonly text: string;
  readonly end: number;
  /** Line ends inside. */
  readonly lines: number;
  readonly open: boolean;
}

function readCell(text: string, from: number, delimiter: string): Cell {
  return text[from] === '"' ? readQuoted(text, from, delimiter) : readPlain(text, from, delimiter);
}

function readPlain(text: string, from: number, delimiter: string): Cell {
  let end = from;
  while (end < text.length && text[end] !== delimiter && !isLineEnd(text[end])) end++;
  return { text: text.slice(from, end), end, lines: 0, open: false };
}

function readQuoted(text: string, from: number, delimiter: string): Cell {
  let said = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) {
      said += text.slice(at);
      return { text: said, end: text.length, lines: linesIn(said), open: true };
    }
    said += text.slice(at, quote);
    at = quote + 1;
    if (text[at] !== '"') break;
    said += '"';
    at++;
  }
  // What stands between the closing quote and the delimiter is kept.
  const rest = readPlain(text, at, delimiter);
  return { text: said + rest.text, end: rest.end, lines: linesIn(said), open: false };
}

function linesIn(text: string): number {
  return text.split(/\r\n|\r|\n/).length - 1;
}

function isLineEnd(letter: string | undefined): boolean {
  return letter === '\n' || letter === '\r';
}

/** The delimiter that the first line has most of outside quotes; null where it has none. */
export function delimiterOf(text: string): '\t' | ';' | ',' | null {
  const line = /^\uFEFF?\s*([^\r\n]*)/.exec(text)?.[1] ?? '';
  const bare = line.replaceAll(/"(?:[^"]|"")*"/g, '');
  const counted = (['\t', ';', ','] as const).map(
    (each) => [each, bare.split(each).length - 1] as const,
  );
  const [best] = counted.toSorted((a, b) => b[1] - a[1]);
  return best === undefined || best[1] === 0 ? null : best[0];
}

/** A cell as RFC 4180 has it. */
export function quoted(cell: string, delimiter: string): string {
  const needs = cell.includes(delimiter) || /["\r\n]/.test(cell) || /^\s|\s$/.test(cell);
  return needs ? `"${cell.replaceAll('"', '""')}"` : cell;
}
