import { createContext, useContext, useEffect, useMemo } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { Desk, DeskState, RaceDesk, RaceDeskState } from '../../desk/desk.ts';
import { usePart } from '../stations.ts';

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('an operator screen stands outside Operate.tsx');
  return desk;
}

/** A narrow part of who and how the operator is. */
export function useDeskPart<T>(select: (state: DeskState) => T): T {
  return usePart(useDesk().state, select);
}

/** The race of an operator's screen, for as long as the screen is there. */
export function useRaceDesk(slug: string): RaceDesk {
  const desk = useDesk();
  const raceDesk = useMemo(() => desk.race(slug), [desk, slug]);
  useEffect(() => raceDesk.hold(), [raceDesk]);
  return raceDesk;
}

export function useRacePart<T>(race: RaceDesk, select: (state: RaceDeskState) => T): T {
  return usePart(race.state as StoreApi<RaceDeskState>, select);
}
