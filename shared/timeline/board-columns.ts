/**
 * The order of the whole board or of its top, in columns, without what each row shows. Rows
 * [0, running) are those with a split who are in the race; after them those without a split, then
 * those who are out.
 */
export interface Board {
  entrants: Uint32Array;
  /** Last point of each, −1 for none. */
  points: Int32Array;
  length: number;
  running: number;
  /** Rows of pacemakers among the running, rising: they stand there without a number. */
  pacemakers: number[];
  /** Numbers by row, where official places make them; else they follow from the order. */
  numbers: Numbers | null;
}

/** A position per row, 0 for none, and whether it is shared. */
export interface Numbers {
  readonly positions: Int32Array;
  readonly shared: Uint8Array;
}

/** A board with room for so many rows. */
export function emptyBoard(size: number): Board {
  const entrants = new Uint32Array(size);
  const points = new Int32Array(size);
  return { entrants, points, length: 0, running: 0, pacemakers: [], numbers: null };
}

export function addRow(board: Board, entrant: number, point: number): void {
  board.entrants[board.length] = entrant;
  board.points[board.length] = point;
  board.length++;
}

/** Whether a row has a number: it runs and is no pacemaker. */
export function isRanked(board: Board, row: number, running = board.running): boolean {
  if (row < 0 || row >= running) return false;
  return board.pacemakers.length === 0 || !board.pacemakers.includes(row);
}

/** The ranked row directly ahead of a row, −1 for none. */
export function rankedAhead(board: Board, row: number): number {
  let ahead = row - 1;
  while (ahead >= 0 && !isRanked(board, ahead, row)) ahead--;
  return ahead;
}
