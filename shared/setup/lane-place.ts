import { without } from './without.ts';

/** Somebody in a draw: which line of the list, in which heat and lane. */
interface InLane {
  readonly key: number;
  readonly heat?: string;
  readonly lane?: number;
}

export interface LanePlace {
  /** Undefined where the race is one. */
  readonly heat: string | undefined;
  readonly lane: number;
}

/**
 * Puts one of a draw into a lane of a heat. Whoever stands there changes places with it, or is left without
 * a lane where it had none.
 */
export function placedInLane<T extends InLane>(
  lines: readonly T[],
  key: number,
  { heat, lane }: LanePlace,
): T[] {
  const moved = lines.find((line) => line.key === key);
  if (moved === undefined || isAt(moved, { heat, lane })) return [...lines];
  return lines.map((line) => {
    if (line === moved) return at(line, heat, lane);
    return isAt(line, { heat, lane }) ? at(line, moved.heat, moved.lane) : line;
  });
}

function isAt(line: InLane, { heat, lane }: LanePlace): boolean {
  return line.heat === heat && line.lane === lane;
}

function at<T extends InLane>(line: T, heat: string | undefined, lane: number | undefined): T {
  return {
    ...without(line, 'heat', 'lane'),
    ...(heat === undefined ? {} : { heat }),
    ...(lane === undefined ? {} : { lane }),
  } as T;
}
