import { useEffect, useMemo, useState } from 'react';
import {
  foresee,
  FORESEEN_AT_ONCE,
  type Consequence,
} from '../../../../shared/feeding/consequence.ts';
import type { RaceEvent } from '../../../../shared/race/events.ts';
import type { RaceDesk } from '../../../desk/desk.ts';
import { useDesk, useRacePart } from '../desk-context.ts';
import { lookAhead } from './looking-ahead.ts';

/** Typing goes on for so long before a large race is looked at. */
const PAUSE_MS = 150;

/** `looking`: in a large race it is not known yet. */
export interface Foresight {
  readonly consequence: Consequence | null;
  readonly looking: boolean;
}

/**
 * What events would change, looked at again when they or the race change; null where it cannot be said.
 * Keep the same list while the events are the same.
 */
export function useForeseen(raceDesk: RaceDesk, events: readonly RaceEvent[]): Foresight {
  const desk = useDesk();
  const race = useRacePart(raceDesk, (state) => state.race);
  const entries = useRacePart(raceDesk, (state) => state.entries);
  useRacePart(raceDesk, (state) => state.revision);
  const isLarge = entries.length > FORESEEN_AT_ONCE;
  const atOnce = useMemo(
    () => (isLarge || events.length === 0 ? null : foresee(race, entries, events, desk.now())),
    [isLarge, race, entries, events, desk],
  );
  const [later, setLater] = useState<{ of: unknown; consequence: Consequence | null } | null>(null);
  useEffect(() => {
    if (!isLarge || events.length === 0) return;
    let left = false;
    const timer = setTimeout(() => {
      const looked = lookAhead(raceDesk, { race, entries }, { events, at: desk.now() });
      void Promise.resolve(looked).then((consequence) => {
        if (!left) setLater({ of: events, consequence });
      });
    }, PAUSE_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [isLarge, raceDesk, race, entries, events, desk]);
  if (!isLarge || events.length === 0) return { consequence: atOnce, looking: false };
  const known = later?.of === events ? later : null;
  return { consequence: known?.consequence ?? null, looking: known === null };
}
