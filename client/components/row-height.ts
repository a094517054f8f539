/** Rows of the board are all of one height: more where fingers are used, or a large screen is far. */
export function rowHeightPx(): number {
  return matchMedia('(pointer: coarse), (min-width: 1680px)').matches ? 44 : 36;
}
