import type { TimeKind } from '../race/events.ts';
import type { Race, Split } from '../race/race.ts';
import { handStart } from './official.ts';

/**
 * How many splits of each kind of time a race has so far; a kind of which there are none is left out.
 * What an instrument measured from a gun that was taken by hand, or is known no better, is a time by hand (O3).
 */
export function timeKinds(race: Race): Readonly<Partial<Record<TimeKind, number>>> {
  const kinds: Partial<Record<TimeKind, number>> = {};
  const byHand = handStart(race) !== null;
  race.columns.forEach((column, point) => {
    for (let i = 0; i < column.count; i++) {
      const split = race.split(column.order[i] ?? -1, point);
      const kind = split && kindOf(race, split, byHand);
      if (kind) kinds[kind] = (kinds[kind] ?? 0) + 1;
    }
  });
  return kinds;
}

function kindOf(race: Race, split: Split, byHand: boolean): TimeKind {
  return byHand && split.kind === 'measured' && isFromGun(race, split) ? 'manual' : split.kind;
}

/** A net time counts from a start passing of one's own, whoever took the gun. */
function isFromGun(race: Race, { entrant }: Split): boolean {
  const line = race.entrants[entrant];
  return race.definition?.start.kind === 'interval' || line?.origin === line?.gun;
}
