import { useEffect, useRef } from 'react';
import type { GapsProps } from './Gaps.tsx';
import type { LastGap } from './gaps-lines.ts';
import { lineEnds } from './gaps-lines.ts';
import { outEnds } from './gaps-outs.ts';
import type { GapsPlot } from './gaps-plot.ts';
import { xOf, yOf } from './gaps-plot.ts';
import { spreadOut } from './track-labels.ts';
import styles from './Gaps.module.css';

interface GapsEndsProps extends Pick<
  GapsProps,
  'points' | 'series' | 'names' | 'colours' | 'frames' | 'cursorDistance'
> {
  readonly plot: GapsPlot;
}

const LINE_PX = 14;
const LETTER_PX = 6.2;
/** Closer than this, names would run into each other. */
const LEAST_LINE_PX = 10.5;

/** The names at the ends of the lines, in the colour of text with a swatch of the line. */
export function GapsEnds(props: GapsEndsProps) {
  const { points, series, names, colours, plot, frames, cursorDistance } = props;
  const root = useRef<SVGSVGElement>(null);
  const ends = placedEnds(
    lineEnds(series.filter((one) => one.out !== true)),
    points.map((point) => point.distanceM),
    plot,
  );
  useEffect(
    () =>
      frames((at) => {
        const distanceM = cursorDistance(at);
        const cursorX = distanceM === null ? 0 : xOf(plot, Math.min(distanceM, plot.distanceM));
        for (const end of root.current?.children ?? []) standClear(end, cursorX);
      }),
    // The names stand anew with every split.
    [frames, cursorDistance, plot, series],
  );
  const nameOf = (id: string) => names[id]?.short ?? id;
  const frontX = Math.max(0, ...ends.map(({ x }) => x));
  const isFront = (x: number) => x > frontX - 1;
  const outs = outEnds(
    series,
    points.map((point) => point.distanceM),
    nameOf,
    plot,
    {
      rightPx: frontX,
      names: ends
        .filter(({ x }) => !isFront(x))
        .map(({ end, x, y }) => ({
          left: x,
          right: x + SWATCH_X + 8 + nameOf(end.id).length * LETTER_PX,
          top: y - LINE_PX / 2,
          bottom: y + LINE_PX / 2,
        })),
    },
  );
  return (
    <svg
      ref={root}
      className={styles.ends}
      width={plot.width}
      height={plot.height}
      aria-hidden="true"
    >
      {outs.map(({ id, x, y, name }) => (
        <g key={id} className={styles.out}>
          <circle cx={x} cy={y} r={6} />
          <path
            d={`M${x - 3.5} ${y - 3.5}l7 7M${x + 3.5} ${y - 3.5}l-7 7`}
            stroke={`var(--series-${((colours[id] ?? 0) % 8) + 1})`}
          />
          {name === null ? null : (
            <text x={name.x} y={name.y}>
              {names[id]?.short ?? id}
            </text>
          )}
        </g>
      ))}
      {ends.map(({ end, x, y }) => {
        const one = series.find((other) => other.id === end.id);
        const colour =
          one?.kind === 'pace'
            ? 'var(--muted)'
            : `var(--series-${((colours[end.id] ?? 0) % 8) + 1})`;
        return (
          <g
            key={end.id}
            className={styles.end}
            data-followed={one?.followed || undefined}
            data-front={isFront(x) || undefined}
            data-x={x}
          >
            <line
              className={styles.leader}
              x1={end.fromX + 4}
              y1={end.fromY}
              x2={x + SWATCH_X - 1}
              y2={y}
            />
            <g>
              <path d={`M${x + SWATCH_X} ${y}h6`} stroke={colour} />
              <text x={x + SWATCH_X + 8} y={y + 4}>
                {names[end.id]?.short ?? end.id}
              </text>
            </g>
          </g>
        );
      })}
    </svg>
  );
}

/** Room between the end of a line, or the cursor, and what stands beside it. */
const SWATCH_X = 9;

/** The names of the front go with the cursor, so that its line never strikes them through. */
function standClear(end: Element, cursorX: number): void {
  if (!(end instanceof SVGGElement) || end.dataset['front'] === undefined) return;
  const x = Number(end.dataset['x']);
  const by = Math.max(0, cursorX - x);
  const [leader, name] = end.children;
  name?.setAttribute('transform', `translate(${by.toFixed(1)} 0)`);
  leader?.setAttribute('x2', (x + by + SWATCH_X - 1).toFixed(1));
}

/** Lines that end this near to each other share a column of names (px). */
const COLUMN_PX = 40;

interface End extends LastGap {
  readonly fromX: number;
  readonly fromY: number;
}

/** Names in columns where their lines end, spread so that none overlap. */
function placedEnds(ends: readonly LastGap[], distances: readonly number[], plot: GapsPlot) {
  const placed = ends
    .map((end): End => {
      const fromX = xOf(plot, distances[end.at] ?? 0);
      return { ...end, fromX, fromY: yOf(plot, end.seconds) };
    })
    .sort((a, b) => b.fromX - a.fromX);
  return inColumns(placed).flatMap((column) => {
    const x = column[0]?.fromX ?? 0;
    const inOrder = [...column].sort((a, b) => a.seconds - b.seconds);
    const ys = spreadWithin(
      inOrder.map((end) => end.fromY),
      plot,
    );
    return inOrder.map((end, i) => ({ end, x, y: ys[i] ?? end.fromY }));
  });
}

/** `ends` from the right to the left. */
function inColumns(ends: readonly End[]): readonly (readonly End[])[] {
  const columns: End[][] = [];
  for (const end of ends) {
    const column = columns.at(-1);
    if (column?.[0] && column[0].fromX - end.fromX < COLUMN_PX) column.push(end);
    else columns.push([end]);
  }
  return columns;
}

function spreadWithin(wanted: readonly number[], plot: GapsPlot): readonly number[] {
  const room = (plot.bottom - plot.top) / Math.max(wanted.length - 1, 1);
  const apart = Math.min(Math.max(room, LEAST_LINE_PX), LINE_PX);
  const spread = spreadOut(
    wanted,
    wanted.slice(1).map(() => apart),
  );
  const last = spread.length - 1;
  // Each makes room for those above it, and then for those below; where a column is higher than the
  // chart, it begins at the top.
  return spread.map((y, i) =>
    Math.max(Math.min(y, plot.bottom - 4 - (last - i) * apart), plot.top + i * apart),
  );
}
