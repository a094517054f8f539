import type { StripAxis } from '../../../../shared/race/strip.ts';
import type { LaneGuides } from '../../../../shared/strip/lanes.ts';
import { EMPTY_SHEET, type JudgeSheet } from './judge-sheet.ts';

/** What belongs to one image and is kept in this browser, so that a reload loses no mark. */
export interface ImageMemory {
  readonly axis: StripAxis | null;
  readonly guides: LaneGuides | null;
  readonly shear: number;
  readonly sheet: JudgeSheet;
}

const NO_MEMORY: ImageMemory = { axis: null, guides: null, shear: 0, sheet: EMPTY_SHEET };

const VERSION = 1;

/** `about`: the race, the point, the reader and the image. */
export function rememberImage(about: string, memory: ImageMemory): void {
  try {
    localStorage.setItem(`hairline.judge.${about}`, JSON.stringify({ v: VERSION, ...memory }));
  } catch {
    // A browser that keeps nothing still reads; what is recorded is in the desk's own database.
  }
}

export function recallImage(about: string): ImageMemory | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`hairline.judge.${about}`) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('v' in kept) || kept.v !== VERSION)
      return null;
    return { ...NO_MEMORY, ...(kept as unknown as ImageMemory) };
  } catch {
    return null;
  }
}
