import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useState } from 'react';
import { rowHeightPx } from './row-height.ts';
import { Standings, type BoardRow, type StandingsProps } from './Standings.tsx';

export interface RowWindow {
  readonly offset: number;
  readonly count: number;
}

interface WindowedStandingsProps extends Omit<StandingsProps, 'windowed' | 'onScroller'> {
  /** The stretch of the board that `rows` are; it may lag behind what was asked for. */
  readonly offset: number;
  readonly total: number;
  readonly onWindow: (window: RowWindow) => void;
}

/** Asked for in blocks, so that a finger's width of scrolling is no new question. */
const BLOCK = 20;
const OVERSCAN = 12;
const FIRST = 40;

/** The board of a race of thousands: only the rows in sight, and a few more, are in the page. */
export function WindowedStandings({
  rows,
  offset,
  total,
  onWindow,
  ...table
}: WindowedStandingsProps) {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const [rowPx] = useState(rowHeightPx);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller,
    estimateSize: () => rowPx,
    overscan: OVERSCAN,
    initialRect: { width: 0, height: FIRST * rowPx },
  });
  const items = virtual.getVirtualItems();
  const wantedFirst = items[0]?.index ?? 0;
  const wantedLast = (items.at(-1)?.index ?? FIRST) + 1;
  const from = Math.floor(wantedFirst / BLOCK) * BLOCK;
  const to = Math.min(total, Math.ceil(wantedLast / BLOCK) * BLOCK);
  useEffect(() => onWindow({ offset: from, count: to - from }), [from, to, onWindow]);
  const shown = within(rows, offset, wantedFirst, wantedLast);
  return (
    <Standings
      {...table}
      rows={shown.rows}
      onScroller={setScroller}
      windowed={{
        first: shown.first,
        topPx: shown.first * rowPx,
        bottomPx: Math.max(0, total - shown.first - shown.rows.length) * rowPx,
        total,
      }}
    />
  );
}

/** Of the rows that are here, those that are in sight; what has not come yet is empty space. */
function within(
  rows: readonly BoardRow[],
  offset: number,
  first: number,
  last: number,
): { readonly first: number; readonly rows: readonly BoardRow[] } {
  const from = Math.min(Math.max(0, first - offset), rows.length);
  const to = Math.min(Math.max(from, last - offset), rows.length);
  return { first: to > from ? offset + from : first, rows: rows.slice(from, to) };
}
