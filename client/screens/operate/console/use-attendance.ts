import { useEffect } from 'react';
import type { RaceDesk } from '../../../desk/desk.ts';

/** Tells the others that this operator stands at the console. */
export function useAttendance(raceDesk: RaceDesk): void {
  useEffect(() => {
    raceDesk.attend({ screen: 'console' });
  }, [raceDesk]);
}
