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
 * In a small race keep the same list while the events are the same.
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
  // By what they say: a list made anew while nothing changed is no reason to begin again.
  const told = JSON.stringify(events);
  const [later, setLater] = useState<{ of: string; consequence: Consequence | null } | null>(null);
  useEffect(() => {
    if (!isLarge || told === NO_EVENTS) return;
    const asked = JSON.parse(told) as readonly RaceEvent[];
    let left = false;
    let seen: unknown = null;
    // One look after the other, however fast entries come: each is told, and then what has come since.
    const again = async () => {
      const state = raceDesk.state.getState();
      if (!left && state.entries !== seen) {
        seen = state.entries;
        const consequence = await lookAhead(raceDesk, state, { events: asked, at: desk.now() });
        if (!left) setLater({ of: told, consequence });
      }
      if (!left) timer = setTimeout(() => void again(), AGAIN_MS);
    };
    let timer = setTimeout(() => void again(), PAUSE_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [isLarge, raceDesk, told, desk]);
  if (!isLarge || events.length === 0) return { consequence: atOnce, looking: false };
  const known = later?.of === told ? later : null;
  return { consequence: known?.consequence ?? null, looking: known === null };
}

const NO_EVENTS = '[]';
/** So long after a look it is looked whether something has come. */
const AGAIN_MS = 500;
