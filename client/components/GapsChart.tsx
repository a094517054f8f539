import type { Key, MouseEvent } from 'react';
import { memo, useMemo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis } from 'recharts';
import { formatGap } from '../../shared/time/format.ts';
import { useWords } from '../i18n/words.ts';
import type { DrawnSize } from './drawn-size.ts';
import type { GapSeries, GapsProps } from './Gaps.tsx';
import { GapsCursor } from './GapsCursor.tsx';
import { GapsEnds } from './GapsEnds.tsx';
import { drawnSeries, estimatedKey, gapAxis, gapRows, gapTicks, knownKey } from './gaps-lines.ts';
import { gapsPlot, xOf } from './gaps-plot.ts';
import type { GapsPlot } from './gaps-plot.ts';
import styles from './Gaps.module.css';

export interface GapsChartProps extends GapsProps {
  readonly size: DrawnSize;
}

/** The chart, what stands at the ends of its lines, and the time cursor over it. */
export function GapsChart(props: GapsChartProps) {
  const { points, series, size, names, colours, frames, cursorDistance, onSeek } = props;
  const drawn = useMemo(() => drawnSeries(series), [series]);
  const plot = useMemo(
    () => gapsPlot(size, points.at(-1)?.distanceM ?? 1, gapAxis(drawn), longestName(drawn, names)),
    [size, points, drawn, names],
  );
  const seek = (event: MouseEvent<HTMLDivElement>) => {
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const part = (px - plot.left) / (plot.right - plot.left);
    onSeek(Math.min(Math.max(part, 0), 1) * plot.distanceM);
  };
  return (
    // The scrubber goes to any moment by key; this is a shortcut for pointers.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div className={styles.chart} dir="ltr" onClick={seek}>
      <Lines points={points} series={drawn} colours={colours} plot={plot} />
      <GapsCursor frames={frames} cursorDistance={cursorDistance} plot={plot} />
      <GapsEnds
        points={points}
        series={drawn}
        names={names}
        colours={colours}
        plot={plot}
        frames={frames}
        cursorDistance={cursorDistance}
      />
    </div>
  );
}

function longestName(series: readonly GapSeries[], names: GapsProps['names']): number {
  return Math.max(3, ...series.map((one) => (names[one.id]?.short ?? one.id).length));
}

interface LinesProps extends Pick<GapsProps, 'points' | 'series' | 'colours'> {
  readonly plot: GapsPlot;
}

