import { useMemo } from 'react';
import type { RaceDefinition } from '../../../../shared/race/definition.ts';
import type { Race } from '../../../../shared/race/race.ts';
import type { Announced } from '../../../../shared/timeline/announced.ts';
import { resultSheet, type ResultLine } from '../../../../shared/timeline/result-sheet.ts';
import type { ResultRow } from '../../../components/ResultTable.tsx';
import type { DeskEntry, RaceDesk } from '../../../desk/desk.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { nameOf } from '../../watch/names.ts';
import { useRaceDesk, useRacePart } from '../desk-context.ts';
import { announcedIn } from './result-steps.ts';

/** A race's result as this desk sees it, with what it has not sent yet. */
export interface Result {
  readonly raceDesk: RaceDesk;
  readonly race: Race;
  readonly revision: number;
  readonly whole: boolean;
  readonly definition: RaceDefinition | null;
  readonly entries: readonly DeskEntry[];
  readonly lines: readonly ResultLine[];
  readonly rows: readonly ResultRow[];
  /** What each announcement said. */
  readonly announced: readonly Announced[];
  /** What an entrant is called: whole, and short. */
  readonly nameOf: (id: string) => { readonly name: string; readonly shortName: string };
}

export function useResult(slug: string): Result {
  const words = useWords();
  const raceDesk = useRaceDesk(slug);
  const race = useRacePart(raceDesk, (state) => state.race);
  const revision = useRacePart(raceDesk, (state) => state.revision);
  const whole = useRacePart(raceDesk, (state) => state.whole);
  const roster = useRacePart(raceDesk, (state) => state.roster);
  const entries = useRacePart(raceDesk, (state) => state.entries);
  return useMemo(() => {
    const named = (index: number, id: string) =>
      nameOf(race.entrants[index]?.entrant ?? { id }, roster, words);
    const lines = resultSheet(race);
    return {
      raceDesk,
      race,
      revision,
      whole,
      definition: race.definition,
      entries,
      lines,
      rows: lines.map((line) => ({ line, ...named(line.entrant, line.id) })),
      announced: announcedIn(entries),
      nameOf: (id: string) => named(race.entrantIndex(id) ?? -1, id),
    };
  }, [raceDesk, race, revision, whole, roster, entries, words]);
}
