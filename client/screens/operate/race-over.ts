import type { Race } from '../../../shared/race/race.ts';
import type { Visibility } from '../../../shared/wire/operate-api.ts';

/** Why a race does not go on; what is taken then is a correction. */
export type RaceOver = 'official' | 'amended' | 'abandoned' | 'postponed' | 'rerun' | 'archived';

/** How the race stands, where it does not simply go on; null while it does. */
export function overBy(race: Race, visibility: Visibility | null): RaceOver | null {
  const declared = race.declared.at(-1)?.state;
  if (declared === 'official' || declared === 'amended') return declared;
  if (race.state !== null && race.state.state !== 'scheduled') return race.state.state;
  return visibility === 'archived' ? 'archived' : null;
}
