import type { StripAxis } from '../../../../shared/race/strip.ts';
import type { LaneGuides } from '../../../../shared/strip/lanes.ts';
import { EMPTY_SHEET, type JudgeSheet } from './judge-sheet.ts';

/** What was set of an image: the same whoever reads it, so that a third look needs no scale of its own. */
export interface ImageScale {
  readonly axis: StripAxis | null;
  readonly guides: LaneGuides | null;
  readonly shear: number;
}

const NO_SCALE: ImageScale = { axis: null, guides: null, shear: 0 };

/** Kept in this browser, so that a reload loses nothing. `about`: the race and the image. */
export function rememberScale(about: string, scale: ImageScale): void {
  keep(about, { ...scale });
}

export function recallScale(about: string): ImageScale {
  return { ...NO_SCALE, ...kept(about) };
}

/** The marks of one reader. `about`: the race, the point, the reader and the image. */
export function rememberMarks(about: string, sheet: JudgeSheet): void {
  keep(about, { sheet });
}

export function recallMarks(about: string): JudgeSheet {
  const { sheet } = { sheet: EMPTY_SHEET, ...kept(about) };
  return sheet;
}

const VERSION = 1;

function keep(about: string, what: object): void {
  try {
    localStorage.setItem(`hairline.judge.${about}`, JSON.stringify({ v: VERSION, ...what }));
  } catch {
    // A browser that keeps nothing still reads; what is recorded is in the desk's own database.
  }
}

function kept(about: string): object {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(`hairline.judge.${about}`) ?? 'null');
    const isOurs = typeof found === 'object' && found !== null && 'v' in found;
    return isOurs && found.v === VERSION ? found : {};
  } catch {
    return {};
  }
}
