import type { ReleasedImage, StripAxis } from '../../../../shared/race/strip.ts';
import { RELEASE_LIMITS } from '../../../../shared/strip/image-header.ts';
import type { FinishImage } from './finish-image.ts';
import { paintImage } from './paint-image.ts';

/** Columns of an image, straightened, as a picture of their own. */
export interface Crop {
  readonly from: number;
  /** Without this one. */
  readonly to: number;
}

export function cropColumns({ from, to }: Crop): number {
  return to - from;
}

/** The part of the axis around readings that the public needs: a body before the first and after the last. */
export function cropAround(columns: readonly number[], image: FinishImage, axis: StripAxis): Crop {
  const body = 300_000 / Math.abs((axis.lastUs - axis.firstUs) / (axis.columns - 1));
  const first = Math.min(...columns, image.columns);
  const last = Math.max(...columns, 0);
  const [before, after] = axis.lastUs > axis.firstUs ? [body, body * 1.4] : [body * 1.4, body];
  return {
    from: Math.max(Math.floor(first - before), 0),
    to: Math.min(Math.ceil(last + after), image.columns),
  };
}

export function canRelease(image: FinishImage, crop: Crop): boolean {
  const columns = cropColumns(crop);
  return columns <= RELEASE_LIMITS.columns && columns * image.rows <= RELEASE_LIMITS.pixels;
}

/** One pixel for one, as it was taken: PNG, and WebP where that would be too large to publish. */
export async function encodeCrop(image: FinishImage, crop: Crop, shear: number): Promise<Blob> {
  const canvas = cropCanvas(image, crop, shear);
  const png = await blobOf(canvas, 'image/png');
  return png.size <= RELEASE_LIMITS.bytes ? png : blobOf(canvas, 'image/webp', 0.95);
}

export function cropCanvas(image: FinishImage, crop: Crop, shear: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const widthPx = cropColumns(crop);
  canvas.width = widthPx;
  canvas.height = image.rows;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser cannot draw');
  const place = { from: crop.from, zoom: 1, top: 0, tall: 1, shear };
  paintImage(context, image, { ...place, widthPx, heightPx: image.rows }, 1);
  return canvas;
}

export function blobOf(
  canvas: HTMLCanvasElement,
  type: ReleasedImage['type'],
  quality?: number,
): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('this browser cannot encode')) : resolve(blob)),
      type,
      quality,
    );
  });
}
