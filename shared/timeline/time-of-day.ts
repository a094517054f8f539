import type { RaceDefinition } from '../race/definition.ts';
import type { Race } from '../race/race.ts';
import { formatInstant } from '../time/format.ts';
import { MICROS_PER_SECOND, type Instant } from '../time/time.ts';

/** A gun whose instant is known no better than this says nothing of the time of day. */
const KNOWN_WITHIN = 60 * MICROS_PER_SECOND;

/** What of a race says it: its guns, and the zone of its venue. */
interface Timed extends Pick<Race, 'guns'> {
  readonly definition: Pick<RaceDefinition, 'zone'> | null;
}

/**
 * The time of day at the venue, `21:53:45`, of a moment of a race's log; null where that is not known.
 * A past race is often known from the gun on, and its gun not to the minute: then its log has instants,
 * but they are made, and nobody is told them as facts (O15).
 */
export function timeOfDay({ definition, guns }: Timed, at: Instant): string | null {
  if (definition === null) return null;
  for (const { source, bandUs } of guns.values())
    if (source === 'reconstructed' || bandUs > KNOWN_WITHIN) return null;
  return formatInstant(at, definition.zone);
}
