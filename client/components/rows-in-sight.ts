/** A stretch of rows of a long board. */
export interface RowWindow {
  readonly offset: number;
  readonly count: number;
}

/** Asked for in blocks, so that a finger's width of scrolling is no new question. */
const BLOCK = 4;
/** Rows beyond each edge that are there before they are seen. */
const MARGIN = 2;

/** The rows to draw of a board that is scrolled so far: those in sight and a few more on either side. */
export function rowsInSight(board: {
  readonly topPx: number;
  readonly heightPx: number;
  readonly rowPx: number;
  readonly total: number;
}): RowWindow {
  const { topPx, heightPx, rowPx, total } = board;
  const first = Math.max(0, Math.floor(topPx / rowPx) - MARGIN);
  const end = Math.ceil((topPx + heightPx) / rowPx) + MARGIN;
  const to = Math.min(total, Math.ceil(end / BLOCK) * BLOCK);
  const offset = Math.min(Math.floor(first / BLOCK) * BLOCK, to);
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
