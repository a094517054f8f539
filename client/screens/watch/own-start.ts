import type { Entrant, RaceDefinition } from '../../../shared/race/definition.ts';
import type { Race } from '../../../shared/race/race.ts';
import { formatClock } from '../../../shared/time/format.ts';
import { raceTime } from '../../../shared/time/time.ts';

/** When somebody starts in an interval start, by the clock at the venue; after how long while no start is known. */
export function ownStart(
  { zero }: Pick<Race, 'zero'>,
  { start, scheduledStart, zone }: Pick<RaceDefinition, 'start' | 'scheduledStart' | 'zone'>,
  { startOffsetUs }: Pick<Entrant, 'startOffsetUs'>,
): string | null {
  if (start.kind !== 'interval' || startOffsetUs === undefined) return null;
  const first = zero ?? scheduledStart;
  if (first === undefined) return `+${formatClock(raceTime(startOffsetUs), { digits: 0 })}`;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'medium' });
  return format.format((first + startOffsetUs) / 1000);
}
