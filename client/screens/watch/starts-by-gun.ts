import type { Sport } from '../../../shared/race/definition.ts';

/** Whether people call its start the gun: runners do, cars have lights and boats and swimmers a signal. */
export function startsByGun(sport: Sport | undefined): boolean {
  return sport === undefined || sport.startsWith('athletics');
}
