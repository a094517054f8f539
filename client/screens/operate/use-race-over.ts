import type { RaceDesk } from '../../desk/desk.ts';
import { useRacePart } from './desk-context.ts';
import { overBy, type RaceOver } from './race-over.ts';
import { useOperatorRace } from './setup/use-operator-race.ts';

/** Why the race does not go on, as it stands at this desk; null while it does. */
export function useRaceOver(raceDesk: RaceDesk): RaceOver | null {
  const slug = useRacePart(raceDesk, (state) => state.slug);
  const { race: known } = useOperatorRace(slug);
  const visibility = known?.visibility ?? null;
  return useRacePart(raceDesk, ({ race }) => overBy(race, visibility));
}
