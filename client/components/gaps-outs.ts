import type { GapSeries } from './Gaps.tsx';
import { drawnSeconds, lineEnds } from './gaps-lines.ts';
import { xOf, yOf, type GapsPlot } from './gaps-plot.ts';

/** Where the line of somebody who is out ends, and where the name beside it begins; null for no room. */
export interface OutEnd {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly name: { readonly x: number; readonly y: number } | null;
}

const LETTER_PX = 6.2;
const NAME_PX = 12;
const ASIDE_PX = 8;

/** A place that is taken (px). */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Names stand right of their cross, below it or above it: where they cover no line, no mark and no other
 * name. `beside` is what stands there already, and from where on the names of the front go with the cursor.
 */
export function outEnds(
  series: readonly GapSeries[],
  distances: readonly number[],
  names: (id: string) => string,
  plot: GapsPlot,
  beside: { readonly rightPx: number; readonly names: readonly Box[] } = {
    rightPx: plot.right,
    names: [],
  },
): readonly OutEnd[] {
  const out = series.filter((one) => one.out === true);
  if (out.length === 0) return [];
  const strokes = series.flatMap((one) => strokesOf(one, distances, plot));
  const taken: Box[] = [...beside.names];
  const room = { ...plot, right: Math.min(plot.right, beside.rightPx) };
  return lineEnds(out).map(({ id, at, seconds }) => {
    const [x, y] = [xOf(plot, distances[at] ?? 0), yOf(plot, seconds)];
    const width = names(id).length * LETTER_PX;
    const spots = [
      [x + ASIDE_PX, y],
      [x - width / 2, y + NAME_PX + 1],
      [x - width / 2, y - NAME_PX - 1],
      [x - width - ASIDE_PX, y],
    ] as const;
    const box = spots
      .map(([left, middle]) => boxAt(left, middle, width))
      .find((one) => isClear(one, { strokes, taken, plot: room }));
    if (box !== undefined) taken.push(box);
    return { id, x, y, name: box === undefined ? null : { x: box.left, y: box.bottom - 2.5 } };
  });
}

function boxAt(left: number, middle: number, width: number): Box {
  return { left, right: left + width, top: middle - NAME_PX / 2, bottom: middle + NAME_PX / 2 };
}

type Stroke = readonly [x1: number, y1: number, x2: number, y2: number];

function strokesOf(
  { gaps }: GapSeries,
  distances: readonly number[],
  plot: GapsPlot,
): readonly Stroke[] {
  const ends = gaps.map((gap, at) =>
    gap === null ? null : ([xOf(plot, distances[at] ?? 0), yOf(plot, drawnSeconds(gap))] as const),
  );
  return ends.flatMap((end, at) => {
    const from = ends[at - 1] ?? end;
    return end === null || from === null ? [] : [[...from, ...end] as const];
  });
}

function isClear(
  box: Box,
  others: {
    readonly strokes: readonly Stroke[];
    readonly taken: readonly Box[];
    readonly plot: GapsPlot;
  },
): boolean {
  const { strokes, taken, plot } = others;
  const isInside =
    box.left >= plot.left && box.right <= plot.right && box.top >= 0 && box.bottom <= plot.bottom;
  return (
    isInside && !taken.some((one) => areOver(one, box)) && !strokes.some((one) => crosses(one, box))
  );
}

function areOver(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Whether a stroke comes into a box: clipped to the width of the box, by how high it is there. */
function crosses([x1, y1, x2, y2]: Stroke, box: Box): boolean {
  const [from, to] = [Math.max(Math.min(x1, x2), box.left), Math.min(Math.max(x1, x2), box.right)];
  if (from > to) return false;
  const heightAt = (x: number) => (x1 === x2 ? y1 : y1 + ((x - x1) / (x2 - x1)) * (y2 - y1));
  const [a, b] = [heightAt(from), heightAt(to)];
  return Math.min(a, b) < box.bottom && Math.max(a, b) > box.top;
}
