import type { RaceDefinition } from '../../../../shared/race/definition.ts';
import type { EntryId } from '../../../../shared/race/entry.ts';
import type { Race } from '../../../../shared/race/race.ts';
import type { Micros } from '../../../../shared/time/time.ts';
import type { DeskEntry } from '../../../desk/desk.ts';

/** How long a race with a time limit is; null for all others. */
export function timeLimit({ laps }: RaceDefinition): Micros | null {
  return laps?.limit.kind === 'time' ? laps.limit.durationUs : null;
}

/** The newest entry that says that the race has ended and holds. */
export function endOf(race: Race, entries: readonly DeskEntry[]): EntryId | null {
  const said = entries.filter(
    ({ id, where, submission }) =>
      where !== 'refused' && submission.event.type === 'raceEnded' && race.holds(id) !== null,
  );
  return said.at(-1)?.id ?? null;
}
