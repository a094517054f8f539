/**
 * What of a finish image is on the screen (SPEC V). Columns and rows are those of the image, px those
 * of the screen; column c is painted over [c − ½, c + ½), so that a whole column is its middle.
 */
export interface StripView {
  /** The left edge of the screen, in columns counted from the left edge of the image. */
  readonly from: number;
  /** px of a column. */
  readonly zoom: number;
  readonly widthPx: number;
}

/** Single columns are 48 px wide then: wider helps nobody. */
const CLOSEST = 48;

/** V1 */
export function columnToPx(view: StripView, column: number): number {
  return (column + 0.5 - view.from) * view.zoom;
}

/** V1: the inverse of `columnToPx`. */
export function pxToColumn(view: StripView, px: number): number {
  return view.from + px / view.zoom - 0.5;
}

/** The whole image, as wide as the screen, and never larger than life. */
export function fitView(columns: number, widthPx: number): StripView {
  return within({ from: 0, zoom: Math.min(widthPx / columns, 1), widthPx }, columns);
}

/** V2: `factor` times as large; what is at `px` stays there as far as the ends of the image allow. */
export function zoomAt(view: StripView, factor: number, px: number, columns: number): StripView {
  const least = Math.min(view.widthPx / columns, 1);
  const zoom = Math.min(Math.max(view.zoom * factor, least), CLOSEST);
  const at = view.from + px / view.zoom;
  return within({ ...view, zoom, from: at - px / zoom }, columns);
}

export function panBy(view: StripView, px: number, columns: number): StripView {
  return within({ ...view, from: view.from + px / view.zoom }, columns);
}

/** Another width of the same screen: what is in its middle stays there. */
export function resized(view: StripView, widthPx: number, columns: number): StripView {
  const middle = view.from + view.widthPx / view.zoom / 2;
  const zoom = Math.max(view.zoom, Math.min(widthPx / columns, 1));
  return within({ zoom, widthPx, from: middle - widthPx / zoom / 2 }, columns);
}

/** V3: the same view where the column can be seen well in it, else one with it in the middle. */
export function withColumn(view: StripView, column: number, columns: number): StripView {
  const px = columnToPx(view, column);
  const room = Math.min(view.widthPx / 12, 60);
  if (px >= room && px <= view.widthPx - room) return view;
  const from = column + 0.5 - view.widthPx / view.zoom / 2;
  const moved = within({ ...view, from }, columns);
  return moved.from === view.from ? view : moved;
}

/** V4: the nearest whole column, or half where `step` is ½, inside the image. */
export function snapColumn(column: number, step: 1 | 0.5, columns: number): number {
  return Math.min(Math.max(Math.round(column / step) * step, 0), columns - 1) + 0;
}

/** V5: the ends of the image never leave the screen further than they have to. */
function within(view: StripView, columns: number): StripView {
  const shown = view.widthPx / view.zoom;
  const most = columns - shown;
  const from = most <= 0 ? most / 2 : Math.min(Math.max(view.from, 0), most);
  return { ...view, from };
}

/**
 * V6: an image taken or scanned askew. `shear` is how many columns further right the top row lies
 * than the bottom row, where both are of one moment; the middle row stays where it is.
 */
export interface Skew {
  readonly shear: number;
  readonly height: number;
}

/** V6: the column whose moment the pixel at (column, row) shows. */
export function straightened(column: number, row: number, { shear, height }: Skew): number {
  return column - shear * (0.5 - row / height);
}

/** V6: the inverse: where a column's moment lies in this row. */
export function skewed(column: number, row: number, { shear, height }: Skew): number {
  return column + shear * (0.5 - row / height);
}
