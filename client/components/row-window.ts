import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, type RefObject } from 'react';

export interface RowWindow {
  readonly offset: number;
  readonly count: number;
}

export const ROW_PX = 40;

/** Longer boards than this show only the rows in sight. */
const MOST_ROWS = 100;
/** Asked for in blocks, so that a finger's width of scrolling is no new question. */
const BLOCK = 20;
const OVERSCAN = 12;

interface Rows {
  readonly windowed: boolean;
  /** Rows [first, last) of the board are drawn, between two spacers (px). */
  readonly first: number;
  readonly last: number;
  readonly top: number;
  readonly bottom: number;
}

/** Which rows of a board are worth drawing, and tells of the stretch that is wanted. */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  { total, onWindow }: { readonly total: number; readonly onWindow: (window: RowWindow) => void },
): Rows {
  const windowed = total > MOST_ROWS;
  const virtual = useVirtualizer({
    count: windowed ? total : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = windowed ? (items.at(-1)?.index ?? -1) + 1 : total;
  const from = Math.floor(first / BLOCK) * BLOCK;
  const to = Math.min(total, Math.ceil(Math.max(last, first + BLOCK) / BLOCK) * BLOCK);
  useEffect(() => {
    if (windowed) onWindow({ offset: from, count: to - from });
  }, [windowed, from, to, onWindow]);
  return {
    windowed,
    first,
    last,
    top: windowed ? first * ROW_PX : 0,
    bottom: windowed ? Math.max(0, total - last) * ROW_PX : 0,
  };
}
