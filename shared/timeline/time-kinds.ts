import type { TimeKind } from '../race/events.ts';
import type { Race, Split } from '../race/race.ts';
import { startedByHand } from './official.ts';

/**
 * How many splits of each kind of time a race has so far; a kind of which there are none is left out.
 * What an instrument measured from a gun that was taken by hand is a time by hand (O3).
 */
export function timeKinds(race: Race): Readonly<Partial<Record<TimeKind, number>>> {
  const kinds: Partial<Record<TimeKind, number>> = {};
  const byHand = startedByHand(race);
  race.columns.forEach((column, point) => {
    for (let i = 0; i < column.count; i++) {
      const split = race.split(column.order[i] ?? -1, point);
      if (split === null) continue;
      const kind =
        byHand && isFromGun(race, split) && split.kind === 'measured' ? 'manual' : split.kind;
      kinds[kind] = (kinds[kind] ?? 0) + 1;
    }
  });
  return kinds;
}

/** A net time counts from a start passing of one's own, whoever took the gun. */
function isFromGun(race: Race, { entrant }: Split): boolean {
  const line = race.entrants[entrant];
  return race.definition?.start.kind === 'interval' || line?.origin === line?.gun;
}