/** Drawn anew only when a split comes; the cursor moves over it. */
const Lines = memo(function Lines({ points, series, colours, plot }: LinesProps) {
  const words = useWords().gaps;
  const rows = useMemo(() => gapRows(points, series), [points, series]);
  const { from, to, step } = plot.seconds;
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return (
    <LineChart
      width={plot.width}
      height={plot.height}
      data={[...rows]}
      margin={{ top: plot.top, right: plot.width - plot.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="distanceM"
        type="number"
        domain={[0, plot.distanceM]}
        ticks={distanceTicks(
          points.map((point) => point.distanceM),
          plot,
        )}
        height={plot.height - plot.bottom}
        tickFormatter={(distanceM: number) => axisText(points, distanceM, words)}
        interval={0}
        tick={TICK_STYLE}
        tickLine={false}
        stroke="var(--line)"
      />
      <YAxis
        type="number"
        width={plot.left}
        domain={[from, to]}
        ticks={gapTicks(plot.seconds)}
        reversed
        tickFormatter={(seconds: number) =>
          seconds === 0 ? '0' : formatGap(seconds * 1e6, { digits })
        }
        interval={0}
        tick={TICK_STYLE}
        tickLine={false}
        axisLine={false}
      />
      <ReferenceLine y={0} stroke="var(--line-strong, var(--muted))" />
      {series
        .flatMap((one) => seriesLines(one, colours, points.length <= MOST_MARKS))
        .filter(({ props }) => rows.some((row) => (row[props.dataKey] ?? null) !== null))}
    </LineChart>
  );
});

const TICK_STYLE = { fill: 'var(--muted)', fontSize: 11 };

// A second sign beside the colour, for eyes that cannot tell two colours apart.
const DASHES = ['', '12 3', '12 3 3 3', '7 3'];

function seriesLines(one: GapSeries, colours: GapsProps['colours'], marks: boolean) {
  const index = colours[one.id] ?? 0;
  const common = {
    type: 'linear' as const,
    isAnimationActive: false,
    activeDot: false as const,
    connectNulls: false,
    stroke: one.kind === 'pace' ? 'var(--muted)' : `var(--series-${(index % 8) + 1})`,
  };
  const width = one.followed ? 3 : 1.75;
  if (one.kind === 'pace') {
    return [knownKey, estimatedKey].map((keyOf) => (
      <Line
        key={keyOf(one.id)}
        {...common}
        dataKey={keyOf(one.id)}
        strokeWidth={1.5}
        strokeDasharray="1 4"
        strokeLinecap="round"
        dot={false}
      />
    ));
  }
  return [
    <Line
      key={estimatedKey(one.id)}
      {...common}
      dataKey={estimatedKey(one.id)}
      strokeWidth={width - 0.25}
      strokeDasharray="3 3"
      dot={
        marks &&
        ((place: DotPlace) => marker(place, index, { hollow: true, colour: common.stroke }))
      }
    />,
    <Line
      key={knownKey(one.id)}
      {...common}
      dataKey={knownKey(one.id)}
      strokeWidth={width}
      strokeDasharray={DASHES[Math.floor(index / 2) % DASHES.length] ?? ''}
      dot={
        marks &&
        ((place: DotPlace) => marker(place, index, { hollow: false, colour: common.stroke }))
      }
    />,
  ];
}

/** With more points than this, marks would hide the lines. */
const MOST_MARKS = 24;

interface DotPlace {
  readonly key?: Key | null | undefined;
  readonly cx?: number | undefined;
  readonly cy?: number | null | undefined;
}

// Beyond the eight colours the form of the marks changes: round, square, and on its corner.
const MARKS = [
  'M-2.4 0A2.4 2.4 0 1 1 2.4 0A2.4 2.4 0 1 1 -2.4 0Z',
  'M-2.2 -2.2H2.2V2.2H-2.2Z',
  'M0 -3L3 0L0 3L-3 0Z',
];

function marker(place: DotPlace, index: number, ink: { hollow: boolean; colour: string }) {
  const { key, cx, cy } = place;
  if (typeof cx !== 'number' || typeof cy !== 'number') return <g key={key} />;
  return (
    <path
      key={key}
      d={MARKS[Math.floor(index / 8) % MARKS.length]}
      transform={`translate(${cx} ${cy})`}
      fill={ink.hollow ? 'var(--panel)' : ink.colour}
      stroke={ink.colour}
      strokeWidth={1.25}
    />
  );
}

/** What counts on this course: laps or metres. */
function axisText(
  points: GapsProps['points'],
  distanceM: number,
  words: ReturnType<typeof useWords>['gaps'],
): string {
  const last = points.at(-1);
  const lap = points.find((point) => point.distanceM === distanceM)?.lap ?? 0;
  if (lap > 0) return words.axisLap(lap, distanceM === last?.distanceM);
  return words.axisMetres(distanceM, last?.distanceM ?? distanceM);
}

const TICK_PX = 44;

/** The distances of the points, those left out that would run into the one before; the last always. */
function distanceTicks(distances: readonly number[], plot: GapsPlot): number[] {
  const ticks = [0];
  for (const distanceM of distances) {
    const before = ticks.at(-1) ?? 0;
    const fits = xOf(plot, distanceM) - xOf(plot, before) >= TICK_PX;
    const roomForLast = xOf(plot, plot.distanceM) - xOf(plot, distanceM) >= TICK_PX;
    if (fits && (roomForLast || distanceM === plot.distanceM)) ticks.push(distanceM);
  }
  return ticks;
}
