import type { Entrant, RaceDefinition } from '../../../shared/race/definition.ts';
import type { Race } from '../../../shared/race/race.ts';
import { formatClock } from '../../../shared/time/format.ts';
import { instant, raceTime } from '../../../shared/time/time.ts';
import { timeOfDay } from '../../../shared/timeline/time-of-day.ts';

/** When somebody starts in an interval start, by the clock at the venue; after how long where that is not known. */
export function ownStart(
  { zero, guns }: Pick<Race, 'zero' | 'guns'>,
  definition: Pick<RaceDefinition, 'start' | 'scheduledStart' | 'zone'>,
  { startOffsetUs }: Pick<Entrant, 'startOffsetUs'>,
): string | null {
  if (definition.start.kind !== 'interval' || startOffsetUs === undefined) return null;
  const first = zero ?? definition.scheduledStart;
  const clock =
    first === undefined ? null : timeOfDay({ definition, guns }, instant(first + startOffsetUs));
  return clock ?? `+${formatClock(raceTime(startOffsetUs), { digits: 0 })}`;
}
