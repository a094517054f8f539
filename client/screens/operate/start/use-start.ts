import { useCallback, useEffect, useRef, useState } from 'react';
import type { EntryId } from '../../../../shared/race/entry.ts';
import type { GunFired } from '../../../../shared/race/events.ts';
import { instant, type Instant, type Micros } from '../../../../shared/time/time.ts';
import type { RaceDesk } from '../../../desk/desk.ts';
import { useDesk, useRacePart } from '../desk-context.ts';
import { choosing, pairOf, type LoggedGun } from './gun-log.ts';
import { AUDIO_BAND_US, gunEvent, HAND_BAND_US, nextGroup, startGroups } from './start-state.ts';
import type { StartGroup } from './start-state.ts';

/** The microphone hears the finger that arms, and a finger that trembles arms twice: neither is meant. */
const ARMING_MS = 350;

export interface Starting {
  readonly groups: readonly StartGroup[];
  /** The start that arm, gun and recall are about. */
  readonly group: StartGroup;
  readonly armed: boolean;
  readonly keeping: boolean;
  /** Why the last gun could not be kept; null. */
  readonly notKept: string | null;
  readonly choose: (wave: string | undefined) => void;
  readonly arm: (timeStampMs: number) => void;
  /** With the moment of a press: not when that is the press that armed. */
  readonly disarm: (timeStampMs?: number) => void;
  /** The gun at a moment of the page's clock. Nothing happens unless armed. */
  readonly fire: (timeStampMs: number) => void;
  /** The gun as heard: `delayUs` is how long its sound was on the way. */
  readonly fireHeard: (timeStampMs: number, delayUs: Micros) => void;
}

interface Armed {
  readonly wave: string | undefined;
  readonly atMs: number;
}

const NO_GROUP: StartGroup = { wave: undefined, name: null, gun: null };

/** Arm and gun of one race on this device. Nobody fires twice: a start that has its gun is not armed. */
export function useStart(raceDesk: RaceDesk, guns: readonly LoggedGun[]): Starting {
  const desk = useDesk();
  const race = useRacePart(raceDesk, (state) => state.race);
  useRacePart(raceDesk, (state) => state.revision);
  const [armed, setArmed] = useState<Armed | null>(null);
  const [chosen, setChosen] = useState<{ readonly wave: string | undefined } | null>(null);
  const [keeping, setKeeping] = useState(false);
  const [notKept, setNotKept] = useState<string | null>(null);
  const fired = useRef(new Set<EntryId>());

  const groups = startGroups(race);
  const group = groupOf(groups, armed ?? chosen);
  const isArmed = armed !== null && group.gun === null;

  const bring = useCallback(
    async (event: GunFired) => {
      setKeeping(true);
      setArmed(null);
      setChosen({ wave: event.wave });
      setNotKept(null);
      try {
        for (const id of await raceDesk.bring([event])) fired.current.add(id);
        navigator.vibrate?.(120);
      } catch (problem) {
        setNotKept(problem instanceof Error ? problem.message : String(problem));
      }
      setKeeping(false);
    },
    [raceDesk],
  );

  const shoot = useCallback(
    (timeStampMs: number, source: 'manual' | 'audio', bandUs: Micros, delayUs: Micros) => {
      if (armed === null || !isArmed) return;
      if (source === 'audio' && timeStampMs < armed.atMs + ARMING_MS) return;
      const { at, errorUs } = desk.instantOf(timeStampMs);
      const moment: Instant = instant(at - delayUs);
      void bring(gunEvent(moment, { wave: armed.wave, source, bandUs, errorUs }));
    },
    [armed, isArmed, desk, bring],
  );

  useEffect(() => {
    raceDesk.attend({ screen: 'console', armed: isArmed });
    // Who leaves the screen while armed is not armed any more.
    return () => {
      if (isArmed) raceDesk.attend({ screen: 'console', armed: false });
    };
  }, [raceDesk, isArmed]);
  useFirstWins(raceDesk, guns, fired);

  return {
    groups,
    group,
    armed: isArmed,
    keeping,
    notKept,
    choose: (wave) => setChosen({ wave }),
    arm: (atMs) => setArmed({ wave: group.wave, atMs }),
    disarm: (atMs = Number.POSITIVE_INFINITY) => {
      if (armed === null || atMs >= armed.atMs + ARMING_MS) setArmed(null);
    },
    fire: useCallback((timeStampMs) => shoot(timeStampMs, 'manual', HAND_BAND_US, 0), [shoot]),
    fireHeard: useCallback(
      (timeStampMs, delayUs) => shoot(timeStampMs, 'audio', AUDIO_BAND_US, delayUs),
      [shoot],
    ),
  };
}

/** What was armed or chosen; else the next without a gun; else the last. */
function groupOf(
  groups: readonly StartGroup[],
  wanted: { readonly wave: string | undefined } | null,
): StartGroup {
  const named = wanted === null ? undefined : groups.find(({ wave }) => wave === wanted.wave);
  return named ?? groups[nextGroup(groups)] ?? groups.at(-1) ?? NO_GROUP;
}

/** Whoever fired the later of two guns without knowing of the earlier takes the own one out, once. */
function useFirstWins(
  raceDesk: RaceDesk,
  guns: readonly LoggedGun[],
  fired: { readonly current: Set<EntryId> },
): void {
  useEffect(() => {
    for (const wave of new Set(guns.map((gun) => gun.wave))) {
      const pair = pairOf(guns, wave);
      if (pair?.counts !== null || !fired.current.delete(pair.second.id)) continue;
      void raceDesk.bring(choosing(pair, 'first'));
    }
  }, [raceDesk, guns, fired]);
}
