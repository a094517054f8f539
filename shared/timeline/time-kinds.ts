import type { TimeKind } from '../race/events.ts';
import type { Race } from '../race/race.ts';

/** How many splits of each kind of time a race has so far; a kind of which there are none is left out. */
export function timeKinds(race: Race): Readonly<Partial<Record<TimeKind, number>>> {
  const kinds: Partial<Record<TimeKind, number>> = {};
  race.columns.forEach((column, point) => {
    for (let i = 0; i < column.count; i++) {
      const split = race.split(column.order[i] ?? -1, point);
      if (split) kinds[split.kind] = (kinds[split.kind] ?? 0) + 1;
    }
  });
  return kinds;
}
