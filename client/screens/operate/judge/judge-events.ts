import type { RaceEvent, ReadingTaken } from '../../../../shared/race/events.ts';
import type { Race } from '../../../../shared/race/race.ts';
import { isBlindReader } from '../../../../shared/race/blind-readings.ts';
import type { StripAxis } from '../../../../shared/race/strip.ts';
import { settle } from '../../../../shared/strip/readings.ts';
import {
  readingEvent,
  SETTLED,
  type JudgeRow,
  type Reader,
  type RecordedReading,
} from './judge-rows.ts';

/** A reading, and before it the end of the one that it stands for. */
export function retaken(
  before: RecordedReading | null,
  reading: Parameters<typeof readingEvent>[0],
): readonly RaceEvent[] {
  return [
    ...(before === null ? [] : [{ type: 'entryVoided', target: before.id } as const]),
    readingEvent(reading),
  ];
}

/** What a reader itself has in the log for somebody. */
export function ownReading(
  { entrant }: Pick<JudgeRow, 'entrant'>,
  readings: readonly RecordedReading[],
  reader: Reader,
): RecordedReading | null {
  const own = readings.filter((one) => one.entrant === entrant);
  if (reader === 'alone') return own.at(-1) ?? null;
  return own.findLast((one) => one.reader === reader) ?? null;
}

/** What the blind readers come to, of everybody about whom neither that nor anything later is recorded. */
export function settledEvents(
  race: Race,
  rows: readonly JudgeRow[],
  at: { readonly axis: StripAxis; readonly point: string; readonly digits: number },
): readonly ReadingTaken[] {
  return rows.flatMap((row) => {
    const settled = settle(at.axis, row.blind);
    const id = race.entrants[row.entrant]?.entrant.id;
    if ((settled.state !== 'agreed' && settled.state !== 'settled') || id === undefined) return [];
    // What counts and is of nobody of them was decided after they had read.
    const by = row.reading?.reader ?? null;
    if (!isBlindReader(by) && by !== 'C') return [];
    const { point, digits } = at;
    return [readingEvent({ who: { entrant: id }, point, us: settled.us, digits, reader: SETTLED })];
  });
}
