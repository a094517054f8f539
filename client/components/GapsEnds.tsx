import type { GapsProps } from './Gaps.tsx';
import type { LastGap } from './gaps-lines.ts';
import { lineEnds } from './gaps-lines.ts';
import type { GapsPlot } from './gaps-plot.ts';
import { xOf, yOf } from './gaps-plot.ts';
import { spreadOut } from './track-labels.ts';
import styles from './Gaps.module.css';

interface GapsEndsProps extends Pick<GapsProps, 'points' | 'series' | 'names' | 'colours'> {
  readonly plot: GapsPlot;
}

const LINE_PX = 14;

/** The names at the ends of the lines, in the colour of text with a swatch of the line. */
export function GapsEnds({ points, series, names, colours, plot }: GapsEndsProps) {
  const ends = placedEnds(
    lineEnds(series),
    points.map((point) => point.distanceM),
    plot,
  );
  return (
    <svg className={styles.ends} width={plot.width} height={plot.height} aria-hidden="true">
      {ends.map(({ end, x, y, fromY }) => {
        const one = series.find((other) => other.id === end.id);
        const colour =
          one?.kind === 'pace'
            ? 'var(--muted)'
            : `var(--series-${((colours[end.id] ?? 0) % 8) + 1})`;
        return (
          <g key={end.id} className={styles.end} data-followed={one?.followed || undefined}>
            <path d={`M${x + 3} ${fromY}L${x + 9} ${y}H${x + 14}`} stroke={colour} />
            <text x={x + 17} y={y + 4}>
              {names[end.id]?.short ?? end.id}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** Lines that end at the same distance share one column of names, spread so that none overlap. */
function placedEnds(ends: readonly LastGap[], distances: readonly number[], plot: GapsPlot) {
  const columns = [...new Set(ends.map((end) => end.at))];
  return columns.flatMap((at) => {
    const inOrder = ends.filter((end) => end.at === at).sort((a, b) => a.seconds - b.seconds);
    const wanted = inOrder.map((end) => yOf(plot, end.seconds));
    const spread = spreadOut(
      wanted,
      inOrder.slice(1).map(() => LINE_PX),
    );
    const below = Math.max((spread.at(-1) ?? 0) - (plot.bottom - 4), 0);
    const above = Math.max(plot.top - (spread[0] ?? 0), 0);
    // Where a column is higher than the chart, it begins at the top.
    const by = above > 0 ? above : -Math.min(below, (spread[0] ?? 0) - plot.top);
    const x = xOf(plot, distances[at] ?? 0);
    return inOrder.map((end, i) => ({
      end,
      x,
      y: (spread[i] ?? 0) + by,
      fromY: wanted[i] ?? 0,
    }));
  });
}
