import { useEffect, useState } from 'react';
import { rowHeightPx } from './row-height.ts';
import { rowKeys, rowsInSight, type RowWindow } from './rows-in-sight.ts';
import { Standings, type StandingsProps } from './Standings.tsx';

interface WindowedStandingsProps extends Omit<StandingsProps, 'windowed' | 'onScroller'> {
  /** The stretch of the board that `rows` are; it may lag behind what was asked for. */
  readonly offset: number;
  readonly total: number;
  /** Asks for the rows in sight; the same stretch is not asked for twice. */
  readonly onWindow: (window: RowWindow) => void;
}

/**
 * The board of a race of thousands: only the rows in sight, and a few more, are in the page. Each has
 * its place by its index, so that scrolling draws what has come into sight and moves nothing else.
 */
export function WindowedStandings({ offset, total, onWindow, ...table }: WindowedStandingsProps) {
  const [rowPx] = useState(rowHeightPx);
  const [keysFrom] = useState(rowKeys);
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  useEffect(() => {
    if (scroller === null) return undefined;
    let heightPx = scroller.clientHeight;
    let asked: RowWindow | null = null;
    const look = () => {
      const wanted = rowsInSight({ topPx: scroller.scrollTop, heightPx, rowPx, total });
      if (wanted.offset === asked?.offset && wanted.count === asked.count) return;
      asked = wanted;
      onWindow(wanted);
    };
    const observer = new ResizeObserver(() => {
      heightPx = scroller.clientHeight;
      look();
    });
    observer.observe(scroller);
    scroller.addEventListener('scroll', look, { passive: true });
    look();
    return () => {
      observer.disconnect();
      scroller.removeEventListener('scroll', look);
    };
  }, [scroller, rowPx, total, onWindow]);
  const { length: count } = table.rows;
  return (
    <Standings
      {...table}
      onScroller={setScroller}
      windowed={{ first: offset, keysFrom: keysFrom({ offset, count }), rowPx, total }}
    />
  );
}
