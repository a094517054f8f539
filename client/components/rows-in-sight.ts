/** A stretch of rows of a long board. */
export interface RowWindow {
  readonly offset: number;
  readonly count: number;
}

/** While it scrolls, asked for in blocks: a finger's width of scrolling is no new question. */
const BLOCK = 4;
/** While it scrolls, rows beyond each edge that are there before they are seen. */
const AHEAD = 4;

/**
 * The rows to draw of a board that is scrolled so far: while it scrolls those in sight and a few more
 * on either side; at rest no row that nobody sees, so that a jump in time draws only what is seen.
 */
export function rowsInSight(board: {
  readonly topPx: number;
  readonly heightPx: number;
  readonly rowPx: number;
  readonly total: number;
  readonly scrolling: boolean;
}): RowWindow {
  const { topPx, heightPx, rowPx, total, scrolling } = board;
  const ahead = scrolling ? AHEAD : 0;
  const block = scrolling ? BLOCK : 1;
  const first = Math.max(0, Math.floor(topPx / rowPx) - ahead);
  const end = Math.ceil((topPx + heightPx) / rowPx) + ahead;
  const to = Math.min(total, Math.ceil(end / block) * block);
  const offset = Math.min(Math.floor(first / block) * block, to);
  return { offset, count: to - offset };
}

/**
 * Gives the rows of one stretch after another the index that their names count from. Rows that stay in
 * sight keep their elements; after a jump all elements stay and say something else, which costs far
 * less than new ones.
 */
export function rowKeys(): (shown: RowWindow) => number {
  let before: RowWindow = { offset: 0, count: 0 };
  let from = 0;
  return (shown) => {
    const apart =
      shown.offset >= before.offset + before.count || shown.offset + shown.count <= before.offset;
    if (apart) from += shown.offset - before.offset;
    before = shown;
    return from;
  };
}
