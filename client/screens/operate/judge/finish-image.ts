import {
  isWhole,
  OPEN_LIMITS,
  readImageHeader,
  TAIL_BYTES,
  type ImageProblem,
} from '../../../../shared/strip/image-header.ts';
import { sha256Of } from '../../../desk/sha256.ts';

/** A finish image in this browser's memory, cut into pieces that any browser can paint. */
export interface FinishImage {
  readonly name: string;
  readonly sha256: string;
  readonly columns: number;
  readonly rows: number;
  /** The largest first: `every` columns of the image are one of the level. */
  readonly levels: readonly ImageLevel[];
  /** Gives the memory back; not to be painted any more. */
  readonly close: () => void;
}

export interface ImageLevel {
  readonly every: number;
  readonly tiles: readonly ImageTile[];
}

export interface ImageTile {
  /** First column of the image, and how many columns of it, whatever the level. */
  readonly from: number;
  readonly columns: number;
  readonly bitmap: ImageBitmap;
}

export type OpenedImage =
  | { readonly ok: true; readonly image: FinishImage }
  | { readonly ok: false; readonly reason: ImageProblem | 'undecodable' | 'cutOff' };

/** Photographs of cameras and scanners can have this much before they say their size. */
const HEAD_BYTES = 1024 * 1024;
/** Below what every browser can paint at once. */
const TILE_COLUMNS = 4096;
const LEVELS = [1, 4, 16] as const;

/**
 * Opens a file that a judge chose. What is wrong with it is found in its head, before anything is
 * decoded. Nothing leaves this browser. `progress` from 0 to 1.
 */
export async function openFinishImage(
  file: Blob,
  name: string,
  progress: (share: number) => void,
): Promise<OpenedImage> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const header = readImageHeader(head, OPEN_LIMITS, file.size);
  if (!header.ok) return header;
  progress(0.05);
  const sha256 = await sha256Of(file);
  progress(0.2);
  let whole: ImageBitmap;
  try {
    whole = await createImageBitmap(new Blob([file], { type: header.type }));
  } catch {
    const tail = new Uint8Array(await file.slice(-TAIL_BYTES).arrayBuffer());
    const whole = isWhole(header.type, { head, tail, size: file.size });
    return { ok: false, reason: whole ? 'undecodable' : 'cutOff' };
  }
  progress(0.5);
  const { width, height } = whole;
  const levels: ImageLevel[] = LEVELS.map((every) => ({ every, tiles: [] }));
  const made: ImageTile[][] = LEVELS.map(() => []);
  for (let from = 0; from < width; from += TILE_COLUMNS) {
    // One more than needed, so that no seam shows where two meet.
    const columns = Math.min(TILE_COLUMNS + 1, width - from);
    for (const [level, every] of LEVELS.entries()) {
      const wide = Math.max(Math.round(columns / every), 1);
      const bitmap =
        every === 1
          ? await createImageBitmap(whole, from, 0, columns, height)
          : await createImageBitmap(whole, from, 0, columns, height, {
              resizeWidth: wide,
              resizeHeight: height,
              resizeQuality: 'medium',
            });
      made[level]?.push({ from, columns, bitmap });
    }
    progress(0.5 + (0.5 * Math.min(from + TILE_COLUMNS, width)) / width);
    await new Promise((resolve) => setTimeout(resolve));
  }
  whole.close();
  const filled = levels.map(({ every }, level) => ({ every, tiles: made[level] ?? [] }));
  const close = () => {
    for (const { tiles } of filled) for (const { bitmap } of tiles) bitmap.close();
  };
  return {
    ok: true,
    image: { name, sha256, columns: width, rows: height, levels: filled, close },
  };
}
