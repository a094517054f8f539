import type { Race } from '../race/race.ts';
import type { Instant } from '../time/time.ts';
import type { LeadChange } from './answers.ts';
import { clockOf } from './search.ts';
import { firstAtPoint } from './splits.ts';
import { viewAt } from './view.ts';

/**
 * Who led the ranked field from point to point: the first at the first point (from null), then each
 * who led at a point where another had led at the one before. A lead lost and won back between two
 * points leaves no trace here, for nobody has seen it. Pacemakers never lead the ranked field.
 */
export function leadChanges(race: Race, at: Instant): LeadChange[] {
  const view = viewAt(race, at);
  const changes: LeadChange[] = [];
  let leader: number | null = null;
  for (let point = view.first; point <= view.far; point++) {
    const first = firstAtPoint(view, point);
    if (first === null || first === leader) continue;
    const split = race.split(first, point);
    if (split === null) continue;
    const clock = clockOf(race.columns[point], first) as Instant;
    changes.push({ at: clock, point, from: leader, to: first, kind: split.kind });
    leader = first;
  }
  return changes;
}
