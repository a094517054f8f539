import type { RaceDefinition } from '../../../../shared/race/definition.ts';
import { metresText } from '../../../components/board-text.ts';
import type { Words } from '../../../i18n/operate-words.ts';

/** A line that can be tapped at. */
export interface TapLine {
  readonly line: string;
  /** What people call it. */
  readonly name: string;
  /** Its points, where they are several: `300, 700, 1100, 1500 m`. */
  readonly points: string | null;
}

/** The lines that a device may tap at, in the order of the course; `bound` are ids of points or of lines. */
export function tapLines(
  definition: RaceDefinition,
  bound: readonly string[] | null,
  words: Words,
): readonly TapLine[] {
  const lines = new Map<string, RaceDefinition['points'][number][]>();
  for (const point of definition.points)
    lines.set(point.line, [...(lines.get(point.line) ?? []), point]);
  const may = (line: string, ids: readonly string[]): boolean =>
    bound === null || bound.includes(line) || ids.some((id) => bound.includes(id));
  return [...lines]
    .filter(([line, points]) =>
      may(
        line,
        points.map(({ id }) => id),
      ),
    )
    .map(([line, points]) => ({
      line,
      name: nameOf(line, points, words),
      points: listOf(points, words),
    }));
}

/** The line to begin with: the one chosen before, the finish, or the first. */
export function openingLine(
  lines: readonly TapLine[],
  definition: RaceDefinition,
  chosen: string | undefined,
): TapLine | null {
  const finish = definition.points.at(-1)?.line;
  return (
    lines.find(({ line }) => line === chosen) ??
    lines.find(({ line }) => line === finish) ??
    lines[0] ??
    null
  );
}

type Points = RaceDefinition['points'];

function nameOf(line: string, points: Points, words: Words): string {
  const only = points.length === 1 ? points[0] : undefined;
  if (only === undefined) return points.find((point) => point.label === line)?.label ?? line;
  return only.label ?? words.common.metres(metresText(only.distanceM));
}

function listOf(points: Points, words: Words): string | null {
  if (points.length < 2) return null;
  return words.common.metres(points.map(({ distanceM }) => metresText(distanceM)).join(', '));
}
