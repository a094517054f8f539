import type { TimingPoint } from '../race/definition.ts';

export interface Oval {
  /** What a lap of this race measures; a steeplechase's is not the track's. */
  readonly lapM: number;
  readonly distanceM: number;
  /** Lines stand this far apart along the lap, the finish line being one of them. */
  readonly everyM: number;
}

/** Nobody can be told apart closer to the start than this. */
const CLEAR_OF_THE_START_M = 20;

/**
 * Points of a race on a closed lap: each line is a point every time it is crossed. They are counted
 * back from the finish, so 1500 m on 400 m crosses the finish line at 300, 700, 1100 and 1500 m. The
 * last passing of the finish line before the end is the bell.
 */
export function ovalPoints({ lapM, distanceM, everyM }: Oval): TimingPoint[] {
  const lines = Math.round(lapM / everyM);
  const points: TimingPoint[] = [];
  for (let back = 0; ; back++) {
    const fromFinish = (back * lapM) / lines;
    const at = metres(distanceM - fromFinish);
    if (at < CLEAR_OF_THE_START_M) return points.toReversed();
    points.push({
      id: `${at}`,
      line: lineName(back, lines, everyM),
      distanceM: at,
      ...label(back, lines),
    });
  }
}

function lineName(back: number, lines: number, everyM: number): string {
  const along = (lines - (back % lines)) % lines;
  return along === 0 ? 'finish' : `finish+${metres(along * everyM)}`;
}

function label(back: number, lines: number): { label?: string } {
  if (back === 0) return { label: 'finish' };
  return back === lines ? { label: 'bell' } : {};
}

/** Points further along no lap: a road, a course, lanes, each on a line of its own. */
export function routePoints(distancesM: readonly number[]): TimingPoint[] {
  return distancesM.map((distanceM, index) => {
    const isLast = index === distancesM.length - 1;
    const id = isLast ? 'finish' : `${metres(distanceM)}`;
    return { id, line: id, distanceM, ...(isLast ? { label: 'finish' } : {}) };
  });
}

/** Every so many metres and at the end; a rest shorter than a fifth of that has no point of its own. */
export function everyOf(distanceM: number, everyM: number): number[] {
  const at: number[] = [];
  for (let m = everyM; m <= distanceM - everyM / 5; m += everyM) at.push(metres(m));
  return at.at(-1) === distanceM ? at : [...at, distanceM];
}

/** To the millimetre, so that ids read as they should. */
export function metres(m: number): number {
  return Math.round(m * 1000) / 1000;
}

/** Metres as events are called: 1500, 10,000. */
export function grouped(m: number): string {
  return m < 10_000 ? String(m) : m.toLocaleString('en');
}
