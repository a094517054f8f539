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

/** Without a scroll for so long a board is at rest. */
const REST_MS = 200;

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
    let resting: ReturnType<typeof setTimeout> | undefined;
    const look = (scrolling: boolean) => {
      const wanted = rowsInSight({ topPx: scroller.scrollTop, heightPx, rowPx, total, scrolling });
      if (wanted.offset === asked?.offset && wanted.count === asked.count) return;
      asked = wanted;
      onWindow(wanted);
    };
    const observer = new ResizeObserver(() => {
      heightPx = scroller.clientHeight;
      look(false);
    });
    const scrolled = () => {
      look(true);
      clearTimeout(resting);
      resting = setTimeout(look, REST_MS, false);
    };
    observer.observe(scroller);
    scroller.addEventListener('scroll', scrolled, { passive: true });
    look(false);
    return () => {
      clearTimeout(resting);
      observer.disconnect();
      scroller.removeEventListener('scroll', scrolled);
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
