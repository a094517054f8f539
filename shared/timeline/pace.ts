import type { PaceLine } from '../race/definition.ts';
import type { Race } from '../race/race.ts';
import { knownDigits } from '../time/rounding.ts';
import type { Instant, Micros } from '../time/time.ts';
import type { PaceDifference } from './answers.ts';
import { leaderOf } from './board.ts';
import { distanceOf } from './course.ts';
import { lastPointIn, viewAt } from './view.ts';

/** A pace line is given to the hundredth, as results are. */
export const PACE_DIGITS = 2;

type At = PaceLine['at'];

const GUN: At = [[0, 0]];

/** What is known of a pace line, with the gun before it: of an even pace the end alone is written down. */
function paceLine(race: Race, lineId: string): At | null {
  const at = race.definition?.paceLines?.find((line) => line.id === lineId)?.at;
  if (at === undefined) return null;
  return at[0]?.[0] === 0 ? at : [...GUN, ...at];
}

/** When a pace line passes a distance, µs from the gun; straight between its points, null beyond them. */
export function paceAt(race: Race, lineId: string, distanceM: number): Micros | null {
  const line = paceLine(race, lineId);
  return line === null ? null : between(line, distanceM);
}

/** How far a pace line has come at a moment, in metres; 0 before the gun, its end once it is there. */
export function paceDistance(race: Race, lineId: string, at: Instant): number | null {
  const line = paceLine(race, lineId);
  const last = line?.at(-1);
  if (line === null || last === undefined || race.zero === null) return null;
  const since = at - race.zero;
  if (since >= last[1]) return last[0];
  return between(
    line.map(([metres, us]) => [us, metres] as const),
    Math.max(0, since),
  );
}

function between(at: readonly (readonly [number, number])[], x: number): number | null {
  for (let i = 0; i + 1 < at.length; i++) {
    const [x0, y0] = at[i] ?? [0, 0];
    const [x1, y1] = at[i + 1] ?? [0, 0];
    if (x >= x0 && x <= x1) return x1 === x0 ? y1 : y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
  }
  return null;
}

/**
 * The leader of the ranked field against a pace line at the leader's last split; null before the
 * first split, and beyond the line. Estimated where the split is reconstructed.
 */
export function paceDifference(race: Race, at: Instant, lineId: string): PaceDifference | null {
  const view = viewAt(race, at);
  const leader = leaderOf(view);
  const split = leader === null ? null : race.split(leader, lastPointIn(view, leader));
  if (split === null) return null;
  const pace = paceAt(race, lineId, distanceOf(race, split.point));
  if (pace === null) return null;
  return {
    line: lineId,
    point: split.point,
    us: Math.round(split.time - pace),
    digits: Math.min(knownDigits(split), PACE_DIGITS),
    ink: split.kind === 'reconstructed' ? 'estimated' : 'known',
  };
}
