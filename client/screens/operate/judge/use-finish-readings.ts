import { useCallback, useMemo } from 'react';
import type { Race } from '../../../../shared/race/race.ts';
import type { BlindLock, BlindReader } from '../../../../shared/wire/operate-api.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import type { DeskEntry, RaceDesk } from '../../../desk/desk.ts';
import { nameOf } from '../../watch/names.ts';
import { useRaceDesk, useRacePart } from '../desk-context.ts';
import {
  bothLocked,
  hasLocked,
  heldReadings,
  judgeRows,
  recordedReadings,
  visibleTo,
  type JudgeRow,
  type Reader,
  type RecordedReading,
} from './judge-rows.ts';

import { useBlind, type Blind } from './use-blind.ts';

interface FinishReadings {
  readonly blind: Blind;
  /** Who has locked at this point and waits for the other. */
  readonly held: readonly BlindLock[];
  readonly ownLock: BlindLock | null;
  readonly desk: RaceDesk;
  readonly race: Race;
  readonly entries: readonly DeskEntry[];
  readonly pointId: string;
  /** Those that this reader may see, oldest first. */
  readonly readings: readonly RecordedReading[];
  readonly rows: readonly JudgeRow[];
  /** All, also what this reader may not see: only who has locked is told of them. */
  readonly locks: { readonly A: boolean; readonly B: boolean; readonly both: boolean };
  readonly personOf: (entrant: number) => string;
}

/** What is recorded at one point, as one reader may see it. */
export function useFinishReadings(slug: string, point: number, reader: Reader): FinishReadings {
  const words = useWords();
  const desk = useRaceDesk(slug);
  const race = useRacePart(desk, (state) => state.race);
  const revision = useRacePart(desk, (state) => state.revision);
  const entries = useRacePart(desk, (state) => state.entries);
  const roster = useRacePart(desk, (state) => state.roster);
  const pointId = race.points[point]?.id ?? '';
  const blind = useBlind(slug);
  const held = blind.locks.filter((lock) => lock.point === pointId);
  const ownLock = held.find((lock) => lock.reader === reader && lock.readings !== null) ?? null;
  const logged = useMemo(
    () => (revision >= 0 ? recordedReadings(race, entries, pointId) : []),
    [race, revision, entries, pointId],
  );
  const all = useMemo(() => [...logged, ...heldReadings(race, ownLock)], [race, logged, ownLock]);
  const readings = useMemo(() => visibleTo(reader, all), [reader, all]);
  const rows = useMemo(() => judgeRows(race, point, readings), [race, point, readings]);
  const personOf = useCallback(
    (entrant: number) => {
      const line = race.entrants[entrant];
      return line === undefined
        ? words.judge.rows.unknown
        : nameOf(line.entrant, roster, words).shortName;
    },
    [race, roster, words],
  );
  const isLocked = (one: BlindReader) =>
    hasLocked(one, logged) || held.some((lock) => lock.reader === one);
  const locks = { A: isLocked('A'), B: isLocked('B'), both: bothLocked(logged) };
  return { blind, held, ownLock, desk, race, entries, pointId, readings, rows, locks, personOf };
}
