import type { FinishImage, ImageLevel } from './finish-image.ts';

/** What of an image goes where on a canvas. Columns are straightened ones (shared/strip/view.ts). */
export interface Placement {
  /** The left edge of the canvas, in columns from the left edge of the image. */
  readonly from: number;
  /** px of a column. */
  readonly zoom: number;
  /** The top edge of the canvas, in rows. */
  readonly top: number;
  /** px of a row. */
  readonly tall: number;
  readonly shear: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Paints what is in sight, from the coarsest level that is fine enough. */
export function paintImage(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  image: FinishImage,
  place: Placement,
  density: number,
): void {
  const { from, zoom, top, tall, shear, widthPx, heightPx } = place;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, widthPx * density, heightPx * density);
  context.imageSmoothingEnabled = zoom * density < 1 || (zoom < 2 && shear !== 0);
  context.imageSmoothingQuality = 'medium';
  context.setTransform(
    zoom * density,
    0,
    (zoom * shear * density) / image.rows,
    tall * density,
    (-from - shear / 2) * zoom * density,
    -top * tall * density,
  );
  const reach = Math.abs(shear) / 2 + 1;
  const to = from + widthPx / zoom + reach;
  for (const tile of levelFor(image.levels, zoom * density).tiles) {
    if (tile.from + tile.columns < from - reach || tile.from > to) continue;
    context.drawImage(tile.bitmap, tile.from, 0, tile.columns, image.rows);
  }
}

function levelFor(levels: readonly ImageLevel[], pxPerColumn: number): ImageLevel {
  const fine = levels.findLast(({ every }) => every * pxPerColumn <= 1) ?? levels[0];
  if (fine === undefined) throw new Error('an image without levels');
  return fine;
}
