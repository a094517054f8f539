import { useEffect, useRef } from 'react';
import type { GapsProps } from './Gaps.tsx';
import type { GapsPlot } from './gaps-plot.ts';
import { xOf } from './gaps-plot.ts';
import styles from './Gaps.module.css';

interface GapsCursorProps extends Pick<GapsProps, 'frames' | 'cursorDistance'> {
  readonly plot: GapsPlot;
}

/** Where the leader is at view time: a line over the chart that moves without drawing the chart. */
export function GapsCursor({ frames, cursorDistance, plot }: GapsCursorProps) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      frames((at) => {
        if (line.current === null) return;
        const distanceM = cursorDistance(at);
        line.current.hidden = distanceM === null;
        if (distanceM === null) return;
        const x = xOf(plot, Math.min(Math.max(distanceM, 0), plot.distanceM));
        line.current.style.transform = `translateX(${x}px)`;
      }),
    [frames, cursorDistance, plot],
  );
  return (
    <div
      ref={line}
      hidden
      className={styles.cursor}
      data-cursor=""
      style={{ top: plot.top - 4, height: plot.bottom - plot.top + 4 }}
    />
  );
}
