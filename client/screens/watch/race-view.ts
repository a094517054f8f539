import { createContext, useContext, useMemo } from 'react';
import type { Race } from '../../../shared/race/race.ts';
import type { RaceDefinition } from '../../../shared/race/definition.ts';
import type { Roster } from '../../../shared/race/roster.ts';
import { instant, raceTime, type Instant, type RaceTime } from '../../../shared/time/time.ts';
import type { Session } from '../../store/session.ts';
import { usePart, useStations } from '../stations.ts';

/** A race that is folded far enough to be drawn. */
export interface RaceView {
  readonly session: Session;
  readonly race: Race;
  readonly revision: number;
  /** False while a race of thousands is still being folded: only its board is known. */
  readonly ready: boolean;
  readonly definition: RaceDefinition;
  readonly roster: Roster;
  /** Where race time counts from: the gun, until then the schedule. */
  readonly zero: Instant;
  readonly followed: ReadonlySet<string>;
}

export const RaceViewContext = createContext<RaceView | null>(null);

export function useRaceView(): RaceView {
  const view = useContext(RaceViewContext);
  if (view === null) throw new Error('a panel stands outside the race it shows');
  return view;
}

/** The race of a session as panels need it; null until its definition has come. */
export function useRaceOf(session: Session): RaceView | null {
  const { prefs } = useStations();
  const race = usePart(session.race, (state) => state.run?.race ?? null);
  const revision = usePart(session.race, (state) => state.run?.revision ?? 0);
  const whole = usePart(session.race, (state) => state.run?.whole === true);
  const page = usePart(session.race, (state) => state.page);
  const roster = usePart(session.race, (state) => state.roster);
  const slug = usePart(session.race, (state) => state.slug);
  const ids = usePart(prefs, (state) => state.followed[slug]);
  const followed = useMemo(() => new Set(ids ?? []), [ids]);
  return useMemo(() => {
    const definition = race?.definition ?? page?.definition ?? null;
    if (race === null || definition === null) return null;
    const zero = race.zero ?? definition.scheduledStart ?? instant(0);
    const ready = whole || page?.card.mass !== true;
    return { session, race, revision, ready, definition, roster, zero, followed };
  }, [session, race, revision, whole, page, roster, followed]);
}

export function sinceZero(at: Instant, zero: Instant): RaceTime {
  return raceTime(at - zero);
}
