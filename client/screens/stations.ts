import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { BoardReply, RaceList } from '../../shared/wire/api.ts';
import type { PrefsStore } from '../store/prefs.ts';
import type { Session } from '../store/session.ts';

/** What screens get from the outside world; `main.tsx` joins it together. */
export interface Stations {
  readonly prefs: PrefsStore;
  readonly nowMs: () => number;
  /** Enters a race, or comes back to one that was just left. */
  readonly visit: (slug: string) => Visit;
  readonly fetchRaces: (signal: AbortSignal) => Promise<Answer<RaceList>>;
  readonly fetchBoard: (
    slug: string,
    question: {
      readonly t: string | null;
      readonly from: number;
      readonly count: number;
      readonly find?: string;
    },
    signal: AbortSignal,
  ) => Promise<Answer<BoardReply>>;
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: { readonly kind: string; readonly code: string } };

/** A race that somebody looks at. */
export interface Visit {
  readonly session: Session;
  /** Tries the link again at once. */
  readonly retry: () => void;
  /** Says that the screen is there; returns how to say that it left. */
  readonly hold: () => () => void;
}

export const StationsContext = createContext<Stations | null>(null);

export function useStations(): Stations {
  const stations = useContext(StationsContext);
  if (stations === null) throw new Error('a screen stands outside the stations of main.tsx');
  return stations;
}

/** The race of a screen, for as long as the screen is there. */
export function useVisit(slug: string): Visit {
  const stations = useStations();
  const visit = useMemo(() => stations.visit(slug), [stations, slug]);
  useEffect(() => visit.hold(), [visit]);
  return visit;
}

/** Subscribes to a narrow part of a store. `select` must give equal values for equal states. */
export function usePart<S, T>(store: StoreApi<S>, select: (state: S) => T): T {
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}
