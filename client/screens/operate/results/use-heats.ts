import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { RaceDefinition } from '../../../../shared/race/definition.ts';
import { resultSheet } from '../../../../shared/timeline/result-sheet.ts';
import type { HeatResult } from '../../../../shared/timeline/qualification.ts';
import { operateApi } from '../../../connection/http-operate.ts';
import type { RaceDesk, RaceDeskState } from '../../../desk/desk.ts';
import { useDesk } from '../desk-context.ts';
import { isSameRound } from './qualifying.ts';

/** One heat of a round, as far as it has come to this desk. */
export interface Heat extends HeatResult {
  readonly desk: RaceDesk;
  /** How the heat is called: its number, else its address. */
  readonly name: string;
  readonly whole: boolean;
  readonly announced: boolean;
}

export type Heats =
  | { readonly state: 'loading' | 'unreachable' }
  | { readonly state: 'here'; readonly heats: readonly Heat[] };

/** All heats of the round that a race belongs to; each is followed as long as the panel is there. */
export function useHeats(
  slug: string,
  definition: RaceDefinition,
): { readonly heats: Heats; readonly retry: () => void } {
  const desk = useDesk();
  const [slugs, setSlugs] = useState<readonly string[] | 'loading' | 'unreachable'>('loading');
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let left = false;
    void operateApi.races().then((reply) => {
      if (left) return;
      if (!reply.ok) return setSlugs('unreachable');
      const same = reply.value.races.filter(
        (race) => race.definition !== null && isSameRound(race.definition, definition),
      );
      return setSlugs([...new Set([slug, ...same.map((race) => race.slug)])]);
    });
    return () => {
      left = true;
    };
  }, [slug, definition, tries]);
  const desks = useMemo(
    () => (typeof slugs === 'string' ? [] : slugs.map((one) => desk.race(one))),
    [desk, slugs],
  );
  useEffect(() => {
    const leave = desks.map((one) => one.hold());
    return () => leave.forEach((call) => call());
  }, [desks]);
  const version = useSyncExternalStore(
    useCallback(
      (changed) => {
        const stop = desks.map((one) => one.state.subscribe(changed));
        return () => stop.forEach((call) => call());
      },
      [desks],
    ),
    () => desks.map(({ state }) => versionOf(state.getState())).join(),
  );
  const heats = useMemo(
    () => (version === null ? [] : desks.map(heatOf).sort(byName)),
    [desks, version],
  );
  const retry = (): void => {
    setSlugs('loading');
    setTries((before) => before + 1);
  };
  return { heats: typeof slugs === 'string' ? { state: slugs } : { state: 'here', heats }, retry };
}

/** Changes with whatever a heat shows: entries, and names, which come apart from them. */
function versionOf({ revision, whole, roster }: RaceDeskState): string {
  return `${revision} ${whole} ${Object.keys(roster).length}`;
}

function heatOf(desk: RaceDesk): Heat {
  const { slug, race, whole } = desk.state.getState();
  return {
    desk,
    heat: slug,
    name: String(race.definition?.heat ?? race.definition?.round ?? race.definition?.event ?? slug),
    whole,
    announced: race.declared.length > 0,
    lines: resultSheet(race),
  };
}

function byName(a: Heat, b: Heat): number {
  return a.name.localeCompare(b.name, 'en', { numeric: true });
}
