/** Rows of the board are all of one height: a finger's where fingers are used. */
export function rowHeightPx(): number {
  return matchMedia('(pointer: coarse)').matches ? 44 : 36;
}
