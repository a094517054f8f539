import type { Stamp } from '../race/events.ts';
import type { Race } from '../race/race.ts';
import { afterGun, type Instant } from '../time/time.ts';

/** When a stamp was, for an entrant (by index) or, where that is null, by the clock of the race; null without a gun. */
export function momentOf(race: Race, stamp: Stamp, entrant: number | null): Instant | null {
  if (stamp.basis === 'instant') return stamp.at;
  const own = entrant === null ? race.zero : (race.entrants[entrant]?.gun ?? null);
  const zero = stamp.wave === undefined ? own : gunOf(race, stamp.wave);
  return zero === null ? null : afterGun(zero, stamp.time);
}

/** The gun of a wave; of the race, where it has no waves. */
function gunOf(race: Race, wave: string): Instant | null {
  if (race.definition?.start.kind !== 'waves') return race.zero;
  return (race.guns.get(wave) ?? race.guns.get(''))?.at ?? null;
}
